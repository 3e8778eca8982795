"""Operations on the schedules by which syncs start."""

from __future__ import annotations

import datetime as dt

from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import (
    AskedPage,
    BackendDep,
    ReaderDatabase,
    ScheduleId,
    SyncerDatabase,
)
from fittrack_backend.api.responses import OF_A_SCOPE, problems
from fittrack_backend.api.schemas.sync import Schedule, ScheduleList, ScheduleRequest
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.sync import schedules
from fittrack_backend.sync.schedule_times import Rule

router = strict.router("/v1/sync", "sync")


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
def list_sync_schedules(database: ReaderDatabase, asked: AskedPage) -> ScheduleList:
    """The one that runs next first."""
    return ScheduleList.model_validate(schedules.list_all(database, asked), from_attributes=True)


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
