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
    chosen = settings()
    if not chosen.database.exists():
        raise SystemExit(f"{chosen.database} does not exist: make the site with triage init")
    click.echo(f"The database has version {upgrade_database(chosen)}.")


@db_group.command("encrypt")
def encrypt_command() -> None:
    """Encrypt the database with a key made from the node's; stop the services first."""
    from triage.care.encryption import encrypt  # noqa: PLC0415

    click.echo(f"{encrypt(settings())} entries: chain and every table compared, encrypted.")
    click.echo(
        'Set TRIAGE_DATABASE_ENCRYPTED="yes" before the services start again.\n'
        "The old file was overwritten, but memory cards and solid-state disks keep old blocks,"
        " and backups made before are not encrypted: docs/operations.md says what to do."
    )


@db_group.command("decrypt")
def decrypt_command() -> None:
    """Take the encryption off the database; stop the services first."""
    from triage.care.encryption import decrypt  # noqa: PLC0415

    click.echo(f"{decrypt(settings())} entries: chain and every table compared, not encrypted.")
    click.echo("Take TRIAGE_DATABASE_ENCRYPTED away before the services start again.")
