"""The log, its projection, accounts, drafts and answered forms."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("is_disabled", sa.Integer(), nullable=False),
        sa.Column("failed_tries", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("name_key", name="uq_account_name_key"),
        sqlite_strict=True,
    )
    op.create_table(
        "entry",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("mask", sa.Integer(), nullable=False),
        sa.Column("hlc", sa.Integer(), nullable=False),
        sa.Column("points_at", sa.Text(), nullable=True),
        sa.Column("context", sa.LargeBinary(), nullable=False),
        sa.Column("identity", sa.LargeBinary(), nullable=True),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("clinical", sa.LargeBinary(), nullable=True),
        sa.Column("decision", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("commitments", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_entry"),
        sa.UniqueConstraint("epoch", "lane", "seq", name="uq_entry_epoch_lane_seq"),
        sqlite_strict=True,
    )
    op.create_table(
        "entry_block",
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("epoch", "lane", "block", name="pk_entry_block"),
        sqlite_strict=True,
    )
    op.create_table(
        "form_answer",
        sa.Column("key_hash", sa.LargeBinary(), nullable=False),
        sa.Column("location", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name="pk_form_answer"),
        sqlite_strict=True,
    )
    op.create_table(
        "node",
        sa.Column("only", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("id_key", sa.LargeBinary(), nullable=False),
        sa.Column("site_name", sa.Text(), nullable=False),
        sa.Column("is_demonstration", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.CheckConstraint("only = 1", name="ck_node_one_row"),
        sa.PrimaryKeyConstraint("only", name="pk_node"),
        sqlite_strict=True,
    )
    op.create_table(
        "patient",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("village", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=False),
        sa.Column("birth_date", sa.Text(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("is_unknown", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("registered_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_patient"),
        sqlite_strict=True,
    )
    op.create_table(
        "form_draft",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_form_draft_account_id"),
        sa.PrimaryKeyConstraint("id", name="pk_form_draft"),
        sqlite_strict=True,
    )
    op.create_index("ix_form_draft_account_id", "form_draft", ["account_id"])
    op.create_table(
        "visit",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("patient_id", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("line_level", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("override_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_visit_patient_id"),
        sa.PrimaryKeyConstraint("id", name="pk_visit"),
        sqlite_strict=True,
    )
    op.create_index("ix_visit_code", "visit", ["code"])
    op.create_index(
        "ix_visit_waiting", "visit", ["arrived_at"], sqlite_where=sa.text("state = 'waiting'")
    )
    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_web_session_account_id"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_web_session"),
        sqlite_strict=True,
    )
    op.create_table(
        "decision",
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("line_level", sa.Text(), nullable=False),
        sa.Column("group_weight", sa.Integer(), nullable=False),
        sa.Column("is_complete", sa.Integer(), nullable=False),
        sa.Column("needs_review_now", sa.Integer(), nullable=False),
        sa.Column("is_provisional", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_decision_visit_id"),
        sa.PrimaryKeyConstraint("visit_id", "version", name="pk_decision"),
        sqlite_strict=True,
    )
    op.create_index("ix_decision_report", "decision", ["report_id", "scope"])
    op.create_index(
        "uq_decision_first_report",
        "decision",
        ["report_id", "scope"],
        unique=True,
        sqlite_where=sa.text("version = 1"),
    )
    op.create_table(
        "level_override",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hlc", sa.Integer(), nullable=False),
        sa.Column("to_level", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_level_override_visit_id"),
        sa.PrimaryKeyConstraint("id", name="pk_level_override"),
        sqlite_strict=True,
    )
    op.create_index("ix_level_override_visit_id", "level_override", ["visit_id"])


def downgrade() -> None:
    op.drop_index("ix_level_override_visit_id", "level_override")
    op.drop_table("level_override")
    op.drop_index("uq_decision_first_report", "decision")
    op.drop_index("ix_decision_report", "decision")
    op.drop_table("decision")
    op.drop_table("web_session")
    op.drop_index("ix_visit_waiting", "visit")
    op.drop_index("ix_visit_code", "visit")
    op.drop_table("visit")
    op.drop_index("ix_form_draft_account_id", "form_draft")
    op.drop_table("form_draft")
    op.drop_table("patient")
    op.drop_table("node")
    op.drop_table("form_answer")
    op.drop_table("entry_block")
    op.drop_table("entry")
    op.drop_table("account")
