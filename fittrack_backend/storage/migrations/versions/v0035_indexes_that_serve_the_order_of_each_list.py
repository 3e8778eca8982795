"""indexes that serve the order of each list"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activities_account_ascent"))
        batch_op.create_index(
            "ix_activities_account_ascent",
            ["account_id", "ascent_m", "start_time", "id"],
            unique=False,
        )
        batch_op.drop_index(batch_op.f("ix_activities_account_date"))
        batch_op.create_index(
            "ix_activities_account_date",
            [
                "account_id",
                "date",
                "sport",
                "distance_m",
                "timer_s",
                "elapsed_s",
                "ascent_m",
                "calories_kcal",
                "merged_into",
                "deleted_at",
            ],
            unique=False,
        )
        batch_op.drop_index(
            batch_op.f("ix_activities_account_deleted"),
            sqlite_where=sa.text("deleted_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_activities_account_deleted",
            ["account_id", "deleted_at", "id"],
            unique=False,
            sqlite_where=sa.text("deleted_at IS NOT NULL"),
            postgresql_where=sa.text("deleted_at IS NOT NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_activities_account_distance"))
        batch_op.create_index(
            "ix_activities_account_distance",
            ["account_id", "distance_m", "start_time", "id"],
            unique=False,
        )
        batch_op.drop_index(batch_op.f("ix_activities_account_start"))
        batch_op.create_index(
            "ix_activities_account_start", ["account_id", "start_time", "id"], unique=False
        )
        batch_op.drop_index(batch_op.f("ix_activities_account_timer"))
        batch_op.create_index(
            "ix_activities_account_timer",
            ["account_id", "timer_s", "start_time", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_activities_account_avg_hr",
            ["account_id", "avg_hr_bpm", "start_time", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_activities_account_calories",
            ["account_id", "calories_kcal", "start_time", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_activities_account_elapsed",
            ["account_id", "elapsed_s", "start_time", "id"],
            unique=False,
        )
        batch_op.create_index(
            "ix_activities_account_gear",
            ["account_id", "gear", "start_time", "id"],
            unique=False,
            sqlite_where=sa.text("gear IS NOT NULL"),
            postgresql_where=sa.text("gear IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_activities_account_several",
            ["account_id", "recording_count"],
            unique=False,
            sqlite_where=sa.text("recording_count > 1"),
            postgresql_where=sa.text("recording_count > 1"),
        )
        batch_op.create_index(
            "ix_activities_account_source",
            ["account_id", "source_id", "date", "merged_into", "deleted_at"],
            unique=False,
        )
        batch_op.create_index(
            "ix_activities_account_sport", ["account_id", "sport", "start_time", "id"], unique=False
        )

    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_recordings_account_source", ["account_id", "source_id", "activity_id"], unique=False
        )

    with op.batch_alter_table("source_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_files_sha256"))
        batch_op.create_index(
            "ix_source_files_sha256_source", ["sha256", "source_id"], unique=False
        )

    with op.batch_alter_table("sync_items", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sync_items_job_outcome"))
        batch_op.create_index(
            "ix_sync_items_job_outcome", ["job_id", "outcome", "key", "id"], unique=False
        )
        batch_op.create_index("ix_sync_items_job_key", ["job_id", "key", "id"], unique=False)

    with op.batch_alter_table("sync_jobs", schema=None) as batch_op:
        batch_op.create_index(
            "ix_sync_jobs_account_state", ["account_id", "state", "created_at", "id"], unique=False
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
