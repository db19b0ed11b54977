"""Wrong tries, counted by subject, and the block that too many close. It survives a restart."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, or_, select
from sqlalchemy.dialects.sqlite import insert

from triage.store.clock import moment, stamp
from triage.store.tables import throttle

KEPT_FOR = timedelta(days=1)
"""Tries that are no longer counted are deleted after so long."""

_GET = select(throttle).where(throttle.c.subject == bindparam("this"))
_FRESH = insert(throttle)
_SAVE = _FRESH.on_conflict_do_update(
    index_elements=["subject"],
    set_={name: _FRESH.excluded[name] for name in ("tries", "since", "blocked_until")},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How many wrong tries are open.

    within: older tries are forgotten; None counts every one until it is forgiven.
    """

    most_tries: int
    blocked_for: timedelta
    within: timedelta | None = None


def blocked_until(connection: Connection, subject: str, now: datetime) -> datetime | None:
    """Return until when nothing of *subject* is looked at; None if it is not blocked."""
    row = connection.execute(_GET, {"this": subject}).one_or_none()
    if row is None or row.blocked_until is None:
        return None
    until = moment(row.blocked_until)
    return until if now < until else None


def count(connection: Connection, subject: str, limit: Limit, now: datetime) -> datetime | None:
    """Count a wrong try and return until when *subject* is blocked, None if it is not yet.

    A try while it is blocked is not counted; after the block the count begins anew.
    """
    until = blocked_until(connection, subject, now)
    if until is not None:
        return until
    row = connection.execute(_GET, {"this": subject}).one_or_none()
    is_old = row is None or row.blocked_until is not None or _is_over(row.since, limit, now)
    tries = 1 if is_old or row is None else row.tries + 1
    since = stamp(now) if is_old or row is None else row.since
    until = now + limit.blocked_for if tries >= limit.most_tries else None
    words = {
        "subject": subject,
        "tries": tries,
        "since": since,
        "blocked_until": None if until is None else stamp(until),
    }
    connection.execute(_SAVE, words)
    return until


def forgive(connection: Connection, subject: str) -> None:
    """Forget the wrong tries of *subject* and end its block."""
    connection.execute(delete(throttle).where(throttle.c.subject == subject))


def forgive_ending(connection: Connection, ending: str) -> None:
    """Forget the wrong tries of every subject that ends in *ending*."""
    ends = throttle.c.subject.endswith(ending, autoescape=True)
    connection.execute(delete(throttle).where(ends))


def blocked_subjects(connection: Connection, now: datetime) -> tuple[str, ...]:
    """Return every subject that is blocked, in order."""
    blocked = select(throttle.c.subject).where(throttle.c.blocked_until > stamp(now))
    return tuple(connection.execute(blocked.order_by(throttle.c.subject)).scalars())


def expire(connection: Connection, now: datetime) -> int:
    """Delete what has not counted for a day and return how many subjects that were."""
    old = stamp(now - KEPT_FOR)
    is_open = or_(throttle.c.blocked_until.is_(None), throttle.c.blocked_until <= old)
    gone = connection.execute(delete(throttle).where(throttle.c.since <= old, is_open))
    return gone.rowcount


def _is_over(since: int, limit: Limit, now: datetime) -> bool:
    return limit.within is not None and now >= moment(since) + limit.within
