# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.import_result import ImportResult
from ...operation import Operation
from ...types import File

if TYPE_CHECKING:
    import httpx


def import_account(
    *,
    body: File,
) -> Operation[ImportResult]:
    """Import an account's export

    Brings an export back, here or on another server. Nothing is doubled: what the account has already
    stays as it is, a
    recording is known by its original's digest, and ids stay unless another account of this server has
    them. All records come
    at once or not at all; importing again after an interruption brings what is missing. Sources come
    disconnected: connect
    them again.

    Args:
        body (File):
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["content"] = body.payload
    _headers["Content-Type"] = "application/zip"

    return Operation(
        "import_account",
        "POST",
        "/v1/accounts/me/import",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> ImportResult:
    return ImportResult.from_dict(response.json())
