# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.workout_detail import WorkoutDetail
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def get_workout(
    workout_id: UUID,
) -> Operation[WorkoutDetail]:
    """Show a planned workout

    A planned workout with its steps.

    Args:
        workout_id (UUID): The workout's id.
    """

    return Operation(
        "get_workout",
        "GET",
        path_of(
            "/v1/workouts/{workout_id}",
            {
                "workout_id": path_text("workout_id", workout_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> WorkoutDetail:
    return WorkoutDetail.from_dict(response.json())
