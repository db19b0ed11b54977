"""What is to be told to whom: recorded with what it is about, sent at least once by one process.

A message waits until its moment, is leased, and then settled, postponed or given up. A lease that
runs out frees the message again: whoever held it can settle nothing more. Words are made once and
frozen with the message, so that every attempt sends the same bytes.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from triage.store.clock import moment, stamp
from triage.store.tables import outbox

WAITING, SENT, DENIED, GIVEN_UP, EXPIRED = "waiting", "sent", "denied", "given_up", "expired"
KEPT_FOR = timedelta(days=90)
"""How long a message that is no longer waiting is kept."""

_INSERT = insert(outbox).on_conflict_do_nothing()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMessage:
    """What is to be told.

    Attributes:
        carrier: who takes it: a gateway or a way of syncing.
        key: with the carrier, what makes it the same message; the second is not recorded.
        lane: 0 goes first.
        words: codes, ids and numbers; never a sentence.
        due_at: not before.
        expires_at: after that it would do harm; None if it never does.
    """

    carrier: str
    key: str
    lane: int
    words: Mapping[str, object]
    due_at: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A message as it was worded.

    body: the bytes. form: what of which entries is in them, hashed. ledger_id: of the entry that
    says so.
    """

    body: bytes
    form: str
    ledger_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leased:
    """A message that its holder may send until leased_until; attempts counts this one."""

    number: int
    carrier: str
    key: str
    lane: int
    words: Mapping[str, object]
    created_at: datetime
    expires_at: datetime | None
    attempts: int
    lease: str
    leased_until: datetime
    frozen: Frozen | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How many messages are in which state, and since when the oldest waits."""

    numbers: Mapping[str, int]
    oldest: datetime | None


def enqueue(connection: Connection, new: NewMessage, now: datetime) -> bool:
    """Record *new* and return True; False if this carrier has one with its key already."""
    row = {
        "carrier": new.carrier,
        "key": new.key,
        "lane": new.lane,
        "words": json.dumps(dict(new.words), sort_keys=True),
        "state": WAITING,
        "created_at": stamp(now),
        "due_at": stamp(new.due_at),
        "expires_at": None if new.expires_at is None else stamp(new.expires_at),
        "attempts": 0,
    }
    return connection.execute(_INSERT, row).rowcount == 1


def is_due(connection: Connection, carriers: Collection[str], now: datetime) -> bool:
    """Return whether one of *carriers* could lease a message now."""
    return connection.execute(_due(carriers, now).limit(1)).first() is not None


def lease(
    connection: Connection, carriers: Collection[str], now: datetime, held_for: timedelta
) -> Leased | None:
    """Return the most urgent message that one of *carriers* may send now, None if there is none.

    Nobody else gets it for *held_for*.
    """
    first = _due(carriers, now).order_by(outbox.c.lane, outbox.c.due_at, outbox.c.number).limit(1)
    row = connection.execute(first).one_or_none()
    if row is None:
        return None
    token, until = token_hex(8), now + held_for
    held = {"lease": token, "leased_until": stamp(until), "attempts": row.attempts + 1}
    connection.execute(update(outbox).where(outbox.c.number == row.number).values(held))
    return _leased(row, token, until)


def freeze(connection: Connection, held: Leased, frozen: Frozen) -> bool:
    """Keep the words of the message with it; False if the lease was lost."""
    words = {"body": frozen.body, "form": frozen.form, "ledger_id": frozen.ledger_id}
    return _while_held(connection, held, words)


def settle(connection: Connection, held: Leased, now: datetime) -> bool:
    """Record that the message arrived; False if the lease was lost."""
    return _end(connection, held, SENT, now)


def deny(connection: Connection, held: Leased, why: str, now: datetime) -> bool:
    """Record that the message may not leave; False if the lease was lost."""
    return _end(connection, held, DENIED, now, why)


def give_up(connection: Connection, held: Leased, why: str, now: datetime) -> bool:
    """Record that the message will never arrive; False if the lease was lost."""
    return _end(connection, held, GIVEN_UP, now, why)


def postpone(connection: Connection, held: Leased, until: datetime, why: str) -> bool:
    """Let the message wait until then; False if the lease was lost."""
    later = {"due_at": stamp(until), "last_error": why, "lease": None, "leased_until": None}
    return _while_held(connection, held, later)


def expire(connection: Connection, now: datetime) -> int:
    """Record which waiting messages came too late, unless somebody is sending them; count them."""
    ended = {"state": EXPIRED, "settled_at": stamp(now), "lease": None, "leased_until": None}
    return connection.execute(update(outbox).where(_late(now)).values(ended)).rowcount


def has_expired(connection: Connection, now: datetime) -> bool:
    """Return whether :func:`expire` would find a message."""
    return (
        connection.execute(select(outbox.c.number).where(_late(now)).limit(1)).first() is not None
    )


def forget(connection: Connection, now: datetime) -> int:
    """Delete the messages that ended long ago and return how many there were."""
    old = outbox.c.settled_at <= stamp(now - KEPT_FOR)
    return connection.execute(delete(outbox).where(outbox.c.state != WAITING, old)).rowcount


def waiting(connection: Connection) -> Waiting:
    """Return how many messages are in each state, and since when the oldest one waits."""
    states = select(outbox.c.state, func.count().label("number")).group_by(outbox.c.state)
    oldest = select(func.min(outbox.c.created_at)).where(outbox.c.state == WAITING)
    since = connection.execute(oldest).scalar_one()
    return Waiting(
        numbers={row.state: row.number for row in connection.execute(states)},
        oldest=None if since is None else moment(since),
    )


def _due(carriers: Collection[str], now: datetime) -> Select[tuple[object, ...]]:
    mine = outbox.c.carrier.in_(sorted(carriers))
    return select(outbox).where(_is_waiting(now), outbox.c.due_at <= stamp(now), mine)


def _late(now: datetime) -> ColumnElement[bool]:
    return _is_waiting(now) & (outbox.c.expires_at <= stamp(now))


def _is_waiting(now: datetime) -> ColumnElement[bool]:
    """Waiting, and nobody is sending it."""
    free = outbox.c.leased_until.is_(None) | (outbox.c.leased_until <= stamp(now))
    return (outbox.c.state == WAITING) & free


def _end(
    connection: Connection, held: Leased, state: str, now: datetime, why: str | None = None
) -> bool:
    ended = {"state": state, "settled_at": stamp(now), "last_error": why}
    return _while_held(connection, held, {**ended, "lease": None, "leased_until": None})


def _while_held(connection: Connection, held: Leased, values: Mapping[str, object]) -> bool:
    mine = (outbox.c.number == bindparam("this")) & (outbox.c.lease == bindparam("token"))
    change = update(outbox).where(mine).values({name: bindparam(name) for name in values})
    asked = {**values, "this": held.number, "token": held.lease}
    return connection.execute(change, asked).rowcount == 1


def _leased(row: Row[tuple[object, ...]], token: str, until: datetime) -> Leased:
    frozen = None
    if row.body is not None:
        frozen = Frozen(body=row.body, form=row.form, ledger_id=row.ledger_id)
    return Leased(
        number=row.number,
        carrier=row.carrier,
        key=row.key,
        lane=row.lane,
        words=json.loads(row.words),
        created_at=moment(row.created_at),
        expires_at=None if row.expires_at is None else moment(row.expires_at),
        attempts=row.attempts + 1,
        lease=token,
        leased_until=until,
        frozen=frozen,
    )
