# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.sync_job import SyncJob
from ...models.sync_request import SyncRequest
from ...operation import Operation
from ...parameters import header_text, is_given
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def start_sync(
    *,
    body: SyncRequest,
    idempotency_key: str | Unset = UNSET,
) -> Operation[SyncJob]:
    """Start a sync

    Two jobs on the same source and type never run at once: the second is a conflict (409)
    with the first one's `job_id`.

    Args:
        idempotency_key (str | Unset): The same key with the same request answers what the first
            one answered.
        body (SyncRequest): What to sync. Without members: all types, from all sources, what is
            new.
    """

    _headers: dict[str, str] = {}
    if is_given(idempotency_key):
        _headers["Idempotency-Key"] = header_text(idempotency_key, "simple", False)

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "start_sync",
        "POST",
        "/v1/sync/jobs",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> SyncJob:
    return SyncJob.from_dict(response.json())
