# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.upload_files_files_body import UploadFilesFilesBody
from ...models.upload_result import UploadResult
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, File, Unset

if TYPE_CHECKING:
    import httpx


def upload_files(
    *,
    body: File | UploadFilesFilesBody | Unset = UNSET,
    name: str | Unset = UNSET,
    sha256: str | Unset = UNSET,
    wait_s: int | Unset = 5,
) -> Operation[UploadResult]:
    """Upload training files

    Sends a file as the body, or several in a form. FIT, TCX and GPX files and archives (`.zip`, `.gz`)
    are read as those in
    a folder are; the first upload connects a source of the kind `upload`. Each file is kept before it
    is read, and a job takes it
    in by itself. The same bytes again change nothing. A part of a form may say its digest, as `sha256`
    does of the body
    itself: `Content-Digest: sha-256=:BASE64:` (RFC 9530). What is sent in a request that breaks off in
    the middle of a file is
    not kept, but for the files of a form that had come whole.

    Args:
        name (str | Unset): What the file is called, where it is the body itself.
        sha256 (str | Unset): Its digest, where it is the body itself: bytes that are others are
            not kept.
        wait_s (int | Unset): How many seconds to wait until it is known what became of the files.
            Default: 5.
        body (File):
        body (UploadFilesFilesBody):
    """

    _headers: dict[str, str] = {}

    _query: list[str] = []
    if is_given(name):
        _query.append(query_text("name", name, "form", True))

    if is_given(sha256):
        _query.append(query_text("sha256", sha256, "form", True))

    if is_given(wait_s):
        _query.append(query_text("wait_s", wait_s, "form", True))

    _kwargs: dict[str, Any] = {}
    if isinstance(body, File):
        _kwargs["content"] = body.payload
        _headers["Content-Type"] = "application/octet-stream"
    if isinstance(body, UploadFilesFilesBody):
        _kwargs["files"] = body.to_multipart()

        _headers["Content-Type"] = "multipart/form-data; boundary=+++"

    return Operation(
        "upload_files",
        "POST",
        "/v1/uploads",
        _read,
        query=_query,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> UploadResult:
    if response.status_code == 202:
        return UploadResult.from_dict(response.json())

    return UploadResult.from_dict(response.json())
