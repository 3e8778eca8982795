# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

from ...operation import Operation
from ...parameters import path_of, path_text
from ...types import File

if TYPE_CHECKING:
    import httpx


def download_activity_file(
    activity_id: UUID,
) -> Operation[File]:
    """Download an activity's original file

    The file as it came from the source, byte for byte.

    Args:
        activity_id (UUID): The activity's id.
    """

    return Operation(
        "download_activity_file",
        "GET",
        path_of(
            "/v1/activities/{activity_id}/file",
            {
                "activity_id": path_text("activity_id", activity_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> File:
    return File(payload=BytesIO(response.content))
