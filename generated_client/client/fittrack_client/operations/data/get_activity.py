# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.activity_detail import ActivityDetail
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def get_activity(
    activity_id: UUID,
) -> Operation[ActivityDetail]:
    """Show an activity

    An activity with its laps. With `If-None-Match`, 304 says that nothing has changed.

    Args:
        activity_id (UUID): The activity's id.
    """

    return Operation(
        "get_activity",
        "GET",
        path_of(
            "/v1/activities/{activity_id}",
            {
                "activity_id": path_text("activity_id", activity_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> ActivityDetail:
    return ActivityDetail.from_dict(response.json())
