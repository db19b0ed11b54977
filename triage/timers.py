"""What has to be done again and again, and when: the duties of the second process."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from triage.exchange.entry import Kind
from triage.exchange.sovereignty import LOCAL_LANE
from triage.store import drafts, duties, forms, outbox, sessions
from triage.store.database import Connection, Database
from triage.store.log import Context, NewEntry
from triage.store.projection import take

FORM_ANSWERS_KEPT = timedelta(days=7)
"""As long as the form that they answer: a page older than that is refused."""
CLOCK_STEP = timedelta(minutes=5)
"""A clock that was set by more than this is worth an entry: ages and waiting times depend on it."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something to be done once in *every*; run gets the writing connection and the time."""

    name: str
    every: timedelta
    run: Callable[[Connection, datetime], None]


def _sweep(connection: Connection, now: datetime) -> None:
    """Delete what has passed its time; the log is not touched."""
    gone = {
        "sessions": sessions.expire(connection, now),
        "drafts": drafts.expire(connection, now),
        "form answers": forms.expire(connection, now - FORM_ANSWERS_KEPT),
        "messages": outbox.forget(connection, now),
    }
    if any(gone.values()):
        _LOG.info("deleted after their time: %s", gone)


def _nothing(connection: Connection, now: datetime) -> None:
    """Being recorded is all: it shows that the process is alive."""


DUTIES = (
    Duty(name=duties.ALIVE, every=timedelta(minutes=1), run=_nothing),
    Duty(name="sweep", every=timedelta(hours=1), run=_sweep),
)


def due(done: dict[str, datetime], now: datetime, known: Sequence[Duty] = DUTIES) -> list[Duty]:
    """Return the duties whose time has come; one that was done in the future is due as well.

    A clock that was set back must not make the clinic wait until it has caught up.
    """
    return [
        duty
        for duty in known
        if (last := done.get(duty.name)) is None or not timedelta() <= now - last < duty.every
    ]


@dataclass(slots=True, kw_only=True)
class Timers:
    """The duties, and what the clocks said when they were looked at last.

    monotonic: gives seconds that no setting of the clock changes.
    """

    monotonic: Callable[[], float]
    known: Sequence[Duty] = DUTIES
    _expected: tuple[datetime, float] | None = None

    def run(self, database: Database, now: datetime) -> list[str]:
        """Do what is due, each in a transaction of its own, and return the names."""
        self._watch_clock(database, now)
        with database.reading() as connection:
            done = dict(duties.done(connection))
        waiting = due(done, now, self.known)
        for duty in waiting:
            with database.writing() as connection:
                duty.run(connection, now)
                duties.record_done(connection, duty.name, now)
        return [duty.name for duty in waiting]

    def _watch_clock(self, database: Database, now: datetime) -> None:
        """Record it if somebody set the clock since the last look."""
        seconds = self.monotonic()
        if self._expected is not None:
            then, at = self._expected
            step = now - (then + timedelta(seconds=seconds - at))
            if abs(step) >= CLOCK_STEP:
                with database.writing() as connection:
                    take(connection, _adjusted(step, now))
        self._expected = (now, seconds)


def _adjusted(step: timedelta, now: datetime) -> NewEntry:
    return NewEntry(
        kind=Kind.CLOCK_ADJUSTED,
        lane=LOCAL_LANE,
        context=Context(now=now, actor_id=None),
        compartments={"decision": {"by_ms": step // timedelta(milliseconds=1)}},
    )
