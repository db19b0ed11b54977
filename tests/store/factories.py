"""What a test of the store needs and does not care about."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from triage.clinical.level import Level
from triage.store import devices
from triage.store.cipher import database_key
from triage.store.database import Connection, Database
from triage.store.nodes import Node, create_node
from triage.store.outbox import NewMessage
from triage.store.patients import NewPatient
from triage.store.sessions import NewSession
from triage.store.visits import NewAmendment, NewOverride, NewVisit

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
ACTOR = "00000000-0000-4000-8000-000000000001"

FINDINGS = {
    "age_years": 30,
    "sex": "F",
    "pregnant": False,
    "present": ["headache"],
    "absent": ["convulsion", "wheezing"],
    "vitals": {"hr": 80, "temp_c": 37.2, "spo2": 98.0, "avpu": "A"},
    "complaints": ["10"],
}
DECISION = {
    "level": "YELLOW",
    "floor": {"level": "YELLOW", "by": {"IITT": "YELLOW"}, "fired": [{"id": "x", "value": 34.0}]},
    "model": {"probability": 0.012345, "contributions": {"hr": -0.25, "age_years": 1 / 3}},
    "missing": [],
    "target_minutes": 60,
}


def after(**since: float) -> datetime:
    return NOW + timedelta(**since)


NODE_KEY = b"n" * 32
DATABASE_KEY = database_key(NODE_KEY)
"""Of the encrypted sites of the tests."""


def make_site(path: Path, synchronous: str = "FULL", key: bytes | None = None) -> Database:
    """A database with its tables and its node; encrypted if there is a key."""
    database = Database(path, key=key, synchronous=synchronous)
    database.upgrade()
    with database.writing() as connection:
        create_node(connection, new_node())
    return database


def new_node(**other: object) -> Node:
    given = {
        "number": 7,
        "id_key": b"k" * 32,
        "site_name": "Example clinic",
        "is_demonstration": True,
        "created_at": NOW,
    }
    return Node(**{**given, **other})


def new_patient(**other: object) -> NewPatient:
    given = {"full_name": "Example Person", "village": "Example", "phone": "+10005550100"}
    return NewPatient(**{**given, **other})


def new_visit(report_id: str = "report-1", **other: object) -> NewVisit:
    given = {
        "report_id": report_id,
        "scope": "form",
        "content_hash": f"hash of {report_id}",
        "findings": FINDINGS,
        "decision": DECISION,
        "level": Level.YELLOW,
        "group_weight": 3,
        "actor_id": ACTOR,
        "now": NOW,
    }
    return NewVisit(**{**given, **other})


def new_amendment(visit_id: str, **other: object) -> NewAmendment:
    given = {
        "visit_id": visit_id,
        "reason": "retriage",
        "report_id": "report-2",
        "scope": "form",
        "content_hash": "hash of report-2",
        "findings": {**FINDINGS, "present": ["convulsion"]},
        "decision": {**DECISION, "level": "RED"},
        "level": Level.RED,
        "line_level": Level.RED,
        "group_weight": 2,
        "actor_id": ACTOR,
        "now": after(minutes=5),
    }
    return NewAmendment(**{**given, **other})


def new_override(visit_id: str, **other: object) -> NewOverride:
    given = {
        "visit_id": visit_id,
        "to": Level.ORANGE,
        "reason": "looks worse",
        "actor_id": ACTOR,
        "now": after(minutes=7),
    }
    return NewOverride(**{**given, **other})


def new_message(key: str = "message-1", **other: object) -> NewMessage:
    given = {"carrier": "post", "key": key, "lane": 1, "words": {"visit": "1"}, "due_at": NOW}
    return NewMessage(**{**given, **other})


def new_device(secret: str = "desk", name: str = "Desk") -> devices.NewDevice:  # noqa: S107
    return devices.NewDevice(secret=secret, name=name, enrolled_by="")


def on_desk(
    connection: Connection,
    token: str,
    account_id: str,
    secret: str = "desk",  # noqa: S107
) -> NewSession:
    """A session on the device of this secret, which is enrolled when it is first needed."""
    new = new_device(secret)
    found = devices.find(connection, secret) or devices.create(connection, new, NOW)
    return NewSession(token=token, account_id=account_id, device_id=found.id)
