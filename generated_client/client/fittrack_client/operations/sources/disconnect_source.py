# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def disconnect_source(
    source_id: UUID,
) -> Operation[None]:
    """Disconnect a source

    What was synced from it stays. Refused while a job runs on it.

    Args:
        source_id (UUID): The source's id.
    """

    return Operation(
        "disconnect_source",
        "DELETE",
        path_of(
            "/v1/sources/{source_id}",
            {
                "source_id": path_text("source_id", source_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> None:
    return None
