"""Operations on sources."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from fittrack_backend.accounts import proofs
from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import (
    AskedPage,
    BackendDep,
    FoldersOfKeeper,
    ReaderDatabase,
    SourceId,
    SourceKeeper,
    SourceKeeperDatabase,
    WriterDatabase,
)
from fittrack_backend.api.responses import OF_A_PROOF, OF_A_SCOPE, problems
from fittrack_backend.api.schemas.auth import Scope
from fittrack_backend.api.schemas.data import Removal
from fittrack_backend.api.schemas.sources import (
    Source,
    SourceChange,
    SourceList,
    SourceRequest,
    SourceWatching,
)
from fittrack_backend.api.strict import Flag
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.sources import connected
from fittrack_backend.sources.connected import Change
from fittrack_backend.sources.garmin.request import end_of_key, key_of
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
        Kind.LIMIT_REACHED,
        Kind.VALIDATION,
        Kind.STORAGE_FULL,
        *(problem for kind in KINDS.values() for problem in kind.request.PROBLEMS),
        *(OF_A_PROOF if any(kind.request.HOLDS_A_SECRET for kind in KINDS.values()) else ()),
    ),
)
def connect_source(
    body: SourceRequest,
    caller: SourceKeeper,
    database: SourceKeeperDatabase,
    backend: BackendDep,
    allowed: FoldersOfKeeper,
) -> Source:
    """Connects a source of the kind that `kind` names. The same source connects once.

    A folder must lie where the server's operator lets the account read: the first account anywhere but in
    the system's folders and the server's own, every other one in the folders that it was given."""
    if body.HOLDS_A_SECRET:
        proofs.require(database, backend.safeguards, caller)
    most = backend.settings.limits.sources
    return Source.model_validate(
        connected.connect(database, body, allowed=allowed, services=backend.services, most=most)
    )


@router.get(
    "",
    operation_id="list_sources",
    summary="List the sources",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_sources(
    database: ReaderDatabase,
    asked: AskedPage,
    disconnected: Annotated[
        Flag | None,
        Query(description="List those that were disconnected instead. Without: no."),
    ] = None,
) -> SourceList:
    """In the order in which they were connected."""
    return SourceList.model_validate(
        connected.list_all(database, asked, disconnected=bool(disconnected)),
        from_attributes=True,
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


@router.patch(
    "/{source_id}",
    operation_id="change_source",
    summary="Change a source",
    responses=problems(
        *OF_A_SCOPE,
        *OF_A_PROOF,
        Kind.NOT_FOUND,
        Kind.KEY_REFUSED,
        Kind.SERVICE_AWAY,
        Kind.VALIDATION,
        Kind.STORAGE_FULL,
    ),
)
def change_source(
    source_id: SourceId,
    body: SourceChange,
    caller: SourceKeeper,
    database: SourceKeeperDatabase,
    backend: BackendDep,
) -> Source:
    """Its name, its key, when that ends, and whether deletions are followed. A new key takes a fresh proof."""
    if body.key is not None:
        proofs.require(database, backend.safeguards, caller)
    key = None if body.key is None else key_of(body.key)
    ends_on = None
    if key is not None or body.key_ends_on is not None:
        ends_on = end_of_key(body.key_ends_on)
    wanted = Change(body.name, key, ends_on, body.follow_deletions)
    return Source.model_validate(
        connected.change(database, source_id, wanted, services=backend.services)
    )


@router.put(
    "/{source_id}/watching",
    operation_id="watch_source",
    summary="Watch a source's folder, or stop that",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION, Kind.STORAGE_FULL),
)
def watch_source(
    source_id: SourceId, body: SourceWatching, database: SourceKeeperDatabase
) -> Source:
    """A sync starts when something in the folder has changed and then stayed the same for 10 seconds, a minute apart at
    least; also when the folder was away and is back, such as a watch that is plugged in."""
    return Source.model_validate(connected.watch(database, source_id, watched=body.watched))


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
def disconnect_source(
    source_id: SourceId,
    caller: SourceKeeper,
    database: SourceKeeperDatabase,
    forget: Annotated[
        Flag,
        Query(
            description="Takes away what came from it alone, too, also of a source that is disconnected "
            "already. Takes the scope `write`."
        ),
    ] = False,
) -> None:
    """What was synced from it stays, unless it is to be forgotten. Refused while a job runs on it.

    What was forgotten can be restored for 30 days. Until then, and after, its files bring nothing back
    unless the source is connected again and synced in full."""
    if forget:
        caller.require(Scope.WRITE.value)
    connected.disconnect(database, source_id, forget=forget)


@router.get(
    "/{source_id}/forgetting",
    operation_id="preview_forgetting",
    summary="What would forgetting a source take away?",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def preview_forgetting(source_id: SourceId, database: ReaderDatabase) -> Removal:
    """What came from it alone, as things stand."""
    return Removal.model_validate(
        connected.preview_forgetting(database, source_id), from_attributes=True
    )


@router.post(
    "/{source_id}/restore",
    operation_id="restore_source",
    summary="Restore what came from a forgotten source",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.NOTHING_TO_RESTORE, Kind.VALIDATION),
)
def restore_source(source_id: SourceId, database: WriterDatabase) -> Removal:
    """Its data comes back. The source stays disconnected, if it is."""
    return Removal.model_validate(connected.restore(database, source_id), from_attributes=True)
