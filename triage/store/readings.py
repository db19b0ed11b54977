"""Who opened which visit's record: written to the log's local lane and read back from there."""

from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from sqlalchemy import Connection, bindparam, select, text

from triage.exchange import cbor
from triage.exchange.entry import HLC_COUNTER_BITS, Kind
from triage.store.clock import moment, stamp
from triage.store.log import Context, NewEntry, append
from triage.store.rows import VisitRow
from triage.store.tables import entry

LANE_LOCAL = 4
"""The lane of what never leaves the node."""

LOOKED_BACK = 256
"""The most entries that are looked through for an earlier one. More of them within a few minutes,
or a clock that was set back, and a reading may be recorded a second time."""

_NEWEST = (
    select(entry.c.hlc, entry.c.context)
    .order_by(entry.c.position.desc())
    .limit(bindparam("most", LOOKED_BACK))
)
_OF_VISIT = text("""
    SELECT context FROM entry
    WHERE lane = :lane AND kind = :kind AND instr(context, :visit) > 0
    ORDER BY position
""").columns(entry.c.context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One opening of a record: when, under which account's or token's id, and how."""

    at: datetime
    by: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A span of time, both ends included."""

    since: datetime
    until: datetime


def was_here(connection: Connection, actor_id: str, visit_id: str, span: Span) -> bool:
    """Return whether the newest entries hold, within *span*, one of this actor on this visit."""
    first, last = stamp(span.since), stamp(span.until)
    rows = connection.execute(_NEWEST)
    recent = takewhile(lambda row: row.hlc >> HLC_COUNTER_BITS >= first, rows)
    # Text stands in CBOR as it is: what does not hold the id need not be decoded.
    about_it = (cbor.decode(row.context) for row in recent if visit_id.encode() in row.context)
    return any(
        first <= at <= last and (by, about) == (actor_id, visit_id)
        for at, by, about in map(_who_and_what, about_it)
    )


def _who_and_what(context: object) -> tuple[int, str | None, str | None]:
    match context:
        case {"wall_ms": int(at), "actor": str(by), "subjects": {"visit": str(about)}}:
            return at, by, about
        case _:
            return 0, None, None


def record(
    connection: Connection, visit: VisitRow, *, actor_id: str, how: str, now: datetime
) -> None:
    """Record that *actor_id* opened *visit*; *how* is the door's word for it."""
    about = {"visit": visit.id, "code": visit.code, "how": how}
    if visit.patient_id is not None:
        about["patient"] = visit.patient_id
    context = Context(now=now, actor_id=actor_id, subjects=about)
    append(connection, NewEntry(kind=Kind.ACCESS_READ, lane=LANE_LOCAL, context=context))


def of_visit(connection: Connection, visit_id: str) -> tuple[Reading, ...]:
    """Return every recorded reading of a visit, the oldest first.

    It looks through the whole local lane: there is no index by visit.

    Raises:
        NotCanonical: an entry's bytes are damaged.
    """
    wanted = {"lane": LANE_LOCAL, "kind": Kind.ACCESS_READ, "visit": visit_id.encode()}
    found = [cbor.decode(row.context) for row in connection.execute(_OF_VISIT, wanted)]
    return tuple(map(_reading, found))


def _reading(context: object) -> Reading:
    match context:
        case {"wall_ms": int(wall), "actor": str(by), "subjects": {"how": str(how)}}:
            return Reading(at=moment(wall), by=by, how=how)
        case _:
            raise cbor.NotCanonical("a reading with other keys")
