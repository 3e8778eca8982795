"""Sync jobs, their items, and what is complete."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from fittrack_backend import patterns
from fittrack_backend.api.schemas.base import IdDigits, Schema, Total
from fittrack_backend.api.strict import LAX, WHOLE_NUMBER_IN_JSON, Id
from fittrack_backend.records.data_types import TYPES
from fittrack_backend.records.message_counts import MessageCount
from fittrack_backend.request_schema import Day, RequestSchema


class SyncType(StrEnum):
    """What a sync covers."""

    ACTIVITIES = "activities"
    HEALTH = "health"
    WORKOUTS = "workouts"


class JobState(StrEnum):
    """Where a job stands. `partial`: it ended, and at least one item failed."""

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


class RereadRequest(RequestSchema):
    """What to read again. Without members: everything."""

    since: Day | None = Field(
        default=None,
        description="Only what has a record on or after this one of the athlete's own days, and planned "
        "workouts, which have none.",
    )
    activity_ids: list[Id] | None = Field(
        default=None,
        min_length=1,
        max_length=100,
        description="Only the originals of these activities.",
    )


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


class JobKind(StrEnum):
    """What a job does. `sync`: brings in what sources have. `reread`: derives records again from the stored
    originals."""

    SYNC = "sync"
    REREAD = "reread"


class SyncJob(Schema):
    """One sync or reread, from the moment it was asked for."""

    id: UUID
    kind: JobKind
    state: JobState
    types: list[SyncType]
    source_ids: list[UUID] = Field(description="None for a reread, which asks no source.")
    activity_ids: list[UUID] | None = Field(
        description="Of a reread: the activities whose originals it reads; null for all."
    )
    since: dt.date | None
    until: dt.date | None
    full: bool = Field(
        description="Whether it reads everything again: a sync what has not changed, a reread what was derived "
        "by the same version of the readers."
    )
    attempt: int = Field(description="1, and one more for each retry.")
    created_at: dt.datetime
    started_at: dt.datetime | None
    finished_at: dt.datetime | None
    reason: str | None = Field(description="Why it failed or was cancelled.")
    waiting_until: dt.datetime | None = Field(
        description="Until when nothing is done for it, since a service wants to be asked later; null while it does not wait."
    )
    waiting_for: str | None = Field(description="The service that it waits for, such as `Garmin`.")
    warnings: list[str] = Field(
        description="What its owner should see to, as of its start, such as a key that ends soon."
    )
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
    total: Total = None
    id_digits: IdDigits = None


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
    name: str = Field(
        description="The file, relative to the source's folder; in a reread, what the original was called there."
    )
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
    changed: list[str] = Field(
        description="Of a reread: the fields of its records that have another value now."
    )
    records: list[ItemRecord]
    messages: list[MessageCount] | None = Field(
        description="How many messages of each kind a FIT file has, the most frequent first. Null where "
        "nobody asked for them, where the file is no FIT file, and where it was not read."
    )


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
    waiting_until: dt.datetime | None = Field(
        description="Until when the running job does nothing, since a service wants to be asked later."
    )
    waiting_for: str | None = Field(description="The service that the running job waits for.")
    records: int = Field(description="How many records came from this source.")
    first_date: dt.date | None = Field(description="The first day with a record.")
    last_date: dt.date | None = Field(description="The last day with a record.")
    days_with_records: int
    missing_days: int | None = Field(
        description="For health: days without data between the first and the last."
    )
    unasked_days: int | None = Field(
        description="Days from the first with a record to today that no sync can speak for: it was not "
        "asked for them, or they could not be had. Null where there are no days, and for uploads, which nobody can "
        "ask for."
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
    warnings: list[str] = Field(
        description="What the account's owner should see to, such as a key that ends within a week or was refused."
    )
    samples_to_come: int = Field(
        description="Activities whose samples are still to be read in the background. Whoever asks for them has them "
        "before."
    )


class ScheduleRequest(RequestSchema):
    """What to sync by itself, and when: exactly one of `every_s`, `at` and `cron`."""

    types: list[Annotated[SyncType, LAX]] | None = Field(
        default=None,
        min_length=1,
        max_length=len(TYPES),
        description="Only these types; without it, all.",
    )
    source_ids: list[Id] | None = Field(
        default=None,
        min_length=1,
        max_length=100,
        description="Only these sources; without it, all that are connected when it runs.",
    )
    every_s: (
        Annotated[int, Field(ge=60, le=31 * 86_400, strict=False), WHOLE_NUMBER_IN_JSON] | None
    ) = Field(
        default=None,
        description="Every so many seconds of real time, for the first time after that long.",
    )
    at: str | None = Field(
        default=None,
        pattern=patterns.TIME_OF_DAY,
        description="Every day at this time, in the account's time zone.",
    )
    cron: str | None = Field(
        default=None,
        min_length=9,
        max_length=100,
        description="A cron expression of five fields (minute, hour, day of the month, month, day of the week), in "
        "the account's time zone.",
    )


class Schedule(Schema):
    """When a sync starts by itself, and of what. A time that does not exist on the day when summer time begins is the
    moment of the change; one that comes twice when it ends counts once. What came while no server ran is caught up
    once."""

    id: UUID
    types: list[SyncType] | None = Field(description="Null: all types.")
    source_ids: list[UUID] | None = Field(
        description="Null: all sources that are connected when it runs."
    )
    every_s: int | None
    at: str | None
    cron: str | None
    time_zone: str = Field(description="The zone that its times are in: the account's, or UTC.")
    created_at: dt.datetime
    next_run_at: dt.datetime = Field(
        description="When it runs next. A schedule that asks a service runs up to 10 minutes later than it says, always "
        "by the same time, so that not everybody asks at once."
    )
    last_run_at: dt.datetime | None
    last_job_id: UUID | None = Field(
        description="The job that the last run started, or that was running already."
    )
    last_reason: str | None = Field(
        description="Why the last run started none, such as that one was running already."
    )


class ScheduleList(Schema):
    items: list[Schedule]
    next_cursor: str | None


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
