"""Correcting a mistake and checking again: amendments, decided anew."""

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from triage.care import line as care_line
from triage.care.once import remember, replayed
from triage.errors import NotFound
from triage.store.visits import VisitRow
from triage.visits import Amendment, take_visit
from triage.web.door import actor, door, frame, here, lead_to, once, show
from triage.web.keys import draft_id as id_of
from triage.web.keys import key_hash
from triage.web.pages.menu import MenuPage, Part
from triage.web.prefill import form_words, measured_again
from triage.web.progress import Read, Standing, merge, posted, read, step_page, wanted_topic
from triage.web.steps import FormWords, Step
from triage.web.views.visit import found, opened
from triage.wording import N_
from triage.wording.fields import FIELDS

correct = Blueprint("correct", __name__, url_prefix="/visits/<code>/correct")
retriage = Blueprint("retriage", __name__, url_prefix="/visits/<code>/retriage")

PARTS = {
    Step.WHO: N_("Who it is"),
    Step.COMPLAINT: FIELDS["complaint"],
    Step.SIGNS: FIELDS["present"],
    Step.FURTHER: N_("Further questions"),
    Step.VITALS: FIELDS["vitals"],
}
CHECKED_AGAIN = (Step.VITALS, Step.SIGNS, Step.FURTHER)


@correct.get("", endpoint="show")
def show_parts(code: str) -> Response:
    """Return what can be corrected."""
    visit = opened(code).visit
    translate = here().language.gettext
    parts = tuple(
        Part(path=url_for("correct.part", code=visit.code, step=step), label=translate(PARTS[step]))
        for step in Step
    )
    return show(MenuPage(frame=frame(), code=visit.code, parts=parts))


@correct.get("/<step>")
def part(code: str, step: str) -> Response:
    """Return one step with everything as it was recorded."""
    this_step = _step(step, tuple(Step))
    visit = opened(code).visit
    this = read(form_words(visit), this_step, "")
    this = replace(this, problems=())
    return show(step_page(this_step, this, frame(), _standing(this, visit, "corrected")))


@correct.post("/<step>")
def take(code: str, step: str) -> Response:
    """Record the correction and lead to the result."""
    visit, this_step = found(code).visit, _step(step, tuple(Step))
    return _amend(visit, this_step, merge(form_words(visit), this_step), "corrected")


@retriage.get("", endpoint="show")
def show_vitals(code: str) -> Response:
    """Return the measurements, empty; the earlier ones stand beside."""
    return _again(code, Step.VITALS)


@retriage.get("/<step>", endpoint="part")
def show_part(code: str, step: str) -> Response:
    """Return the measurements, or the signs as they were."""
    return _again(code, _step(step, CHECKED_AGAIN))


def _again(code: str, step: Step) -> Response:
    visit = opened(code).visit
    earlier = form_words(visit)
    this = replace(read(earlier, step, ""), problems=())
    if step is Step.VITALS:
        this = replace(this, words={})
    return show(step_page(step, this, frame(), _standing(this, visit, "retriage")))


@retriage.post("", endpoint="take")
@retriage.post("/<step>", endpoint="take")
def take_again(code: str, step: str = Step.VITALS) -> Response:
    """Record what was found now and lead to the result."""
    visit, this_step = found(code).visit, _step(step, CHECKED_AGAIN)
    earlier = form_words(visit)
    if this_step is Step.VITALS:
        return _amend(visit, this_step, measured_again(earlier, posted(this_step)), "retriage")
    return _amend(visit, this_step, merge(earlier, this_step), "retriage")


def _step(name: str, steps: tuple[Step, ...]) -> Step:
    if name not in steps:
        raise NotFound("there is no such part")
    return Step(name)


def _amend(visit: VisitRow, step: Step, words: FormWords, reason: str) -> Response:
    database, result = door().clinic.database, url_for("visit.result", code=visit.code)
    this_form = replace(once(result), key_hash=key_hash(request.form["k"], posted(step)))
    if replayed(database, this_form):
        return lead_to(result)
    this = read(words, step, id_of(door().node_key, request.form["k"]))
    is_worse = this.is_danger and this.decision.level > visit.line_level
    if not this.problems or is_worse:
        amendment = Amendment(visit_id=visit.id, reason=reason)
        report = replace(this.parsed.report, complete=visit.complete)
        take_visit(report, door().clinic, actor(), now=door().now(), amendment=amendment)
    if this.problems:
        shown = replace(this, words=words | posted(step))
        page_frame = frame(has_problems=True)
        page = step_page(step, shown, page_frame, _standing(this, visit, reason))
        return show(page, HTTPStatus.UNPROCESSABLE_ENTITY)
    remember(database, this_form)
    if topic := wanted_topic(this, step):
        return lead_to(url_for(_PAGES[reason], code=visit.code, step=step, more=topic))
    return lead_to(result)


_PAGES = {"corrected": "correct.part", "retriage": "retriage.part"}


def _standing(this: Read, visit: VisitRow, reason: str) -> Standing:
    """Return what is known of *visit*, as it was before this form."""
    return Standing(
        code=visit.code,
        is_new_danger=this.decision.level > care_line.standing(visit),
        earlier=form_words(visit) if reason == "retriage" else None,
        signs_path=url_for("retriage.part", code=visit.code, step=Step.SIGNS),
        further_path=url_for("retriage.part", code=visit.code, step=Step.FURTHER)
        if reason == "retriage"
        else "",
    )
