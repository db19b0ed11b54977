"""One visit: its result, everything about it, where the patient is, and its level by hand."""

from http import HTTPStatus

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from triage.care import line as care_line
from triage.care import override
from triage.care.override import Override
from triage.clinical.level import Level
from triage.errors import NotFound
from triage.intake.problems import Code, Problem
from triage.store import accounts, visits
from triage.store.codes import read_code
from triage.store.visits import STATES
from triage.web.door import actor, can, door, frame, fresh_key, once, show
from triage.access import Action
from triage.web.pages.inputs import Filling
from triage.web.pages.level import LevelPage
from triage.web.pages.parts import level_name
from triage.web.pages.result import Shown, result_page
from triage.web.pages.visit import Abilities, Around, visit_page
from triage.wording import N_
from triage.wording.pages import LEVELS

visit = Blueprint("visit", __name__, url_prefix="/visits/<code>")
level = Blueprint("level", __name__, url_prefix="/visits/<code>")

NEW_LEVEL = N_("New level")
REASON = N_("Reason")
ASK_REASON = N_("Write the reason.")
ASK_LEVEL = N_("Choose another level that you may set. Only a clinician lowers a level.")


def found(code: str) -> Shown:
    """Return the visit with the case code *code*, however it is written, and its history.

    Raises:
        NotFound: there is none.
    """
    read = read_code(code)
    if read is None:
        raise NotFound("this is no case code")
    with door().clinic.database.reading() as connection:
        row = visits.by_code(connection, read)
        history = visits.history(connection, row.id)
    return Shown(visit=row, history=history, zone=door().zone)


@visit.get("/result")
def result(code: str) -> Response:
    """Return how urgent, why, and what to do now."""
    signed_off = bool(door().settings.sign_off)
    return show(result_page(frame(), found(code), is_signed_off=signed_off))


@visit.get("", endpoint="show")
def show_visit(code: str) -> Response:
    """Return everything about the visit."""
    shown = found(code)
    code = shown.visit.code
    abilities = Abilities(
        may_change=can(Action.MOVE_IN_LINE),
        may_confirm=care_line.is_lowered(shown.visit)
        and care_line.may_confirm(door().clinic.database, actor()),
        needs_reason=care_line.needs_reason(actor()),
    )
    around = Around(
        abilities=abilities,
        names=_names(),
        move_key=fresh_key(url_for("visit.move", code=code)),
        confirm_key=fresh_key(url_for("visit.confirm", code=code)),
        unfinished=url_for("new_visit.show", draft_id=shown.visit.report_id, step="signs"),
    )
    return show(visit_page(frame(), shown, around))


def _names() -> dict[str, str]:
    with door().clinic.database.reading() as connection:
        return {one.id: one.name for one in accounts.every(connection)}


@visit.post("/move")
def move(code: str) -> AnyResponse:
    """Record where the patient is now, and lead to the line."""
    state = request.form.get("state", "")
    if state not in STATES:
        raise NotFound("this is no place where a patient can be")
    shown = found(code)
    to = care_line.move(
        door().clinic.database, actor(), shown.visit.code, state, once(url_for("line.show"))
    )
    return redirect(to, HTTPStatus.SEE_OTHER)


@visit.post("/confirm")
def confirm(code: str) -> AnyResponse:
    """Let the line follow the lower decision, and lead back to the visit."""
    shown = found(code)
    reason = request.form.get("reason", "").strip()
    back = url_for("visit.show", code=shown.visit.code)
    if care_line.needs_reason(actor()) and not reason:
        return redirect(back, HTTPStatus.SEE_OTHER)
    to = care_line.confirm_lower(
        door().clinic.database, actor(), shown.visit.code, reason, once(back)
    )
    return redirect(to, HTTPStatus.SEE_OTHER)


@level.get("/level", endpoint="show")
def show_level(code: str) -> Response:
    """Return the form to change the level."""
    return _level_form(found(code), ())


@level.post("/level")
def change(code: str) -> AnyResponse:
    """Change the level, or say what is missing."""
    shown = found(code)
    wanted = request.form.get("level", "")
    reason = request.form.get("reason", "").strip()
    open_to = override.allowed(actor(), shown.visit.line_level)
    to_result = once(url_for("visit.result", code=shown.visit.code))
    problems = []
    if wanted not in Level.__members__ or Level[wanted] not in open_to:
        problems.append(Problem(field="level", code=Code.NOT_A_CHOICE, given=wanted))
    if not reason:
        problems.append(Problem(field="reason", code=Code.REQUIRED, given=""))
    if problems and not _is_replay(to_result.key_hash):
        return _level_form(shown, tuple(problems), HTTPStatus.UNPROCESSABLE_ENTITY)
    change_to = Override(code=shown.visit.code, to=Level[wanted], reason=reason)
    to = override.set_level(door().clinic.database, actor(), change_to, to_result)
    return redirect(to, HTTPStatus.SEE_OTHER)
