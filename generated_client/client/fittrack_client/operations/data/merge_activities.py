# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from ...models.activity_detail import ActivityDetail
from ...models.merge_request import MergeRequest
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def merge_activities(
    activity_id: UUID,
    *,
    body: MergeRequest,
) -> Operation[ActivityDetail]:
    """Merge activities

    Makes one activity of several that are recordings of the same, for good: later syncs keep to it.
    The first keeps its id.

    Args:
        activity_id (UUID): The activity's id.
        body (MergeRequest): Which activities are the same one.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "merge_activities",
        "POST",
        path_of(
            "/v1/activities/{activity_id}/merge",
            {
                "activity_id": path_text("activity_id", activity_id, "simple", False),
            },
        ),
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> ActivityDetail:
    return ActivityDetail.from_dict(response.json())
