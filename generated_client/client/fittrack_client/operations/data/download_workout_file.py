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


def download_workout_file(
    workout_id: UUID,
) -> Operation[File]:
    """Download a planned workout's original file

    The file as it came from the source, byte for byte.

    Args:
        workout_id (UUID): The workout's id.
    """

    return Operation(
        "download_workout_file",
        "GET",
        path_of(
            "/v1/workouts/{workout_id}/file",
            {
                "workout_id": path_text("workout_id", workout_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> File:
    return File(payload=BytesIO(response.content))
