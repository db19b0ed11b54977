"""The tables. Times are milliseconds since 1970 in UTC, ids are text, words are JSON.

``patient``, ``visit``, ``decision`` and ``level_override`` are a projection of the log: only
:mod:`triage.store.projection` writes them, and it can rebuild them from the entries.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *parts: SchemaItem) -> Table:
    # STRICT: SQLite would else take any text for a number, and a number for bytes.
    return Table(name, metadata, *parts, sqlite_strict=True)


def _key(name: str = "id") -> Column[str]:
    return Column(name, Text, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _bytes(name: str, *, nullable: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=nullable)


node = _table(
    "node",
    Column("only", Integer, primary_key=True),
    _number("number"),
    _number("epoch"),
    _bytes("id_key"),
    _text("site_name"),
    _number("is_demonstration"),
    _number("created_at"),
    CheckConstraint("only = 1", name="one_row"),
)

entry = _table(
    "entry",
    Column("position", Integer, primary_key=True),
    _number("epoch"),
    _number("lane"),
    _number("seq"),
    _text("kind"),
    _number("schema"),
    _number("mask"),
    _number("hlc"),
    Column("points_at", Text),
    _bytes("context"),
    _bytes("identity", nullable=True),
    _bytes("contact", nullable=True),
    _bytes("clinical", nullable=True),
    _bytes("decision", nullable=True),
    _bytes("note", nullable=True),
    _bytes("commitments"),
    _bytes("hash"),
    UniqueConstraint("epoch", "lane", "seq"),
)
"""One row an entry, in the order of recording. commitments: 16 bytes each, context first."""

entry_block = _table(
    "entry_block",
    Column("epoch", Integer, primary_key=True),
    Column("lane", Integer, primary_key=True),
    Column("block", Integer, primary_key=True),
    _bytes("key"),
)
"""The random key of each 64 entries of a lane."""

patient = _table(
    "patient",
    _key(),
    _text("full_name"),
    _text("village"),
    _text("phone"),
    _text("sex"),
    Column("birth_date", Text),
    Column("birth_year", Integer),
    _number("is_unknown"),
    _number("revision"),
    _number("registered_at"),
)

visit = _table(
    "visit",
    _key(),
    _text("code"),
    Column("patient_id", Text, ForeignKey("patient.id")),
    _text("state"),
    _number("arrived_at"),
    _number("moved_at"),
    _text("recorded_by"),
    _text("line_level"),
    _number("version"),
    Column("override_id", Text),
    _number("is_emergency"),
    Column("claimed_by", Text),
    Column("claimed_at", Integer),
)
Index("ix_visit_code", visit.c.code)
Index("ix_visit_waiting", visit.c.arrived_at, sqlite_where=text("state = 'waiting'"))

decision = _table(
    "decision",
    Column("visit_id", Text, ForeignKey("visit.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    _text("reason"),
    _text("report_id"),
    _text("scope"),
    _text("content_hash"),
    _text("level"),
    _text("line_level"),
    _number("group_weight"),
    _number("is_complete"),
    _number("needs_review_now"),
    _number("is_provisional"),
    _number("decided_at"),
    _text("decided_by"),
    _text("language"),
    _text("findings"),
    _text("decision"),
    _text("note"),
)
"""Every decision on a visit; version 1 is the first."""
Index("ix_decision_report", decision.c.report_id, decision.c.scope)
Index(
    "uq_decision_first_report",
    decision.c.report_id,
    decision.c.scope,
    unique=True,
    sqlite_where=text("version = 1"),
)

level_override = _table(
    "level_override",
    _key(),
    Column("visit_id", Text, ForeignKey("visit.id"), nullable=False),
    _number("version"),
    _number("hlc"),
    _text("to_level"),
    _text("reason"),
    _text("decided_by"),
    _number("decided_at"),
)
Index("ix_level_override_visit_id", level_override.c.visit_id)

PROJECTION = (patient, visit, decision, level_override)
"""The tables made from the log, in an order in which rows may be inserted."""

account = _table(
    "account",
    _key(),
    _text("name"),
    _text("name_key"),
    _text("role"),
    _text("pin_hash"),
    _text("language"),
    _number("is_disabled"),
    _number("created_at"),
    UniqueConstraint("name_key"),
)

device = _table(
    "device",
    _key(),
    _text("name"),
    Column("secret_hash", LargeBinary, nullable=False, unique=True),
    _number("enrolled_at"),
    _text("enrolled_by"),
    _number("seen_on"),
    _number("is_revoked"),
)
"""A browser that belongs to the site. enrolled_by: an account's id, "" for who runs the box;
seen_on: the day, as its first moment in UTC."""

web_session = _table(
    "web_session",
    Column("token_hash", LargeBinary, primary_key=True),
    Column("account_id", Text, ForeignKey("account.id"), nullable=False),
    Column("device_id", Text, ForeignKey("device.id"), nullable=False),
    _number("created_at"),
    _number("seen_at"),
    _number("expires_at"),
)

api_token = _table(
    "api_token",
    _key(),
    _text("name"),
    Column("secret_hash", LargeBinary, nullable=False, unique=True),
    _text("last_four"),
    _text("scopes"),
    _number("created_at"),
    _number("is_disabled"),
)
"""What programs identify themselves with. scopes: values of access.Scope, a space between."""

form_draft = _table(
    "form_draft",
    _key(),
    Column("account_id", Text, ForeignKey("account.id"), nullable=False),
    _text("step"),
    _text("words"),
    Column("level", Text),
    Column("code", Text),
    _number("created_at"),
    _number("changed_at"),
)
Index("ix_form_draft_account_id", form_draft.c.account_id)

form_answer = _table(
    "form_answer",
    Column("key_hash", LargeBinary, primary_key=True),
    _text("location"),
    _number("answered_at"),
)

outbox = _table(
    "outbox",
    Column("number", Integer, primary_key=True),
    _text("carrier"),
    _text("key"),
    _number("lane"),
    _text("words"),
    _text("state"),
    _number("created_at"),
    _number("due_at"),
    Column("expires_at", Integer),
    _number("attempts"),
    Column("lease", Text),
    Column("leased_until", Integer),
    _bytes("body", nullable=True),
    Column("form", Text),
    Column("ledger_id", Text),
    Column("last_error", Text),
    Column("settled_at", Integer),
    UniqueConstraint("carrier", "key"),
)
"""What is to be told to whom, in codes. body, form and ledger_id are frozen when it is worded."""
Index("ix_outbox_due", outbox.c.lane, outbox.c.due_at, sqlite_where=text("state = 'waiting'"))

duty = _table("duty", _key("name"), _number("done_at"))
"""When the second process did last what it does again and again."""

one_time_code = _table(
    "one_time_code",
    _key(),
    _text("purpose"),
    _text("about"),
    Column("code_hash", LargeBinary, nullable=False),
    _text("made_by"),
    _number("made_at"),
    Column("expires_at", Integer),
    Column("used_at", Integer),
)
"""Codes that are read aloud. about: of a device its name, of an unlocking the account's id;
expires_at: NULL for the demonstration's, which may be used again and again."""
Index("ix_one_time_code_code_hash", one_time_code.c.code_hash)

throttle = _table(
    "throttle",
    _key("subject"),
    _number("tries"),
    _number("since"),
    Column("blocked_until", Integer),
)
"""Wrong tries. subject: whose, as :mod:`triage.store.throttle` names it."""
