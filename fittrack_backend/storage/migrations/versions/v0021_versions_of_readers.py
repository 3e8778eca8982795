"""versions of readers"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("health_parts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("reader_version", sa.Integer(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("reader_version", sa.Integer(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("sync_items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("changed", sa.JSON(), nullable=True))

    with op.batch_alter_table("sync_jobs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reader_version", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("activity_ids", sa.JSON(), nullable=True))

    with op.batch_alter_table("workouts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("reader_version", sa.Integer(), server_default="0", nullable=False)
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
