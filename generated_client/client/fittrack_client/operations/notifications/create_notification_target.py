# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.created_notification_target import CreatedNotificationTarget
from ...models.notification_target_request import NotificationTargetRequest
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def create_notification_target(
    *,
    body: NotificationTargetRequest,
) -> Operation[CreatedNotificationTarget]:
    """Add somewhere to tell what happened

    The server sends a POST there when a sync of the account fails, works again, or stays away, and on
    security
    events. A webhook gets JSON as Standard Webhooks 1.0.0 says, signed with HMAC-SHA256. What is not
    taken is sent again
    for three days. For the server's first account; never to an address inside the server's own network,
    unless its
    operator allows that.

    Args:
        body (NotificationTargetRequest): A target to be added.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "create_notification_target",
        "POST",
        "/v1/notifications/targets",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> CreatedNotificationTarget:
    return CreatedNotificationTarget.from_dict(response.json())
