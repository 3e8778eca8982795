# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from ...models.source import Source
from ...models.source_change import SourceChange
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def change_source(
    source_id: UUID,
    *,
    body: SourceChange,
) -> Operation[Source]:
    """Change a source

    Its name, its key, when that ends, and whether deletions are followed. A new key takes a fresh
    proof.

    Args:
        source_id (UUID): The source's id.
        body (SourceChange): What to change of a source; what is left out stays.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "change_source",
        "PATCH",
        path_of(
            "/v1/sources/{source_id}",
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
