# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...operation import Operation
from ...parameters import header_text, is_given, path_of, path_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def stream_sync_events(
    job_id: UUID,
    *,
    last_event_id: str | Unset = UNSET,
) -> Operation[str]:
    """Follow a sync job

    Every item's outcome as it comes, and the job's progress, until the job ends, or the session
    or token that asks does. Go on after the last event that was received with `Last-Event-ID`.

    Args:
        job_id (UUID): The sync job's id.
        last_event_id (str | Unset): The id of the last event that was received: the stream goes
            on after it.
    """

    _headers: dict[str, str] = {}
    if is_given(last_event_id):
        _headers["Last-Event-ID"] = header_text(last_event_id, "simple", False)

    return Operation(
        "stream_sync_events",
        "GET",
        path_of(
            "/v1/sync/jobs/{job_id}/events",
            {
                "job_id": path_text("job_id", job_id, "simple", False),
            },
        ),
        _read,
        headers=_headers,
    )


def _read(response: httpx.Response) -> str:
    response_200 = response.text
    if not isinstance(response_200, str):
        raise TypeError("response_200: expected text")

    return response_200
