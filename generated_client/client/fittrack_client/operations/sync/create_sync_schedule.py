# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.schedule import Schedule
from ...models.schedule_request import ScheduleRequest
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def create_sync_schedule(
    *,
    body: ScheduleRequest,
) -> Operation[Schedule]:
    """Let syncs start by themselves

    The server keeps it and starts a sync of what is new whenever its time comes. A run that finds such
    a sync running
    starts none. It goes when the last of the sources that it names is disconnected.

    Args:
        body (ScheduleRequest): What to sync by itself, and when: exactly one of `every_s`, `at`
            and `cron`.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "create_sync_schedule",
        "POST",
        "/v1/sync/schedules",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> Schedule:
    return Schedule.from_dict(response.json())
