"""`fittrack health`: how the days were."""

from fittrack_cli.commands.arguments import LastOption, LimitOption, SinceOption, UntilOption
from fittrack_cli.program.context import Cli


def list_(
    cli: Cli,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
    limit: LimitOption = None,
) -> None:
    """List daily steps, distance, energy, active minutes and weight, the latest day first.

    Examples:
        fittrack health list --last 30d
        fittrack health list -o csv > health.csv
        fittrack health list -o json --fields date,weight_kg
    """
    from fittrack_cli.commands.health.fetching import list_daily_health
    from fittrack_cli.commands.health.layout import print_days
    from fittrack_cli.commands.ranges import date_range

    print_days(cli, list_daily_health(cli, date_range(since, until, last), limit=limit))
