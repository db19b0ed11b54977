"""Visits: recorded, amended, overridden and moved, each as a log entry and its table rows."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from secrets import token_bytes

from sqlalchemy import Connection, bindparam, select

from triage.clinical.level import Level
from triage.exchange.entry import Kind
from triage.store import tables
from triage.store.clock import stamp
from triage.store.codes import draw_code
from triage.store.log import Context, NewEntry, Stored
from triage.store.new_visits import Decided, NewAmendment, NewOverride, NewVisit
from triage.store.patients import NewPatient, PatientRow, as_registered, change, register
from triage.store.prepared import Prepared
from triage.store.projection import FIRST_STATE, take
from triage.store.rows import (
    DecisionRow,
    OverrideRow,
    VisitRow,
    by_code,
    by_id,
    by_report,
    history,
    line,
)

__all__ = [
    "CODE_UNIQUE_FOR",
    "REASONS",
    "STATES",
    "DecisionRow",
    "NewAmendment",
    "NewOverride",
    "NewPatient",
    "NewVisit",
    "OverrideRow",
    "PatientRow",
    "VisitRow",
    "amend",
    "by_code",
    "by_id",
    "by_report",
    "history",
    "line",
    "move",
    "override",
    "record",
]

CODE_UNIQUE_FOR = timedelta(days=400)
REASONS = frozenset({"completed", "corrected", "retriage", "added"})
STATES = frozenset({"waiting", "in_care", "referred", "left", "died", "done"})

LANE_RED, LANE_URGENT, LANE_REST = 0, 1, 2


def record(connection: Connection, new: NewVisit) -> VisitRow:
    """Record a visit, and its patient if new, and return it waiting in the line.

    Raises:
        IntegrityError: a visit of this report exists; ask :func:`by_report` first, in the same
            transaction.
    """
    lane = _lane(new.level)
    subjects = {
        "code": _free_code(connection, new.now),
        "report": new.report_id,
        "scope": new.scope,
    }
    patient_id = new.patient_id
    if new.patient is not None:
        context = Context(now=new.now, actor_id=new.actor_id)
        patient_id = register(connection, new.patient, lane, context)
    if patient_id is not None:
        subjects["patient"] = patient_id
    context = Context(now=new.now, actor_id=new.actor_id, subjects=subjects)
    compartments = _compartments(new, line_level=new.level, reason="recorded")
    entry = NewEntry(
        kind=Kind.VISIT_RECORDED,
        lane=lane,
        context=context,
        compartments=compartments,
        subject="visit",
    )
    stored = take(connection, entry)
    if new.patient_id is not None:
        return by_id(connection, stored.id)
    return _as_recorded(stored, new)


def _as_recorded(stored: Stored, new: NewVisit) -> VisitRow:
    """Return what :func:`by_id` would find of a visit that was recorded just now as *stored*.

    Put together rather than read back: in the writer's turn every statement makes others wait.
    """
    subjects, now = stored.context.subjects, stored.context.now
    patient_id = subjects.get("patient")
    return VisitRow(
        id=stored.id,
        code=subjects["code"],
        patient_id=patient_id,
        patient=as_registered(patient_id, new.patient) if patient_id and new.patient else None,
        report_id=new.report_id,
        scope=new.scope,
        content_hash=new.content_hash,
        level=new.level,
        line_level=new.level,
        group_weight=new.group_weight,
        complete=new.complete,
        state=FIRST_STATE,
        arrived_at=now,
        moved_at=now,
        decided_at=now,
        recorded_by=new.actor_id,
        decided_by=new.actor_id,
        needs_review_now=new.needs_review_now,
        provisional=new.provisional,
        language=new.language,
        findings=dict(new.findings),
        decision=dict(new.decision),
        note=new.note,
        version=1,
        override=None,
        is_emergency=new.is_emergency,
        claimed_by=None,
        claimed_at=None,
    )


def amend(connection: Connection, new: NewAmendment) -> VisitRow:
    """Record a further decision on a visit and return the visit with it.

    Raises:
        NotFound: there is no such visit.
    """
    if new.reason not in REASONS:
        raise ValueError(f"an amendment is never {new.reason!r}")
    before = by_id(connection, new.visit_id)
    lane = _amendment_lane(before.line_level, new.line_level)
    subjects = {
        "visit": before.id,
        "code": before.code,
        "report": new.report_id,
        "scope": new.scope,
        **_know(connection, before, new, lane),
    }
    entry = NewEntry(
        kind=Kind.VISIT_AMENDED,
        lane=lane,
        context=Context(now=new.now, actor_id=new.actor_id, subjects=subjects),
        compartments=_compartments(new, line_level=new.line_level, reason=new.reason),
        points_at=before.id,
    )
    take(connection, entry)
    return by_id(connection, before.id)


def override(connection: Connection, new: NewOverride) -> VisitRow:
    """Record the level that a person sets and return the visit at its new place in the line.

    Raises:
        NotFound: there is no such visit.
    """
    before = by_id(connection, new.visit_id)
    decided = {"to": new.to.name, "was": before.line_level.name, "reason": new.reason}
    entry = NewEntry(
        kind=Kind.LEVEL_OVERRIDDEN,
        lane=_amendment_lane(before.line_level, new.to),
        context=_about(before, now=new.now, actor_id=new.actor_id),
        compartments={"decision": decided},
        points_at=before.id,
    )
    take(connection, entry)
    return by_id(connection, before.id)


def move(
    connection: Connection, visit_id: str, state: str, *, actor_id: str, now: datetime
) -> VisitRow:
    """Record where the patient is now, one of STATES, and return the visit.

    Raises:
        NotFound: there is no such visit.
    """
    if state not in STATES:
        raise ValueError(f"a visit is never {state!r}")
    before = by_id(connection, visit_id)
    entry = NewEntry(
        kind=Kind.VISIT_MOVED,
        lane=LANE_RED if before.line_level is Level.RED else LANE_REST,
        context=_about(before, now=now, actor_id=actor_id),
        compartments={"decision": {"state": state, "was": before.state}},
        points_at=before.id,
    )
    take(connection, entry)
    return by_id(connection, visit_id)


def _compartments(
    new: Decided, *, line_level: Level, reason: str
) -> dict[str, Mapping[str, object]]:
    return {
        "clinical": {
            "findings": new.findings,
            "complete": new.complete,
            "language": new.language,
            "content_hash": new.content_hash,
            **({"emergency": True} if new.is_emergency else {}),
        },
        "decision": {
            "decision": new.decision,
            "reason": reason,
            "level": new.level.name,
            "line_level": line_level.name,
            "group_weight": new.group_weight,
            "needs_review_now": new.needs_review_now,
            "provisional": new.provisional,
        },
        "note": {"text": new.note} if new.note else {},
    }


def _about(row: VisitRow, *, now: datetime, actor_id: str) -> Context:
    subjects = {"visit": row.id, "code": row.code, **_patient_subject(row)}
    return Context(now=now, actor_id=actor_id, subjects=subjects)


def _patient_subject(row: VisitRow) -> dict[str, str]:
    return {} if row.patient_id is None else {"patient": row.patient_id}


def _know(connection: Connection, before: VisitRow, new: NewAmendment, lane: int) -> dict[str, str]:
    """Record what an amendment says of the patient and return the subject that names them."""
    if new.patient is None:
        return _patient_subject(before)
    context = Context(now=new.now, actor_id=new.actor_id)
    if before.patient is None:
        return {"patient": register(connection, new.patient, lane, context)}
    change(connection, before.patient, new.patient, lane, context)
    return _patient_subject(before)


def _lane(level: Level) -> int:
    match level:
        case Level.RED:
            return LANE_RED
        case Level.ORANGE | Level.YELLOW | Level.UNDETERMINED:
            return LANE_URGENT
        case Level.GREEN:
            return LANE_REST


def _amendment_lane(before: Level, after: Level) -> int:
    """Return lane 0 for what is RED and for what answers it, else 1."""
    return LANE_RED if Level.RED in {before, after} else LANE_URGENT


_CODE_SINCE = Prepared(
    select(tables.visit.c.id)
    .where(tables.visit.c.code == bindparam("code"))
    .where(tables.visit.c.arrived_at > bindparam("since"))
)


def _free_code(connection: Connection, now: datetime) -> str:
    since = stamp(now - CODE_UNIQUE_FOR)
    while True:
        code = draw_code(token_bytes)
        if _CODE_SINCE.first(connection, {"code": code, "since": since}) is None:
            return code
