"""What activities add up to, asked of the backend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.commands.ranges import DateRange
from fittrack_cli.output.records import parse_choice
from fittrack_contract import GROUPINGS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.totals import Totals


def get_totals(cli: Cli, by: str, days: DateRange, *, sport: str | None = None) -> Totals:
    """The totals of some days and a sport. Raises UsageError for an unknown grouping, and other CliErrors."""
    from fittrack_client import api
    from fittrack_client.models.grouping import check_grouping
    from fittrack_client.types import UNSET

    return cli.connection.call(
        api.get_totals(
            by=check_grouping(parse_choice(by, "period", GROUPINGS)),
            since=days.since or UNSET,
            until=days.until or UNSET,
            sport=sport or UNSET,
        )
    )
