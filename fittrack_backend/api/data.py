"""Operations on activities and planned workouts."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import Path, Query
from fastapi.responses import StreamingResponse

from fittrack_backend.api import strict
from fittrack_backend.api.activity_query import (
    GearName,
    MaxDistance,
    MaxDuration,
    MinDistance,
    MinDuration,
    Search,
    Since,
    Sports,
    Until,
    sports_of,
)
from fittrack_backend.api.dependencies import (
    AskedIds,
    BackendDep,
    CountedPage,
    ReaderDatabase,
    WriterDatabase,
)
from fittrack_backend.api.listed import Listed, listed, listed_lines
from fittrack_backend.api.responses import OF_A_SCOPE, Responses, problems
from fittrack_backend.api.schemas.data import (
    ActivityList,
    DeletedActivityList,
    MergeRequest,
    SplitActivity,
    SplitRequest,
    WorkoutList,
)
from fittrack_backend.api.strict import Id, Text
from fittrack_backend.api.tagged_answers import NOTHING_CHANGED, TaggedRoute
from fittrack_backend.errors import Problem
from fittrack_backend.os_errors import os_reason
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.activities import ActivityDetail
from fittrack_backend.records.workouts import WorkoutDetail
from fittrack_backend.storage import activities, deleting, merging, originals, workouts
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.activity_order import ActivityOrder, ActivitySort, SortOrder

router = strict.router("/v1", "data")
_tagged = strict.router("/v1", "data", TaggedRoute)

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
    response_model=ActivityList,
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_activities(
    database: ReaderDatabase,
    asked: CountedPage,
    ids: AskedIds,
    since: Since = None,
    until: Until = None,
    sport: Sports = None,
    min_distance_m: MinDistance = None,
    max_distance_m: MaxDistance = None,
    min_duration_s: MinDuration = None,
    max_duration_s: MaxDuration = None,
    search: Search = None,
    gear: GearName = None,
    sort: Annotated[
        ActivitySort,
        Query(
            description="By which value. Activities that lack it come last; those with the same one go by their start, the latest first unless `order` is `asc`."
        ),
    ] = "start_time",
    order: Annotated[
        SortOrder, Query(description="`desc`: the greatest, or latest, first; `asc`: the least.")
    ] = "desc",
) -> Listed:
    """The latest first, unless `sort` says otherwise. Days are the athlete's own. What is asked for must
    all hold: a sport, days, a distance, a time and a part of the name."""
    wanted = ActivityFilter(
        since=since,
        until=until,
        sports=sports_of(sport),
        min_distance_m=min_distance_m,
        max_distance_m=max_distance_m,
        min_duration_s=min_duration_s,
        max_duration_s=max_duration_s,
        search=search,
        gear=gear,
    )
    return listed_lines(
        ActivityList,
        activities.list_all(
            database,
            wanted,
            asked,
            ActivityOrder(sort, order),
            ids=ids,
        ),
    )


@router.get(
    "/deleted-activities",
    operation_id="list_deleted_activities",
    summary="List deleted activities",
    response_model=DeletedActivityList,
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_deleted_activities(
    database: ReaderDatabase,
    asked: CountedPage,
    ids: AskedIds,
) -> Listed:
    """Those that can be restored, the latest deleted first: also those that went with a sync that was
    undone or a source that was forgotten."""
    return listed(
        DeletedActivityList,
        deleting.list_deleted(database, asked, ids=ids),
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


@_tagged.get(
    "/activities/{activity_id}",
    operation_id="get_activity",
    summary="Show an activity",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.ACTIVITY_DELETED, Kind.VALIDATION)
    | NOTHING_CHANGED,
)
def get_activity(activity_id: ActivityId, database: ReaderDatabase) -> ActivityDetail:
    """An activity with its laps. With `If-None-Match`, 304 says that nothing has changed."""
    return activities.show(database, activity_id)


router.routes.extend(_tagged.routes)


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
        *OF_A_SCOPE,
        Kind.NOT_FOUND,
        Kind.ACTIVITY_DELETED,
        Kind.NOTHING_TO_SPLIT,
        Kind.LIMIT_REACHED,
        Kind.VALIDATION,
    ),
)
def split_activity(
    activity_id: ActivityId, body: SplitRequest, database: WriterDatabase, backend: BackendDep
) -> SplitActivity:
    """Makes several activities of one whose recordings are not of the same, for good: later syncs keep
    to it. They count towards the account's quota of activities."""
    found = merging.split(database, activity_id, body.recording_ids, backend.settings.quota)
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
    "/workouts",
    operation_id="list_workouts",
    summary="List planned workouts",
    response_model=WorkoutList,
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_workouts(
    database: ReaderDatabase,
    asked: CountedPage,
    ids: AskedIds,
    sport: Annotated[Text | None, Query(max_length=64, description="Only this sport.")] = None,
) -> Listed:
    """By name."""
    return listed(
        WorkoutList,
        workouts.list_all(
            database,
            asked,
            sport=sport,
            ids=ids,
        ),
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
    stored = stored_original(backend, original.sha256)
    return StreamingResponse(
        stored.chunks,
        media_type="application/octet-stream",
        headers={
            "content-disposition": _attachment(original.download_name),
            "content-length": str(stored.size),
        },
    )


def stored_original(backend: BackendDep, sha256: str) -> originals.StoredOriginal:
    """The original with this digest; a problem 404 where it cannot be read."""
    try:
        return backend.originals.open(sha256)
    except FileNotFoundError:
        raise Problem(
            Kind.ORIGINAL_NOT_HERE, "The original file is not where this server keeps originals."
        ) from None
    except OSError as error:
        raise Problem(
            Kind.ORIGINAL_NOT_HERE, f"The original file cannot be read: {os_reason(error)}."
        ) from error


def _attachment(name: str) -> str:
    """The header that names a file to save (RFC 6266)."""
    quoted = quote(name)
    return (
        f'attachment; filename="{name}"'
        if quoted == name
        else f"attachment; filename*=utf-8''{quoted}"
    )
