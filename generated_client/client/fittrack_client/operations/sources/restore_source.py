# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.removal import Removal
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def restore_source(
    source_id: UUID,
) -> Operation[Removal]:
    """Restore what came from a forgotten source

    Its data comes back. The source stays disconnected, if it is.

    Args:
        source_id (UUID): The source's id.
    """

    return Operation(
        "restore_source",
        "POST",
        path_of(
            "/v1/sources/{source_id}/restore",
            {
                "source_id": path_text("source_id", source_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> Removal:
    return Removal.from_dict(response.json())
