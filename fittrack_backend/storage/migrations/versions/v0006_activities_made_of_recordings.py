"""Activities are derived from recordings; what was an activity becomes the one recording of it."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("one_sha256", sa.String(length=64), nullable=False),
        sa.Column("one_number", sa.Integer(), nullable=False),
        sa.Column("other_sha256", sa.String(length=64), nullable=False),
        sa.Column("other_number", sa.Integer(), nullable=False),
        sa.Column("together", sa.Boolean(), nullable=False),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint(
            "account_id", "one_sha256", "one_number", "other_sha256", "other_number"
        ),
    )
    op.create_table(
        "recordings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("start_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("end_time", sa.DateTime(timezone=True), nullable=False),
        sa.Column("length_s", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_by_job_id", sa.Uuid(), nullable=True),
        sa.Column("sport", sa.String(length=64), nullable=False),
        sa.Column("sub_sport", sa.String(length=64), nullable=True),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("distance_m", sa.Double(), nullable=True),
        sa.Column("timer_s", sa.Double(), nullable=True),
        sa.Column("elapsed_s", sa.Double(), nullable=True),
        sa.Column("calories_kcal", sa.Integer(), nullable=True),
        sa.Column("avg_hr_bpm", sa.Integer(), nullable=True),
        sa.Column("max_hr_bpm", sa.Integer(), nullable=True),
        sa.Column("ascent_m", sa.Double(), nullable=True),
        sa.Column("device", sa.String(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_format", sa.String(length=3), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("damage", sa.String(), nullable=True),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("samples", sa.Integer(), nullable=False),
        sa.Column("lap_count", sa.Integer(), nullable=False),
        sa.Column("computed", sa.JSON(), nullable=False),
        sa.Column("gives", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laps", sa.JSON(), nullable=False),
        sa.Column("summed_up", sa.Boolean(), nullable=False),
        sa.Column("clock_offset_s", sa.Integer(), nullable=True),
        sa.Column("start_lat", sa.Double(), nullable=True),
        sa.Column("start_lon", sa.Double(), nullable=True),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["job_id"], ["sync_jobs.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["replaced_by_job_id"], ["sync_jobs.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("account_id", "file_sha256", "number"),
    )
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recordings_account_id"), ["account_id"], unique=False)
        batch_op.create_index(
            "ix_recordings_account_length", ["account_id", "length_s"], unique=False
        )
        batch_op.create_index(
            "ix_recordings_account_start", ["account_id", "start_time"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_recordings_activity_id"), ["activity_id"], unique=False
        )

    with op.batch_alter_table(
        "activities", schema=None, naming_convention={"uq": "uq_%(table_name)s_%(column_0_N_name)s"}
    ) as batch_op:
        batch_op.add_column(sa.Column("merged_into", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("recording_count", sa.Integer(), nullable=False, server_default="1")
        )
        batch_op.add_column(sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(
            "ix_activities_account_start", ["account_id", "start_time"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_activities_merged_into"), ["merged_into"], unique=False
        )
        batch_op.create_foreign_key(
            "fk_activities_merged_into", "activities", ["merged_into"], ["id"], ondelete="CASCADE"
        )
        batch_op.drop_constraint(_unique_start(), type_="unique")
        batch_op.drop_column("path")
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.alter_column("recording_count", existing_type=sa.Integer(), server_default=None)
    _make_recordings()


def _unique_start() -> str:
    """What the database calls the constraint that was made without a name."""
    if op.get_bind().dialect.name == "postgresql":
        return "activities_account_id_start_time_sport_key"
    return "uq_activities_account_id_start_time_sport"


_SAME: dict[str, sa.types.TypeEngine[Any]] = {
    "account_id": sa.Uuid(),
    "start_time": sa.DateTime(timezone=True),
    "source_id": sa.Uuid(),
    "sport": sa.String(),
    "sub_sport": sa.String(),
    "name": sa.String(),
    "distance_m": sa.Double(),
    "timer_s": sa.Double(),
    "elapsed_s": sa.Double(),
    "calories_kcal": sa.Integer(),
    "avg_hr_bpm": sa.Integer(),
    "max_hr_bpm": sa.Integer(),
    "ascent_m": sa.Double(),
    "device": sa.String(),
    "file_name": sa.String(),
    "file_format": sa.String(),
    "file_sha256": sa.String(),
    "damage": sa.String(),
    "remarks": sa.JSON(),
    "lap_count": sa.Integer(),
    "created_at": sa.DateTime(timezone=True),
    "laps": sa.JSON(),
}
_NEW: dict[str, sa.types.TypeEngine[Any]] = {
    "id": sa.Uuid(),
    "activity_id": sa.Uuid(),
    "end_time": sa.DateTime(timezone=True),
    "length_s": sa.Integer(),
    "number": sa.Integer(),
    "samples": sa.Integer(),
    "computed": sa.JSON(),
    "gives": sa.JSON(),
    "summed_up": sa.Boolean(),
    "clock_offset_s": sa.Integer(),
    "places": sa.JSON(),
}
_VALUES = (
    "start_time",
    "sport",
    "sub_sport",
    "name",
    "distance_m",
    "timer_s",
    "elapsed_s",
    "calories_kcal",
    "avg_hr_bpm",
    "max_hr_bpm",
    "ascent_m",
    "device",
    "laps",
)
_LONGEST_S = 30 * 86_400


def _make_recordings() -> None:
    """Reading a file again tells more, such as the places where it was."""
    connection = op.get_bind()
    activities = sa.table(
        "activities",
        sa.column("id", sa.Uuid()),
        sa.column("zone_from", sa.String()),
        sa.column("utc_offset_s", sa.Integer()),
        *(sa.column(name, kind) for name, kind in _SAME.items()),
    )
    recordings = sa.table(
        "recordings",
        *(sa.column(name, kind) for name, kind in (_SAME | _NEW).items()),
    )
    of_file = (activities.c.account_id, activities.c.file_sha256)
    rows = connection.execute(
        sa.select(activities).order_by(*of_file, activities.c.start_time, activities.c.sport)
    ).all()
    for _, group in groupby(rows, key=lambda row: (row.account_id, row.file_sha256)):
        for number, row in enumerate(group):
            length_s = round(min(max(row.elapsed_s or row.timer_s or 0.0, 0.0), _LONGEST_S))
            values = {name: getattr(row, name) for name in _SAME}
            gives = [name for name in _VALUES if values[name] is not None and values[name] != []]
            connection.execute(
                recordings.insert().values(
                    id=uuid4(),
                    activity_id=row.id,
                    end_time=row.start_time + dt.timedelta(seconds=length_s),
                    length_s=length_s,
                    number=number,
                    samples=0,
                    computed=[],
                    gives=gives,
                    summed_up=False,
                    clock_offset_s=row.utc_offset_s
                    if row.zone_from in ("file", "position")
                    else None,
                    places=[],
                    **values,
                )
            )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
