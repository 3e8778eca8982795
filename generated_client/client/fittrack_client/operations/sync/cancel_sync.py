# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.sync_job import SyncJob
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def cancel_sync(
    job_id: UUID,
) -> Operation[SyncJob]:
    """Cancel a sync job

    Items that have an outcome keep it. A job that already ended is a conflict (409).

    Args:
        job_id (UUID): The sync job's id.
    """

    return Operation(
        "cancel_sync",
        "POST",
        path_of(
            "/v1/sync/jobs/{job_id}/cancel",
            {
                "job_id": path_text("job_id", job_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> SyncJob:
    return SyncJob.from_dict(response.json())
