"""What was typed and could not be taken yet: kept in the page, to be sent again by its owner."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Response, request, url_for

from triage.care import sign_in
from triage.web.door import door, frame, fresh_key, show
from triage.web.keys import NONCE_BYTES, Form, new_key
from triage.web.pages.account import EnrolPage, SignInPage
from triage.web.pages.parts import Choice
from triage.web.pages.plain import StalePage

Inputs = tuple[tuple[str, str], ...]
NOT_ECHOED = frozenset({"k", "pin", "code", "unlock_code"})
KEPT = "kept_"
"""Before the names of inputs that the first pages carry for another page."""


def typed() -> Inputs:
    """Return name and value of everything that was sent, but key and PIN."""
    return tuple(
        (name, value)
        for name, values in request.form.lists()
        if name not in NOT_ECHOED
        for value in values
    )


def carried() -> Inputs:
    """Return what the page at which nobody was known carried for another page."""
    return tuple((n.removeprefix(KEPT), value) for n, value in typed() if n.startswith(KEPT))


def send_again(hidden: Inputs, path: str, session: str, status: int = HTTPStatus.OK) -> Response:
    """Return the page that sends *hidden* to *path*, for the browser with this *session*."""
    form = Form(session=session, path=path)
    key = new_key(door().node_key, form, door().random(NONCE_BYTES))
    return show(StalePage(frame=frame(), key=key, hidden=hidden, path=path), status)


def enrol_form(
    *, refusal: str = "", status: int = HTTPStatus.OK, kept: Inputs = (), following: str = "/"
) -> Response:
    """Return the page that makes a browser a device of the site; *following* comes afterwards."""
    page = EnrolPage(
        frame=frame(has_problems=bool(refusal)),
        key=fresh_key(url_for("devices.enrol")),
        next=own_path(following),
        refusal=refusal,
        kept=kept,
    )
    return show(page, status)


def sign_in_form(
    *,
    refusal: str = "",
    status: int = HTTPStatus.OK,
    kept: Inputs = (),
    following: str = "/",
    asks_code: bool = False,
) -> Response:
    """Return the sign-in page; *following* is where it leads, with what was *kept*.

    With *asks_code* a supervisor's code can be typed, which ends a lock.
    """
    chosen = request.form.get("name", "")
    names = tuple(
        Choice(value=name, label=name, is_chosen=name == chosen)
        for name in sign_in.names(door().clinic.database)
    )
    page = SignInPage(
        frame=frame(has_problems=bool(refusal)),
        key=fresh_key(url_for("sign_in.enter")),
        names=names,
        next=own_path(following),
        refusal=refusal,
        kept=kept,
        asks_code=asks_code,
    )
    return show(page, status)


def own_path(address: str) -> str:
    """Return *address* if it is a path of this site, else the home page."""
    parts = urlsplit(address)
    is_path = address.startswith("/") and not address.startswith(("//", "/\\"))
    plain = address.isprintable() and "\\" not in address
    return address if is_path and plain and not (parts.scheme or parts.netloc) else "/"
