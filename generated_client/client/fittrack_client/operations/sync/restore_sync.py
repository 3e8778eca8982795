# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.sync_job import SyncJob
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def restore_sync(
    job_id: UUID,
) -> Operation[SyncJob]:
    """Restore what an undone sync job brought

    A job that was not undone stays as it is.

    Args:
        job_id (UUID): The sync job's id.
    """

    return Operation(
        "restore_sync",
        "POST",
        path_of(
            "/v1/sync/jobs/{job_id}/restore",
            {
                "job_id": path_text("job_id", job_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> SyncJob:
    return SyncJob.from_dict(response.json())
