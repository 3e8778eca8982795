"""activities as lines of lists"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity_lines",
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("activity_id"),
    )
    with op.batch_alter_table("activity_lines", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_activity_lines_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index("ix_activity_lines_form", ["form"], unique=False)

    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.create_index(
            "ix_activities_listed",
            ["account_id", "start_time", "id", "merged_into", "deleted_at", "recording_count"],
            unique=False,
            sqlite_where=sa.text(
                "merged_into IS NULL AND deleted_at IS NULL AND recording_count >= 0"
            ),
            postgresql_where=sa.text(
                "merged_into IS NULL AND deleted_at IS NULL AND recording_count >= 0"
            ),
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
