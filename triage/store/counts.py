"""How much there is of everything: numbers for operators, nothing about anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, TextClause, func, select, text

from triage.store import duties, outbox
from triage.store.tables import entry, form_draft, visit

_BYTES = text("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitCount:
    """How many visits stand at a level in a state."""

    level: str
    state: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What lies in the database at one moment.

    messages: of the outbox, by state; oldest_message: since when one waits. dispatched_at: when
    the second process gave a sign of life.
    """

    visits: tuple[VisitCount, ...]
    drafts: int
    entries: int
    messages: Mapping[str, int]
    oldest_message: datetime | None
    dispatched_at: datetime | None
    database_bytes: int


def counts(connection: Connection) -> Counts:
    """Return how much there is of everything."""
    by = (visit.c.line_level, visit.c.state)
    rows = connection.execute(select(*by, func.count()).group_by(*by).order_by(*by))
    messages = outbox.waiting(connection)
    return Counts(
        visits=tuple(VisitCount(level=one, state=two, number=n) for one, two, n in rows),
        drafts=_number(connection, select(func.count()).select_from(form_draft)),
        entries=_number(connection, select(func.count()).select_from(entry)),
        messages=messages.numbers,
        oldest_message=messages.oldest,
        dispatched_at=duties.done(connection).get(duties.ALIVE),
        database_bytes=_number(connection, _BYTES),
    )


def _number(connection: Connection, query: Select[int] | TextClause) -> int:
    found: int = connection.execute(query).scalar_one()
    return found
