"""The log and the tables made from it."""

import click

from triage.cli.here import open_database, settings, upgrade_database
from triage.errors import LogBroken


@click.group()
def log() -> None:
    """The log of everything that happened at this node."""


@log.command("check")
def check_command() -> None:
    """Walk the chain and recompute every commitment; exit status 1 if something differs."""
    from triage.store.audit import check  # noqa: PLC0415  no SQL where it is not needed

    with open_database() as database, database.reading() as connection:
        try:
            state = check(connection)
        except LogBroken as error:
            raise SystemExit(f"broken: {error}") from error
    click.echo(f"{state.entries} entries: chain and commitments agree, {state.erased} erased")


@log.command("readers")
@click.argument("code")
def readers_command(code: str) -> None:
    """Say who opened the record with the case code CODE: when (UTC), who, how."""
    from triage.care.reading import readers  # noqa: PLC0415
    from triage.store.codes import read_code  # noqa: PLC0415

    this = read_code(code)
    if this is None:
        raise SystemExit(f"{code} is no case code")
    with open_database() as database:
        found = readers(database, this)
    for one, name in found:
        click.echo(f"{one.at:%Y-%m-%d %H:%M:%S}\t{name or one.by}\t{one.how}")
    click.echo(f"{len(found)} reading{'' if len(found) == 1 else 's'} recorded")


@click.group("db")
def db_group() -> None:
    """The database."""


@db_group.command("rebuild")
def rebuild_command() -> None:
    """Make the tables that screens read anew from the log."""
    from triage.store.projection import rebuild  # noqa: PLC0415

    with open_database() as database, database.writing() as connection:
        click.echo(f"{rebuild(connection)} entries applied")


@db_group.command("upgrade")
def upgrade_command() -> None:
    """Bring the database to this release's version; make a backup first."""
    path = settings().database
    if not path.exists():
        raise SystemExit(f"{path} does not exist: make the site with triage init")
    click.echo(f"The database has version {upgrade_database(path)}.")
