"""Adds the local time, zone and date of activities, and the time zone of accounts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


_REQUIRED: dict[str, sa.types.TypeEngine[Any]] = {
    "local_start_time": sa.String(length=40),
    "utc_offset_s": sa.Integer(),
    "zone_from": sa.String(length=8),
    "date": sa.Date(),
    "remarks": sa.JSON(),
}


def upgrade() -> None:
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("time_zone", sa.String(length=64), nullable=True))

    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("time_zone", sa.String(length=64), nullable=True))
        for name, type_ in _REQUIRED.items():
            batch_op.add_column(sa.Column(name, type_, nullable=True))
    _say_that_days_were_in_utc()
    with op.batch_alter_table("activities", schema=None) as batch_op:
        for name, type_ in _REQUIRED.items():
            batch_op.alter_column(name, existing_type=type_, nullable=False)
        batch_op.create_index("ix_activities_account_date", ["account_id", "date"], unique=False)


def _say_that_days_were_in_utc() -> None:
    """What is there was dated in UTC; reading its file again tells more."""
    activities = sa.table(
        "activities",
        sa.column("id", sa.Uuid()),
        sa.column("start_time", sa.DateTime(timezone=True)),
        *(sa.column(name, type_) for name, type_ in _REQUIRED.items()),
    )
    connection = op.get_bind()
    for activity_id, start_time in connection.execute(
        sa.select(activities.c.id, activities.c.start_time)
    ).all():
        utc = start_time.replace(tzinfo=dt.UTC) if start_time.tzinfo is None else start_time
        utc = utc.astimezone(dt.UTC)
        connection.execute(
            activities.update()
            .where(activities.c.id == activity_id)
            .values(
                local_start_time=utc.isoformat(),
                utc_offset_s=0,
                zone_from="utc",
                date=utc.date(),
                remarks=[],
            )
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
