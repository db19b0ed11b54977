"""How much there is: counts for an operator, nothing about anybody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from triage.exchange.entry import HLC_COUNTER_BITS
from triage.store.clock import moment
from triage.store.tables import entry, form_draft, visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Entries of the log and when the newest was recorded; patients waiting; unfinished forms."""

    entries: int
    newest_entry: datetime | None
    waiting: int
    drafts: int


def overview(connection: Connection) -> Overview:
    """Return how much the database holds."""
    newest = connection.execute(select(func.max(entry.c.hlc))).scalar_one()
    waiting = select(func.count()).select_from(visit).where(visit.c.state == "waiting")
    return Overview(
        entries=connection.execute(select(func.count()).select_from(entry)).scalar_one(),
        newest_entry=None if newest is None else moment(newest >> HLC_COUNTER_BITS),
        waiting=connection.execute(waiting).scalar_one(),
        drafts=connection.execute(select(func.count()).select_from(form_draft)).scalar_one(),
    )
