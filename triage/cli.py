"""The command line: `triage ...`. Every command is a few lines over a room below."""

import json
import logging
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TextIO

import click

from triage.assess import Scorer, assess
from triage.clinical.floor import Conditions
from triage.errors import LogBroken, SettingsWrong, TriageError
from triage.evaluate import evaluate, problem_words
from triage.exchange.record import Words, answer_words
from triage.intake.payload import read_words
from triage.intake.problems import Code, Problem
from triage.settings import Settings, shipped


@click.group()
@click.version_option(package_name="triage")
def triage() -> None:
    """Triage server for rural clinics."""


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


def _answer_lines(lines: Iterable[str], answer: Callable[[Any], Words], output: TextIO) -> bool:
    """Write a JSON object for each of *lines*, in order; return whether all had an answer."""
    fine = True
    for line in lines:
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except ValueError:
            unreadable = Problem(field="", code=Code.UNREADABLE, given=line[:60].strip())
            words: Words = {"problems": [problem_words(unreadable)], "level_so_far": None}
        else:
            words = answer(given)
        fine = fine and "problems" not in words
        output.write(json.dumps(words, ensure_ascii=False, allow_nan=False) + "\n")
    return fine


def _assessed(given: object, conditions: Conditions, model: Scorer | None) -> Words:
    """Return the answer to one report in JSON words, or its problems and the level so far."""
    if not isinstance(given, dict):
        unreadable = Problem(field="", code=Code.UNREADABLE, given=str(given)[:60])
        return {"problems": [problem_words(unreadable)], "level_so_far": None}
    read = read_words(given)
    decision = assess(read.findings, conditions, model)
    if read.problems:
        problems = [problem_words(problem) for problem in read.problems]
        return {"problems": problems, "level_so_far": decision.level.name}
    confirm = [
        {"field": notice.field, "code": notice.code, "given": notice.given, "value": notice.value}
        for notice in read.confirm
    ]
    return answer_words(decision, confirm)


@triage.command("assess")
@click.option("--no-model", is_flag=True, help="The protocols' floor alone.")
@click.option("--no-oximeter", is_flag=True, help="Stands for a site without a pulse oximeter.")
@click.option("--single-threshold", is_flag=True, help="One threshold for every age.")
def assess_command(*, no_model: bool, no_oximeter: bool, single_threshold: bool) -> None:
    """Read reports as JSON Lines from standard input, write a decision for each.

    Exit status 1 if any line had problems.
    """
    conditions = Conditions(has_oximeter=not no_oximeter, age_band_thresholds=not single_threshold)
    model = None if no_model else _model()
    fine = _answer_lines(sys.stdin, lambda given: _assessed(given, conditions, model), sys.stdout)
    sys.exit(0 if fine else 1)


def _model() -> Scorer | None:
    """Return the model that came with this release; without one the floor alone decides."""
    from triage.risk.model import ModelSlot  # noqa: PLC0415  a second to load, only where needed

    slot = ModelSlot(Path(os.environ.get("TRIAGE_MODEL_DIRECTORY") or shipped("models/risk")))
    return slot.current()


@triage.group()
def protocols() -> None:
    """The published protocols."""


@protocols.command("evaluate")
def evaluate_command() -> None:
    """Read one protocol's inputs as JSON Lines, write what it says of each."""
    fine = _answer_lines(sys.stdin, evaluate, sys.stdout)
    sys.exit(0 if fine else 1)


@triage.group()
def log() -> None:
    """The log of everything that happened at this node."""


@log.command("check")
def check_command() -> None:
    """Walk the chain and recompute every commitment; exit status 1 if something differs."""
    from triage.store.database import Database  # noqa: PLC0415  SQL is not needed elsewhere
    from triage.store.log import check  # noqa: PLC0415

    settings = Settings.from_env(os.environ)
    database = Database(settings.database)
    try:
        with database.reading() as connection:
            state = check(connection)
    except LogBroken as error:
        raise SystemExit(f"broken: {error}") from error
    finally:
        database.close()
    click.echo(f"{state.count} entries, chain and commitments agree")
