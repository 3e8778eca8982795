# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.activity_detail import ActivityDetail
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def restore_activity(
    activity_id: UUID,
) -> Operation[ActivityDetail]:
    """Restore a deleted activity

    Whatever took it away. An activity that is there stays as it is.

    Args:
        activity_id (UUID): The activity's id.
    """

    return Operation(
        "restore_activity",
        "POST",
        path_of(
            "/v1/activities/{activity_id}/restore",
            {
                "activity_id": path_text("activity_id", activity_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> ActivityDetail:
    return ActivityDetail.from_dict(response.json())
