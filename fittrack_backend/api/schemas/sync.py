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
    """How one item of a job ended. `pending`: it has not been looked at yet."""

    PENDING = "pending"
    NEW = "new"
    UPDATED = "updated"
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
    twin_of: str | None = Field(
        description="The file that already holds the same activity, when there is one."
    )
    size_bytes: int | None
    finished_at: dt.datetime | None
    records: list[ItemRecord]


class SyncItemList(Schema):
    items: list[SyncItem]
    next_cursor: str | None


class Coverage(Schema):
    """The days that are there."""

    first_date: dt.date | None
    last_date: dt.date | None
    records: int
    days_with_records: int
    missing_days: int | None = Field(
        description="For health: days without data between the first and the last."
    )


class TypeOverview(Schema):
    """How complete one type is."""

    type: SyncType
    last_success_at: dt.datetime | None
    last_job_id: UUID | None
    last_job_state: JobState | None
    running_job_id: UUID | None
    failed_items: int = Field(description="Files whose last reading failed: what is missing.")
    coverage: Coverage


class SyncOverview(Schema):
    """How complete everything is."""

    types: list[TypeOverview]
