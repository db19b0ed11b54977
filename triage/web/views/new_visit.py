"""A new visit, step by step. Everything typed is kept; danger stands in the line at once."""

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from triage.care import drafts
from triage.care.drafts import DONE, Progress
from triage.errors import NotFound
from triage.intake.report import Report
from triage.store.database import Connection
from triage.store.drafts import Draft
from triage.store.visits import VisitRow
from triage.visits import Outcome, take_visit
from triage.web.door import actor, door, frame, lead_to, show
from triage.web.keys import draft_id as id_of
from triage.web.progress import Read, Standing, merge, read, step_page, to_ask, wanted_topic
from triage.web.steps import Step, after

new_visit = Blueprint("new_visit", __name__, url_prefix="/visits/new")


@new_visit.get("")
def who() -> Response:
    """Return the empty first step."""
    return show(step_page(Step.WHO, replace(read({}, Step.WHO, ""), problems=()), frame()))


@new_visit.post("")
def begin() -> Response:
    """Take the first step: a replay leads to the same draft."""
    this_id = id_of(door().node_key, request.form["k"])
    return _take(this_id, Step.WHO, _found(this_id))


@new_visit.get("/<uuid:draft_id>/<step>", endpoint="show")
def show_step(draft_id: object, step: str) -> Response:
    """Return a step as it was left."""
    draft = _found(str(draft_id))
    if draft is None:
        raise NotFound("this form was not begun here, or more than seven days ago")
    if step == DONE:
        step = Step.WHO
    this = read(dict(draft.words), _step(step), draft.id)
    this = replace(this, problems=())
    return show(step_page(_step(step), this, frame(), _standing(draft.id, draft.code or "")))


@new_visit.post("/<uuid:draft_id>/<step>")
def take(draft_id: object, step: str) -> Response:
    """Take a step and lead to the next, in the end to the result."""
    draft = _found(str(draft_id))
    if draft is None:
        raise NotFound("this form was not begun here, or more than seven days ago")
    return _take(draft.id, _step(step), draft)


def _step(name: str) -> Step:
    if name not in tuple(Step):
        raise NotFound("the form has no such step")
    return Step(name)


def _found(draft_id: str) -> Draft | None:
    return drafts.find(door().clinic.database, actor(), draft_id, door().now())


def _take(draft_id: str, step: Step, draft: Draft | None) -> Response:
    this = read(merge(draft.words if draft else {}, step), step, draft_id)
    topic = wanted_topic(this, step)
    following = step if topic else _following(this, step)
    if following is None and not this.problems:
        outcome = _record(this.parsed.report, draft_id, Progress(step=DONE, words=this.words))
        return lead_to(url_for("visit.result", code=outcome.visit.code))
    next_step = step if this.problems or following is None else following
    is_done = draft is not None and draft.step == DONE
    progress = Progress(
        step=DONE if is_done else next_step,
        words=this.words,
        code=draft.code if draft else None,
    )
    code = progress.code or ""
    if this.is_danger:
        progress = replace(progress, level=this.decision.level)
        report = replace(this.parsed.report, complete=False)
        code = _record(report, draft_id, progress).visit.code
    elif draft is not None or not this.problems:
        # Nothing is kept before the first step is accepted, but for danger.
        drafts.keep(door().clinic.database, actor(), draft_id, progress, door().now())
    if this.problems:
        known = _standing(draft_id, code)
        return show(step_page(step, this, frame(has_problems=True), known), _REFUSED)
    return lead_to(url_for("new_visit.show", draft_id=draft_id, step=next_step, more=topic or None))


def _following(this: Read, step: Step) -> Step | None:
    """Return the step after *step*; further questions only where something opens them."""
    following = after(step)
    return after(following) if following is Step.FURTHER and not to_ask(this) else following


def _standing(draft_id: str, code: str) -> Standing:
    path = url_for("new_visit.show", draft_id=draft_id, step=Step.FURTHER)
    return Standing(code=code, further_path=path)


_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


def _record(report: Report, draft_id: str, progress: Progress) -> Outcome:
    """Record *report*, and in the same transaction how far its form is."""
    person, now = actor(), door().now()

    def keep(connection: Connection, visit: VisitRow) -> None:
        drafts.keep_with(connection, person, draft_id, replace(progress, code=visit.code), now)

    return take_visit(report, door().clinic, person, now=now, then=keep)
