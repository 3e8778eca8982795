"""Daily health data, asked of the backend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fittrack_cli.commands.ranges import DateRange

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.daily_health import DailyHealth


def list_daily_health(
    cli: Cli, days: DateRange, *, limit: int | None = None
) -> Iterator[DailyHealth]:
    """The health data of some days, the latest first, at most `limit`. Raises CliError."""
    from fittrack_client import api
    from fittrack_client.types import UNSET

    return cli.connection.items(
        api.list_daily_health(since=days.since or UNSET, until=days.until or UNSET), limit=limit
    )
