"""Health data, asked of the backend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fittrack_cli.commands.naming.shown import Listed, counted_list, wants_total
from fittrack_cli.commands.ranges import DateRange

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.daily_health import DailyHealth
    from fittrack_client.models.daily_health_detail import DailyHealthDetail
    from fittrack_client.models.health_series import HealthSeries
    from fittrack_client.models.sleep_night import SleepNight
    from fittrack_client.models.weighing import Weighing


def list_daily_health(
    cli: Cli, days: DateRange, *, limit: int | None = None
) -> Listed[DailyHealth]:
    """The health data of some days, the latest first, at most `limit`. Raises CliError."""
    from fittrack_client import api
    from fittrack_client.types import UNSET

    asked = api.list_daily_health(
        since=days.since or UNSET, until=days.until or UNSET, include_total=wants_total(cli)
    )
    return counted_list(cli, asked, limit=limit)


def get_daily_health(cli: Cli, day: dt.date) -> DailyHealthDetail:
    """One day. Raises NotFound and other CliErrors."""
    from fittrack_client import api

    return cli.connection.call(api.get_daily_health(day))


def get_series(cli: Cli, day: dt.date, metric: str) -> HealthSeries:
    """How a metric went over a day. Raises NotFound and other CliErrors."""
    from fittrack_client import api
    from fittrack_client.models.metric import check_metric

    return cli.connection.call(api.get_health_series(day, check_metric(metric)))


def list_sleep(cli: Cli, days: DateRange, *, limit: int | None = None) -> Listed[SleepNight]:
    """The nights that ended on some days, the latest first, at most `limit`. Raises CliError."""
    from fittrack_client import api
    from fittrack_client.types import UNSET

    asked = api.list_sleep(
        since=days.since or UNSET, until=days.until or UNSET, include_total=wants_total(cli)
    )
    return counted_list(cli, asked, limit=limit)


def list_weights(cli: Cli, days: DateRange, *, limit: int | None = None) -> Iterator[Weighing]:
    """The weighings of some days, the latest first, at most `limit`. Raises CliError."""
    from fittrack_client import api
    from fittrack_client.types import UNSET

    return cli.connection.items(
        api.list_weights(since=days.since or UNSET, until=days.until or UNSET), limit=limit
    )
