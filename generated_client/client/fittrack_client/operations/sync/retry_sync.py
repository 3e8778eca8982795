# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.sync_job import SyncJob
from ...operation import Operation
from ...parameters import header_text, is_given, path_of, path_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def retry_sync(
    job_id: UUID,
    *,
    idempotency_key: str | Unset = UNSET,
) -> Operation[SyncJob]:
    """Take up a sync job again

    Does what is pending and tries again what failed. A running or successful job is a
    conflict (409).

    Args:
        job_id (UUID): The sync job's id.
        idempotency_key (str | Unset): The same key with the same request answers what the first
            one answered.
    """

    _headers: dict[str, str] = {}
    if is_given(idempotency_key):
        _headers["Idempotency-Key"] = header_text(idempotency_key, "simple", False)

    return Operation(
        "retry_sync",
        "POST",
        path_of(
            "/v1/sync/jobs/{job_id}/retry",
            {
                "job_id": path_text("job_id", job_id, "simple", False),
            },
        ),
        _read,
        headers=_headers,
    )


def _read(response: httpx.Response) -> SyncJob:
    return SyncJob.from_dict(response.json())
