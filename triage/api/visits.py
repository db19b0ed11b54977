"""Visits, sent and asked for by programs."""

import json
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from triage.api.door import caller, door
from triage.api.problems import REFUSED, problem, refusal
from triage.assess import assess
from triage.care import reading
from triage.care.reading import How
from triage.care.receipt import receipt_words
from triage.clinical.decision import Decision
from triage.errors import NotFound
from triage.evaluate import notice_words
from triage.exchange.record import Words, answer_words, decision_from
from triage.intake.envelope import read_report
from triage.intake.payload import read_words
from triage.intake.problems import Code, Notice, Problem
from triage.intake.report import Parsed, Report
from triage.store import visits as store
from triage.store.codes import read_code
from triage.store.patients import is_known
from triage.visits import take_visit

blueprint = Blueprint("visits", __name__, url_prefix="/api/v1/visits")

CREATED, OK = 201, 200


@blueprint.post("")
def take() -> Response:
    """Record a report and answer with its decision; a report sent again is answered again."""
    parsed = _report()
    problems = (*parsed.problems, *_patient_problems(parsed.report))
    if problems:
        return _refused(parsed, problems)
    outcome = take_visit(parsed.report, door().clinic, caller(), now=door().now())
    words = _visit_words(outcome.visit, outcome.decision, parsed.confirm)
    response = _answer(words, CREATED if outcome.is_new else OK)
    response.headers["Location"] = url_for("visits.show", code=outcome.visit.code)
    return response


@blueprint.get("/<code>")
def show(code: str) -> Response:
    """Answer with the visit's newest decision, and where the patient stands now."""
    read = read_code(code)
    if read is None:
        raise NotFound("this is no case code")
    with door().clinic.database.reading() as connection:
        row = store.by_code(connection, read)
    reading.note(door().clinic.database, caller(), row, How.API, door().now())
    words = _visit_words(row, decision_from(row.decision), read_words(row.findings).confirm)
    standing = {"level": row.line_level.name, "state": row.state, "complete": row.complete}
    return _answer(words | {"standing": standing})


@blueprint.get("/<code>/receipt")
def receipt(code: str) -> Response:
    """Answer with every decision on the visit and what each was made from."""
    read = read_code(code)
    if read is None:
        raise NotFound("this is no case code")
    clinic = door().clinic
    with clinic.database.reading() as connection:
        row = store.by_code(connection, read)
        history = store.history(connection, row.id)
    reading.note(clinic.database, caller(), row, How.API, door().now())
    return _answer(receipt_words(row, history, clinic.engine, clinic.slot.current()))


def _report() -> Parsed:
    """Return the report in the request's body.

    Raises:
        UnsupportedMediaType: the body does not say that it is JSON.
        BadRequest: it is none, or no object.
    """
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        words = json.loads(request.get_data(), object_pairs_hook=_object)
        if not isinstance(words, dict):
            raise BadRequest
        return read_report(words, scope=caller().account_id, site_name=door().settings.site_name)
    except (ValueError, RecursionError) as error:
        raise BadRequest from error


def _object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object of *pairs*; of two values under one key neither would be believed."""
    words = dict(pairs)
    if len(words) < len(pairs):
        raise ValueError("a key is there twice")
    return words


def _patient_problems(report: Report) -> tuple[Problem, ...]:
    if report.patient_id is None:
        return ()
    with door().clinic.database.reading() as connection:
        if is_known(connection, report.patient_id):
            return ()
    return (Problem(field="patient.id", code=Code.NOT_A_CHOICE, given=report.patient_id),)


def _refused(parsed: Parsed, problems: Sequence[Problem]) -> Response:
    """Name every problem, and how urgent what is left of the report is."""
    clinic = door().clinic
    decision = assess(parsed.report.findings, clinic.conditions, clinic.slot.current())
    return problem(REFUSED, refusal(problems, decision.level))


def _visit_words(row: store.VisitRow, decision: Decision, confirm: Sequence[Notice]) -> Words:
    recorded_at = row.arrived_at.astimezone(UTC).isoformat(timespec="milliseconds")
    return answer_words(decision, [notice_words(one) for one in confirm]) | {
        "case_code": row.code,
        "visit_id": row.id,
        "recorded_at": recorded_at.replace("+00:00", "Z"),
    }


def _answer(words: Words, status: int = OK) -> Response:
    return Response(json.dumps(words, allow_nan=False), status, content_type="application/json")
