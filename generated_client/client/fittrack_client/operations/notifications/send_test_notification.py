# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.notification_test import NotificationTest
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def send_test_notification(
    target_id: UUID,
) -> Operation[NotificationTest]:
    """Send a target a test

    Once, and now: the answer says what became of it.

    Args:
        target_id (UUID): The notification target's id.
    """

    return Operation(
        "send_test_notification",
        "POST",
        path_of(
            "/v1/notifications/targets/{target_id}/test",
            {
                "target_id": path_text("target_id", target_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> NotificationTest:
    return NotificationTest.from_dict(response.json())
