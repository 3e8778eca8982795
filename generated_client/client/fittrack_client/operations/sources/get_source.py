# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.source import Source
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def get_source(
    source_id: UUID,
) -> Operation[Source]:
    """Show a source

    One source.

    Args:
        source_id (UUID): The source's id.
    """

    return Operation(
        "get_source",
        "GET",
        path_of(
            "/v1/sources/{source_id}",
            {
                "source_id": path_text("source_id", source_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> Source:
    return Source.from_dict(response.json())
