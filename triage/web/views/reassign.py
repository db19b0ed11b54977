"""A visit on the wrong patient: given to the right one, and back."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from triage.care import reassigning as care
from triage.care.reassigning import Right
from triage.errors import NotFound
from triage.intake.fields import FIELDS
from triage.web.door import actor, door, frame, fresh_key, here, lead_to, once, show
from triage.web.pages.parts import Fault, FormParts, Input
from triage.web.pages.reassign import ReassignPage
from triage.web.pages.result import Shown
from triage.web.views.visit import found, opened
from triage.wording.receipt import ASK_WHO, NO_SUCH_VISIT, PUT_BACK, RIGHT_CODE, RIGHT_NAME

reassign = Blueprint("reassign", __name__, url_prefix="/visits/<code>/patient")


@reassign.get("", endpoint="show")
def show_form(code: str) -> Response:
    """Return the form that asks who the right patient is."""
    return _form(opened(code), {})


@reassign.post("")
def give(code: str) -> Response:
    """Give the visit to the right patient and lead to it, or say what is missing."""
    shown = found(code)
    longest = FIELDS["full_name"].longest
    right = Right(
        back="back" in request.form,
        code=request.form.get("right", "").strip(),
        full_name=request.form.get("full_name", "").strip()[:longest],
    )
    if not (right.back or right.code or right.full_name):
        return _form(shown, {"right": here().language.gettext(ASK_WHO)})
    this = once(url_for("visit.show", code=shown.visit.code))
    try:
        to = care.reassign(door().clinic.database, actor(), shown.visit.code, right, this)
    except NotFound:
        return _form(shown, {"right": here().language.gettext(NO_SUCH_VISIT)})
    return lead_to(to)


def _form(shown: Shown, problems: Mapping[str, str]) -> Response:
    words = here().language
    earlier = care.before(door().clinic.database, shown.visit)
    inputs = [
        Input(
            name="right",
            label=words.gettext(RIGHT_CODE),
            value=request.form.get("right", ""),
            problem=problems.get("right", ""),
        ),
        Input(
            name="full_name",
            label=words.gettext(RIGHT_NAME),
            value=request.form.get("full_name", ""),
        ),
    ]
    if earlier is not None:
        label = words.gettext(PUT_BACK).format(patient=earlier.full_name)
        inputs.insert(0, Input(name="back", label=label, kind="check"))
    faults = tuple(Fault(anchor=name, text=text) for name, text in problems.items())
    patient = shown.visit.patient
    page = ReassignPage(
        frame=frame(has_problems=bool(problems)),
        form=FormParts(key=fresh_key(), faults=faults),
        code=shown.visit.code,
        patient=patient.full_name if patient else "",
        inputs=tuple(inputs),
    )
    return show(page, HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK)
