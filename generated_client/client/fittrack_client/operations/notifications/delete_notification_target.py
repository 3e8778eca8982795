# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def delete_notification_target(
    target_id: UUID,
) -> Operation[None]:
    """Stop telling a target

    What it has yet to be told goes, too.

    Args:
        target_id (UUID): The notification target's id.
    """

    return Operation(
        "delete_notification_target",
        "DELETE",
        path_of(
            "/v1/notifications/targets/{target_id}",
            {
                "target_id": path_text("target_id", target_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> None:
    return None
