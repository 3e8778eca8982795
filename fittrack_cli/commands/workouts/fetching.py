"""Planned workouts, asked of the backend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.commands.naming.shown import Listed, listed, wants_total

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.models.workout import Workout
    from fittrack_client.models.workout_detail import WorkoutDetail


def list_workouts(
    cli: Cli, *, sport: str | None = None, limit: int | None = None
) -> Listed[Workout]:
    """The planned workouts by name, at most `limit`. Raises CliError."""
    from fittrack_client import api
    from fittrack_client.types import UNSET

    return listed(
        cli,
        lambda digits: api.list_workouts(
            sport=sport or UNSET, include_id_digits=digits, include_total=wants_total(cli)
        ),
        limit=limit,
    )


def get_workout(cli: Cli, workout_id: UUID) -> WorkoutDetail:
    """One workout with its steps. Raises NotFound and other CliErrors."""
    from fittrack_client import api

    return cli.connection.call(api.get_workout(workout_id))
