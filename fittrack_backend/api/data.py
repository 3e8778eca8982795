"""Operations on what was synced."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import Path, Query
from fastapi.responses import StreamingResponse

from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import (
    BackendDep,
    Cursor,
    Limit,
    ReaderDatabase,
    WriterDatabase,
)
from fittrack_backend.api.responses import OF_A_SCOPE, Responses, problems
from fittrack_backend.api.schemas.data import (
    ActivityList,
    DailyHealthList,
    DeletedActivityList,
    MergeRequest,
    SplitActivity,
    SplitRequest,
    WorkoutList,
)
from fittrack_backend.api.strict import Day, Id, Text
from fittrack_backend.errors import Problem
from fittrack_backend.os_errors import os_reason
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.activities import ActivityDetail
from fittrack_backend.records.workouts import WorkoutDetail
from fittrack_backend.storage import activities, days, deleting, merging, originals, workouts

router = strict.router("/v1", "data")

Since = Annotated[Day | None, Query(description="The first day.")]
Until = Annotated[Day | None, Query(description="The last day, included.")]
ActivityId = Annotated[Id, Path(description="The activity's id.")]
WorkoutId = Annotated[Id, Path(description="The workout's id.")]
_ORIGINAL_FILE: Responses = {
    200: {
        "description": "The file as it came, byte for byte.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get(
    "/activities",
    operation_id="list_activities",
    summary="List activities",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_activities(
    database: ReaderDatabase,
    since: Since = None,
    until: Until = None,
    sport: Annotated[
        Text | None, Query(max_length=64, description="Only this sport: `running`, …")
    ] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> ActivityList:
    """Latest start first. Days are the athlete's own."""
    return ActivityList.model_validate(
        activities.list_all(
            database, since=since, until=until, sport=sport, limit=limit, cursor=cursor
        ),
    )


@router.get(
    "/deleted-activities",
    operation_id="list_deleted_activities",
    summary="List deleted activities",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_deleted_activities(
    database: ReaderDatabase, limit: Limit = 100, cursor: Cursor = None
) -> DeletedActivityList:
    """Those that can be restored, the latest deleted first: also those that went with a sync that was
    undone or a source that was forgotten."""
    return DeletedActivityList.model_validate(
        deleting.list_deleted(database, limit=limit, cursor=cursor)
    )


@router.delete(
    "/activities/{activity_id}",
    operation_id="delete_activity",
    summary="Delete an activity",
    status_code=204,
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def delete_activity(activity_id: ActivityId, database: WriterDatabase) -> None:
    """No sync brings it back, whichever file of it comes in. It can be restored for 30 days; then it is
    gone for good. Deleting it again changes nothing."""
    deleting.delete(database, activity_id)


@router.post(
    "/activities/{activity_id}/restore",
    operation_id="restore_activity",
    summary="Restore a deleted activity",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def restore_activity(activity_id: ActivityId, database: WriterDatabase) -> ActivityDetail:
    """Whatever took it away. An activity that is there stays as it is."""
    return deleting.restore(database, activity_id)


@router.get(
    "/activities/{activity_id}",
    operation_id="get_activity",
    summary="Show an activity",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.ACTIVITY_DELETED, Kind.VALIDATION),
)
def get_activity(activity_id: ActivityId, database: ReaderDatabase) -> ActivityDetail:
    """An activity with its laps."""
    return activities.show(database, activity_id)


@router.post(
    "/activities/{activity_id}/merge",
    operation_id="merge_activities",
    summary="Merge activities",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.ACTIVITY_DELETED, Kind.VALIDATION),
)
def merge_activities(
    activity_id: ActivityId, body: MergeRequest, database: WriterDatabase
) -> ActivityDetail:
    """Makes one activity of several that are recordings of the same, for good: later syncs keep to it.
    The first keeps its id."""
    merged = merging.merge(database, activity_id, body.activity_ids)
    return activities.show(database, merged)


@router.post(
    "/activities/{activity_id}/split",
    operation_id="split_activity",
    summary="Split an activity",
    responses=problems(
        *OF_A_SCOPE, Kind.NOT_FOUND, Kind.ACTIVITY_DELETED, Kind.NOTHING_TO_SPLIT, Kind.VALIDATION
    ),
)
def split_activity(
    activity_id: ActivityId, body: SplitRequest, database: WriterDatabase
) -> SplitActivity:
    """Makes several activities of one whose recordings are not of the same, for good: later syncs keep
    to it."""
    found = merging.split(database, activity_id, body.recording_ids)
    return SplitActivity(activities=activities.some(database, found))


@router.get(
    "/activities/{activity_id}/file",
    operation_id="download_activity_file",
    summary="Download an activity's original file",
    response_class=StreamingResponse,
    responses=problems(
        *OF_A_SCOPE,
        Kind.NOT_FOUND,
        Kind.ACTIVITY_DELETED,
        Kind.ORIGINAL_NOT_HERE,
        Kind.VALIDATION,
    )
    | _ORIGINAL_FILE,
)
def download_activity_file(
    activity_id: ActivityId, database: ReaderDatabase, backend: BackendDep
) -> StreamingResponse:
    """The file as it came from the source, byte for byte."""
    return _original(backend, activities.original(database, activity_id))


@router.get(
    "/daily-health",
    operation_id="list_daily_health",
    summary="List daily health",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_daily_health(
    database: ReaderDatabase,
    since: Since = None,
    until: Until = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> DailyHealthList:
    """Latest day first."""
    return DailyHealthList.model_validate(
        days.list_all(database, since=since, until=until, limit=limit, cursor=cursor),
    )


@router.get(
    "/workouts",
    operation_id="list_workouts",
    summary="List planned workouts",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_workouts(
    database: ReaderDatabase,
    sport: Annotated[Text | None, Query(max_length=64, description="Only this sport.")] = None,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> WorkoutList:
    """By name."""
    return WorkoutList.model_validate(
        workouts.list_all(database, sport=sport, limit=limit, cursor=cursor),
    )


@router.get(
    "/workouts/{workout_id}",
    operation_id="get_workout",
    summary="Show a planned workout",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def get_workout(workout_id: WorkoutId, database: ReaderDatabase) -> WorkoutDetail:
    """A planned workout with its steps."""
    return workouts.show(database, workout_id)


@router.get(
    "/workouts/{workout_id}/file",
    operation_id="download_workout_file",
    summary="Download a planned workout's original file",
    response_class=StreamingResponse,
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.ORIGINAL_NOT_HERE, Kind.VALIDATION)
    | _ORIGINAL_FILE,
)
def download_workout_file(
    workout_id: WorkoutId, database: ReaderDatabase, backend: BackendDep
) -> StreamingResponse:
    """The file as it came from the source, byte for byte."""
    return _original(backend, workouts.original(database, workout_id))


def _original(backend: BackendDep, original: originals.Original) -> StreamingResponse:
    try:
        stored = backend.originals.open(original.sha256)
    except FileNotFoundError:
        raise Problem(
            Kind.ORIGINAL_NOT_HERE, "The original file is not where this server keeps originals."
        ) from None
    except OSError as error:
        raise Problem(
            Kind.ORIGINAL_NOT_HERE, f"The original file cannot be read: {os_reason(error)}."
        ) from error
    return StreamingResponse(
        stored.chunks,
        media_type="application/octet-stream",
        headers={
            "content-disposition": _attachment(original.download_name),
            "content-length": str(stored.size),
        },
    )


def _attachment(name: str) -> str:
    """The header that names a file to save (RFC 6266)."""
    quoted = quote(name)
    return (
        f'attachment; filename="{name}"'
        if quoted == name
        else f"attachment; filename*=utf-8''{quoted}"
    )
