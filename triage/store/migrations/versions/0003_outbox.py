"""What is to be told to others, and when the second process did what it does regularly."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "outbox",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("carrier", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.Integer()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease", sa.Text()),
        sa.Column("leased_until", sa.Integer()),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("form", sa.Text()),
        sa.Column("ledger_id", sa.Text()),
        sa.Column("last_error", sa.Text()),
        sa.Column("settled_at", sa.Integer()),
        sa.PrimaryKeyConstraint("number", name="pk_outbox"),
        sa.UniqueConstraint("carrier", "key", name="uq_outbox_carrier_key"),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["lane", "due_at"],
        sqlite_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "duty",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("done_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_duty"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_table("duty")
    op.drop_index("ix_outbox_due", "outbox")
    op.drop_table("outbox")
