"""A visit that was recorded for the wrong patient goes to the right one, and back."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from triage.clinical.level import Level
from triage.exchange.entry import Kind
from triage.store.log import Context, NewEntry, identity, read
from triage.store.patients import NewPatient, PatientRow, patient_columns, patient_in, register
from triage.store.projection import take
from triage.store.rows import VisitRow, by_id
from triage.store.tables import entry, patient

LANE_RED, LANE_URGENT = 0, 1
_OF_KIND = select(entry).where(
    entry.c.lane.in_((LANE_RED, LANE_URGENT)),
    entry.c.kind == Kind.VISIT_REASSIGNED,
    entry.c.points_at == bindparam("visit"),
)
_NEWEST = _OF_KIND.order_by(entry.c.position.desc()).limit(1)
_PATIENT = select(patient.c.id.label("patient_id"), *patient_columns()).where(
    patient.c.id == bindparam("this")
)


def reassign(
    connection: Connection,
    visit: VisitRow,
    to: str | NewPatient,
    *,
    actor_id: str,
    now: datetime,
) -> VisitRow:
    """Give *visit* to a patient, known by id or new, and return it; the patient before stays.

    Raises:
        NotFound: there is no such visit.
    """
    lane = LANE_RED if visit.line_level is Level.RED else LANE_URGENT
    context = Context(now=now, actor_id=actor_id)
    patient_id = to if isinstance(to, str) else register(connection, to, lane, context)
    subjects = {"visit": visit.id, "code": visit.code, "patient": patient_id}
    new = NewEntry(
        kind=Kind.VISIT_REASSIGNED,
        lane=lane,
        context=Context(now=now, actor_id=actor_id, subjects=subjects),
        compartments={"decision": {"was": visit.patient_id}},
        points_at=visit.id,
    )
    take(connection, new)
    return by_id(connection, visit.id)


def patient_before(connection: Connection, visit_id: str) -> PatientRow | None:
    """Return from whom the visit was taken last; None if it never was, or nobody was known."""
    row = connection.execute(_NEWEST, {"visit": visit_id}).first()
    if row is None:
        return None
    was = read(row, *identity(connection)).compartments.get("decision", {}).get("was")
    found = connection.execute(_PATIENT, {"this": was}).first()
    return None if found is None else patient_in(found)
