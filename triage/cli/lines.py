"""Commands for programs: JSON Lines in, JSON Lines out."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any, TextIO

import click

from triage.assess import Scorer, assess
from triage.cli.cards import cards_command, questions_command
from triage.cli.here import model_slot
from triage.clinical.floor import Conditions
from triage.evaluate import evaluate, notice_words, problem_words
from triage.exchange.record import Words, answer_words
from triage.intake.payload import read_words
from triage.intake.problems import Code, Problem
from triage.intake.reader import LONGEST_ECHO


def _answer_lines(lines: Iterable[bytes], answer: Callable[[Any], Words], output: TextIO) -> bool:
    """Write a JSON object for each of *lines*, in order; return whether all had an answer."""
    fine = True
    for line in lines:
        if not line.strip():
            continue
        words = _answered(line, answer)
        fine = fine and "problems" not in words
        # Escaped, because a lone surrogate that came in could not be written otherwise.
        output.write(json.dumps(words, allow_nan=False) + "\n")
    return fine


def _answered(line: bytes, answer: Callable[[Any], Words]) -> Words:
    """Return the answer to one line; what is no JSON, or nested without end, is unreadable."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return _unreadable(line.decode(errors="replace").strip())
    return answer(given)


def _unreadable(given: str) -> Words:
    problem = Problem(field="", code=Code.UNREADABLE, given=given[:LONGEST_ECHO])
    return {"problems": [problem_words(problem)], "level_so_far": None}


def _assessed(given: object, conditions: Conditions, model: Scorer | None) -> Words:
    """Return the answer to one report in JSON words, or its problems and the level so far."""
    if not isinstance(given, dict):
        return _unreadable(type(given).__name__)
    read = read_words(given)
    decision = assess(read.findings, conditions, model)
    if read.problems:
        problems = [problem_words(problem) for problem in read.problems]
        return {"problems": problems, "level_so_far": decision.level.name}
    return answer_words(decision, [notice_words(notice) for notice in read.confirm])


@click.command("assess")
@click.option("--no-model", is_flag=True, help="The protocols' floor alone.")
@click.option("--no-oximeter", is_flag=True, help="Stands for a site without a pulse oximeter.")
@click.option("--single-threshold", is_flag=True, help="One threshold for every age.")
def assess_command(*, no_model: bool, no_oximeter: bool, single_threshold: bool) -> None:
    """Read reports as JSON Lines from standard input, write a decision for each.

    Exit status 1 if any line had problems.
    """
    conditions = Conditions(has_oximeter=not no_oximeter, age_band_thresholds=not single_threshold)
    model = None if no_model else model_slot().current()
    fine = _answer_lines(
        sys.stdin.buffer, lambda given: _assessed(given, conditions, model), sys.stdout
    )
    sys.exit(0 if fine else 1)


@click.group()
def protocols() -> None:
    """The published protocols."""


protocols.add_command(cards_command)
protocols.add_command(questions_command)


@protocols.command("evaluate")
def evaluate_command() -> None:
    """Read one protocol's inputs as JSON Lines, write what it says of each."""
    fine = _answer_lines(sys.stdin.buffer, evaluate, sys.stdout)
    sys.exit(0 if fine else 1)
