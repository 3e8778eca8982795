# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.ignored_file import IgnoredFile
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def ignore_sync_item(
    item_id: UUID,
) -> Operation[IgnoredFile]:
    """Ignore a file that is known to be bad

    From now on jobs skip what failed in this item and say why, until its content changes. Doing so
    again changes nothing.

    Args:
        item_id (UUID): The item's id, of any job.
    """

    return Operation(
        "ignore_sync_item",
        "POST",
        path_of(
            "/v1/sync/items/{item_id}/ignore",
            {
                "item_id": path_text("item_id", item_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> IgnoredFile:
    return IgnoredFile.from_dict(response.json())
