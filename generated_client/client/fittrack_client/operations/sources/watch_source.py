# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from ...models.source import Source
from ...models.source_watching import SourceWatching
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def watch_source(
    source_id: UUID,
    *,
    body: SourceWatching,
) -> Operation[Source]:
    """Watch a source's folder, or stop that

    A sync starts when something in the folder has changed and then stayed the same for 10 seconds, a
    minute apart at
    least; also when the folder was away and is back, such as a watch that is plugged in.

    Args:
        source_id (UUID): The source's id.
        body (SourceWatching): Whether a source's folder is watched.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "watch_source",
        "PUT",
        path_of(
            "/v1/sources/{source_id}/watching",
            {
                "source_id": path_text("source_id", source_id, "simple", False),
            },
        ),
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> Source:
    return Source.from_dict(response.json())
