"""Enrolling a device: a browser is let in once, with a code."""

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, g, request, url_for

from triage.care.devices import Enrolment, enrol
from triage.errors import SignInRefused, Throttled
from triage.web.door import door, here, lead_to
from triage.web.gate import DEVICE_COOKIE, form_is_ours
from triage.web.kept import carried, enrol_form, own_path, sign_in_form
from triage.web.letting_in import (
    DEVICE_KEPT_S,
    give_cookie,
    new_token,
    refusal_text,
    refused_with,
    status_of,
)

devices = Blueprint("devices", __name__, url_prefix="/devices")


@devices.get("/enrol", endpoint="show")
def show_form() -> Response:
    """Return the form; a browser that is enrolled already is led on."""
    following = own_path(request.args.get("next", "/"))
    return enrol_form(following=following) if here().device is None else lead_to(following)


@devices.post("/enrol", endpoint="enrol")
def take() -> Response:
    """Enrol the browser and lead on; or say what was wrong."""
    following, kept = own_path(request.form.get("next", "/")), carried()
    if not form_is_ours():
        return enrol_form(status=HTTPStatus.FORBIDDEN, kept=kept, following=following)
    if here().device is not None:
        return lead_to(following)
    wanted = Enrolment(code=request.form.get("code", ""), secret=new_token())
    try:
        device = enrol(door().clinic.database, door().node_key, wanted, door().now())
    except (SignInRefused, Throttled) as refused:
        text, status = refusal_text(refused), status_of(refused)
        form = enrol_form(refusal=text, status=status, kept=kept, following=following)
        return refused_with(refused, form)
    # What was kept goes on in the sign-in form of the device that this browser is from now on.
    g.here = replace(here(), device=device)
    to = url_for("sign_in.show", next=None if following == "/" else following)
    answer = sign_in_form(kept=kept, following=following) if kept else lead_to(to)
    give_cookie(answer, DEVICE_COOKIE, wanted.secret, DEVICE_KEPT_S)
    return answer
