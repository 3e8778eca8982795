"""`fittrack activities bests` and `load`: what is worked out of all activities."""

from typing import Annotated

from fittrack_cli.commands.arguments import LastOption, SinceOption, SportsOption, UntilOption
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option


def bests(
    cli: Cli,
    sport: SportsOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
    top: Annotated[int, Option("--top", metavar="N", min=1, max=100, help="So many of each.")] = 1,
) -> None:
    """Show the best times from 400 m to a marathon, and the most power for 5 s to an hour.

    Of running and cycling, unless --sport says otherwise. A time is with pauses, as in a race. They are worked out in the
    background after a sync; a note says how many activities are still to come.

    Examples:
        fittrack activities bests
        fittrack activities bests --sport running --last 1y --top 3
        fittrack activities bests -o csv > bests.csv
    """
    from fittrack_cli.commands.activities.numbers_layout import print_bests
    from fittrack_cli.commands.ranges import date_range
    from fittrack_client import api
    from fittrack_client.types import UNSET

    days = date_range(since, until, last)
    found = cli.connection.call(
        api.get_bests(
            sport=sport or UNSET,
            since=days.since or UNSET,
            until=days.until or UNSET,
            limit=top,
        )
    )
    print_bests(cli, found)


def load(
    cli: Cli,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
    measure: Annotated[
        str | None,
        Option(
            "--measure",
            metavar="MEASURE",
            help="stress (TSS; from heart rates where power lacks) or trimp "
            "(default: stress, unless more activities have a trimp).",
        ),
    ] = None,
) -> None:
    """Show how fit, tired and in form you are, from the load of each day.

    Fitness is the load weighted over 42 days, fatigue over 7; form is fitness less fatigue, in the morning. It needs to know
    you: `fittrack account athlete`. Without days it shows the last 90. `-o json` and `-o csv` print each day.

    Examples:
        fittrack activities load
        fittrack activities load --last 1y --measure trimp
        fittrack activities load --since 2026-01-01 -o csv > load.csv
    """
    from fittrack_cli.commands.activities.numbers_layout import print_load
    from fittrack_cli.commands.ranges import date_range
    from fittrack_cli.output.records import parse_choice
    from fittrack_client import api
    from fittrack_client.models.load_measure import check_load_measure
    from fittrack_client.types import UNSET
    from fittrack_contract import LOAD_MEASURES

    days = date_range(since, until, last)
    found = cli.connection.call(
        api.get_training_load(
            since=days.since or UNSET,
            until=days.until or UNSET,
            measure=UNSET
            if measure is None
            else check_load_measure(parse_choice(measure, "measure", LOAD_MEASURES)),
        )
    )
    print_load(cli, found)
