"""The tables that screens read, made from log entries and from nothing else."""

import json
from collections.abc import Callable, Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from triage.exchange.entry import Kind
from triage.store import tables
from triage.store.clock import stamp
from triage.store.log import NewEntry, Stored, append, entries
from triage.store.prepared import Prepared
from triage.store.tables import decision, level_override, patient, visit

FIRST_STATE = "waiting"
"""Where every patient is when the visit is recorded."""

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_INSERT_PATIENT = Prepared(insert(patient))
_INSERT_VISIT = Prepared(
    insert(visit),
    [one.name for one in visit.c if one.name not in {"override_id", "claimed_by", "claimed_at"}],
)
_INSERT_DECISION = Prepared(insert(decision))
_INSERT_OVERRIDE = insert(level_override)
_VERSION = select(visit.c.version).where(visit.c.id == bindparam("this"))
_THIS_VISIT = update(visit).where(visit.c.id == bindparam("this"))
_AMEND_VISIT = _THIS_VISIT.values(
    line_level=bindparam("to"),
    version=visit.c.version + 1,
    override_id=None,
    patient_id=bindparam("patient"),
)
_OVERRIDE_VISIT = _THIS_VISIT.values(line_level=bindparam("to"), override_id=bindparam("by"))
_REASSIGN_VISIT = _THIS_VISIT.values(patient_id=bindparam("patient"))
_CLAIM_VISIT = _THIS_VISIT.values(claimed_by=bindparam("by"), claimed_at=bindparam("at"))
_MOVE_VISIT = _THIS_VISIT.values(state=bindparam("to"), moved_at=bindparam("at"))


def apply(connection: Connection, stored: Stored) -> None:
    """Bring the tables up to *stored*, the newest entry; kinds without a table change nothing."""
    step = _STEPS.get(stored.header.kind)
    if step is not None:
        step(connection, stored)


def take(connection: Connection, new: NewEntry) -> Stored:
    """Append *new* to the log, bring the tables up to it, and return it."""
    stored = append(connection, new)
    apply(connection, stored)
    return stored


def rebuild(connection: Connection) -> int:
    """Empty the tables, apply every entry of the log again and return how many there were."""
    for table in reversed(tables.PROJECTION):
        connection.execute(delete(table))
    count = 0
    for stored in entries(connection):
        apply(connection, stored)
        count += 1
    return count


def as_json(words: object) -> str:
    """Return *words* as text; maps are sorted, so that equal words are equal text."""
    return _JSON.encode(words)


def _register(connection: Connection, stored: Stored) -> None:
    who = stored.compartments.get("identity", {})
    _INSERT_PATIENT.run(
        connection,
        {
            "id": stored.id,
            "full_name": who.get("full_name", ""),
            "village": who.get("village", ""),
            "phone": stored.compartments.get("contact", {}).get("phone", ""),
            "sex": who.get("sex", "unknown"),
            "birth_date": who.get("birth_date"),
            "birth_year": who.get("birth_year"),
            "is_unknown": int(bool(who.get("is_unknown", False))),
            "revision": 1,
            "registered_at": stamp(stored.context.now),
        },
    )


def _change(connection: Connection, stored: Stored) -> None:
    changed = {
        **stored.compartments.get("identity", {}),
        **stored.compartments.get("contact", {}),
    }
    changed.pop("base_revision", None)
    this = patient.c.id == stored.context.subjects["patient"]
    more = {"revision": patient.c.revision + 1}
    connection.execute(update(patient).where(this).values({**changed, **more}))


def _record(connection: Connection, stored: Stored) -> None:
    subjects = stored.context.subjects
    now = stamp(stored.context.now)
    _INSERT_VISIT.run(
        connection,
        {
            "id": stored.id,
            "code": subjects["code"],
            "patient_id": subjects.get("patient"),
            "state": FIRST_STATE,
            "arrived_at": now,
            "moved_at": now,
            "recorded_by": stored.context.actor_id,
            "line_level": stored.compartments["decision"]["line_level"],
            "version": 1,
            "is_emergency": int(bool(stored.compartments["clinical"].get("emergency", False))),
        },
    )
    _decide(connection, stored, visit_id=stored.id, version=1)


def _amend(connection: Connection, stored: Stored) -> None:
    visit_id = stored.context.subjects["visit"]
    to = stored.compartments["decision"]["line_level"]
    patient_id = stored.context.subjects.get("patient")
    connection.execute(_AMEND_VISIT, {"this": visit_id, "to": to, "patient": patient_id})
    _decide(connection, stored, visit_id=visit_id, version=_version(connection, visit_id))


def _version(connection: Connection, visit_id: str) -> int:
    found: int = connection.execute(_VERSION, {"this": visit_id}).scalar_one()
    return found


def _decide(connection: Connection, stored: Stored, *, visit_id: str, version: int) -> None:
    clinical, decided = stored.compartments["clinical"], stored.compartments["decision"]
    subjects = stored.context.subjects
    _INSERT_DECISION.run(
        connection,
        {
            "visit_id": visit_id,
            "version": version,
            "reason": decided["reason"],
            "report_id": subjects["report"],
            "scope": subjects["scope"],
            "content_hash": clinical["content_hash"],
            "level": decided["level"],
            "line_level": decided["line_level"],
            "group_weight": decided["group_weight"],
            "is_complete": int(bool(clinical["complete"])),
            "needs_review_now": int(bool(decided["needs_review_now"])),
            "is_provisional": int(bool(decided["provisional"])),
            "decided_at": stamp(stored.context.now),
            "decided_by": stored.context.actor_id,
            "language": clinical["language"],
            "findings": as_json(clinical["findings"]),
            "decision": as_json(decided["decision"]),
            "note": stored.compartments.get("note", {}).get("text", ""),
        },
    )


def _override(connection: Connection, stored: Stored) -> None:
    visit_id = stored.context.subjects["visit"]
    decided = stored.compartments["decision"]
    connection.execute(
        _INSERT_OVERRIDE,
        {
            "id": stored.id,
            "visit_id": visit_id,
            "version": _version(connection, visit_id),
            "hlc": stored.hlc,
            "to_level": decided["to"],
            "reason": decided["reason"],
            "decided_by": stored.context.actor_id,
            "decided_at": stamp(stored.context.now),
        },
    )
    connection.execute(_OVERRIDE_VISIT, {"this": visit_id, "to": decided["to"], "by": stored.id})


def _move(connection: Connection, stored: Stored) -> None:
    moved = {
        "this": stored.context.subjects["visit"],
        "to": stored.compartments["decision"]["state"],
        "at": stamp(stored.context.now),
    }
    connection.execute(_MOVE_VISIT, moved)


def _reassign(connection: Connection, stored: Stored) -> None:
    subjects = stored.context.subjects
    given = {"this": subjects["visit"], "patient": subjects["patient"]}
    connection.execute(_REASSIGN_VISIT, given)


def _claim(connection: Connection, stored: Stored) -> None:
    claimed = {
        "this": stored.context.subjects["visit"],
        "by": stored.context.actor_id,
        "at": stamp(stored.context.now),
    }
    connection.execute(_CLAIM_VISIT, claimed)


_STEPS: Mapping[str, Callable[[Connection, Stored], None]] = {
    Kind.PATIENT_REGISTERED: _register,
    Kind.PATIENT_CHANGED: _change,
    Kind.VISIT_RECORDED: _record,
    Kind.VISIT_AMENDED: _amend,
    Kind.VISIT_REASSIGNED: _reassign,
    Kind.LEVEL_OVERRIDDEN: _override,
    Kind.VISIT_MOVED: _move,
    Kind.VISIT_CLAIMED: _claim,
}
