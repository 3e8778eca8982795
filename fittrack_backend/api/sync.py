"""Operations on sync jobs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header, Query, Response
from fastapi.responses import StreamingResponse

from fittrack_backend import patterns
from fittrack_backend.api import event_stream, strict
from fittrack_backend.api.dependencies import (
    AskedIds,
    AskedPage,
    BackendDep,
    CountedPage,
    IdempotencyKey,
    JobId,
    OpenedStream,
    ReaderDatabase,
    ReaderReads,
    Syncer,
    SyncerDatabase,
    WriterDatabase,
)
from fittrack_backend.api.listed import Listed, listed
from fittrack_backend.api.responses import LOCATION, OF_A_SCOPE, problems
from fittrack_backend.api.schemas.data import Removal
from fittrack_backend.api.schemas.sync import (
    ItemOutcome,
    JobState,
    RereadRequest,
    SyncItemList,
    SyncJob,
    SyncJobList,
    SyncRequest,
    SyncType,
)
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.sync import find_jobs, jobs, rereads, undoing

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
    asked: CountedPage,
    ids: AskedIds,
    state: Annotated[JobState | None, Query(description="Only jobs in this state.")] = None,
) -> Listed:
    """Newest first."""
    return listed(
        SyncJobList,
        find_jobs.list_all(
            database,
            asked,
            state=state.value if state else None,
            ids=ids,
        ),
    )


@router.get(
    "/jobs/{job_id}",
    operation_id="get_sync_job",
    summary="Show a sync job",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def get_sync_job(job_id: JobId, reads: ReaderReads) -> SyncJob:
    """The job as it stands."""
    return SyncJob.model_validate(find_jobs.show(reads, job_id))


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
            pattern=patterns.EVENT_ID,
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
    asked: AskedPage,
    outcome: Annotated[
        ItemOutcome | None, Query(description="Only items with this outcome.")
    ] = None,
    type: Annotated[SyncType | None, Query(description="Only items of this type.")] = None,
    messages: Annotated[
        strict.Flag, Query(description="Also say which messages each FIT file has.")
    ] = False,
) -> Listed:
    """In the order of their names. An older job does not list every item that it counts: see its
    `items_tidied_at`."""
    return listed(
        SyncItemList,
        find_jobs.list_items(
            database,
            job_id,
            asked,
            outcome=outcome.value if outcome else None,
            type=type.value if type else None,
            messages=messages,
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
