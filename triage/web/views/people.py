"""Letting others in: codes for a new device and for a person who is locked out."""

from datetime import datetime

from flask import Blueprint, Response, request, url_for

from triage.care import sign_in
from triage.care.one_time_codes import LONGEST_NAME, Drawing, device_name, draw_once, show
from triage.errors import NotFound
from triage.store import accounts
from triage.store.one_time import Purpose
from triage.web.door import actor, door, frame, fresh_key, here, lead_to, once
from triage.web.door import show as answer_with
from triage.web.keys import draft_id as id_of
from triage.web.pages.parts import Choice
from triage.web.pages.people import CodePage, PeoplePage

people = Blueprint("people", __name__, url_prefix="/people")


@people.get("", endpoint="show")
def show_people() -> Response:
    """Return the forms that draw a code."""
    names = sign_in.names(door().clinic.database)
    page = PeoplePage(
        frame=frame(),
        names=tuple(Choice(value=name, label=name) for name in names),
        unlock_key=fresh_key(url_for("people.unlock")),
        enrol_key=fresh_key(url_for("people.enrol")),
        longest_name=LONGEST_NAME,
    )
    return answer_with(page)


@people.post("/unlock")
def unlock() -> Response:
    """Draw a code that ends a person's lock, and lead to it."""
    with door().clinic.database.reading() as connection:
        account = accounts.find(connection, request.form.get("name", ""))
    if account is None:
        raise NotFound("nobody here has this name")
    return _drawn(Purpose.UNLOCK, account.id)


@people.post("/enrol")
def enrol() -> Response:
    """Draw a code that enrols a device, and lead to it."""
    return _drawn(Purpose.ENROL, device_name(request.form.get("device", "")))


@people.get("/codes/<uuid:code_id>")
def code(code_id: object) -> Response:
    """Return a code, to who drew it, while it counts."""
    database, now = door().clinic.database, door().now()
    drawn = show(database, door().node_key, actor(), str(code_id), now)
    until = _moment(drawn.expires_at) if drawn.expires_at else ""
    page = CodePage(
        frame=frame(),
        code=drawn.code,
        enrols=drawn.purpose is Purpose.ENROL,
        about=drawn.about,
        until=until,
    )
    return answer_with(page)


def _moment(moment: datetime) -> str:
    """Return the day and time of *moment* at the clinic: a code for a device ends tomorrow."""
    words, zone = here().language, door().zone
    return f"{words.date(moment.astimezone(zone).date())} {words.time(moment, zone)}"


def _drawn(purpose: Purpose, about: str) -> Response:
    """Draw a code once, however often its form arrives, and lead to it."""
    drawing = Drawing(
        id=id_of(door().node_key, request.form["k"]),
        purpose=purpose,
        about=about,
        made_by=actor().account_id,
    )
    this = once(url_for("people.code", code_id=drawing.id))
    return lead_to(draw_once(door().clinic.database, door().node_key, drawing, this))
