"""`fittrack health`: how the days and nights were."""

from typing import Annotated

from fittrack_cli.commands.arguments import (
    AllOption,
    LastOption,
    LimitOption,
    SinceOption,
    UntilOption,
)
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

DayArgument = Annotated[
    str, Argument(metavar="DAY", help="The day: YYYY-MM-DD, today or yesterday.")
]


def list_(
    cli: Cli,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
    limit: LimitOption = None,
    every: AllOption = False,
) -> None:
    """List the days with steps, energy, sleep, heart rate, HRV, stress, weight and more, the latest first.

    Examples:
        fittrack health list --last 30d
        fittrack health list -o csv > health.csv
        fittrack health list -o json --fields date,weight_kg
    """
    from fittrack_cli.commands.first_rows import most_of
    from fittrack_cli.commands.health.fetching import list_daily_health
    from fittrack_cli.commands.health.list_layout import print_days
    from fittrack_cli.commands.ranges import date_range

    chosen = date_range(since, until, last)
    days = list_daily_health(cli, chosen, limit=most_of(cli, limit, every=every))
    print_days(cli, days, chosen)


def show(cli: Cli, day: DayArgument) -> None:
    """Show all that is known of a day, with the night that ended on it.

    Examples:
        fittrack health show yesterday
        fittrack health show 2026-03-01 -o json --query night.levels
    """
    from fittrack_cli.commands.health.day_layout import print_day
    from fittrack_cli.commands.health.fetching import get_daily_health
    from fittrack_cli.commands.ranges import day_of

    print_day(cli, get_daily_health(cli, day_of(day, "DAY")))


def sleep(
    cli: Cli,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
    limit: LimitOption = None,
    every: AllOption = False,
) -> None:
    """List the nights with their stages of sleep, the latest first. A night counts for the day of waking.

    Examples:
        fittrack health sleep --last 7d
        fittrack health sleep -o csv --fields date,sleep_s,deep_sleep_s,sleep_score > sleep.csv
    """
    from fittrack_cli.commands.first_rows import most_of
    from fittrack_cli.commands.health.fetching import list_sleep
    from fittrack_cli.commands.health.list_layout import print_nights
    from fittrack_cli.commands.ranges import date_range

    chosen = date_range(since, until, last)
    nights = list_sleep(cli, chosen, limit=most_of(cli, limit, every=every))
    print_nights(cli, nights, chosen)


def weight(
    cli: Cli,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
    limit: LimitOption = None,
    every: AllOption = False,
) -> None:
    """List the weighings with what the scale says of the body, the latest first.

    Examples:
        fittrack health weight --last 3m
        fittrack health weight -o csv > weight.csv
    """
    from fittrack_cli.commands.first_rows import most_of
    from fittrack_cli.commands.health.fetching import list_weights
    from fittrack_cli.commands.health.list_layout import print_weights
    from fittrack_cli.commands.ranges import date_range

    chosen = date_range(since, until, last)
    weights = list_weights(cli, chosen, limit=most_of(cli, limit, every=every))
    print_weights(cli, weights, chosen)


def chart(
    cli: Cli,
    metric: Annotated[
        str,
        Argument(
            metavar="HEALTH_METRIC",
            help="Over a day: heart_rate, stress, respiration, spo2, hrv or body_battery. From day to day: any "
            "number of `health list`, such as steps, resting_hr_bpm or weight_kg.",
        ),
    ],
    day: Annotated[
        str | None,
        Option(
            "--day",
            metavar="DAY",
            help="Which day, of what goes over a day (default: the latest that has it).",
        ),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
) -> None:
    """Draw how a value went over a day, or from day to day: the last 30 days by default.

    Times are those of this machine. `-o json` and `-o csv` print the numbers.

    Examples:
        fittrack health chart heart_rate
        fittrack health chart stress --day yesterday
        fittrack health chart resting_hr_bpm --last 3m
        fittrack health chart weight_kg --last 1y -o csv > weight.csv
    """
    from fittrack_cli.commands.health.charts import is_over_a_day, of_day, of_days, print_drawn
    from fittrack_cli.commands.ranges import date_range, day_of
    from fittrack_cli.errors import UsageError

    if is_over_a_day(metric):
        if since or until or last:
            raise UsageError(
                f"{metric} goes over one day", "a range of days was given", "choose it with --day"
            )
        drawn = of_day(cli, metric, None if day is None else day_of(day, "--day"))
    else:
        if day is not None:
            raise UsageError(
                f"{metric} has one value a day",
                "--day chooses one day",
                "choose days with --last, --since or --until",
            )
        if not (since or until or last):
            last = "30d"
        drawn = of_days(cli, metric, date_range(since, until, last))
    print_drawn(cli, drawn, metric)
