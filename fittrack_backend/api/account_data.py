"""Operations on all that an account has: how much that is, its export, and deleting it."""

from __future__ import annotations

from fastapi.responses import StreamingResponse

from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import BackendDep, PersonDatabase, ProvenDatabase
from fittrack_backend.api.responses import OF_A_PROOF, OF_A_SESSION, Responses, problems
from fittrack_backend.api.schemas.accounts import AccountUsage
from fittrack_backend.people import erasing
from fittrack_backend.people.exporting import Export
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage import usage

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
    operation_id="download_account_export",
    summary="Export the account",
    response_class=StreamingResponse,
    responses=problems(*OF_A_PROOF, Kind.VALIDATION) | _EXPORT,
)
def download_account_export(database: ProvenDatabase, backend: BackendDep) -> StreamingResponse:
    """All that the account has, in one zip that is made while it is sent: records, original files, sources,
    jobs and security events, without secrets. `manifest.json` comes last and holds the SHA-256 of each
    entry: an export without it is not whole. Takes a fresh proof (`give_proof`)."""
    export = Export(
        backend.database, backend.originals, database.account_id, backend.safeguards.clock()
    )
    return StreamingResponse(
        export.chunks(),
        media_type="application/zip",
        headers={"content-disposition": 'attachment; filename="fittrack-export.zip"'},
    )
