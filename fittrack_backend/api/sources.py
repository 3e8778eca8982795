"""Operations on sources."""

from __future__ import annotations

from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import (
    BackendDep,
    Cursor,
    Limit,
    ReaderDatabase,
    SourceId,
    SourceKeeperDatabase,
)
from fittrack_backend.api.responses import OF_A_SCOPE, problems
from fittrack_backend.api.schemas.sources import Source, SourceList, SourceRequest
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.sources import connected
from fittrack_backend.sources.kinds import KINDS

router = strict.router("/v1/sources", "sources")


@router.post(
    "",
    operation_id="connect_source",
    summary="Connect a source",
    status_code=201,
    responses=problems(
        *OF_A_SCOPE,
        Kind.SOURCE_EXISTS,
        Kind.VALIDATION,
        Kind.STORAGE_FULL,
        *(problem for kind in KINDS.values() for problem in kind.request.PROBLEMS),
    ),
)
def connect_source(
    body: SourceRequest, database: SourceKeeperDatabase, backend: BackendDep
) -> Source:
    """Connects a source of the kind that `kind` names. The same source connects once."""
    return Source.model_validate(
        connected.connect(database, body, server_folder=backend.settings.data_dir)
    )


@router.get(
    "",
    operation_id="list_sources",
    summary="List the sources",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_sources(database: ReaderDatabase, limit: Limit = 100, cursor: Cursor = None) -> SourceList:
    """In the order in which they were connected."""
    return SourceList.model_validate(
        connected.list_all(database, limit=limit, cursor=cursor), from_attributes=True
    )


@router.get(
    "/{source_id}",
    operation_id="get_source",
    summary="Show a source",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def get_source(source_id: SourceId, database: ReaderDatabase) -> Source:
    """One source."""
    return Source.model_validate(connected.show(database, source_id))


@router.delete(
    "/{source_id}",
    operation_id="disconnect_source",
    summary="Disconnect a source",
    status_code=204,
    responses=problems(
        *OF_A_SCOPE,
        Kind.NOT_FOUND,
        Kind.SYNC_CONFLICT,
        Kind.VALIDATION,
        Kind.STORAGE_FULL,
    ),
)
def disconnect_source(source_id: SourceId, database: SourceKeeperDatabase) -> None:
    """What was synced from it stays. Refused while a job runs on it."""
    connected.disconnect(database, source_id)
