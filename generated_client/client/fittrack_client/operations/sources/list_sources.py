# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.source_list import SourceList
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def list_sources(
    *,
    disconnected: bool | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Operation[SourceList]:
    """List the sources

    In the order in which they were connected.

    Args:
        disconnected (bool | Unset): List those that were disconnected instead. Without: no.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.
    """

    _query: list[str] = []
    if is_given(disconnected):
        _query.append(query_text("disconnected", disconnected, "form", True))

    if is_given(limit):
        _query.append(query_text("limit", limit, "form", True))

    if is_given(cursor):
        _query.append(query_text("cursor", cursor, "form", True))

    return Operation(
        "list_sources",
        "GET",
        "/v1/sources",
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> SourceList:
    return SourceList.from_dict(response.json())
