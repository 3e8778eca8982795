# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.schedule_list import ScheduleList
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def list_sync_schedules(
    *,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Operation[ScheduleList]:
    """List the schedules

    The one that runs next first.

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
        "list_sync_schedules",
        "GET",
        "/v1/sync/schedules",
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> ScheduleList:
    return ScheduleList.from_dict(response.json())
