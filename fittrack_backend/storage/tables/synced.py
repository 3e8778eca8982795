"""The tables of what was synced; their columns follow from the records."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from fittrack_backend.records.activities import ActivityWithLaps, KeptRecording, Place
from fittrack_backend.records.days import DayPart
from fittrack_backend.records.health import DailyHealth
from fittrack_backend.records.workouts import PlannedStep, WorkoutDetail
from fittrack_backend.storage.columns import OneRecord, Places, Records
from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.tables.base import (
    Table,
    new_id,
    of_account,
    of_removal,
    of_source,
)


def _index_of_some(name: str, owner: str, column: str) -> Index:
    """An index of the few rows that have a value there, by their owner."""
    some = text(f"{column} IS NOT NULL")
    return Index(name, owner, column, sqlite_where=some, postgresql_where=some)


class OriginalRow(Table):
    __tablename__ = "originals"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    file_format: Mapped[str] = mapped_column(String(3))
    stored_at: Mapped[dt.datetime]
    lost_at: Mapped[dt.datetime | None]
    """When a check found that it is missing or damaged, and no source had it any more."""


class ActivityRow(Owned, Table, record=ActivityWithLaps):
    """What happened, derived from its recordings."""

    __tablename__ = "activities"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    start_time: Mapped[dt.datetime]
    source_id: Mapped[UUID | None] = of_source()
    merged_into: Mapped[UUID | None] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), index=True
    )
    """The activity that it turned out to be of: it has no recordings, and its id leads there."""
    deleted_at: Mapped[dt.datetime | None]
    """When its owner deleted it, or a removal took the last of its recordings."""
    removal_id: Mapped[UUID | None]
    """The removal that took its last recording; None: its owner deleted the activity itself."""
    purged_at: Mapped[dt.datetime | None]
    """Since when it only tells which recordings are not to come back."""

    __table_args__ = (
        Index("ix_activities_account_date", "account_id", "date"),
        Index("ix_activities_account_start", "account_id", "start_time"),
        _index_of_some("ix_activities_account_deleted", "account_id", "deleted_at"),
        _index_of_some("ix_activities_account_merged", "account_id", "merged_into"),
    )


class RecordingRow(Owned, Table, record=KeptRecording):
    """A session in an original: which activity it is of, and what it knows of it."""

    __tablename__ = "recordings"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    activity_id: Mapped[UUID] = mapped_column(
        ForeignKey("activities.id", ondelete="CASCADE"), index=True
    )
    start_time: Mapped[dt.datetime]
    end_time: Mapped[dt.datetime]
    length_s: Mapped[int]
    """From `start_time` to `end_time`: how far back to look for what is still going on."""
    source_id: Mapped[UUID | None] = of_source()
    places: Mapped[tuple[Place, ...]] = mapped_column(Places())
    job_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("sync_jobs.id", ondelete="SET NULL"), index=True
    )
    """The job that brought it."""
    replaced_at: Mapped[dt.datetime | None]
    """Since when its file has another content: it no longer counts."""
    replaced_by_job_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("sync_jobs.id", ondelete="SET NULL"), index=True
    )
    """Without `replaced_at`: that job was undone."""
    removal_id: Mapped[UUID | None] = of_removal()
    purged_at: Mapped[dt.datetime | None]
    """Since when only its digest, number, times and sport are known."""

    __table_args__ = (
        UniqueConstraint("account_id", "file_sha256", "number"),
        Index("ix_recordings_account_start", "account_id", "start_time"),
        Index("ix_recordings_account_length", "account_id", "length_s"),
        _index_of_some("ix_recordings_account_removal", "account_id", "removal_id"),
    )


class CorrectionRow(Owned, Table):
    """What a person said of two recordings: that they are of one activity, or of two.

    Recordings are named by file and number, so that it holds when they come again. The lesser name is
    `one`.
    """

    __tablename__ = "corrections"
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    one_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    one_number: Mapped[int] = mapped_column(primary_key=True)
    other_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    other_number: Mapped[int] = mapped_column(primary_key=True)
    together: Mapped[bool]
    corrected_at: Mapped[dt.datetime]


class HealthPartRow(Owned, Table):
    """What one file says about a day; a day's totals are derived from all its parts."""

    __tablename__ = "health_parts"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    file_sha256: Mapped[str] = mapped_column(String(64), index=True)
    date: Mapped[dt.date] = mapped_column(index=True)
    data: Mapped[DayPart] = mapped_column(OneRecord(DayPart))
    source_id: Mapped[UUID | None]
    job_id: Mapped[UUID | None]
    """The job that brought it."""
    replaced_at: Mapped[dt.datetime | None]
    """Since when its file has another content: it no longer counts."""
    replaced_by_job_id: Mapped[UUID | None]
    """Without `replaced_at`: that job was undone."""
    removal_id: Mapped[UUID | None] = of_removal()
    purged_at: Mapped[dt.datetime | None]

    __table_args__ = (UniqueConstraint("account_id", "file_sha256", "date"),)


class HealthDayRow(Owned, Table, record=DailyHealth):
    __tablename__ = "health_days"
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    date: Mapped[dt.date] = mapped_column(primary_key=True)


class WorkoutRow(Owned, Table, record=WorkoutDetail):
    __tablename__ = "workouts"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    content_key: Mapped[str] = mapped_column(String(64))
    """The digest of name, sport and steps."""
    name: Mapped[str | None]
    steps: Mapped[tuple[PlannedStep, ...]] = mapped_column(Records(PlannedStep))
    source_id: Mapped[UUID | None] = of_source()
    path: Mapped[bytes] = mapped_column(LargeBinary)
    job_id: Mapped[UUID | None]
    """The job that brought it."""
    removal_id: Mapped[UUID | None] = of_removal()
    purged_at: Mapped[dt.datetime | None]

    __table_args__ = (UniqueConstraint("account_id", "content_key"),)


class RemovalRow(Owned, Table):
    """What was taken away at once: what a job brought, or what came from a source alone."""

    __tablename__ = "removals"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    job_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("sync_jobs.id", ondelete="SET NULL"), index=True
    )
    """The job that was undone."""
    source_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("sources.id", ondelete="SET NULL"), index=True
    )
    """The source that was forgotten."""
    why: Mapped[str]
    """What happened, in words that items say."""
    removed_at: Mapped[dt.datetime]
    restored_at: Mapped[dt.datetime | None]
    purged_at: Mapped[dt.datetime | None]
    """Since when it cannot be restored."""
