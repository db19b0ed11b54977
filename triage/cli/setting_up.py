"""`triage init`: a new site."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from triage.cli.devices import show_code
from triage.errors import SiteRefused
from triage.settings import shipped

if TYPE_CHECKING:
    from triage.care.site import Credential, NewSite


@click.command()
@click.option(
    "--directory",
    type=click.Path(path_type=Path),
    envvar="TRIAGE_DIRECTORY",
    required=True,
    help="Folder for the clinic's data; from TRIAGE_DIRECTORY if not given.",
)
@click.option(
    "--from",
    "plan",
    type=click.Path(path_type=Path),
    help="TOML file with name and [[people]] (name, role, language), instead of questions.",
)
@click.option(
    "--encrypted/--not-encrypted",
    envvar="TRIAGE_DATABASE_ENCRYPTED",
    default=False,
    help="The database under a key made from the node's; from TRIAGE_DATABASE_ENCRYPTED.",
)
@click.option(
    "--node-key",
    type=click.Path(path_type=Path),
    envvar="TRIAGE_NODE_KEY",
    help="The new file of the node key, if not node.key in the folder; from TRIAGE_NODE_KEY.",
)
def init(directory: Path, plan: Path | None, node_key: Path | None, *, encrypted: bool) -> None:
    """Make a new site: folder, node key, database, first accounts.

    The PINs are shown once and kept nowhere. Nothing is ever made over an existing site.
    """
    from triage.care.one_time_codes import draw_enrolment  # noqa: PLC0415  no SQL without need
    from triage.care.plan import read_plan  # noqa: PLC0415
    from triage.care.site import (  # noqa: PLC0415
        NodeKey,
        check_free,
        make_site,
        new_database,
        read_key,
    )

    directory = directory.resolve()
    check_free(directory)
    languages = offered_languages()
    new = _asked(languages) if plan is None else read_plan(plan, languages)
    key = NodeKey(path=(node_key or directory / "node.key").resolve())
    database = new_database(directory / "triage.db", key, is_encrypted=encrypted)
    try:
        now = datetime.now(UTC)
        given = make_site(directory, database, new, now, key)
        code = draw_enrolment(database, read_key(key.path), "", now)
    finally:
        database.close()
    click.echo(f"{new.name}: made in {directory}")
    show_pins(given)
    click.echo("The first browser is enrolled with this code; triage device code shows others:")
    show_code(code)
    more = {"TRIAGE_DATABASE_ENCRYPTED": "yes"} if encrypted else {}
    if node_key is not None:
        more["TRIAGE_NODE_KEY"] = str(key.path)
    _tell(directory, new.name, key.path, more)


def offered_languages() -> frozenset[str]:
    """Return the codes of the languages that a person may read."""
    from triage.i18n import Languages  # noqa: PLC0415  no catalogues where they are not needed

    return frozenset(Languages.load(shipped("translations")).codes)


def _asked(languages: frozenset[str]) -> "NewSite":
    """Return the site that somebody describes on the terminal."""
    from triage.care.plan import FIRST_ROLES, checked  # noqa: PLC0415

    if not sys.stdin.isatty():
        raise SiteRefused("there is no terminal to ask on: give --from FILE")
    name = click.prompt("Name of the clinic", default=os.environ.get("TRIAGE_SITE_NAME"))
    people = []
    for role in FIRST_ROLES:
        person = click.prompt(f"Name of the first {role}")
        language = click.prompt("  reads", type=click.Choice(sorted(languages)), default="en")
        people.append({"name": person, "role": str(role), "language": language})
    return checked("what you wrote", name, people, languages)


def _tell(directory: Path, name: str, key: Path, more: dict[str, str]) -> None:
    needed = {"TRIAGE_NODE": "edge", "TRIAGE_SITE_NAME": name, "TRIAGE_DIRECTORY": str(directory)}
    click.echo(
        f"Keep a copy of {key} away from this box and away from its backups.\n"
        "Settings for triage serve (docs/operations.md explains them and the others):"
    )
    for variable, value in (needed | more).items():
        click.echo(f'  {variable}="{value}"')


def show_pins(given: tuple["Credential", ...]) -> None:
    """Write who signs in with which PIN, for the only time."""
    click.echo("Hand each person their PIN; it is not shown again:")
    for one in given:
        click.echo(f"  {one.name:<24}{one.role:<14}PIN {one.pin}")
