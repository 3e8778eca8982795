"""`fittrack workouts`: what is planned."""

from typing import Annotated

import typer

from fittrack_cli.commands.arguments import ForceOption, LimitOption, SportOption, ToOption
from fittrack_cli.program.context import Cli

WorkoutArgument = Annotated[str, typer.Argument(metavar="WORKOUT", help="The workout's id.")]


def list_(cli: Cli, sport: SportOption = None, limit: LimitOption = None) -> None:
    """List planned workouts by name.

    Examples:
        fittrack workouts list
        fittrack workouts list --sport cycling -o json
    """
    from fittrack_cli.output import Column
    from fittrack_cli.output.records import row_of
    from fittrack_client.api.data import list_workouts
    from fittrack_client.models.workout_list import WorkoutList
    from fittrack_client.types import UNSET
    from fittrack_contract import FIELDS

    found = cli.connection.items(
        WorkoutList,
        lambda client, cursor, limit: list_workouts.sync_detailed(
            client=client, sport=sport or UNSET, cursor=cursor or UNSET, limit=limit
        ),
        limit=limit,
    )
    cli.output.rows(
        (row_of(workout) for workout in found),
        [
            Column("name"),
            Column("sport"),
            Column("step_count", "STEPS"),
            Column("file_name", "FILE", wide=True),
            Column("id"),
        ],
        fields=FIELDS["Workout"],
        empty="No workouts. Bring some in with: fittrack sync start workouts --watch",
    )


def show(cli: Cli, workout: WorkoutArgument) -> None:
    """Show one workout with its steps.

    Examples:
        fittrack workouts show WORKOUT
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.workouts.workouts import get_workout, print_workout

    print_workout(cli, get_workout(cli, parse_id(workout, "workout")))


def download(
    cli: Cli, workout: WorkoutArgument, to: ToOption = None, force: ForceOption = False
) -> None:
    """Download a workout's original file, byte for byte as it came.

    Examples:
        fittrack workouts download WORKOUT --to intervals.fit
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.originals import save_original
    from fittrack_cli.commands.workouts.workouts import get_workout

    found = get_workout(cli, parse_id(workout, "workout"))
    save_original(cli, "workouts", found, to, force=force)
