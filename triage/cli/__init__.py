"""The command line: `triage ...`. Every command is a few lines over a room below."""

import logging

import click

from triage.cli import (
    checking,
    devices,
    keeping,
    lines,
    model,
    people,
    programs,
    records,
    serving,
    setting_up,
)
from triage.errors import SettingsWrong, TriageError

__all__ = ["main", "triage"]


@click.group()
@click.version_option(package_name="triage")
def triage() -> None:
    """Triage server for rural clinics."""


for command in (
    lines.assess_command,
    lines.protocols,
    records.log,
    checking.verify_command,
    records.db_group,
    serving.serve,
    serving.dispatch,
    serving.demo,
    setting_up.init,
    people.user,
    devices.device,
    programs.token,
    model.model,
    keeping.backup,
    keeping.restore_command,
    keeping.status_command,
):
    triage.add_command(command)


def main() -> None:
    """Run the command line; an error that was foreseen is a sentence, not a trace."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        triage()
    except SettingsWrong as error:
        hint = "Nothing starts without settings; to try the program out, run: make run"
        raise SystemExit(f"{error}\n{hint}") from error
    except TriageError as error:
        raise SystemExit(f"triage: {error}") from error
