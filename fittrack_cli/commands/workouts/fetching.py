"""Planned workouts, asked of the backend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.models.workout import Workout
    from fittrack_client.models.workout_detail import WorkoutDetail


def list_workouts(
    cli: Cli, *, sport: str | None = None, limit: int | None = None
) -> Iterator[Workout]:
    """The planned workouts by name, at most `limit`. Raises CliError."""
    from fittrack_client.api.data import list_workouts as operation
    from fittrack_client.models.workout_list import WorkoutList
    from fittrack_client.types import UNSET

    return cli.connection.items(
        WorkoutList,
        lambda client, cursor, limit: operation.sync_detailed(
            client=client, sport=sport or UNSET, cursor=cursor or UNSET, limit=limit
        ),
        limit=limit,
    )


def get_workout(cli: Cli, workout_id: UUID) -> WorkoutDetail:
    """One workout with its steps. Raises NotFound and other CliErrors."""
    from fittrack_client.api.data import get_workout as operation
    from fittrack_client.models.workout_detail import WorkoutDetail

    return cli.connection.call(
        WorkoutDetail, lambda client: operation.sync_detailed(workout_id, client=client)
    )
