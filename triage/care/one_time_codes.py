"""One-time codes: drawn by who may let others in, read aloud, shown again only to who drew them.

A code comes from the node key and the id of its drawing, so that the page that shows it can be
opened again, while neither the database nor an address holds it.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from triage.access import Actor
from triage.care import throttling
from triage.care.once import Once
from triage.errors import NotFound, SiteRefused
from triage.store import accounts, forms, one_time
from triage.store.codes import ONE_TIME_DRAWN, draw_code, read_code
from triage.store.database import Connection, Database
from triage.store.one_time import OneTimeCode, Purpose

GOOD_FOR = {Purpose.ENROL: timedelta(days=1), Purpose.UNLOCK: timedelta(minutes=30)}
LONGEST_NAME = 40
"""Characters of a device's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A code in plain words, and what it is for; about is a name, of a device or of a person."""

    code: str
    purpose: Purpose
    about: str
    expires_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A code to be drawn. id: of the form that asks for it; made_by: an account's id, or ""."""

    id: str
    purpose: Purpose
    about: str
    made_by: str = ""
    is_reusable: bool = False


def draw_enrolment(
    database: Database, key: bytes, name: str, now: datetime, *, is_reusable: bool = False
) -> str:
    """Return a code for a device called *name*, for who runs the box; a block of guesses ends.

    is_reusable is for a demonstration, which many programs and browsers try.
    """
    drawing = Drawing(
        id=str(uuid4()),
        purpose=Purpose.ENROL,
        about=device_name(name),
        is_reusable=is_reusable,
    )
    with database.writing() as connection:
        throttling.forgive(connection, throttling.ENROLLING)
        return draw(connection, key, drawing, now)


def device_name(typed: str) -> str:
    """Return *typed* as a device is called."""
    return " ".join(typed.split())[:LONGEST_NAME]


def draw(connection: Connection, key: bytes, drawing: Drawing, now: datetime) -> str:
    """Record the code of *drawing* and return it; a second time it is the same."""
    code = _code(key, drawing.id)
    new = OneTimeCode(
        id=drawing.id,
        purpose=drawing.purpose,
        about=drawing.about,
        made_by=drawing.made_by,
        made_at=now,
        expires_at=None if drawing.is_reusable else now + GOOD_FOR[drawing.purpose],
    )
    one_time.expire(connection, now)
    one_time.create(connection, key, code, new)
    return code


def draw_once(database: Database, key: bytes, drawing: Drawing, once: Once) -> str:
    """Record the code of *drawing*, the first time, and return where the browser goes."""
    with database.writing() as connection:
        before = forms.answered(connection, once.key_hash)
        if before is not None:
            return before
        draw(connection, key, drawing, once.now)
        if drawing.purpose is Purpose.ENROL:
            throttling.forgive(connection, throttling.ENROLLING)
        return forms.answer(connection, once.key_hash, once.location, once.now)


def draw_unlocking(database: Database, key: bytes, name: str, now: datetime) -> str:
    """Return a code that ends the lock of the person called *name*, for who runs the box.

    Raises:
        SiteRefused: nobody has this name.
    """
    with database.writing() as connection:
        account = accounts.find(connection, name)
        if account is None:
            raise SiteRefused(f"nobody here is called {name!r}: see triage user list")
        drawing = Drawing(id=str(uuid4()), purpose=Purpose.UNLOCK, about=account.id)
        return draw(connection, key, drawing, now)


def show(database: Database, key: bytes, actor: Actor, code_id: str, now: datetime) -> Drawn:
    """Return the code again, to who drew it, while it counts.

    Raises:
        NotFound: there is none, it counts no more, or somebody else drew it.
    """
    with database.reading() as connection:
        found = one_time.by_id(connection, code_id)
        if found is None or found.made_by != actor.account_id or not found.counts(now):
            raise NotFound("this code counts no more, or somebody else drew it")
        about = found.about
        if found.purpose is Purpose.UNLOCK:
            about = accounts.by_id(connection, found.about).name
    return Drawn(
        code=_code(key, code_id),
        purpose=found.purpose,
        about=about,
        expires_at=found.expires_at,
    )


def typed_code(typed: str) -> str | None:
    """Return the code that was typed, None if it cannot be one."""
    return read_code(typed, ONE_TIME_DRAWN)


def _code(key: bytes, drawing_id: str) -> str:
    return draw_code(_bytes_from(key, drawing_id), ONE_TIME_DRAWN)


def _bytes_from(key: bytes, drawing_id: str) -> Callable[[int], bytes]:
    """Return a source of bytes that nobody without *key* can foresee."""
    drawn = 0

    def give(size: int) -> bytes:
        nonlocal drawn
        drawn += 1
        about = f"draw {drawing_id} {drawn}".encode()
        return hmac.digest(key, about, "sha256")[:size]

    return give
