# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.reread_request import RereadRequest
from ...models.sync_job import SyncJob
from ...operation import Operation
from ...parameters import header_text, is_given
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def reread(
    *,
    body: RereadRequest,
    idempotency_key: str | Unset = UNSET,
) -> Operation[SyncJob]:
    """Read the stored originals again

    Derives records again from their originals, without asking any source. Ids, and what was merged,
    split,
    deleted or undone, stay. It is a job as a sync is, with an item for each original; one of an account
    runs at a
    time: the second is a conflict (409) with the first one's `job_id`. After an upgrade of the backend
    whose readers
    have learned something, such a job starts by itself.

    Args:
        idempotency_key (str | Unset): The same key with the same request answers what the first
            one answered.
        body (RereadRequest): What to read again. Without members: everything.
    """

    _headers: dict[str, str] = {}
    if is_given(idempotency_key):
        _headers["Idempotency-Key"] = header_text(idempotency_key, "simple", False)

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "reread",
        "POST",
        "/v1/sync/rereads",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> SyncJob:
    return SyncJob.from_dict(response.json())
