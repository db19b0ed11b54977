"""The second process: sends what waits in the outbox and does the duties that come again.

It decides nothing about a patient and loads neither the model nor the pages. A carrier lives with
the door it belongs to and comes in as an argument.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from triage.egress import Border, Cleared, Crossing, Denied
from triage.errors import LinkDown, NotFound, PeerRefused
from triage.exchange.sovereignty import Verdict
from triage.store import outbox
from triage.store.database import Connection, Database
from triage.store.outbox import Leased
from triage.timers import Timers

HELD_FOR = timedelta(minutes=2)
"""Longer than an attempt can take; a process that died gives its message up after that."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=5)
_DOUBLED_OFTEN = 16
MOST_AT_ONCE = 100

_LOG = logging.getLogger(__name__)


class Carrier(Protocol):
    """Takes messages one way: through one gateway, or to one hub."""

    def crossing(self, connection: Connection, message: Leased) -> Crossing:
        """Return what the message lets leave. Raises NotFound: what it is about is gone."""

    def word(
        self, connection: Connection, message: Leased, verdicts: Sequence[Verdict]
    ) -> bytes:  # fmt: skip
        """Return the bytes of the message, with nothing in them that was not let through."""

    def hand_over(self, message: Leased, cleared: Cleared) -> None:
        """Give the bytes to the other end. Raises LinkDown or PeerRefused."""


class Relay(Protocol):
    """Fetches from a gateway that cannot call us."""

    def poll(self, now: datetime) -> int:
        """Hand in what has come and return how much it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round did: messages by what became of them, names of duties, things fetched."""

    sent: int = 0
    postponed: int = 0
    denied: int = 0
    given_up: int = 0
    expired: int = 0
    fetched: int = 0
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """The messages of this node, its border, and chance for the waits between attempts.

    chance: gives a number from 0 up to 1.
    """

    database: Database
    border: Border
    chance: Callable[[], float]


def run_once(
    box: Outbox,
    carriers: Mapping[str, Carrier],
    relays: Iterable[Relay],
    timers: Timers,
    clock: Callable[[], datetime],
) -> Round:
    """Send what is due, fetch what has come, do the duties, and return what was done.

    Raises:
        DatabaseUnusable: the database cannot be read or written; whatever was leased comes free.
    """
    done = tuple(timers.run(box.database, clock()))
    expired = _expire(box.database, clock())
    fetched = sum(relay.poll(clock()) for relay in relays)
    ends = {"sent": 0, "postponed": 0, "denied": 0, "given_up": 0}
    for _ in range(MOST_AT_ONCE if carriers else 0):
        message = _lease(box.database, carriers, clock())
        if message is None:
            break
        ends[_attempt(box, carriers[message.carrier], message, clock)] += 1
    return Round(**ends, expired=expired, fetched=fetched, duties=done)


def wait_before(attempts: int, chance: float) -> timedelta:
    """Return how long to wait after so many attempts: up to twice as long each time, by chance.

    The chance keeps the clinics of a district from calling all at once when a link returns.
    """
    longest = min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts, _DOUBLED_OFTEN)))
    return FIRST_WAIT + (longest - FIRST_WAIT) * chance


def _expire(database: Database, now: datetime) -> int:
    with database.reading() as connection:
        if not outbox.has_expired(connection, now):
            return 0
    with database.writing() as connection:
        return outbox.expire(connection, now)


def _lease(database: Database, carriers: Mapping[str, Carrier], now: datetime) -> Leased | None:
    with database.reading() as connection:
        if not outbox.is_due(connection, carriers, now):
            return None
    with database.writing() as connection:
        return outbox.lease(connection, carriers, now, HELD_FOR)


def _attempt(box: Outbox, carrier: Carrier, message: Leased, clock: Callable[[], datetime]) -> str:
    """Send *message* if it may leave, and return what became of it."""
    cleared = _cleared(box, carrier, message, clock())
    if cleared is None:
        return "given_up"
    if isinstance(cleared, Denied):
        return "denied"
    try:
        carrier.hand_over(message, cleared)
    except LinkDown as down:
        asked = timedelta(seconds=down.retry_after_s or 0)
        wait = max(asked, wait_before(message.attempts, box.chance()))
        with box.database.writing() as connection:
            outbox.postpone(connection, message, clock() + wait, str(down))
        return "postponed"
    except PeerRefused as refused:
        _LOG.warning("message %d was refused: %s", message.number, refused)
        with box.database.writing() as connection:
            outbox.give_up(connection, message, str(refused), clock())
        return "given_up"
    with box.database.writing() as connection:
        outbox.settle(connection, message, clock())
    return "sent"


def _cleared(
    box: Outbox, carrier: Carrier, message: Leased, now: datetime
) -> Cleared | Denied | None:
    """Return what may leave, on the disk with its line in the ledger; None if it is about nothing.

    Words, ledger and message change in one transaction: after a power cut there are both or none.
    """
    with box.database.writing() as connection:
        try:
            crossing = carrier.crossing(connection, message)
        except NotFound as gone:
            outbox.give_up(connection, message, str(gone), now)
            return None

        def word(verdicts: Sequence[Verdict]) -> bytes:
            return carrier.word(connection, message, verdicts)

        cleared = box.border.clear(connection, crossing, word, now, message.frozen)
        if isinstance(cleared, Denied):
            outbox.deny(connection, message, cleared.why, now)
        elif cleared.frozen != message.frozen:
            outbox.freeze(connection, message, cleared.frozen)
        return cleared
