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
from triage.web.progress import Standing, posted, read, step_page
from triage.web.steps import Step, after, merged

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
    page = step_page(
        _step(step), replace(this, problems=()), frame(), Standing(code=draft.code or "")
    )
    return show(page)


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
    this = read(merged(draft.words if draft else {}, posted(step), step), step, draft_id)
    following = after(step)
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
        known = Standing(code=code)
        return show(step_page(step, this, frame(has_problems=True), known), _REFUSED)
    return lead_to(url_for("new_visit.show", draft_id=draft_id, step=next_step))


_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


def _record(report: Report, draft_id: str, progress: Progress) -> Outcome:
    """Record *report*, and in the same transaction how far its form is."""
    person, now = actor(), door().now()

    def keep(connection: Connection, visit: VisitRow) -> None:
        drafts.keep_with(connection, person, draft_id, replace(progress, code=visit.code), now)

    return take_visit(report, door().clinic, person, now=now, then=keep)
