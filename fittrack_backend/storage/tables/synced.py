"""The tables of what was synced; their columns follow from the records."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from fittrack_backend.records.activities import KeptActivity, KeptRecording, Place
from fittrack_backend.records.days import DayPart
from fittrack_backend.records.health import StoredDay
from fittrack_backend.records.workouts import PlannedStep, WorkoutDetail
from fittrack_backend.storage.columns import OneRecord, Places, Records
from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.tables.base import (
    Table,
    by_account_and_id,
    new_id,
    of_account,
    of_indexed_account,
    of_readers,
    of_removal,
    of_source,
)


def _index_of_some(name: str, owner: str, column: str, *then: str) -> Index:
    """An index of the few rows that have a value there, by their owner, in the order of that value and others."""
    some = text(f"{column} IS NOT NULL")
    return Index(name, owner, column, *then, sqlite_where=some, postgresql_where=some)


def _of_those_with_samples(name: str, version: str) -> Index:
    some = _WITH_SAMPLES
    columns = ("account_id", version, "activity_id")
    return Index(name, *columns, sqlite_where=some, postgresql_where=some)


def _in_order_of(name: str, value: str) -> Index:
    """Where activities of one sport are asked for, those of others are passed over without a look at their rows."""
    return Index(name, "account_id", value, "start_time", "id", "sport")


_IS_THERE = ("merged_into", "deleted_at")
_LISTED = text("merged_into IS NULL AND deleted_at IS NULL AND recording_count >= 0")
_SEVERAL = text("recording_count > 1")
_WITH_SAMPLES = text("file_format NOT IN ('csv', 'json')")
SUMMED = ("distance_m", "timer_s", "elapsed_s", "ascent_m", "calories_kcal")
"""What activities add up to: the fields of an activity that have a column of their own."""


class OriginalRow(Table):
    __tablename__ = "originals"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    file_format: Mapped[str] = mapped_column(String(4))
    stored_at: Mapped[dt.datetime]
    lost_at: Mapped[dt.datetime | None]
    """When a check found that it is missing or damaged, and no source had it any more."""


class RemovedOriginalRow(Table):
    """A mark of an original that is removed while a job may have found it there."""

    __tablename__ = "removed_originals"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    removed_at: Mapped[dt.datetime | None]
    """None until that is done: who was interrupted may have removed the file already."""


class ActivityRow(Owned, Table, record=KeptActivity):
    """What happened, derived from its recordings."""

    __tablename__ = "activities"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_indexed_account()
    start_time: Mapped[dt.datetime]
    source_id: Mapped[UUID | None] = of_source()
    merged_into: Mapped[UUID | None] = mapped_column(
        ForeignKey("activities.id", name="fk_activities_merged_into", ondelete="CASCADE"),
        index=True,
    )
    """The activity that it turned out to be of: it has no recordings, and its id leads there."""
    deleted_at: Mapped[dt.datetime | None]
    """When its owner deleted it, or a removal took the last of its recordings."""
    removal_id: Mapped[UUID | None]
    """The removal that took its last recording; None: its owner deleted the activity itself."""
    purged_at: Mapped[dt.datetime | None]
    """Since when it only tells which recordings are not to come back."""

    __table_args__ = (
        by_account_and_id("activities"),
        # What is counted or added up is found in the index alone.
        Index("ix_activities_account_date", "account_id", "date", "sport", *SUMMED, *_IS_THERE),
        Index("ix_activities_account_source", "account_id", "source_id", "date", *_IS_THERE),
        Index(
            "ix_activities_account_several",
            "account_id",
            "recording_count",
            sqlite_where=_SEVERAL,
            postgresql_where=_SEVERAL,
        ),
        Index("ix_activities_account_start", "account_id", "start_time", "id"),
        # All that a page of a list asks of an activity beside its line (`activity_lines`). That an activity has recordings is always
        # true, and lists alone say it: SQLite would go through this index for whatever it has, rather than look up a few ids.
        Index(
            "ix_activities_listed",
            "account_id",
            "start_time",
            "id",
            *_IS_THERE,
            "recording_count",
            sqlite_where=_LISTED,
            postgresql_where=_LISTED,
        ),
        Index("ix_activities_account_sport", "account_id", "sport", "start_time", "id"),
        _in_order_of("ix_activities_account_distance", "distance_m"),
        _in_order_of("ix_activities_account_timer", "timer_s"),
        _in_order_of("ix_activities_account_elapsed", "elapsed_s"),
        _in_order_of("ix_activities_account_ascent", "ascent_m"),
        _in_order_of("ix_activities_account_calories", "calories_kcal"),
        _in_order_of("ix_activities_account_avg_hr", "avg_hr_bpm"),
        _index_of_some("ix_activities_account_gear", "account_id", "gear", "start_time", "id"),
        _index_of_some("ix_activities_account_deleted", "account_id", "deleted_at", "id"),
        _index_of_some("ix_activities_account_merged", "account_id", "merged_into"),
    )


class RecordingRow(Owned, Table, record=KeptRecording):
    """A session in an original: which activity it is of, and what it knows of it."""

    __tablename__ = "recordings"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    activity_id: Mapped[UUID] = mapped_column(ForeignKey("activities.id", ondelete="CASCADE"))
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
    """For a process of the last version that still runs; here, `FileVersionRow` says it."""
    removal_id: Mapped[UUID | None] = of_removal()
    purged_at: Mapped[dt.datetime | None]
    """Since when only its digest, number, times and sport are known."""
    reader_version: Mapped[int] = of_readers()
    tells_of: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The key, in its source, of the file that has the samples of what a service says here."""
    samples_version: Mapped[int] = mapped_column(default=0, server_default="0")
    """By which readers its samples were kept, or were tried to be (`readers.SAMPLES_VERSION`); 0: by none."""
    numbers_version: Mapped[int] = mapped_column(default=0, server_default="0")
    """By which formulas its numbers were worked out, or were tried to be (`NUMBERS_VERSION`); 0: by none."""

    __table_args__ = (
        Index("ix_recordings_samples_version", "samples_version"),
        Index("ix_recordings_account_reader", "account_id", "reader_version"),
        Index("ix_recordings_numbers_version", "numbers_version"),
        _of_those_with_samples("ix_recordings_account_samples", "samples_version"),
        _of_those_with_samples("ix_recordings_account_numbers", "numbers_version"),
        UniqueConstraint("account_id", "file_sha256", "number"),
        # Samples are those of an original, whosever it is.
        Index("ix_recordings_file", "file_sha256"),
        # With the account in it, SQLite prefers it to the indexes of all that an account has.
        Index("ix_recordings_activity_account", "activity_id", "account_id"),
        Index("ix_recordings_account_start", "account_id", "start_time"),
        Index("ix_recordings_account_source", "account_id", "source_id", "activity_id"),
        Index("ix_recordings_account_length", "account_id", "length_s"),
        _index_of_some("ix_recordings_account_removal", "account_id", "removal_id"),
        _index_of_some("ix_recordings_account_purged", "account_id", "purged_at", "file_sha256"),
        _index_of_some("ix_recordings_source_tells_of", "source_id", "tells_of"),
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
    series: Mapped[bytes | None]
    """How values went over the day, packed (`records.series`)."""
    source_id: Mapped[UUID | None]
    job_id: Mapped[UUID | None]
    """The job that brought it."""
    replaced_at: Mapped[dt.datetime | None]
    """Since when its file has another content: it no longer counts."""
    replaced_by_job_id: Mapped[UUID | None]
    """For a process of the last version that still runs; here, `FileVersionRow` says it."""
    removal_id: Mapped[UUID | None] = of_removal()
    purged_at: Mapped[dt.datetime | None]
    reader_version: Mapped[int] = of_readers()

    __table_args__ = (
        UniqueConstraint("account_id", "file_sha256", "date"),
        Index("ix_health_parts_account_reader", "account_id", "reader_version"),
        _index_of_some("ix_health_parts_account_purged", "account_id", "purged_at", "file_sha256"),
    )


class FileVersionRow(Owned, Table):
    """What a file held of one type when a job found it to hold something else than before, or what is there from another
    file. A file that was never edited and brought all that it holds has none."""

    __tablename__ = "file_versions"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    file_id: Mapped[UUID] = mapped_column(index=True)
    """The file, which it outlives."""
    source_id: Mapped[UUID | None] = of_source()
    type: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    job_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("sync_jobs.id", ondelete="SET NULL"), index=True
    )
    """The job that found it; None for the first content of a file, which came with whatever brought its records."""
    removal_id: Mapped[UUID | None]
    """The removal that kept it away then: it counts once that is restored."""
    found_at: Mapped[dt.datetime | None]
    """None: before all that was noted."""
    was_gone_at: Mapped[dt.datetime | None]
    """Since when the file had been gone until then."""


class ReplacementRow(Owned, Table):
    """Which recording of a file that was edited took the place of which."""

    __tablename__ = "replacements"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    old_sha256: Mapped[str] = mapped_column(String(64), index=True)
    new_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    """None, as other rows of the last version: a file held the old one again."""
    old_number: Mapped[int | None]
    new_number: Mapped[int | None]
    date: Mapped[dt.date | None]
    """For a process of the last version that still runs; here, `FileVersionRow` says it of days."""
    activity_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("activities.id", ondelete="SET NULL")
    )
    """The activity that the old one was of."""
    job_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("sync_jobs.id", ondelete="SET NULL"), index=True
    )
    """For a process of the last version that still runs; here, `FileVersionRow` says it."""
    replaced_at: Mapped[dt.datetime]


class HealthDayRow(Owned, Table, record=StoredDay):
    __tablename__ = "health_days"
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    date: Mapped[dt.date] = mapped_column(primary_key=True)


class WorkoutRow(Owned, Table, record=WorkoutDetail):
    __tablename__ = "workouts"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_indexed_account()
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
    reader_version: Mapped[int] = of_readers()

    __table_args__ = (
        by_account_and_id("workouts"),
        UniqueConstraint("account_id", "content_key"),
    )


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
