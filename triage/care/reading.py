"""Opening a visit's record leaves an entry in the log; reading never waits for a broken disk.

What counts as one reading, and what it costs: docs/decisions/0008-one-reading.md.
"""

import logging
from datetime import datetime, timedelta
from enum import StrEnum

from triage.access import Actor
from triage.errors import DatabaseUnusable
from triage.store import accounts, readings, tokens, visits
from triage.store.database import Database
from triage.store.readings import Reading, Span
from triage.store.visits import VisitRow

log = logging.getLogger(__name__)

ONE_READING = timedelta(minutes=5)
"""For so long after an actor's newest entry about a visit, opening it again is no new reading.
As long as a device may be idle before it asks for the PIN again."""


class How(StrEnum):
    """How a record was opened; the value stands in the log and never changes."""

    PAGE = "page"
    API = "api"


def note(database: Database, actor: Actor, visit: VisitRow, how: How, now: datetime) -> None:
    """Record that *actor* opened *visit*, unless the log shows that they were just at it.

    Where nothing can be written the record is shown all the same, and the operator's log says
    that a reading is missing: not whose, and not of whom.
    """
    just_now = Span(since=now - ONE_READING, until=now)
    with database.reading() as connection:
        if readings.was_here(connection, actor.account_id, visit.id, just_now):
            return
    try:
        with database.writing() as connection:
            readings.record(connection, visit, actor_id=actor.account_id, how=how, now=now)
    except DatabaseUnusable as error:
        log.warning("a record was opened and this could not be recorded: %s", error)


def readings_of(database: Database, visit: VisitRow) -> tuple[Reading, ...]:
    """Return every recorded reading of *visit*, the oldest first."""
    with database.reading() as connection:
        return readings.of_visit(connection, visit.id)


def readers(database: Database, code: str) -> tuple[tuple[Reading, str], ...]:
    """Return every reading of the visit with this code, the oldest first, and who it was.

    Raises:
        NotFound: there is no such visit.
    """
    with database.reading() as connection:
        visit = visits.by_code(connection, code)
        names = {one.id: one.name for one in accounts.every(connection)}
        names |= {one.id: one.name for one in tokens.every(connection)}
        found = readings.of_visit(connection, visit.id)
    return tuple((one, names.get(one.by, "")) for one in found)
