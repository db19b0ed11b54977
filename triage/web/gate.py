"""The gate: every request passes it before its view, every answer after it."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, g, request, url_for

from triage.access import Action, may
from triage.care import sign_in
from triage.care.sign_in import SignedIn
from triage.errors import AccessDenied
from triage.web.door import Here, door, form_of, here, lead_to
from triage.web.kept import send_again, sign_in_form, typed
from triage.web.keys import is_genuine
from triage.web.replies import finish
from triage.web.rules import ANYBODY, RULES

SESSION_COOKIE = "s"
LANGUAGE_COOKIE = "l"
LONGEST_COOKIE = 64
CHECKS_ITSELF = frozenset({"sign_in.enter"})
"""The sign-in form comes back as itself, since the PIN is not kept."""
FRIENDLY = frozenset({"same-origin", "none", ""})
"""Values of Sec-Fetch-Site with which a form may arrive; old browsers send none."""


def build_gate(app: Flask) -> None:
    """Put the gate before and after every view of *app*."""
    app.before_request(look_who_asks)
    app.before_request(check_rule)
    app.before_request(check_form)
    app.after_request(send_off)


def look_who_asks() -> None:
    """Keep the request's person and language."""
    token = request.cookies.get(SESSION_COOKIE, "")[:LONGEST_COOKIE]
    needs_nobody = request.endpoint == "style.show"
    found = (
        sign_in.who(door().clinic.database, token, door().now())
        if token and not needs_nobody
        else None
    )
    chosen = found.language if found else request.cookies.get(LANGUAGE_COOKIE, "")
    header = request.headers.get("Accept-Language", "")
    languages = door().languages
    g.here = Here(
        language=languages.get(languages.negotiate([chosen], header)),
        signed_in=found,
        token=token if found else "",
    )


def check_rule() -> Response | None:
    """Return the way to the sign-in page for a stranger; let pass who may do this.

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
    person = here().signed_in
    if person is None:
        if request.method == "POST" and request.endpoint != "sign_in.leave" and _comes_from_here():
            return sign_in_form(kept=typed(), following=request.path)
        return lead_to(sign_in_address())
    _check_action(person, rule)
    return None


def _check_action(person: SignedIn, rule: str | Action) -> None:
    if isinstance(rule, Action) and not may(person.actor.role, rule):
        raise AccessDenied("this role may not open this page")


def sign_in_address() -> str:
    """Return the sign-in page that leads back here."""
    back = request.path if request.method == "GET" and request.path != "/" else None
    return url_for("sign_in.show", next=back)


def check_form() -> Response | None:
    """Return the form again, with everything typed, if it did not come from a page of ours."""
    if request.method != "POST" or request.endpoint is None:
        return None
    if request.endpoint in CHECKS_ITSELF or form_is_ours():
        return None
    return send_again(typed(), request.path, here().token, HTTPStatus.FORBIDDEN)


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
        response.headers["Content-Language"] = here().language.bcp47
    return finish(request, response)
