"""recordings of an activity by one index"""

from __future__ import annotations

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recordings_activity_id"))
        batch_op.create_index(
            "ix_recordings_activity_account", ["activity_id", "account_id"], unique=False
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
