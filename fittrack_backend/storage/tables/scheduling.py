"""The table of what runs by itself: the schedules of syncs."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.tables.base import Table, new_id, of_account


class SyncScheduleRow(Owned, Table):
    """When a sync starts by itself. One of `every_s`, `at` and `cron` is set."""

    __tablename__ = "sync_schedules"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    types: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """None: all."""
    source_ids: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """None: all that are connected when it runs."""
    every_s: Mapped[int | None]
    at: Mapped[str | None] = mapped_column(String(5))
    cron: Mapped[str | None] = mapped_column(String(100))
    time_zone: Mapped[str | None] = mapped_column(String(64))
    """The account's zone by which `next_run_at` was worked out."""
    created_at: Mapped[dt.datetime]
    next_run_at: Mapped[dt.datetime] = mapped_column(index=True)
    last_due_at: Mapped[dt.datetime | None]
    """The time that the last run was planned for: it does not come again when the clock is set back."""
    last_run_at: Mapped[dt.datetime | None]
    last_job_id: Mapped[UUID | None]
    """The job that the last run started, or found running."""
    last_reason: Mapped[str | None]
    """Why the last run started none."""
