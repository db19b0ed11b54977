"""Correcting a mistake and checking again: amendments, decided anew."""

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from triage.care import line as care_line
from triage.errors import NotFound
from triage.store.visits import VisitRow
from triage.visits import Amendment, take_visit
from triage.web.door import actor, door, frame, here, lead_to, show
from triage.web.keys import draft_id as id_of
from triage.web.pages.forms import StepPage
from triage.web.pages.menu import MenuPage, Part
from triage.web.prefill import form_words, measured_again
from triage.web.progress import Read, posted, read, step_page
from triage.web.steps import FormWords, Step, merged
from triage.web.views.visit import found
from triage.wording import N_
from triage.wording.fields import FIELDS

correct = Blueprint("correct", __name__, url_prefix="/visits/<code>/correct")
retriage = Blueprint("retriage", __name__, url_prefix="/visits/<code>/retriage")

PARTS = {
    Step.WHO: N_("Who it is"),
    Step.COMPLAINT: FIELDS["complaint"],
    Step.SIGNS: FIELDS["present"],
    Step.VITALS: FIELDS["vitals"],
}
CHECKED_AGAIN = (Step.VITALS, Step.SIGNS)


@correct.get("", endpoint="show")
def show_parts(code: str) -> Response:
    """Return what can be corrected."""
    visit = found(code).visit
    translate = here().language.gettext
    parts = tuple(
        Part(path=url_for("correct.part", code=visit.code, step=step), label=translate(PARTS[step]))
        for step in Step
    )
    return show(MenuPage(frame=frame(), code=visit.code, parts=parts))


@correct.get("/<step>")
def part(code: str, step: str) -> Response:
    """Return one step with everything as it was recorded."""
    visit, this_step = found(code).visit, _step(step, tuple(Step))
    this = read(form_words(visit), this_step, "")
    return show(_page(this_step, replace(this, problems=()), visit))


@correct.post("/<step>")
def take(code: str, step: str) -> Response:
    """Record the correction and lead to the result."""
    visit, this_step = found(code).visit, _step(step, tuple(Step))
    words = merged(form_words(visit), posted(this_step), this_step)
    return _amend(visit, this_step, words, "corrected")


@retriage.get("", endpoint="show")
def show_vitals(code: str) -> Response:
    """Return the measurements, empty; the earlier ones stand beside."""
    return _again(code, Step.VITALS)


@retriage.get("/<step>", endpoint="part")
def show_part(code: str, step: str) -> Response:
    """Return the measurements, or the signs as they were."""
    return _again(code, _step(step, CHECKED_AGAIN))


def _again(code: str, step: Step) -> Response:
    visit = found(code).visit
    this = replace(read(form_words(visit), step, ""), problems=())
    if step is Step.VITALS:
        this = replace(this, words={})
    return show(_page(step, this, visit, is_again=True))


@retriage.post("", endpoint="take")
@retriage.post("/<step>", endpoint="take")
def take_again(code: str, step: str = Step.VITALS) -> Response:
    """Record what was found now and lead to the result."""
    visit, this_step = found(code).visit, _step(step, CHECKED_AGAIN)
    earlier = form_words(visit)
    if this_step is Step.VITALS:
        return _amend(visit, this_step, measured_again(earlier, posted(this_step)), "retriage")
    return _amend(visit, this_step, merged(earlier, posted(this_step), this_step), "retriage")


def _step(name: str, steps: tuple[Step, ...]) -> Step:
    if name not in steps:
        raise NotFound("there is no such part")
    return Step(name)


def _amend(visit: VisitRow, step: Step, words: FormWords, reason: str) -> Response:
    report_id = id_of(door().node_key, request.form["k"])
    this = read(words, step, report_id)
    is_worse = this.is_danger and this.decision.level > visit.line_level
    if not this.problems or is_worse:
        amendment = Amendment(visit_id=visit.id, reason=reason)
        report = replace(this.parsed.report, complete=visit.complete)
        take_visit(report, door().clinic, actor(), now=door().now(), amendment=amendment)
    if this.problems:
        shown = replace(this, words=words | posted(step))
        return show(
            _page(step, shown, visit, is_again=reason == "retriage"),
            HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return lead_to(url_for("visit.result", code=visit.code))


def _page(step: Step, this: Read, visit: VisitRow, *, is_again: bool = False) -> StepPage:
    page_frame = frame(has_problems=bool(this.problems))
    code = visit.code if care_line.standing(visit) < this.decision.level else ""
    return step_page(step, this, page_frame, code=code, is_again=is_again)
