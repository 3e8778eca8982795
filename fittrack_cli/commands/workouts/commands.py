"""`fittrack workouts`: what is planned."""

from typing import Annotated

from fittrack_cli.commands.arguments import (
    NAMED_BY,
    AllOption,
    ForceOption,
    LimitOption,
    SportOption,
    ToOption,
)
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

WorkoutArgument = Annotated[
    str | None, Argument(metavar="WORKOUT", help=f"The workout: {NAMED_BY}.")
]


def list_(
    cli: Cli, sport: SportOption = None, limit: LimitOption = None, every: AllOption = False
) -> None:
    """List planned workouts by name.

    Examples:
        fittrack workouts list
        fittrack workouts list --sport cycling -o json
    """
    from fittrack_cli.commands.first_rows import most_of
    from fittrack_cli.commands.workouts.fetching import list_workouts
    from fittrack_cli.commands.workouts.layout import print_workouts

    workouts = list_workouts(cli, sport=sport, limit=most_of(cli, limit, every=every))
    print_workouts(cli, workouts, sport=sport)


def show(cli: Cli, workout: WorkoutArgument = None) -> None:
    """Show one workout with its steps.

    Examples:
        fittrack workouts show WORKOUT
    """
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import WORKOUT
    from fittrack_cli.commands.one_record import print_record
    from fittrack_cli.commands.workouts.layout import print_workout
    from fittrack_client import api

    print_record(cli, api.get_workout(id_of(cli, WORKOUT, workout)), "WorkoutDetail", print_workout)


def download(
    cli: Cli, workout: WorkoutArgument = None, to: ToOption = None, force: ForceOption = False
) -> None:
    """Download a workout's original file, byte for byte.

    Examples:
        fittrack workouts download WORKOUT --to intervals.fit
    """
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import WORKOUT
    from fittrack_cli.commands.originals import save_original
    from fittrack_cli.commands.workouts.fetching import get_workout

    found = get_workout(cli, id_of(cli, WORKOUT, workout))
    save_original(cli, "workouts", found, to, force=force)
