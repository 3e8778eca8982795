# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from ...models.coverage_type import CoverageType
from ...models.sync_coverage import SyncCoverage
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def list_sync_coverage(
    *,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    type_: CoverageType | Unset = UNSET,
    source_id: UUID | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Operation[SyncCoverage]:
    """What is known of each day?

    Source by source, type by type, day by day: whether its records are there and, if not, why.

    Args:
        since (datetime.date | Unset): The first day; without it, 30 days are listed.
        until (datetime.date | Unset): The last day, included; without it, today.
        type_ (CoverageType | Unset): A type whose records have days. Planned workouts have none.
        source_id (UUID | Unset): Only this source.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.
    """

    _query: list[str] = []
    if is_given(since):
        _query.append(query_text("since", since, "form", True))

    if is_given(until):
        _query.append(query_text("until", until, "form", True))

    if is_given(type_):
        _query.append(query_text("type", type_, "form", True))

    if is_given(source_id):
        _query.append(query_text("source_id", source_id, "form", True))

    if is_given(limit):
        _query.append(query_text("limit", limit, "form", True))

    if is_given(cursor):
        _query.append(query_text("cursor", cursor, "form", True))

    return Operation(
        "list_sync_coverage",
        "GET",
        "/v1/sync/coverage",
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> SyncCoverage:
    return SyncCoverage.from_dict(response.json())
