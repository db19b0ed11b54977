"""What every view needs, and what is known about the request at hand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from flask import Response, current_app, g, make_response, request
from jinja2 import Environment

from triage.access import Action, Actor, Role, may
from triage.care.once import Once
from triage.care.sign_in import SignedIn
from triage.errors import AccessDenied
from triage.i18n import Language, Languages
from triage.settings import Settings
from triage.store.devices import Device
from triage.visits import Clinic
from triage.web.frame import Frame
from triage.web.keys import NONCE_BYTES, Form, key_hash, new_key
from triage.web.rendering import Page, render
from triage.web.style import Style
from triage.wording.advice import ADVICE
from triage.wording.pages import DRAFT

EXTENSION = "triage"
ENGLISH = "en"
"""The language in which clinical sentences were written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The web door's parts; made once by register.

    now: the clock, aware. random: so many random bytes. zone: in which times are told.
    """

    clinic: Clinic
    settings: Settings
    languages: Languages
    node_key: bytes
    is_demonstration: bool
    environment: Environment
    style: Style
    now: Callable[[], datetime]
    random: Callable[[int], bytes]
    zone: tzinfo

    @property
    def today(self) -> date:
        """The day at the clinic."""
        return self.now().astimezone(self.zone).date()

    @property
    def needs_tls(self) -> bool:
        """Whether cookies travel over TLS alone; a demonstration listens on loopback only."""
        return not (self.settings.plain_http or self.is_demonstration)


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """The request at hand: its language, who asks ("" as token for nobody), on which device."""

    language: Language
    signed_in: SignedIn | None
    token: str
    device: Device | None = None

    @property
    def session(self) -> str:
        """What forms are bound to: who is signed in, else the device, else nothing."""
        return self.token or (self.device.id if self.device else "")


def door() -> Door:
    """Return the parts of this door."""
    found: Door = current_app.extensions[EXTENSION]
    return found


def here() -> Here:
    """Return what is known about the request at hand."""
    found: Here = g.here
    return found


def actor() -> Actor:
    """Return who asks.

    Raises:
        AccessDenied: nobody is signed in.
    """
    signed_in = here().signed_in
    if signed_in is None:
        raise AccessDenied("nobody is signed in")
    return signed_in.actor


def device_actor() -> Actor:
    """Return the device as who acts, whoever sits there.

    Raises:
        AccessDenied: it does not belong to the site.
    """
    device = here().device
    if device is None:
        raise AccessDenied("this device does not belong to the site")
    return Actor(account_id=device.id, name=device.name, role=Role.DEVICE)


def can(action: Action) -> bool:
    """Return whether the person who asks may do *action*."""
    signed_in = here().signed_in
    return signed_in is not None and may(signed_in.actor.role, action)


def form_of(path: str) -> Form:
    """Return the form at *path*, as this browser's session gets it."""
    return Form(session=here().session, path=path)


def fresh_key(path: str | None = None) -> str:
    """Return a new one-time key for the form that posts to *path*, by default to this page."""
    form = form_of(path or request.path)
    return new_key(door().node_key, form, door().random(NONCE_BYTES))


def once(location: str) -> Once:
    """Return the posted form, to take effect once and lead to *location*."""
    return Once(key_hash=key_hash(request.form["k"]), location=location, now=door().now())


def frame(*, has_problems: bool = False, words: Language | None = None) -> Frame:
    """Return what this page has round it; *words* where it is not in the reader's own language."""
    words, person = words or here().language, here().signed_in
    translated = words.code != ENGLISH and words.is_translated(ADVICE["red_now"])
    is_draft = translated and not words.is_reviewed
    return Frame(
        words=words,
        style=door().style.path,
        site_name=door().settings.site_name,
        person=person.actor.name if person else "",
        here=request.path,
        is_demonstration=door().is_demonstration,
        draft_mark=words.gettext(DRAFT) if is_draft else "",
        may_read=can(Action.READ_VISIT),
        has_problems=has_problems,
        has_drug_lines=bool(door().settings.drug_lines_approved and person),
    )


def show(page: Page, status: int = 200) -> Response:
    """Return *page* as an answer."""
    return make_response(render(door().environment, page), status)


def lead_to(path: str) -> Response:
    """Return the answer that makes the browser open *path*, in as few bytes as possible."""
    answer = Response(status="303 See")
    del answer.headers["Content-Type"]
    answer.headers["Location"] = path
    return answer
