# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.upload_list import UploadList
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def list_uploads(
    *,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Operation[UploadList]:
    """List uploads

    The latest first.

    Args:
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.
    """

    _query: list[str] = []
    if is_given(limit):
        _query.append(query_text("limit", limit, "form", True))

    if is_given(cursor):
        _query.append(query_text("cursor", cursor, "form", True))

    return Operation(
        "list_uploads",
        "GET",
        "/v1/uploads",
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> UploadList:
    return UploadList.from_dict(response.json())
