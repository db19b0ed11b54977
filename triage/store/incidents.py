"""Reports that advice was wrong or unsafe, written to the log and listed from there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from triage.exchange.entry import Kind
from triage.store.log import Context, NewEntry, Stored, append, identity, read
from triage.store.rows import VisitRow
from triage.store.tables import entry

LANE_REST = 2
MOST_LISTED = 50

WHAT = frozenset({"too_low", "too_high", "advice", "other"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A report: of which visit, at which level it stood, under whose account's id."""

    code: str
    what: str
    text: str
    level: str
    by: str
    at: datetime


def report(
    connection: Connection, visit: VisitRow, what: str, text: str, *, actor_id: str, now: datetime
) -> None:
    """Record that the newest decision on *visit* was wrong; *what* is one of WHAT."""
    if what not in WHAT:
        raise ValueError(f"an incident is never {what!r}")
    subjects = {"visit": visit.id, "code": visit.code}
    if visit.patient_id is not None:
        subjects["patient"] = visit.patient_id
    new = NewEntry(
        kind=Kind.INCIDENT_REPORTED,
        lane=LANE_REST,
        context=Context(now=now, actor_id=actor_id, subjects=subjects),
        compartments={
            "decision": {"what": what, "version": visit.version, "level": visit.level.name},
            "note": {"text": text} if text else {},
        },
        points_at=visit.id,
    )
    append(connection, new)


def newest(connection: Connection) -> tuple[Incident, ...]:
    """Return the newest reports, the latest first.

    It looks through the whole of its lane: there is no index by kind.
    """
    ordered = (
        select(entry)
        .where(entry.c.lane == LANE_REST, entry.c.kind == Kind.INCIDENT_REPORTED)
        .order_by(entry.c.position.desc())
        .limit(MOST_LISTED)
    )
    mine = identity(connection)
    return tuple(_incident(read(row, *mine)) for row in connection.execute(ordered))


def _incident(stored: Stored) -> Incident:
    decided = stored.compartments.get("decision", {})
    return Incident(
        code=stored.context.subjects["code"],
        what=str(decided.get("what", "other")),
        text=str(stored.compartments.get("note", {}).get("text", "")),
        level=str(decided.get("level", "")),
        by=stored.context.actor_id or "",
        at=stored.context.now,
    )
