"""Operations on sync jobs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Query, Response
from fastapi.responses import StreamingResponse

from fittrack_backend.api import event_stream, strict
from fittrack_backend.api.dependencies import (
    BackendDep,
    Cursor,
    IdempotencyKey,
    IgnoredFileId,
    ItemId,
    JobId,
    Limit,
    OpenedStream,
    ReaderDatabase,
    Syncer,
    SyncerDatabase,
    WriterDatabase,
)
from fittrack_backend.api.responses import LOCATION, OF_A_SCOPE, problems
from fittrack_backend.api.schemas.data import Removal
from fittrack_backend.api.schemas.sync import (
    CoverageType,
    IgnoredFile,
    IgnoredFileList,
    ItemOutcome,
    JobState,
    SyncCoverage,
    SyncItemList,
    SyncJob,
    SyncJobList,
    SyncOverview,
    SyncRequest,
    SyncType,
)
from fittrack_backend.api.strict import Day, Id
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.sync import coverage, find_jobs, ignoring, jobs, overview, undoing

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


@router.get(
    "/jobs",
    operation_id="list_sync_jobs",
    summary="List sync jobs",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_sync_jobs(
    database: ReaderDatabase,
    state: Annotated[JobState | None, Query(description="Only jobs in this state.")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> SyncJobList:
    """Newest first."""
    return SyncJobList.model_validate(
        find_jobs.list_all(
            database, state=state.value if state else None, limit=limit, cursor=cursor
        ),
        from_attributes=True,
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
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def list_sync_items(
    job_id: JobId,
    database: ReaderDatabase,
    outcome: Annotated[
        ItemOutcome | None, Query(description="Only items with this outcome.")
    ] = None,
    type: Annotated[SyncType | None, Query(description="Only items of this type.")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> SyncItemList:
    """In the order of their names. An older job does not list every item that it counts: see its
    `items_tidied_at`."""
    return SyncItemList.model_validate(
        find_jobs.list_items(
            database,
            job_id,
            outcome=outcome.value if outcome else None,
            type=type.value if type else None,
            limit=limit,
            cursor=cursor,
        ),
        from_attributes=True,
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
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.JOB_RUNNING, Kind.VALIDATION),
)
def preview_undo(job_id: JobId, database: ReaderDatabase) -> Removal:
    """What it brought and is still there."""
    return Removal.model_validate(undoing.preview(database, job_id), from_attributes=True)


@router.post(
    "/jobs/{job_id}/undo",
    operation_id="undo_sync",
    summary="Undo a sync job",
    responses=problems(
        *OF_A_SCOPE, Kind.NOT_FOUND, Kind.JOB_RUNNING, Kind.SYNC_CONFLICT, Kind.VALIDATION
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
def get_sync_overview(database: ReaderDatabase) -> SyncOverview:
    """Per source and type: the last success and the last attempt, what came in, what is missing, what
    fails now and which job says why."""
    return SyncOverview.model_validate(overview.show(database), from_attributes=True)


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
