"""Devices, one-time codes, wrong tries by device, and emergencies without an account.

Whoever was signed in is signed out: a session belongs to a device now, and none is enrolled yet.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "device",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("enrolled_at", sa.Integer(), nullable=False),
        sa.Column("enrolled_by", sa.Text(), nullable=False),
        sa.Column("seen_on", sa.Integer(), nullable=False),
        sa.Column("is_revoked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
        sa.UniqueConstraint("secret_hash", name="uq_device_secret_hash"),
        sqlite_strict=True,
    )
    op.create_table(
        "one_time_code",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.Integer(), nullable=True),
        sa.Column("used_at", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_code"),
        sqlite_strict=True,
    )
    op.create_index("ix_one_time_code_code_hash", "one_time_code", ["code_hash"])
    op.create_table(
        "throttle",
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("blocked_until", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("subject", name="pk_throttle"),
        sqlite_strict=True,
    )
    op.drop_table("web_session")
    _sessions(sa.Column("device_id", sa.Text(), nullable=False))
    op.drop_column("account", "failed_tries")
    op.drop_column("account", "locked_until")
    op.add_column(
        "visit", sa.Column("is_emergency", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column("visit", sa.Column("claimed_by", sa.Text(), nullable=True))
    op.add_column("visit", sa.Column("claimed_at", sa.Integer(), nullable=True))


def _sessions(*more: sa.Column[str]) -> None:
    keys = [sa.ForeignKeyConstraint(["account_id"], ["account.id"], "fk_web_session_account_id")]
    if more:
        keys.append(
            sa.ForeignKeyConstraint(["device_id"], ["device.id"], "fk_web_session_device_id")
        )
    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        *more,
        sa.Column("created_at", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.Integer(), nullable=False),
        *keys,
        sa.PrimaryKeyConstraint("token_hash", name="pk_web_session"),
        sqlite_strict=True,
    )


def downgrade() -> None:
    op.drop_column("visit", "claimed_at")
    op.drop_column("visit", "claimed_by")
    op.drop_column("visit", "is_emergency")
    op.add_column("account", sa.Column("locked_until", sa.Integer(), nullable=True))
    op.add_column(
        "account", sa.Column("failed_tries", sa.Integer(), nullable=False, server_default="0")
    )
    op.drop_table("web_session")
    _sessions()
    op.drop_table("throttle")
    op.drop_index("ix_one_time_code_code_hash", "one_time_code")
    op.drop_table("one_time_code")
    op.drop_table("device")
