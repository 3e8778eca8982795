"""Operations on all that an account has: how much that is, its export and import, and deleting it."""

from __future__ import annotations

import tempfile

from anyio.to_thread import run_sync
from fastapi import Request
from fastapi.responses import StreamingResponse

from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import BackendDep, Person, PersonDatabase, ProvenDatabase
from fittrack_backend.api.responses import (
    OF_A_PROOF,
    OF_A_SESSION,
    Responses,
    problems,
)
from fittrack_backend.api.schemas.accounts import AccountUsage, ImportResult
from fittrack_backend.errors import Problem
from fittrack_backend.people import erasing
from fittrack_backend.people.exporting import Export
from fittrack_backend.people.importing import Import
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.fields import JsonObject
from fittrack_backend.storage import usage

_ZIP = "application/zip"
_ARCHIVE: JsonObject = {
    "required": True,
    "content": {_ZIP: {"schema": {"type": "string", "format": "binary"}}},
}

router = strict.router("/v1/accounts", "accounts")

_EXPORT: Responses = {
    200: {
        "description": "A zip file: `manifest.json`, the records as JSON lines in `records/`, and the "
        "original files in `originals/`.",
        "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get(
    "/me/usage",
    operation_id="get_account_usage",
    summary="How much does the account have, and how much may it have?",
    responses=problems(*OF_A_SESSION, Kind.VALIDATION),
)
def get_account_usage(database: PersonDatabase, backend: BackendDep) -> AccountUsage:
    """What counts towards its quotas, and these; null is no limit. A file that a sync finds no room for
    fails, and comes in when there is some."""
    return AccountUsage.model_validate(usage.shown(database, backend.settings.quota))


@router.delete(
    "/me",
    operation_id="delete_account",
    summary="Delete the account",
    status_code=204,
    responses=problems(*OF_A_PROOF, Kind.FIRST_ACCOUNT, Kind.VALIDATION, Kind.STORAGE_FULL),
)
def delete_account(database: ProvenDatabase, backend: BackendDep) -> None:
    """Deletes it with all that it has, for good: records, original files that no other account has, sources,
    jobs, sessions and tokens. Takes a fresh proof (`give_proof`). Nobody gets in from the first moment on; what interrupts it
    is gone on with by the server."""
    erasing.erase_own(
        backend.database,
        backend.originals,
        backend.settings,
        database.account_id,
        backend.safeguards.clock(),
    )


@router.get(
    "/me/export",
    operation_id="export_account",
    summary="Export the account",
    response_class=StreamingResponse,
    responses=problems(*OF_A_PROOF, Kind.VALIDATION) | _EXPORT,
)
def export_account(database: ProvenDatabase, backend: BackendDep) -> StreamingResponse:
    """All that the account takes along when it moves, in one zip that is made while it is sent: records, original files,
    sources without secrets, jobs, and what a person corrected, deleted and ignored. The same account gives the same
    bytes. `manifest.json` comes last: an export without it is not whole. Takes a fresh proof (`give_proof`)."""
    export = Export(backend.database, backend.originals, database.account_id)
    return StreamingResponse(
        export.chunks(),
        media_type="application/zip",
        headers={"content-disposition": 'attachment; filename="fittrack-export.zip"'},
    )


@router.post(
    "/me/import",
    operation_id="import_account",
    summary="Import an account's export",
    response_model=ImportResult,
    responses=problems(
        *OF_A_SESSION,
        Kind.TOO_LARGE.at(413),
        Kind.UNSUPPORTED_MEDIA_TYPE,
        Kind.LIMIT_REACHED,
        Kind.NOT_AN_ARCHIVE,
        Kind.STORAGE_FULL,
    ),
    openapi_extra={"requestBody": _ARCHIVE},
)
async def import_account(request: Request, backend: BackendDep, caller: Person) -> ImportResult:
    """Brings an export back, here or on another server. Nothing is doubled: what the account has already stays as it is, a
    recording is known by its original's digest, and ids stay unless another account of this server has them. All records come
    at once or not at all; importing again after an interruption brings what is missing. Sources come disconnected: connect
    them again."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _ZIP:
        raise Problem(
            Kind.UNSUPPORTED_MEDIA_TYPE,
            "The request's body must be an export: Content-Type: application/zip.",
            headers={"Accept": _ZIP},
        )
    request.state.streamed_body = backend.settings.max_upload_bytes
    folder = backend.settings.data_dir
    # What a killed server leaves of it has no name, and goes by itself.
    with tempfile.TemporaryFile(dir=folder if folder.is_dir() else None) as file:
        async for data in request.stream():
            await run_sync(file.write, data)
        bringing = Import(backend.database, backend.originals, backend.settings, caller.account_id)
        async with backend.import_turns.take(), backend.database_turns.take():
            report = await run_sync(bringing.run, file)
    return ImportResult.model_validate(report)
