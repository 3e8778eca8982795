"""index what was deleted, merged or removed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.create_index(
            "ix_activities_account_deleted",
            ["account_id", "deleted_at"],
            unique=False,
            sqlite_where=sa.text("deleted_at IS NOT NULL"),
            postgresql_where=sa.text("deleted_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_activities_account_merged",
            ["account_id", "merged_into"],
            unique=False,
            sqlite_where=sa.text("merged_into IS NOT NULL"),
            postgresql_where=sa.text("merged_into IS NOT NULL"),
        )

    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_recordings_account_removal",
            ["account_id", "removal_id"],
            unique=False,
            sqlite_where=sa.text("removal_id IS NOT NULL"),
            postgresql_where=sa.text("removal_id IS NOT NULL"),
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
