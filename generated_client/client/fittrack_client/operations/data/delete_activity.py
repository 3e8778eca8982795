# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def delete_activity(
    activity_id: UUID,
) -> Operation[None]:
    """Delete an activity

    No sync brings it back, whichever file of it comes in. It can be restored for 30 days; then it is
    gone for good. Deleting it again changes nothing.

    Args:
        activity_id (UUID): The activity's id.
    """

    return Operation(
        "delete_activity",
        "DELETE",
        path_of(
            "/v1/activities/{activity_id}",
            {
                "activity_id": path_text("activity_id", activity_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> None:
    return None
