"""The gate: every request passes it before its view, every answer after it."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, g, request, url_for

from triage.access import Action, Role, may
from triage.care import sign_in
from triage.care.sign_in import SignedIn
from triage.errors import AccessDenied
from triage.web.door import Here, door, form_of, here, lead_to
from triage.web.kept import enrol_form, send_again, sign_in_form, typed
from triage.web.keys import is_genuine
from triage.web.replies import finish
from triage.web.rules import ANYBODY, ON_DEVICE, RULES

SESSION_COOKIE = "s"
DEVICE_COOKIE = "d"
LANGUAGE_COOKIE = "l"
LONGEST_COOKIE = 64
CHECKS_ITSELF = frozenset({"sign_in.enter", "devices.enrol"})
"""These forms come back as themselves, since neither PIN nor code is kept."""
NEED_NO_RETURN = frozenset({"/", "/sign-in"})
"""Where one comes anyway."""
FRIENDLY = frozenset({"same-origin", "none", ""})
"""Values of Sec-Fetch-Site with which a form may arrive; old browsers send none."""


def build_gate(app: Flask) -> None:
    """Put the gate before and after every view of *app*."""
    app.before_request(look_who_asks)
    app.before_request(check_rule)
    app.before_request(check_form)
    app.after_request(send_off)


def look_who_asks() -> None:
    """Keep the request's device, person and language."""
    token = request.cookies.get(SESSION_COOKIE, "")[:LONGEST_COOKIE]
    secret = request.cookies.get(DEVICE_COOKIE, "")[:LONGEST_COOKIE]
    browser = sign_in.NOBODY
    if secret and request.endpoint != "style.show":
        browser = sign_in.look(door().clinic.database, secret, token, door().now())
    found = browser.signed_in
    chosen = found.language if found else request.cookies.get(LANGUAGE_COOKIE, "")
    header = request.headers.get("Accept-Language", "")
    languages = door().languages
    g.here = Here(
        language=languages.get(languages.negotiate([chosen], header)),
        signed_in=found,
        token=token if found else "",
        device=browser.device,
    )


def check_rule() -> Response | None:
    """Return the way to the page that comes first for a stranger; let pass who may do this.

    Raises:
        AccessDenied: this person may not, or the page has no rule.
    """
    if request.endpoint is None:
        return None
    rule = RULES.get(request.endpoint)
    if rule is None:
        raise AccessDenied("this page has no rule about who may open it")
    if rule == ANYBODY:
        return None
    if here().device is None:
        return _first(rule, "devices.show", enrol_form)
    if rule == ON_DEVICE or (isinstance(rule, Action) and may(Role.DEVICE, rule)):
        return None
    person = here().signed_in
    if person is None:
        return _first(rule, "sign_in.show", sign_in_form)
    _check_action(person, rule)
    return None


def _first(rule: str | Action, endpoint: str, form: Callable[..., Response]) -> Response:
    """Return the way to *endpoint*; or its *form*, which keeps what the request brings."""
    if _holds_something(rule):
        return form(kept=typed(), following=request.path)
    return lead_to(_address_of(endpoint))


def _holds_something(rule: str | Action) -> bool:
    """Return whether the request brings something typed, from a page of ours, that is kept."""
    brings = request.method == "POST" and request.endpoint != "sign_in.leave"
    return brings and rule != ON_DEVICE and _comes_from_here()


def _check_action(person: SignedIn, rule: str | Action) -> None:
    if isinstance(rule, Action) and not may(person.actor.role, rule):
        raise AccessDenied("this role may not open this page")


def _address_of(endpoint: str) -> str:
    """Return the page *endpoint*, which leads back here."""
    is_asked = request.method == "GET" and request.path not in NEED_NO_RETURN
    return url_for(endpoint, next=request.path if is_asked else None)


def check_form() -> Response | None:
    """Return the form again, with everything typed, if it did not come from a page of ours."""
    if request.method != "POST" or request.endpoint is None:
        return None
    if request.endpoint in CHECKS_ITSELF or form_is_ours():
        return None
    return send_again(typed(), request.path, here().session, HTTPStatus.FORBIDDEN)


def form_is_ours() -> bool:
    """Return whether the posted form was shown by this node, to this browser, for this path."""
    key = request.form.get("k", "")
    return is_genuine(door().node_key, form_of(request.path), key) and _comes_from_here()


def _comes_from_here() -> bool:
    """Return whether the browser, as far as it says so, sends the form from a page of this site."""
    if request.headers.get("Sec-Fetch-Site", "") not in FRIENDLY:
        return False
    # Under our referrer policy browsers send the origin "null" with a form of our own.
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.host


def send_off(response: Response) -> Response:
    """Return *response* with the headers of this house."""
    if "here" in g and response.mimetype == "text/html":
        response.headers.setdefault("Content-Language", here().language.bcp47)
    return finish(request, response)
