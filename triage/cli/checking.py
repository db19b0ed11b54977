"""Handing the log to somebody who checks it, and checking what was handed over."""

import sys
from importlib.metadata import version
from pathlib import Path

import click

from triage.cli.here import model_slot, open_database
from triage.cli.records import log
from triage.settings import engine
from triage.verify import verify
from triage.verify.telling import told

WITHHOLDABLE = ("identity", "contact", "note", "clinical", "decision")


def _names(_context: click.Context, _option: click.Parameter, given: str) -> frozenset[str]:
    """Return the names of compartments in *given*."""
    names = frozenset(given.split(",")) - {""}
    unknown = names.difference(WITHHOLDABLE)
    if unknown:
        allowed = ", ".join(WITHHOLDABLE)
        raise click.BadParameter(f"{min(unknown)} is none of {allowed}")
    return names


@log.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--without",
    default="",
    callback=_names,
    help="Parts that stay here, as identity,contact,note; their commitments go along.",
)
def export_command(file: Path, without: frozenset[str]) -> None:
    """Write the whole log to FILE, for triage verify."""
    from triage.care.exporting import export  # noqa: PLC0415  no SQL where it is not needed

    with open_database() as database:
        count = export(database, file, without, release=version("triage"))
    click.echo(f"{count} entries written to {file}")


@click.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--head",
    "heads",
    multiple=True,
    help="A hash that was written down before and has to be in the log; may be repeated.",
)
def verify_command(file: Path, heads: tuple[str, ...]) -> None:
    """Check an exported log: chain, commitments, and every decision of this engine anew.

    Exit status 0 only if everything agrees.
    """
    model = model_slot().current()
    here = model.manifest.sha256 if model else ""
    expected = frozenset(one.lower() for one in heads)
    with file.open("rb") as opened:
        account = verify(
            opened.read, engine(), lambda sha256: model if sha256 == here else None, expected
        )
    for line in told(account, engine(), version("triage")):
        click.echo(line)
    sys.exit(0 if account.agrees else 1)
