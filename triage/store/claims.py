"""Emergencies that somebody takes over, each as a log entry and its table rows."""

from datetime import datetime

from sqlalchemy import Connection

from triage.clinical.level import Level
from triage.exchange.entry import Kind
from triage.store.log import Context, NewEntry
from triage.store.projection import take
from triage.store.rows import VisitRow, by_id
from triage.store.visits import LANE_RED, LANE_URGENT


def claim(connection: Connection, visit_id: str, *, actor_id: str, now: datetime) -> VisitRow:
    """Record that *actor_id* takes this emergency over and return the visit.

    Raises:
        NotFound: there is no such visit.
        ValueError: it is no emergency, or somebody took it over already.
    """
    before = by_id(connection, visit_id)
    if not before.is_unclaimed:
        raise ValueError("only an emergency that nobody has claimed can be claimed")
    subjects = {"visit": before.id, "code": before.code}
    if before.patient_id is not None:
        subjects["patient"] = before.patient_id
    entry = NewEntry(
        kind=Kind.VISIT_CLAIMED,
        lane=LANE_RED if before.line_level is Level.RED else LANE_URGENT,
        context=Context(now=now, actor_id=actor_id, subjects=subjects),
        compartments={"decision": {"from": before.recorded_by}},
        points_at=before.id,
    )
    take(connection, entry)
    return by_id(connection, before.id)
