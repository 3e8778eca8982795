"""numbers of recordings, bests, settings of athletes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "athlete_values",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("data", sa.JSON(none_as_null=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "from_day"),
    )
    op.create_table(
        "bests",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("over", sa.Double(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("from_s", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("recording_id", "kind", "over"),
    )
    with op.batch_alter_table("bests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bests_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "ix_bests_account_value", ["account_id", "kind", "over", "value"], unique=False
        )

    op.create_table(
        "recording_numbers",
        sa.Column("recording_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("moving_s", sa.Double(), nullable=True),
        sa.Column("grade_adjusted_distance_m", sa.Double(), nullable=True),
        sa.Column("steepest_up_percent", sa.Double(), nullable=True),
        sa.Column("steepest_down_percent", sa.Double(), nullable=True),
        sa.Column("work_j", sa.Double(), nullable=True),
        sa.Column("avg_power_w", sa.Double(), nullable=True),
        sa.Column("normalized_power_w", sa.Double(), nullable=True),
        sa.Column("avg_hr_bpm", sa.Double(), nullable=True),
        sa.Column("held_hr_bpm", sa.Double(), nullable=True),
        sa.Column("power_decoupling_percent", sa.Double(), nullable=True),
        sa.Column("speed_decoupling_percent", sa.Double(), nullable=True),
        sa.Column("hr", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("power", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("recording_id"),
    )
    with op.batch_alter_table("recording_numbers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_recording_numbers_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            "ix_recording_numbers_held", ["account_id", "held_hr_bpm"], unique=False
        )

    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("numbers_version", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.create_index("ix_recordings_numbers_version", ["numbers_version"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
