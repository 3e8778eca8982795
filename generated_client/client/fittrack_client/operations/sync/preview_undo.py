# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.removal import Removal
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def preview_undo(
    job_id: UUID,
) -> Operation[Removal]:
    """What would undoing a sync job take away?

    What it brought and is still there.

    Args:
        job_id (UUID): The sync job's id.
    """

    return Operation(
        "preview_undo",
        "GET",
        path_of(
            "/v1/sync/jobs/{job_id}/undo",
            {
                "job_id": path_text("job_id", job_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> Removal:
    return Removal.from_dict(response.json())
