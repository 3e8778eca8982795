"""sort and filter activities"""

from __future__ import annotations

from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.create_index(
            "ix_activities_account_ascent", ["account_id", "ascent_m", "start_time"], unique=False
        )
        batch_op.create_index(
            "ix_activities_account_distance",
            ["account_id", "distance_m", "start_time"],
            unique=False,
        )
        batch_op.create_index(
            "ix_activities_account_timer", ["account_id", "timer_s", "start_time"], unique=False
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
