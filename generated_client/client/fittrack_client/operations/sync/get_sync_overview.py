# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.sync_overview import SyncOverview
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def get_sync_overview() -> Operation[SyncOverview]:
    """What is complete?

    Per source and type: the last success and the last attempt, what came in, what is missing, what
    fails now and which job says why.
    """

    return Operation(
        "get_sync_overview",
        "GET",
        "/v1/sync/overview",
        _read,
    )


def _read(response: httpx.Response) -> SyncOverview:
    return SyncOverview.from_dict(response.json())
