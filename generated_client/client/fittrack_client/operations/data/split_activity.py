# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from ...models.split_activity import SplitActivity
from ...models.split_request import SplitRequest
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def split_activity(
    activity_id: UUID,
    *,
    body: SplitRequest,
) -> Operation[SplitActivity]:
    """Split an activity

    Makes several activities of one whose recordings are not of the same, for good: later syncs keep
    to it. They count towards the account's quota of activities.

    Args:
        activity_id (UUID): The activity's id.
        body (SplitRequest): Which recordings are of another activity.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "split_activity",
        "POST",
        path_of(
            "/v1/activities/{activity_id}/split",
            {
                "activity_id": path_text("activity_id", activity_id, "simple", False),
            },
        ),
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> SplitActivity:
    return SplitActivity.from_dict(response.json())
