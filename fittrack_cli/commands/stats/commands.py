"""`fittrack stats`: what was trained, added up."""

from typing import Annotated

from fittrack_cli.commands.arguments import LastOption, SinceOption, SportsOption, UntilOption
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option


def stats(
    cli: Cli,
    metrics: Annotated[
        list[str] | None,
        Argument(
            metavar="METRIC",
            help="What to show: time, distance, ascent, energy, elapsed (time with pauses) or count "
            "(default: all but elapsed). The bars are of the first.",
        ),
    ] = None,
    by: Annotated[
        str, Option("--by", metavar="PERIOD", help="week, month, year or sport.")
    ] = "month",
    sport: SportsOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
) -> None:
    """Add up activities by week, month, year or sport, with a bar for each, and your streaks.

    Days are your own, and weeks begin on Monday. A period without an activity has no line. `-o json` and
    `-o csv` print the numbers: distance in metres, time in seconds, energy in kilocalories.

    Examples:
        fittrack stats
        fittrack stats --by week --last 12w
        fittrack stats --by year --sport running distance
        fittrack stats --by sport --since 2026-01-01 -o csv > sports.csv
    """
    from fittrack_cli.commands.ranges import date_range
    from fittrack_cli.commands.stats.fetching import get_totals
    from fittrack_cli.commands.stats.layout import print_totals
    from fittrack_cli.output.metrics import fields_of

    fields = fields_of(metrics or ())
    found = get_totals(cli, by, date_range(since, until, last), sport=sport)
    print_totals(cli, found, fields)
