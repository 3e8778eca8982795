"""Operations on sync jobs."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Header, Query, Response
from fastapi.responses import StreamingResponse

from fittrack_backend.api import event_stream, strict
from fittrack_backend.api.dependencies import (
    AskedIds,
    BackendDep,
    Cursor,
    IdempotencyKey,
    IgnoredFileId,
    IncludeTotal,
    ItemId,
    JobId,
    Limit,
    OpenedStream,
    ReaderDatabase,
    ScheduleId,
    Syncer,
    SyncerDatabase,
    WriterDatabase,
)
from fittrack_backend.api.listed import Listed, listed
from fittrack_backend.api.responses import LOCATION, OF_A_SCOPE, problems
from fittrack_backend.api.schemas.data import Removal
from fittrack_backend.api.schemas.sync import (
    CoverageType,
    IgnoredFile,
    IgnoredFileList,
    ItemOutcome,
    JobState,
    OverviewRow,
    RereadRequest,
    Schedule,
    ScheduleList,
    ScheduleRequest,
    SyncCoverage,
    SyncItemList,
    SyncJob,
    SyncJobList,
    SyncOverview,
    SyncRequest,
    SyncType,
)
from fittrack_backend.api.strict import Id
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.readers import SAMPLES_VERSION
from fittrack_backend.request_schema import Day
from fittrack_backend.storage.samples_to_come import activities_to_come
from fittrack_backend.sync import (
    coverage,
    find_jobs,
    ignoring,
    jobs,
    overview,
    rereads,
    schedules,
    undoing,
)
from fittrack_backend.sync.schedule_times import Rule

router = strict.router("/v1/sync", "sync")
# Without a type: OpenAPI 3.1 does not say whether it would be that of the stream or of an event.
_STREAM = {"description": "A stream of events, as text."}


@router.post(
    "/jobs",
    operation_id="start_sync",
    summary="Start a sync",
    status_code=202,
    responses=problems(
        *OF_A_SCOPE,
        Kind.NOT_FOUND,
        Kind.NO_SOURCES,
        Kind.SYNC_CONFLICT,
        Kind.VALIDATION,
        Kind.IDEMPOTENCY_KEY_REUSED,
        Kind.STORAGE_FULL,
    )
    | {202: {"description": "The job was started.", "headers": LOCATION}},
)
def start_sync(
    body: SyncRequest,
    database: SyncerDatabase,
    backend: BackendDep,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> SyncJob:
    """Two jobs on the same source and type never run at once: the second is a conflict (409)
    with the first one's `job_id`."""
    job = jobs.start(
        database,
        backend.sync_engine,
        jobs.JobRequest(
            types=[one.value for one in body.types] if body.types else None,
            source_ids=body.source_ids,
            since=body.since,
            until=body.until,
            full=body.full,
        ),
        idempotency_key=idempotency_key,
    )
    response.headers["Location"] = f"/v1/sync/jobs/{job.id}"
    return SyncJob.model_validate(job)


@router.post(
    "/rereads",
    operation_id="reread",
    summary="Read the stored originals again",
    status_code=202,
    responses=problems(
        *OF_A_SCOPE,
        Kind.NOT_FOUND,
        Kind.ACTIVITY_DELETED,
        Kind.SYNC_CONFLICT,
        Kind.VALIDATION,
        Kind.IDEMPOTENCY_KEY_REUSED,
        Kind.STORAGE_FULL,
    )
    | {202: {"description": "The job was started.", "headers": LOCATION}},
)
def reread(
    body: RereadRequest,
    database: SyncerDatabase,
    backend: BackendDep,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> SyncJob:
    """Derives records again from their originals, without asking any source. Ids, and what was merged, split,
    deleted or undone, stay. It is a job as a sync is, with an item for each original; one of an account runs at a
    time: the second is a conflict (409) with the first one's `job_id`. After an upgrade of the backend whose readers
    have learned something, such a job starts by itself."""
    job = rereads.start(
        database,
        backend.sync_engine,
        rereads.RereadRequest(since=body.since, activity_ids=body.activity_ids),
        idempotency_key=idempotency_key,
    )
    response.headers["Location"] = f"/v1/sync/jobs/{job.id}"
    return SyncJob.model_validate(job)


@router.get(
    "/jobs",
    operation_id="list_sync_jobs",
    summary="List sync jobs",
    response_model=SyncJobList,
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_sync_jobs(
    database: ReaderDatabase,
    ids: AskedIds,
    state: Annotated[JobState | None, Query(description="Only jobs in this state.")] = None,
    include_total: IncludeTotal = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Listed:
    """Newest first."""
    return listed(
        SyncJobList,
        find_jobs.list_all(
            database,
            state=state.value if state else None,
            limit=limit,
            cursor=cursor,
            ids=ids,
            include_total=bool(include_total),
        ),
    )


@router.get(
    "/jobs/{job_id}",
    operation_id="get_sync_job",
    summary="Show a sync job",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def get_sync_job(job_id: JobId, database: ReaderDatabase) -> SyncJob:
    """The job as it stands."""
    return SyncJob.model_validate(find_jobs.show(database, job_id))


@router.get(
    "/jobs/{job_id}/events",
    operation_id="stream_sync_events",
    summary="Follow a sync job",
    response_class=StreamingResponse,
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION, Kind.TOO_MANY_STREAMS)
    | {
        200: {
            "description": "Server-sent events (WHATWG HTML, section 9.2): `item` (data: a "
            "SyncItem; id: its sequence), `progress` (data: a SyncJob) and, last, `end` (data: "
            "the SyncJob as it ended).",
            "content": {"text/event-stream": {"schema": _STREAM}},
        }
    },
)
def stream_sync_events(
    job_id: JobId,
    opened: OpenedStream,
    backend: BackendDep,
    database: ReaderDatabase,
    last_event_id: Annotated[
        str | None,
        Header(
            alias="Last-Event-ID",
            max_length=20,
            pattern="^[0-9]*$",
            description="The id of the last event that was received: the stream goes on after it.",
        ),
    ] = None,
) -> StreamingResponse:
    """Every item's outcome as it comes, and the job's progress, until the job ends, or the session
    or token that asks does. Go on after the last event that was received with `Last-Event-ID`."""
    find_jobs.show(database, job_id)
    return StreamingResponse(
        event_stream.stream(backend, opened, job_id, after=int(last_event_id or 0)),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store"},
    )


@router.get(
    "/jobs/{job_id}/items",
    operation_id="list_sync_items",
    summary="List what became of each file",
    response_model=SyncItemList,
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def list_sync_items(
    job_id: JobId,
    database: ReaderDatabase,
    outcome: Annotated[
        ItemOutcome | None, Query(description="Only items with this outcome.")
    ] = None,
    type: Annotated[SyncType | None, Query(description="Only items of this type.")] = None,
    messages: Annotated[
        strict.Flag, Query(description="Also say which messages each FIT file has.")
    ] = False,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Listed:
    """In the order of their names. An older job does not list every item that it counts: see its
    `items_tidied_at`."""
    return listed(
        SyncItemList,
        find_jobs.list_items(
            database,
            job_id,
            outcome=outcome.value if outcome else None,
            type=type.value if type else None,
            messages=messages,
            limit=limit,
            cursor=cursor,
        ),
    )


@router.post(
    "/jobs/{job_id}/cancel",
    operation_id="cancel_sync",
    summary="Cancel a sync job",
    responses=problems(
        *OF_A_SCOPE,
        Kind.NOT_FOUND,
        Kind.JOB_ENDED,
        Kind.VALIDATION,
        Kind.STORAGE_FULL,
    ),
)
def cancel_sync(
    job_id: JobId, caller: Syncer, database: SyncerDatabase, backend: BackendDep
) -> SyncJob:
    """Items that have an outcome keep it. A job that already ended is a conflict (409)."""
    return SyncJob.model_validate(
        jobs.cancel(database, backend.sync_engine, job_id, by=caller.username)
    )


@router.post(
    "/jobs/{job_id}/retry",
    operation_id="retry_sync",
    summary="Take up a sync job again",
    status_code=202,
    responses=problems(
        *OF_A_SCOPE,
        Kind.NOT_FOUND,
        Kind.JOB_ENDED,
        Kind.JOB_RUNNING,
        Kind.SOURCE_DISCONNECTED,
        Kind.SYNC_CONFLICT,
        Kind.VALIDATION,
        Kind.IDEMPOTENCY_KEY_REUSED,
        Kind.STORAGE_FULL,
    )
    | {202: {"description": "The job goes on.", "headers": LOCATION}},
)
def retry_sync(
    job_id: JobId,
    database: SyncerDatabase,
    backend: BackendDep,
    response: Response,
    idempotency_key: IdempotencyKey = None,
) -> SyncJob:
    """Does what is pending and tries again what failed. A running or successful job is a
    conflict (409)."""
    job = jobs.retry(database, backend.sync_engine, job_id, idempotency_key=idempotency_key)
    response.headers["Location"] = f"/v1/sync/jobs/{job.id}"
    return SyncJob.model_validate(job)


@router.get(
    "/jobs/{job_id}/undo",
    operation_id="preview_undo",
    summary="What would undoing a sync job take away?",
    responses=problems(
        *OF_A_SCOPE, Kind.NOT_FOUND, Kind.JOB_RUNNING, Kind.NOTHING_TO_UNDO, Kind.VALIDATION
    ),
)
def preview_undo(job_id: JobId, database: ReaderDatabase) -> Removal:
    """What it brought and is still there."""
    return Removal.model_validate(undoing.preview(database, job_id), from_attributes=True)


@router.post(
    "/jobs/{job_id}/undo",
    operation_id="undo_sync",
    summary="Undo a sync job",
    responses=problems(
        *OF_A_SCOPE,
        Kind.NOT_FOUND,
        Kind.JOB_RUNNING,
        Kind.NOTHING_TO_UNDO,
        Kind.SYNC_CONFLICT,
        Kind.VALIDATION,
    ),
)
def undo_sync(job_id: JobId, database: WriterDatabase) -> SyncJob:
    """What it brought is taken away, and recordings and days of health data that it replaced count again. No sync
    brings back the same bytes. It can be restored for 30 days. Undoing it again changes nothing."""
    return SyncJob.model_validate(undoing.undo(database, job_id))


@router.post(
    "/jobs/{job_id}/restore",
    operation_id="restore_sync",
    summary="Restore what an undone sync job brought",
    responses=problems(
        *OF_A_SCOPE,
        Kind.NOT_FOUND,
        Kind.NOTHING_TO_RESTORE,
        Kind.SYNC_CONFLICT,
        Kind.VALIDATION,
    ),
)
def restore_sync(job_id: JobId, database: WriterDatabase) -> SyncJob:
    """A job that was not undone stays as it is."""
    return SyncJob.model_validate(undoing.restore(database, job_id))


@router.get(
    "/overview",
    operation_id="get_sync_overview",
    summary="What is complete?",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def get_sync_overview(database: ReaderDatabase, backend: BackendDep) -> SyncOverview:
    """Per source and type: the last success and the last attempt, what came in, what is missing, what
    fails now and which job says why."""
    to_come = 0
    if backend.settings.samples == "background":
        to_come = activities_to_come(database, SAMPLES_VERSION)
    found = overview.show(database)
    rows = [OverviewRow.model_validate(row) for row in found.rows]
    return SyncOverview(rows=rows, warnings=found.warnings, samples_to_come=to_come)


@router.get(
    "/coverage",
    operation_id="list_sync_coverage",
    summary="What is known of each day?",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def list_sync_coverage(
    database: ReaderDatabase,
    since: Annotated[
        Day | None, Query(description="The first day; without it, 30 days are listed.")
    ] = None,
    until: Annotated[
        Day | None, Query(description="The last day, included; without it, today.")
    ] = None,
    type: Annotated[CoverageType | None, Query(description="Only this type.")] = None,
    source_id: Annotated[Id | None, Query(description="Only this source.")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> SyncCoverage:
    """Source by source, type by type, day by day: whether its records are there and, if not, why."""
    question = coverage.Question(since, until, type.value if type else None, source_id)
    return SyncCoverage.model_validate(
        coverage.list_days(database, question, limit=limit, cursor=cursor), from_attributes=True
    )


@router.post(
    "/items/{item_id}/ignore",
    operation_id="ignore_sync_item",
    summary="Ignore a file that is known to be bad",
    responses=problems(
        *OF_A_SCOPE, Kind.NOT_FOUND, Kind.NOT_IGNORABLE, Kind.VALIDATION, Kind.STORAGE_FULL
    ),
)
def ignore_sync_item(item_id: ItemId, database: SyncerDatabase) -> IgnoredFile:
    """From now on jobs skip what failed in this item and say why, until its content changes. Doing so
    again changes nothing."""
    return IgnoredFile.model_validate(ignoring.ignore(database, item_id))


@router.get(
    "/ignored-files",
    operation_id="list_ignored_files",
    summary="List the files that are ignored",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_ignored_files(
    database: ReaderDatabase, limit: Limit = 100, cursor: Cursor = None
) -> IgnoredFileList:
    """The latest first."""
    return IgnoredFileList.model_validate(
        ignoring.list_all(database, limit=limit, cursor=cursor), from_attributes=True
    )


@router.delete(
    "/ignored-files/{ignored_file_id}",
    operation_id="unignore_file",
    summary="Stop ignoring a file",
    status_code=204,
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION, Kind.STORAGE_FULL),
)
def unignore_file(ignored_file_id: IgnoredFileId, database: SyncerDatabase) -> None:
    """The next job that meets it reports it as what it is."""
    ignoring.unignore(database, ignored_file_id)


@router.post(
    "/schedules",
    operation_id="create_sync_schedule",
    summary="Let syncs start by themselves",
    status_code=201,
    responses=problems(
        *OF_A_SCOPE, Kind.NOT_FOUND, Kind.LIMIT_REACHED, Kind.VALIDATION, Kind.STORAGE_FULL
    ),
)
def create_sync_schedule(
    body: ScheduleRequest, database: SyncerDatabase, backend: BackendDep
) -> Schedule:
    """The server keeps it and starts a sync of what is new whenever its time comes. A run that finds such a sync running
    starts none. It goes when the last of the sources that it names is disconnected."""
    request = schedules.ScheduleRequest(
        types=[one.value for one in body.types] if body.types else None,
        source_ids=body.source_ids,
        rule=Rule(
            None if body.every_s is None else dt.timedelta(seconds=body.every_s), body.at, body.cron
        ),
    )
    now = backend.safeguards.clock()
    return Schedule.model_validate(schedules.create(database, request, now))


@router.get(
    "/schedules",
    operation_id="list_sync_schedules",
    summary="List the schedules",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_sync_schedules(
    database: ReaderDatabase, limit: Limit = 100, cursor: Cursor = None
) -> ScheduleList:
    """The one that runs next first."""
    return ScheduleList.model_validate(
        schedules.list_all(database, limit=limit, cursor=cursor), from_attributes=True
    )


@router.delete(
    "/schedules/{schedule_id}",
    operation_id="delete_sync_schedule",
    summary="End a schedule",
    status_code=204,
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION, Kind.STORAGE_FULL),
)
def delete_sync_schedule(schedule_id: ScheduleId, database: SyncerDatabase) -> None:
    """A sync that it started goes on."""
    schedules.delete(database, schedule_id)
