# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.sync_job import SyncJob
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def undo_sync(
    job_id: UUID,
) -> Operation[SyncJob]:
    """Undo a sync job

    What it brought is taken away, and recordings and days of health data that it replaced count again.
    No sync
    brings back the same bytes. It can be restored for 30 days. Undoing it again changes nothing.

    Args:
        job_id (UUID): The sync job's id.
    """

    return Operation(
        "undo_sync",
        "POST",
        path_of(
            "/v1/sync/jobs/{job_id}/undo",
            {
                "job_id": path_text("job_id", job_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> SyncJob:
    return SyncJob.from_dict(response.json())
