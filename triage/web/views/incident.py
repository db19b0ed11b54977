"""Telling that advice was wrong or unsafe, and the list of what was told."""

from collections.abc import Mapping
from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from triage.care import incidents as care
from triage.care.once import replayed
from triage.store import incidents as store
from triage.web.door import actor, door, frame, fresh_key, here, lead_to, once, show
from triage.web.pages.incident import IncidentPage, incidents_page
from triage.web.pages.parts import Choice, Fault, FormParts, Input
from triage.web.views.visit import found, names_of_all, opened
from triage.wording.receipt import ASK_WHAT, INCIDENTS, TELL_MORE, WHAT_HAPPENED

incident = Blueprint("incident", __name__, url_prefix="/visits/<code>/wrong")
incidents = Blueprint("incidents", __name__, url_prefix="/incidents")


@incident.get("", endpoint="show")
def show_form(code: str) -> Response:
    """Return the form."""
    return _form(opened(code).visit.code, {})


@incident.post("")
def tell(code: str) -> Response:
    """Record what was told and lead to the visit, or ask what happened."""
    code = found(code).visit.code
    this = once(url_for("visit.show", code=code))
    before = replayed(door().clinic.database, this)
    if before is not None:
        return lead_to(before)
    what = request.form.get("what", "")
    if what not in INCIDENTS:
        return _form(code, {"what": here().language.gettext(ASK_WHAT)})
    wrong = care.Wrong(code=code, what=what, text=request.form.get("text", "").strip())
    return lead_to(care.tell(door().clinic.database, actor(), wrong, this))


@incidents.get("", endpoint="show")
def show_list() -> Response:
    """Return the newest reports."""
    with door().clinic.database.reading() as connection:
        told = store.newest(connection)
    return show(incidents_page(frame(), told, names_of_all(), door().zone))


def _form(code: str, problems: Mapping[str, str]) -> Response:
    words = here().language
    choices = tuple(
        Choice(value=value, label=words.gettext(text)) for value, text in INCIDENTS.items()
    )
    inputs = (
        Input(
            name="what",
            label=words.gettext(WHAT_HAPPENED),
            kind="select",
            choices=(Choice(value="", label="–"), *choices),
            problem=problems.get("what", ""),
        ),
        Input(
            name="text",
            label=words.gettext(TELL_MORE),
            kind="area",
            value=request.form.get("text", ""),
        ),
    )
    faults = tuple(Fault(anchor=name, text=text) for name, text in problems.items())
    page = IncidentPage(
        frame=frame(has_problems=bool(problems)),
        form=FormParts(key=fresh_key(), faults=faults),
        code=code,
        inputs=inputs,
    )
    return show(page, HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK)
