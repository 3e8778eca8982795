# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.missing_request import MissingRequest
from ...models.missing_result import MissingResult
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def find_missing_uploads(
    *,
    body: MissingRequest,
) -> Operation[MissingResult]:
    """Which files does the server lack?

    Asked before files are sent, so that sending a folder again costs little. Only the account's own
    uploads count: a file
    that came from another source alone is missing.

    Args:
        body (MissingRequest): Digests of files that a client could send.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "find_missing_uploads",
        "POST",
        "/v1/uploads/missing",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> MissingResult:
    return MissingResult.from_dict(response.json())
