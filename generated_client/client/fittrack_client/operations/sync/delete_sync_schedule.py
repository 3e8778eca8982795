# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def delete_sync_schedule(
    schedule_id: UUID,
) -> Operation[None]:
    """End a schedule

    A sync that it started goes on.

    Args:
        schedule_id (UUID): The schedule's id.
    """

    return Operation(
        "delete_sync_schedule",
        "DELETE",
        path_of(
            "/v1/sync/schedules/{schedule_id}",
            {
                "schedule_id": path_text("schedule_id", schedule_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> None:
    return None
