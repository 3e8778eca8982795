"""Operations on the files that are known to be bad."""

from __future__ import annotations

from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import (
    AskedPage,
    IgnoredFileId,
    ItemId,
    ReaderDatabase,
    SyncerDatabase,
)
from fittrack_backend.api.responses import OF_A_SCOPE, problems
from fittrack_backend.api.schemas.sync import IgnoredFile, IgnoredFileList
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.sync import ignoring

router = strict.router("/v1/sync", "sync")


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
def list_ignored_files(database: ReaderDatabase, asked: AskedPage) -> IgnoredFileList:
    """The latest first."""
    return IgnoredFileList.model_validate(ignoring.list_all(database, asked), from_attributes=True)


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
