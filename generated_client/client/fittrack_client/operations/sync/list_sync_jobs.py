# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.job_state import JobState
from ...models.sync_job_list import SyncJobList
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def list_sync_jobs(
    *,
    state: JobState | Unset = UNSET,
    include_total: bool | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
    id_prefix: str | Unset = UNSET,
    include_id_digits: bool | Unset = UNSET,
) -> Operation[SyncJobList]:
    """List sync jobs

    Newest first.

    Args:
        state (JobState | Unset): Where a job stands. `partial`: it ended, and at least one item
            failed.
        include_total (bool | Unset): Also count all that are asked for. Without: no.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.
        id_prefix (str | Unset): Only ids that begin with these hexadecimal digits; hyphens are
            left out.
        include_id_digits (bool | Unset): Also say how many of the first digits tell these ids
            from all others of the account. Without: no.
    """

    _query: list[str] = []
    if is_given(state):
        _query.append(query_text("state", state, "form", True))

    if is_given(include_total):
        _query.append(query_text("include_total", include_total, "form", True))

    if is_given(limit):
        _query.append(query_text("limit", limit, "form", True))

    if is_given(cursor):
        _query.append(query_text("cursor", cursor, "form", True))

    if is_given(id_prefix):
        _query.append(query_text("id_prefix", id_prefix, "form", True))

    if is_given(include_id_digits):
        _query.append(query_text("include_id_digits", include_id_digits, "form", True))

    return Operation(
        "list_sync_jobs",
        "GET",
        "/v1/sync/jobs",
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> SyncJobList:
    return SyncJobList.from_dict(response.json())
