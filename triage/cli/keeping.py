"""`triage backup`, `triage restore`, `triage status`."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from triage.cli.here import model_slot, open_database, settings
from triage.cli.setting_up import show_pins

MIB = 2**20
HOUR_S = 3600
FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("directory", type=FOLDER)
@click.option("--keep", type=click.IntRange(min=1), help="Delete all but the newest so many.")
def backup(directory: Path, keep: int | None) -> None:
    """Write a verified backup of the database into DIRECTORY, while the site is in use.

    The node key is not in it: keep one copy of it elsewhere.
    """
    from triage.care.backup import back_up  # noqa: PLC0415  no SQL where it is not needed
    from triage.care.site import read_key  # noqa: PLC0415

    key = read_key(settings().node_key)
    with open_database() as database:
        made = back_up(database, key, directory, datetime.now(UTC), keep)
    click.echo(
        f"{made.path}: {made.size_bytes} bytes, {made.entries} entries, verified;"
        f" {made.deleted} older deleted"
    )


@click.command("restore")
@click.argument("file", type=FILE)
@click.argument("directory", type=FOLDER)
@click.option(
    "--key",
    type=FILE,
    help="The node key. An encrypted backup needs it; without it everybody gets another PIN.",
)
def restore_command(file: Path, directory: Path, key: Path | None) -> None:
    """Make the site of the backup FILE in DIRECTORY, which must hold none."""
    from triage.care.backup import restore  # noqa: PLC0415
    from triage.care.site import read_key  # noqa: PLC0415

    restored = restore(file, directory.resolve(), read_key(key) if key else None)
    site, epoch = restored.node.site_name, restored.node.epoch
    click.echo(f"{site}: {restored.entries} entries restored, the log goes on in epoch {epoch}")
    if restored.is_encrypted:
        click.echo('The database is encrypted: set TRIAGE_DATABASE_ENCRYPTED="yes".')
    if restored.credentials:
        show_pins(restored.credentials)
    click.echo("Check with triage user list: who was disabled after the backup is enabled again.")


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def status_command(*, as_json: bool) -> None:
    """Say in one screen how this site is."""
    from triage.care.status import status  # noqa: PLC0415

    slot = model_slot()
    model = slot.current()
    found = (model.manifest.name if model else None, slot.why)
    with open_database() as database:
        words = asdict(status(settings(), database, found, datetime.now(UTC)))
    if as_json:
        click.echo(json.dumps(words, default=datetime.isoformat, ensure_ascii=False))
        return
    for name, value in _lines(words):
        click.echo(f"{name:<12}{value}")


def _lines(words: dict[str, Any]) -> list[tuple[str, str]]:
    age = words["backup_age_s"]
    encrypted = "encrypted" if words["database_encrypted"] else "not encrypted"
    demonstration = " (DEMONSTRATION)" if words["is_demonstration"] else ""
    return [
        ("version", f"{words['version']}"),
        ("site", f"{words['site']}{demonstration}"),
        ("node", f"{words['node']} {words['number']}, epoch {words['epoch']}"),
        ("database", f"{words['database']}, {_mib(words['database_bytes'])}, {encrypted}"),
        ("tables", f"version {words['database_version']}"),
        ("log", f"{words['entries']} entries, newest {words['newest_entry'] or 'none'}"),
        ("waiting", f"{words['waiting']}"),
        ("drafts", f"{words['drafts']}"),
        *_sending_lines(words["sending"]),
        (
            "model",
            f"{words['model'] or 'none, the protocols decide: ' + str(words['model_problem'])}",
        ),
        ("clock", f"{words['now']}, {words['clock']}"),
        ("disk", f"{_mib(words['disk_free_bytes'])} free"),
        ("backup", "never" if age is None else f"{int(str(age)) // HOUR_S} hours ago"),
    ]


def _sending_lines(words: dict[str, object]) -> list[tuple[str, str]]:
    oldest, seen = words["oldest_age_s"], words["seen_age_s"]
    return [
        ("outbox", f"{words['waiting']}" + ("" if oldest is None else f", oldest {oldest} s")),
        ("dispatch", "never seen" if seen is None else f"seen {seen} s ago"),
        ("policy", f"{words['policy'] or 'none in force yet: nothing leaves'}"),
    ]


def _mib(count: object) -> str:
    return f"{int(str(count)) / MIB:.1f} MiB"
