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
    from fittrack_cli.commands.ranges import date_range
    from fittrack_cli.output import Column
    from fittrack_cli.output.cells import number
    from fittrack_cli.output.records import row_of
    from fittrack_client.api.data import list_daily_health
    from fittrack_client.models.daily_health_list import DailyHealthList
    from fittrack_client.types import UNSET
    from fittrack_contract import FIELDS

    def minutes(value: object) -> str:
        return f"{number(round(value))} min" if isinstance(value, int | float) else "-"

    days = date_range(since, until, last)
    found = cli.connection.items(
        DailyHealthList,
        lambda client, cursor, limit: list_daily_health.sync_detailed(
            client=client,
            since=days.since or UNSET,
            until=days.until or UNSET,
            cursor=cursor or UNSET,
            limit=limit,
        ),
        limit=limit,
    )
    cli.output.rows(
        (row_of(day) for day in found),
        [
            Column("date", "DAY"),
            Column("steps"),
            Column("distance_m"),
            Column("active_minutes", "ACTIVE", minutes),
            Column("active_calories_kcal", "ACTIVE ENERGY"),
            Column("resting_calories_kcal", "AT REST", wide=True),
            Column("weight_kg"),
        ],
        fields=FIELDS["DailyHealth"],
        empty="No health data. Bring some in with: fittrack sync start health --watch",
    )
