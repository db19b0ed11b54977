"""Visits as screens read them: one by one, with their history, and the waiting line."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Row, bindparam, literal_column, select

from triage.clinical.level import Level
from triage.errors import NotFound
from triage.store.clock import moment
from triage.store.patients import PatientRow, patient_columns, patient_in
from triage.store.prepared import Prepared
from triage.store.tables import decision, level_override, patient, visit

Words = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideRow:
    """A level that a person set, with the account's id and the time."""

    to: Level
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One decision on a visit.

    Attributes:
        version: 1 for the first, then one more each time.
        reason: recorded, or why it was amended: completed, corrected, retriage, added.
        level: as decided from the findings.
        line_level: where it put the visit in the line.
        overrides: the levels that people set while this decision stood, oldest first.
    """

    visit_id: str
    version: int
    reason: str
    report_id: str
    scope: str
    content_hash: str
    level: Level
    line_level: Level
    group_weight: int
    complete: bool
    needs_review_now: bool
    provisional: bool
    decided_at: datetime
    decided_by: str
    language: str
    findings: Words
    decision: Words
    note: str
    overrides: tuple[OverrideRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """A visit with its newest decision; times are in UTC, actors are account ids.

    Attributes:
        report_id: of the newest decision's report, as is content_hash.
        level: as newly decided.
        line_level: where the visit stands in the line; never below what was confirmed.
        group_weight: the place within a level, the least first.
        version: the number of decisions so far.
        override: the newest level that a person set since the newest decision.
        is_emergency: begun on a device where nobody was signed in; recorded_by is the device.
        claimed_by: who took the emergency over; None if nobody has.
    """

    id: str
    code: str
    patient_id: str | None
    patient: PatientRow | None
    report_id: str
    scope: str
    content_hash: str
    level: Level
    line_level: Level
    group_weight: int
    complete: bool
    state: str
    arrived_at: datetime
    moved_at: datetime
    decided_at: datetime
    recorded_by: str
    decided_by: str
    needs_review_now: bool
    provisional: bool
    language: str
    findings: Words
    decision: Words
    note: str
    version: int
    override: OverrideRow | None
    is_emergency: bool
    claimed_by: str | None
    claimed_at: datetime | None

    @property
    def is_unclaimed(self) -> bool:
        """Whether nobody who signs in has taken this emergency over yet."""
        return self.is_emergency and self.claimed_by is None


_JOINED = (
    select(
        *visit.c,
        *(c for c in decision.c if c.name not in {"visit_id", "version", "line_level"}),
        *patient_columns(),
        *(c.label(f"override_{c.name}") for c in level_override.c if c.name != "id"),
    )
    .join(
        decision,
        (decision.c.visit_id == visit.c.id) & (decision.c.version == visit.c.version),
    )
    .outerjoin(patient, patient.c.id == visit.c.patient_id)
    .outerjoin(level_override, level_override.c.id == visit.c.override_id)
)
_BY_ID = Prepared(_JOINED.where(visit.c.id == bindparam("this")))
_BY_CODE = _JOINED.where(visit.c.code == bindparam("this")).order_by(visit.c.arrived_at.desc())
# Written out, not bound: SQLite takes the index of those who wait only for the very same words.
_WAITING = _JOINED.where(visit.c.state == literal_column("'waiting'"))
_REPORT: ColumnElement[bool] = (decision.c.report_id == bindparam("report")) & (
    decision.c.scope == bindparam("scope")
)
_VISIT_OF_REPORT = Prepared(select(decision.c.visit_id).where(_REPORT))
_HISTORY = (
    select(decision).where(decision.c.visit_id == bindparam("this")).order_by(decision.c.version)
)
_OVERRIDES = (
    select(level_override)
    .where(level_override.c.visit_id == bindparam("this"))
    .order_by(level_override.c.hlc)
)


def by_id(connection: Connection, visit_id: str) -> VisitRow:
    """Return the visit.

    Raises:
        NotFound: there is none.
    """
    row = _BY_ID.first(connection, {"this": visit_id})
    if row is None:
        raise NotFound("no visit has this id")
    return _visit(row)


def by_code(connection: Connection, code: str) -> VisitRow:
    """Return the newest visit with the case code *code*, written as codes.read_code returns it.

    Raises:
        NotFound: there is none.
    """
    row = connection.execute(_BY_CODE, {"this": code}).first()
    if row is None:
        raise NotFound("no visit has this case code")
    return _visit(row)


def by_report(connection: Connection, report_id: str, scope: str) -> VisitRow | None:
    """Return the visit that a report of this id began or amended, or None."""
    found = _VISIT_OF_REPORT.first(connection, {"report": report_id, "scope": scope})
    return None if found is None else by_id(connection, found.visit_id)


def history(connection: Connection, visit_id: str) -> tuple[DecisionRow, ...]:
    """Return every decision on the visit, the first one first; empty if there is no such visit."""
    overrides: dict[int, list[OverrideRow]] = {}
    for row in connection.execute(_OVERRIDES, {"this": visit_id}):
        overrides.setdefault(row.version, []).append(_override(row))
    found = connection.execute(_HISTORY, {"this": visit_id})
    return tuple(_decision(row, tuple(overrides.get(row.version, ()))) for row in found)


def line(connection: Connection) -> tuple[VisitRow, ...]:
    """Return who is waiting, in the order in which they should be seen.

    By level (UNDETERMINED among YELLOW), then the weightiest group, then the time of arrival.
    """
    return tuple(sorted((_visit(row) for row in connection.execute(_WAITING)), key=_place))


def _place(row: VisitRow) -> tuple[int, int, datetime, str]:
    return (-row.line_level.queue_as, row.group_weight, row.arrived_at, row.code)


def _visit(row: Row[tuple[object, ...]]) -> VisitRow:
    return VisitRow(
        id=row.id,
        code=row.code,
        patient_id=row.patient_id,
        patient=patient_in(row) if row.patient_id else None,
        report_id=row.report_id,
        scope=row.scope,
        content_hash=row.content_hash,
        level=Level[row.level],
        line_level=Level[row.line_level],
        group_weight=row.group_weight,
        complete=bool(row.is_complete),
        state=row.state,
        arrived_at=moment(row.arrived_at),
        moved_at=moment(row.moved_at),
        decided_at=moment(row.decided_at),
        recorded_by=row.recorded_by,
        decided_by=row.decided_by,
        needs_review_now=bool(row.needs_review_now),
        provisional=bool(row.is_provisional),
        language=row.language,
        findings=json.loads(row.findings),
        decision=json.loads(row.decision),
        note=row.note,
        version=row.version,
        override=_newest_override(row),
        is_emergency=bool(row.is_emergency),
        claimed_by=row.claimed_by,
        claimed_at=None if row.claimed_at is None else moment(row.claimed_at),
    )


def _newest_override(row: Row[tuple[object, ...]]) -> OverrideRow | None:
    if row.override_id is None:
        return None
    return OverrideRow(
        to=Level[row.override_to_level],
        reason=row.override_reason,
        by=row.override_decided_by,
        at=moment(row.override_decided_at),
    )


def _override(row: Row[tuple[object, ...]]) -> OverrideRow:
    return OverrideRow(
        to=Level[row.to_level], reason=row.reason, by=row.decided_by, at=moment(row.decided_at)
    )


def _decision(row: Row[tuple[object, ...]], overrides: tuple[OverrideRow, ...]) -> DecisionRow:
    return DecisionRow(
        visit_id=row.visit_id,
        version=row.version,
        reason=row.reason,
        report_id=row.report_id,
        scope=row.scope,
        content_hash=row.content_hash,
        level=Level[row.level],
        line_level=Level[row.line_level],
        group_weight=row.group_weight,
        complete=bool(row.is_complete),
        needs_review_now=bool(row.needs_review_now),
        provisional=bool(row.is_provisional),
        decided_at=moment(row.decided_at),
        decided_by=row.decided_by,
        language=row.language,
        findings=json.loads(row.findings),
        decision=json.loads(row.decision),
        note=row.note,
        overrides=overrides,
    )
