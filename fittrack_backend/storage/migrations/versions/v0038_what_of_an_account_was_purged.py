"""what of an account was purged"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("health_parts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_health_parts_account_purged",
            ["account_id", "purged_at", "file_sha256"],
            unique=False,
            sqlite_where=sa.text("purged_at IS NOT NULL"),
            postgresql_where=sa.text("purged_at IS NOT NULL"),
        )

    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_recordings_account_purged",
            ["account_id", "purged_at", "file_sha256"],
            unique=False,
            sqlite_where=sa.text("purged_at IS NOT NULL"),
            postgresql_where=sa.text("purged_at IS NOT NULL"),
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
