"""Operations on uploads."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from anyio.to_thread import run_sync
from fastapi import Path, Query, Request, Response

from fittrack_backend import patterns
from fittrack_backend.api import strict
from fittrack_backend.api.backend import Backend
from fittrack_backend.api.dependencies import (
    AskedPage,
    BackendDep,
    Uploader,
    UploaderDatabase,
)
from fittrack_backend.api.received_files import files_of
from fittrack_backend.api.responses import OF_A_SCOPE, REFUSED_BODIES, problems
from fittrack_backend.api.schemas.uploads import (
    MissingRequest,
    MissingResult,
    Upload,
    UploadList,
    UploadResult,
)
from fittrack_backend.api.strict import WHOLE_NUMBER, Id, Text
from fittrack_backend.errors import Problem
from fittrack_backend.os_errors import os_reason
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.fields import JsonObject
from fittrack_backend.sync import upload_views, uploads
from fittrack_backend.sync.upload_views import UploadView
from fittrack_backend.sync.uploads import Kept, Sent

router = strict.router("/v1/uploads", "uploads")
UploadId = Annotated[Id, Path(description="The upload's id.")]
_LOOKS_S = (0.1, 0.15, 0.25, 0.5)
_FILE: JsonObject = {"type": "string", "format": "binary"}
_BODY: JsonObject = {
    "required": True,
    "content": {
        "application/octet-stream": {"schema": _FILE},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "title": "UploadForm",
                "properties": {"file": {"type": "array", "items": _FILE}},
                "required": ["file"],
            }
        },
    },
}
_WHERE: JsonObject = {
    "Location": {
        "description": "Where to ask again what became of it.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    }
}
_STILL_WAITS: JsonObject = {
    "description": "All files are kept; what became of some is not known yet.",
    "headers": _WHERE,
}


@router.post(
    "",
    operation_id="upload_files",
    summary="Upload training files",
    response_model=UploadResult,
    responses=problems(
        *OF_A_SCOPE,
        *REFUSED_BODIES,
        Kind.DIGEST_MISMATCH,
        Kind.LIMIT_REACHED,
        Kind.VALIDATION,
        Kind.NOT_READY,
        Kind.STORAGE_FULL,
    )
    | {202: {**_STILL_WAITS, "model": UploadResult}},
    openapi_extra={"requestBody": _BODY},
)
async def upload_files(
    request: Request,
    caller: Uploader,
    backend: BackendDep,
    response: Response,
    name: Annotated[
        Text | None,
        Query(
            min_length=1,
            max_length=1000,
            description="What the file is called, where it is the body itself.",
        ),
    ] = None,
    sha256: Annotated[
        str | None,
        Query(
            pattern=patterns.SHA256,
            description="Its digest, where it is the body itself: bytes that are others are not kept.",
        ),
    ] = None,
    wait_s: Annotated[
        int,
        Query(
            ge=0,
            le=60,
            description="How many seconds to wait until it is known what became of the files.",
        ),
        WHOLE_NUMBER,
    ] = 5,
) -> UploadResult:
    """Sends a file as the body, or several in a form. FIT, TCX and GPX files and archives (`.zip`, `.gz`) are read as those in
    a folder are; the first upload connects a source of the kind `upload`. Each file is kept before it is read, and a job takes it
    in by itself. The same bytes again change nothing. A part of a form may say its digest, as `sha256` does of the body
    itself: `Content-Digest: sha-256=:BASE64:` (RFC 9530). What is sent in a request that breaks off in the middle of a file is
    not kept, but for the files of a form that had come whole."""
    kept: list[Kept] = []
    try:
        async for sent in files_of(request, backend.settings, name=name, sha256=sha256):
            async with backend.database_turns.take():
                kept.append(await run_sync(_keep, backend, caller.account_id, sent))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise
        why = f"Files cannot be kept at the moment: {os_reason(error)}."
        raise Problem(Kind.NOT_READY, why, headers={"Retry-After": "10"}) from error
    finally:
        if kept:
            async with backend.database_turns.take():
                await run_sync(_take_in, backend, caller.account_id, kept)
    views = await _became(backend, caller.account_id, kept, wait_s)
    waiting = [one for one in views if one.state == "waiting"]
    if waiting:
        response.status_code = 202
        one = waiting[0]
        response.headers["Location"] = f"/v1/uploads/{one.id}" if len(views) == 1 else "/v1/uploads"
    return UploadResult.model_validate({"items": views})


@router.post(
    "/missing",
    operation_id="find_missing_uploads",
    summary="Which files does the server lack?",
    responses=problems(*OF_A_SCOPE, *REFUSED_BODIES, Kind.VALIDATION),
)
def find_missing_uploads(body: MissingRequest, database: UploaderDatabase) -> MissingResult:
    """Asked before files are sent, so that sending a folder again costs little. Only the account's own uploads count: a file
    that came from another source alone is missing."""
    missing, ids = uploads.lacking(database, body.sha256)
    there = upload_views.sent_again(database, upload_views.of_ids(database, ids))
    return MissingResult.model_validate({"missing": missing, "items": there})


@router.get(
    "",
    operation_id="list_uploads",
    summary="List uploads",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_uploads(database: UploaderDatabase, asked: AskedPage) -> UploadList:
    """The latest first."""
    return UploadList.model_validate(upload_views.list_all(database, asked), from_attributes=True)


@router.get(
    "/{upload_id}",
    operation_id="get_upload",
    summary="What became of an upload?",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def get_upload(upload_id: UploadId, database: UploaderDatabase) -> Upload:
    """One upload."""
    return Upload.model_validate(upload_views.show(database, upload_id))


def _keep(backend: Backend, account_id: UUID, sent: Sent) -> Kept:
    with backend.database.session_of(account_id) as session:
        return uploads.keep(session, backend.originals, backend.settings, sent)


def _take_in(backend: Backend, account_id: UUID, kept: Sequence[Kept]) -> None:
    """Begins a job for what is new, and once more for what failed before."""
    with backend.database.session_of(account_id) as session:
        before = [one.id for one in kept if not one.is_new]
        failed = [
            one.id
            for one in upload_views.of_ids(session, before)
            if one.state == "failed" or one.failed_count
        ]
        session.rollback()
        if failed:
            uploads.take_up_again(session, failed)
        uploads.begin(session, backend.sync_engine, kept[0].source_id)


async def _became(
    backend: Backend, account_id: UUID, kept: Sequence[Kept], wait_s: int
) -> list[UploadView]:
    """What became of the files, as far as that is known in time."""
    until = asyncio.get_running_loop().time() + wait_s
    number = 0
    while True:
        async with backend.database_turns.take():
            views = await run_sync(_views, backend, account_id, kept)
        left_s = until - asyncio.get_running_loop().time()
        is_over = left_s <= 0 or backend.stopping.is_set()
        if is_over or all(one.state != "waiting" for one in views):
            return views
        await asyncio.sleep(min(_LOOKS_S[min(number, len(_LOOKS_S) - 1)], left_s))
        number += 1


def _views(backend: Backend, account_id: UUID, kept: Sequence[Kept]) -> list[UploadView]:
    with backend.database.session_of(account_id) as session:
        found = {one.id: one for one in upload_views.of_ids(session, {one.id for one in kept})}
        before = [found[one.id] for one in kept if not one.is_new and one.id in found]
        again = {one.id: one for one in upload_views.sent_again(session, before)}
    return [found[one.id] if one.is_new else again[one.id] for one in kept if one.id in found]
