"""indices of account and id"""

from __future__ import annotations

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activities_account_id"))
        batch_op.create_index("ix_activities_account_id_id", ["account_id", "id"], unique=False)

    with op.batch_alter_table("sync_jobs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sync_jobs_account_id"))
        batch_op.create_index("ix_sync_jobs_account_id_id", ["account_id", "id"], unique=False)

    with op.batch_alter_table("workouts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_workouts_account_id"))
        batch_op.create_index("ix_workouts_account_id_id", ["account_id", "id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
