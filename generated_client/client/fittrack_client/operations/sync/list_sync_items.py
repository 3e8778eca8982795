# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.item_outcome import ItemOutcome
from ...models.sync_item_list import SyncItemList
from ...models.sync_type import SyncType
from ...operation import Operation
from ...parameters import is_given, path_of, path_text, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def list_sync_items(
    job_id: UUID,
    *,
    outcome: ItemOutcome | Unset = UNSET,
    type_: SyncType | Unset = UNSET,
    messages: bool | Unset = False,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Operation[SyncItemList]:
    """List what became of each file

    In the order of their names. An older job does not list every item that it counts: see its
    `items_tidied_at`.

    Args:
        job_id (UUID): The sync job's id.
        outcome (ItemOutcome | Unset): How one item of a job ended. `pending`: it has not been
            looked at yet. `merged`: the activity
            that it holds was there already, and it is another recording of it.
        type_ (SyncType | Unset): What a sync covers.
        messages (bool | Unset): Also say which messages each FIT file has. Default: False.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.
    """

    _query: list[str] = []
    if is_given(outcome):
        _query.append(query_text("outcome", outcome, "form", True))

    if is_given(type_):
        _query.append(query_text("type", type_, "form", True))

    if is_given(messages):
        _query.append(query_text("messages", messages, "form", True))

    if is_given(limit):
        _query.append(query_text("limit", limit, "form", True))

    if is_given(cursor):
        _query.append(query_text("cursor", cursor, "form", True))

    return Operation(
        "list_sync_items",
        "GET",
        path_of(
            "/v1/sync/jobs/{job_id}/items",
            {
                "job_id": path_text("job_id", job_id, "simple", False),
            },
        ),
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> SyncItemList:
    return SyncItemList.from_dict(response.json())
