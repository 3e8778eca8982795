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
    from fittrack_cli.commands.workouts.fetching import list_workouts
    from fittrack_cli.commands.workouts.layout import print_workouts

    print_workouts(cli, list_workouts(cli, sport=sport, limit=limit))


def show(cli: Cli, workout: WorkoutArgument) -> None:
    """Show one workout with its steps.

    Examples:
        fittrack workouts show WORKOUT
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.workouts.fetching import get_workout
    from fittrack_cli.commands.workouts.layout import print_workout

    print_workout(cli, get_workout(cli, parse_id(workout, "workout")))


def download(
    cli: Cli, workout: WorkoutArgument, to: ToOption = None, force: ForceOption = False
) -> None:
    """Download a workout's original file, byte for byte.

    Examples:
        fittrack workouts download WORKOUT --to intervals.fit
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.originals import save_original
    from fittrack_cli.commands.workouts.fetching import get_workout

    found = get_workout(cli, parse_id(workout, "workout"))
    save_original(cli, "workouts", found, to, force=force)
