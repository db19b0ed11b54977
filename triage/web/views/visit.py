"""One visit: its result, everything about it, where the patient is, and its level by hand."""

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from triage.access import Action
from triage.care import claims, drafts, override, reading
from triage.care import line as care_line
from triage.care.drafts import DONE, Progress
from triage.care.once import replayed
from triage.care.override import Override
from triage.care.reading import How
from triage.clinical.level import Level
from triage.errors import NotFound
from triage.store import accounts, devices, tokens, visits
from triage.store.codes import read_code
from triage.store.readings import Reading
from triage.store.visits import STATES
from triage.web.door import actor, can, door, frame, fresh_key, here, lead_to, once, show
from triage.web.pages.level import LevelPage
from triage.web.pages.parts import Choice, Fault, FormParts, Input, level_name
from triage.web.pages.result import Shown, result_page
from triage.web.pages.slip import can_be_had_in, slip_page
from triage.web.pages.visit import Abilities, Around, visit_page
from triage.web.prefill import form_words
from triage.web.progress import DANGER
from triage.web.steps import Step
from triage.wording import N_

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


def opened(code: str) -> Shown:
    """Return the visit with the case code *code* to somebody who reads it, which is recorded.

    Raises:
        NotFound: there is none.
    """
    shown = found(code)
    reading.note(door().clinic.database, actor(), shown.visit, How.PAGE, door().now())
    return shown


@visit.get("/result")
def result(code: str) -> Response:
    """Return how urgent, why, and what to do now."""
    signed_off = bool(door().settings.sign_off)
    return show(result_page(frame(), opened(code), is_signed_off=signed_off))


@visit.get("/slip")
def slip(code: str) -> Response:
    """Return the paper for the patient, in the language that is asked for, else the reader's."""
    offered = tuple(one for one in door().languages.all() if can_be_had_in(one))
    wanted = request.args.get("language", here().language.code)
    chosen = next((one for one in offered if one.code == wanted), offered[0])
    # The paper leaves the clinic: it names the clinic and the case, and nobody who works there.
    around = replace(frame(words=chosen), person="")
    answer = show(slip_page(around, opened(code), offered))
    answer.headers["Content-Language"] = chosen.bcp47
    return answer


@visit.get("", endpoint="show")
def show_visit(code: str) -> Response:
    """Return everything about the visit."""
    shown = opened(code)
    code = shown.visit.code
    abilities = Abilities(
        may_change=can(Action.MOVE_IN_LINE),
        may_confirm=care_line.is_lowered(shown.visit)
        and care_line.may_confirm(door().clinic.database, actor()),
        needs_reason=care_line.needs_reason(actor()),
    )
    around = Around(
        abilities=abilities,
        names=names_of_all(),
        move_key=fresh_key(url_for("visit.move", code=code)),
        confirm_key=fresh_key(url_for("visit.confirm", code=code)),
        claim_key=fresh_key(url_for("visit.claim", code=code)) if can(Action.TAKE_VISIT) else "",
        unfinished=_own_draft(shown),
        readings=_readings(shown),
    )
    return show(visit_page(frame(), shown, around))


def _own_draft(shown: Shown) -> str:
    """Return where this person goes on with the form that began the visit, "" for others."""
    database, first = door().clinic.database, shown.history[0].report_id
    draft = drafts.find(database, actor(), first, door().now())
    if draft is None or draft.step == DONE:
        return ""
    return url_for("new_visit.show", draft_id=draft.id, step=draft.step)


def _readings(shown: Shown) -> tuple[Reading, ...]:
    """Return who opened the record, for those who may know."""
    if not can(Action.SEE_READERS):
        return ()
    return reading.readings_of(door().clinic.database, shown.visit)


def names_of_all() -> dict[str, str]:
    """Return the names of people, programs and devices by the ids under which they act."""
    with door().clinic.database.reading() as connection:
        known = (accounts.every(connection), tokens.every(connection), devices.every(connection))
    return {one.id: one.name for some in known for one in some}


@visit.post("/claim")
def claim(code: str) -> Response:
    """Take an emergency over and lead back to it; its form goes on as this person's."""
    visit_row = found(code).visit
    progress = Progress(
        step=Step.WHO,
        words=form_words(visit_row),
        level=visit_row.level if visit_row.level >= DANGER else None,
        code=visit_row.code,
    )
    this = once(url_for("visit.show", code=visit_row.code))
    return lead_to(claims.claim(door().clinic.database, actor(), visit_row.code, progress, this))


@visit.post("/move")
def move(code: str) -> Response:
    """Record where the patient is now, and lead to the line."""
    state = request.form.get("state", "")
    if state not in STATES:
        raise NotFound("this is no place where a patient can be")
    shown = found(code)
    to = care_line.move(
        door().clinic.database, actor(), shown.visit.code, state, once(url_for("line.show"))
    )
    return lead_to(to)


@visit.post("/confirm")
def confirm(code: str) -> Response:
    """Let the line follow the lower decision, and lead back to the visit."""
    shown = found(code)
    reason = request.form.get("reason", "").strip()
    back = url_for("visit.show", code=shown.visit.code)
    if care_line.needs_reason(actor()) and not reason:
        return lead_to(back)
    to = care_line.confirm_lower(
        door().clinic.database, actor(), shown.visit.code, reason, once(back)
    )
    return lead_to(to)


@level.get("/level", endpoint="show")
def show_level(code: str) -> Response:
    """Return the form to change the level."""
    return _level_form(opened(code), {})


@level.post("/level")
def change(code: str) -> Response:
    """Change the level, or say what is missing."""
    shown = found(code)
    this = once(url_for("visit.result", code=shown.visit.code))
    before = replayed(door().clinic.database, this)
    if before is not None:
        return lead_to(before)
    problems = _level_problems(shown)
    if problems:
        return _level_form(shown, problems)
    wanted = Override(
        code=shown.visit.code,
        to=Level[request.form["level"]],
        reason=request.form["reason"].strip(),
    )
    to = override.set_level(door().clinic.database, actor(), wanted, this)
    return lead_to(to)


def _level_problems(shown: Shown) -> dict[str, str]:
    """Return a sentence for each input that cannot be used."""
    open_to = {one.name for one in override.allowed(actor(), shown.visit.line_level)}
    translate = here().language.gettext
    problems = {}
    if request.form.get("level", "") not in open_to:
        problems["level"] = translate(ASK_LEVEL)
    if not request.form.get("reason", "").strip():
        problems["reason"] = translate(ASK_REASON)
    return problems


def _level_form(shown: Shown, problems: Mapping[str, str]) -> Response:
    words, typed = here().language, request.form.get("level", "")
    choices = [
        Choice(value=one.name, label=level_name(one, words), is_chosen=one.name == typed)
        for one in override.allowed(actor(), shown.visit.line_level)
    ]
    inputs = (
        ()
        if not choices
        else (
            Input(
                name="level",
                label=words.gettext(NEW_LEVEL),
                kind="select",
                choices=(Choice(value="", label="–"), *choices),
                problem=problems.get("level", ""),
            ),
            Input(
                name="reason",
                label=words.gettext(REASON),
                value=request.form.get("reason", ""),
                problem=problems.get("reason", ""),
            ),
        )
    )
    faults = tuple(Fault(anchor=name, text=text) for name, text in problems.items())
    page = LevelPage(
        frame=frame(has_problems=bool(problems)),
        form=FormParts(key=fresh_key(), faults=faults),
        code=shown.visit.code,
        now=level_name(shown.visit.line_level, words),
        inputs=inputs,
    )
    return show(page, HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK)
