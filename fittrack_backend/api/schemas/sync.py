"""Sync jobs, their items, and what is complete."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from fittrack_backend.api.schemas.base import Schema
from fittrack_backend.api.strict import LAX, Day, Id
from fittrack_backend.records.data_types import TYPES
from fittrack_backend.request_schema import RequestSchema


class SyncType(StrEnum):
    """What a sync covers."""

    ACTIVITIES = "activities"
    HEALTH = "health"
    WORKOUTS = "workouts"


class JobState(StrEnum):
    """Where a sync job stands. `partial`: it ended, and at least one item failed."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    PARTIAL = "partial"
    FAILED = "failed"
    CANCELLED = "cancelled"


class ItemOutcome(StrEnum):
    """How one item of a job ended. `pending`: it has not been looked at yet. `merged`: the activity
    that it holds was there already, and it is another recording of it."""

    PENDING = "pending"
    NEW = "new"
    UPDATED = "updated"
    MERGED = "merged"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


class SyncRequest(RequestSchema):
    """What to sync. Without members: all types, from all sources, what is new."""

    types: list[Annotated[SyncType, LAX]] | None = Field(
        default=None, min_length=1, max_length=len(TYPES)
    )
    source_ids: list[Id] | None = Field(default=None, min_length=1, max_length=100)
    since: Day | None = Field(default=None, description="The first of the athlete's own days.")
    until: Day | None = Field(
        default=None, description="The last of the athlete's own days, included."
    )
    full: bool = Field(default=False, description="Read everything again, changed or not.")


class SyncCounts(Schema):
    """How many items stand where."""

    total: int
    pending: int
    new: int
    updated: int
    merged: int
    unchanged: int
    skipped: int
    failed: int


class SyncProgress(SyncCounts):
    """The counts of one type."""

    type: SyncType | None = Field(description="Null: files whose kind is not known.")


class SyncJob(Schema):
    """One sync, from the moment it was asked for."""

    id: UUID
    state: JobState
    types: list[SyncType]
    source_ids: list[UUID]
    since: dt.date | None
    until: dt.date | None
    full: bool
    attempt: int = Field(description="1, and one more for each retry.")
    created_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    reason: str | None = Field(description="Why it failed or was cancelled.")
    undone_at: dt.datetime | None = Field(
        description="Since when what it brought does not count; null unless it was undone."
    )
    items_tidied_at: dt.datetime | None = Field(
        description="When items of it were removed since they are old: the counts stay, but not every item "
        "that they count is listed. Null while all are."
    )
    counts: SyncCounts
    progress: list[SyncProgress] = Field(description="The counts by type.")


class SyncJobList(Schema):
    items: list[SyncJob]
    next_cursor: str | None


class ItemRecord(Schema):
    """A record that an item holds."""

    type: SyncType
    id: UUID | None = Field(description="The activity or workout; null for a day's health.")
    date: dt.date | None = Field(description="The day, for health.")
    outcome: ItemOutcome


class SyncItem(Schema):
    """What became of one file."""

    id: UUID
    job_id: UUID
    source_id: UUID
    sequence: int | None = Field(
        description="The order in which outcomes came, from 1; null while it is pending."
    )
    name: str = Field(description="The file, relative to the source's folder.")
    type: SyncType | None
    outcome: ItemOutcome
    reason: str | None = Field(
        description="Why it was skipped, failed or unchanged, or what was wrong with it."
    )
    remarks: list[str] = Field(
        description="What this reading left out of its activities or repaired, since it cannot be true, "
        "in sentences."
    )
    twin_of: str | None = Field(
        description="Another file that holds the same activity or workout, when there is one."
    )
    size_bytes: int | None
    finished_at: dt.datetime | None
    records: list[ItemRecord]


class SyncItemList(Schema):
    items: list[SyncItem]
    next_cursor: str | None


class OverviewRow(Schema):
    """How complete one type is in one source.

    A row without a type counts the files whose kind is not known: they may hold any type.
    """

    source_id: UUID
    source_name: str
    type: SyncType | None = Field(description="Null: files whose kind is not known.")
    last_success_at: dt.datetime | None = Field(
        description="When a job last ended without any failure of this source and type."
    )
    last_success_job_id: UUID | None
    last_attempt_at: dt.datetime | None = Field(
        description="When a job on this source and type last ended."
    )
    last_job_id: UUID | None
    last_state: JobState | None = Field(
        description="How that job ended for this source and type: `failed` where the source was away, "
        "whatever became of the others."
    )
    last_reason: str | None = Field(description="Why it failed or was cancelled.")
    running_job_id: UUID | None
    records: int = Field(description="How many records came from this source.")
    first_date: dt.date | None = Field(description="The first day with a record.")
    last_date: dt.date | None = Field(description="The last day with a record.")
    days_with_records: int
    missing_days: int | None = Field(
        description="For health: days without data between the first and the last."
    )
    unasked_days: int | None = Field(
        description="Days from the first with a record to today that no sync can speak for: it was not "
        "asked for them, or they could not be had. Null where there are no days."
    )
    failing_files: int = Field(
        description="Files that fail now, each once, without those that are ignored."
    )
    failed_job_ids: list[UUID] = Field(
        description="The jobs whose failed items are these files; mostly one."
    )
    ignored_files: int = Field(
        description="Files that would fail, had their owner not ignored them."
    )


class SyncOverview(Schema):
    """How complete everything is: a row for each connected source and type."""

    rows: list[OverviewRow]


class CoverageType(StrEnum):
    """A type whose records have days. Planned workouts have none."""

    ACTIVITIES = "activities"
    HEALTH = "health"


class DayState(StrEnum):
    """What is known of a day. `empty`: it was asked for, and there was nothing. `failed`: it was asked for
    in vain, or a file of that day cannot be read. `not_asked`: no sync asked for it to the end."""

    AVAILABLE = "available"
    EMPTY = "empty"
    FAILED = "failed"
    NOT_ASKED = "not_asked"


class CoveredDay(Schema):
    """One of the athlete's own days, in one source and of one type."""

    source_id: UUID
    source_name: str
    type: CoverageType
    date: dt.date
    state: DayState
    records: int
    reason: str | None = Field(
        description="Why it failed or was not asked for, or what else is to be known, such as that an "
        "empty day was not over yet."
    )
    job_id: UUID | None = Field(
        description="The job that asked for it last, or whose items say what failed."
    )


class SyncCoverage(Schema):
    items: list[CoveredDay]
    next_cursor: str | None


class IgnoredFile(Schema):
    """A file that its owner knows to be bad. As long as its content is the same, jobs skip it."""

    id: UUID
    source_id: UUID
    name: str = Field(description="The file, relative to the source's folder.")
    reason: str = Field(description="What was wrong with it.")
    ignored_at: dt.datetime


class IgnoredFileList(Schema):
    items: list[IgnoredFile]
    next_cursor: str | None
