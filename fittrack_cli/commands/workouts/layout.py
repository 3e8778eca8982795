"""How planned workouts look: the columns of the list, and one workout with its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.commands.naming.shown import Listed, id_column
from fittrack_cli.commands.none_chosen import why_empty
from fittrack_cli.commands.workouts.fetching import list_workouts
from fittrack_cli.commands.workouts.step_words import how_long, target
from fittrack_cli.output.columns import Column, Table
from fittrack_cli.output.records import row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.workout import Workout
    from fittrack_client.models.workout_detail import WorkoutDetail


def print_workouts(cli: Cli, workouts: Listed[Workout], *, sport: str | None = None) -> None:
    """Prints a list, of one `sport` where that was chosen."""
    cli.output.rows(
        (row_of(workout) for workout in workouts),
        [
            Column("name"),
            Column("sport"),
            Column("step_count", "STEPS"),
            Column("file_name", "FILE", wide=True),
            id_column(workouts),
        ],
        fields=FIELDS["Workout"],
        total=workouts.count,
        empty=why_empty(
            lambda: list_workouts(cli, limit=1),
            is_chosen=sport is not None,
            none="No workouts. Bring some in with: fittrack sync start workouts --watch",
            none_of=lambda _: f"No workout is of {sport}. All of them: fittrack workouts list",
        ),
    )


def print_workout(cli: Cli, workout: WorkoutDetail) -> None:
    """Prints one workout; for people with its steps below."""
    row = row_of(workout)
    fields = FIELDS["WorkoutDetail"]
    columns = [Column("name"), Column("sport"), Column("file_name", "file"), Column("updated_at")]
    steps = Table(
        [
            row_of(step)
            | {
                "index": step.index + 1,
                "how_long": how_long(step, cli.output.units),
                "target": target(step, cli.output.units),
            }
            for step in workout.steps
        ],
        [
            Column("index", "STEP"),
            Column("name"),
            Column("intensity"),
            Column("how_long"),
            Column("target"),
            Column("notes", wide=True),
        ],
    )
    cli.output.item(
        row,
        columns,
        fields=fields,
        title=f"Workout {workout.id}",
        below=[steps] if workout.steps else [],
    )
