"""Codes that are read aloud and count once. A code is kept nowhere, only a keyed hash of it."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Row, bindparam, delete, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from triage.store.clock import moment, stamp
from triage.store.tables import one_time_code

KEPT_FOR = timedelta(days=1)
"""A code that counts no more is deleted after so long."""


class Purpose(StrEnum):
    """What a code is good for."""

    ENROL = "enrol"
    UNLOCK = "unlock"


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeCode:
    """A code that was drawn.

    Attributes:
        about: of ENROL the name of the device, of UNLOCK the account's id.
        made_by: the account's id, "" for who runs the box.
        expires_at: None for the demonstration's, which counts again and again.
        is_used: it counts no more.
    """

    id: str
    purpose: Purpose
    about: str
    made_by: str
    made_at: datetime
    expires_at: datetime | None
    is_used: bool = False

    def counts(self, now: datetime) -> bool:
        """Return whether the code may be used now."""
        return not self.is_used and (self.expires_at is None or now < self.expires_at)


_BY_HASH = (
    select(one_time_code)
    .where(one_time_code.c.code_hash == bindparam("mine"))
    .where(one_time_code.c.purpose == bindparam("purpose"))
)


def create(connection: Connection, key: bytes, code: str, new: OneTimeCode) -> None:
    """Record *code*, in the form of codes.read_code; a second time changes nothing.

    An older code to unlock the same account counts no more.
    """
    if new.purpose is Purpose.UNLOCK:
        older = (one_time_code.c.purpose == new.purpose, one_time_code.c.about == new.about)
        connection.execute(delete(one_time_code).where(*older, one_time_code.c.id != new.id))
    row = {
        "id": new.id,
        "purpose": str(new.purpose),
        "about": new.about,
        "code_hash": _hash(key, code),
        "made_by": new.made_by,
        "made_at": stamp(new.made_at),
        "expires_at": None if new.expires_at is None else stamp(new.expires_at),
        "used_at": None,
    }
    connection.execute(insert(one_time_code).values(row).on_conflict_do_nothing())


def by_id(connection: Connection, code_id: str) -> OneTimeCode | None:
    """Return what is known of the code; None if there is none."""
    found = select(one_time_code).where(one_time_code.c.id == code_id)
    row = connection.execute(found).one_or_none()
    return None if row is None else _code(row)


def use_to_enrol(
    connection: Connection, key: bytes, code: str, now: datetime
) -> OneTimeCode | None:
    """Return the code, used up by this, if it lets a device in now; else None."""
    return _use(connection, _found(connection, key, code, Purpose.ENROL), now)


def use_to_unlock(
    connection: Connection, key: bytes, code: str, account_id: str, now: datetime
) -> OneTimeCode | None:
    """Return the code, used up by this, if it unlocks this account now; else None."""
    found = _found(connection, key, code, Purpose.UNLOCK)
    return _use(connection, [one for one in found if one.about == account_id], now)


def _found(connection: Connection, key: bytes, code: str, purpose: Purpose) -> list[OneTimeCode]:
    asked = {"mine": _hash(key, code), "purpose": str(purpose)}
    return [_code(row) for row in connection.execute(_BY_HASH, asked)]


def _use(connection: Connection, codes: list[OneTimeCode], now: datetime) -> OneTimeCode | None:
    usable = next((one for one in codes if one.counts(now)), None)
    if usable is not None and usable.expires_at is not None:
        this = one_time_code.c.id == usable.id
        connection.execute(update(one_time_code).where(this).values(used_at=stamp(now)))
    return usable


def expire(connection: Connection, now: datetime) -> int:
    """Delete the codes that have not counted for a day and return how many there were."""
    old = stamp(now - KEPT_FOR)
    over = or_(one_time_code.c.expires_at <= old, one_time_code.c.used_at <= old)
    return connection.execute(delete(one_time_code).where(over)).rowcount


def _hash(key: bytes, code: str) -> bytes:
    # Keyed with the node key, which is not in the database: a code is short enough to be tried out.
    return hmac.digest(key, b"one-time code\0" + code.encode("ascii"), "sha256")


def _code(row: Row[tuple[object, ...]]) -> OneTimeCode:
    return OneTimeCode(
        id=row.id,
        purpose=Purpose(row.purpose),
        about=row.about,
        made_by=row.made_by,
        made_at=moment(row.made_at),
        expires_at=None if row.expires_at is None else moment(row.expires_at),
        is_used=row.used_at is not None,
    )
