"""Charts of health: a value over a day, or from day to day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fittrack_cli.commands.health.fetching import get_series, list_daily_health
from fittrack_cli.commands.ranges import DateRange
from fittrack_cli.errors import UsageError
from fittrack_cli.output.cells import DAY, TIME_OF_DAY
from fittrack_cli.output.chart import Point
from fittrack_cli.output.columns import Column, Row
from fittrack_contract import FIELDS, METRICS

if TYPE_CHECKING:
    from collections.abc import Callable

    from fittrack_cli.program.context import Cli

_QUANTITIES = {
    "heart_rate": "_bpm",
    "respiration": "_brpm",
    "spo2": "_percent",
    "hrv": "_ms",
}
"""What goes over a day, as the end of a field's name says it; stress and Body Battery have no unit."""


class Drawn(NamedTuple):
    """What a chart is of: rows with a field, each at a place on its axis."""

    title: str
    rows: Sequence[Row]
    points: Sequence[Point]
    fields: tuple[str, str]
    x_text: Callable[[float], str]
    quantity: str
    """The name of a field that has such values."""


def of_day(cli: Cli, metric: str, day: dt.date | None) -> Drawn | None:
    """A metric over a day, or over the latest day that has it; None where there is none."""
    day = day or _latest(cli, metric)
    if day is None:
        return None
    rows = [point.to_dict() for point in get_series(cli, day, metric).points]
    points = [
        Point(dt.datetime.fromisoformat(str(row["time"])).timestamp(), row["value"]) for row in rows
    ]
    title = f"{metric} on {day:{DAY}}"
    quantity = _QUANTITIES.get(metric, "")
    return Drawn(title, rows, points, ("time", "value"), _clock, quantity)


def of_days(cli: Cli, field: str, days: DateRange) -> Drawn:
    """A value of each day. Raises UsageError for a field that is no number."""
    found = [one.to_dict() for one in list_daily_health(cli, days)]
    rows = [
        {"date": one["date"], field: one[field]}
        for one in reversed(found)
        if one.get(field) is not None
    ]
    points = [
        Point(dt.date.fromisoformat(row["date"]).toordinal(), _number(field, row[field]))
        for row in rows
    ]
    return Drawn(field, rows, points, ("date", field), _date, field)


def print_drawn(cli: Cli, drawn: Drawn | None, metric: str) -> None:
    """Prints a chart for people, else its numbers."""
    if drawn is not None and drawn.points and cli.output.is_for_people:
        from fittrack_cli.output.charting import print_chart

        print_chart(cli.output, drawn.title, drawn.quantity, drawn.points, drawn.x_text)
        return
    fields = drawn.fields if drawn is not None else ("time", "value")
    cli.output.rows(
        drawn.rows if drawn is not None else (),
        [Column(field) for field in fields],
        fields=fields,
        empty=f"Nothing is known of {metric} in these days.",
    )


def is_over_a_day(metric: str) -> bool:
    """Whether a metric goes over a day. Raises UsageError for one that there is none of."""
    if metric in METRICS:
        return True
    if metric not in FIELDS["DailyHealth"]:
        raise UsageError(
            "unknown metric",
            f"{metric!r}",
            f"over a day: {', '.join(METRICS)}; from day to day: steps, resting_hr_bpm, weight_kg and the other "
            "columns of fittrack health list -o csv",
        )
    return False


def _latest(cli: Cli, metric: str) -> dt.date | None:
    days = list_daily_health(cli, DateRange())
    return next((day.date for day in days if metric in day.series), None)


def _number(field: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UsageError("this value is no number", f"{field} is {value!r}")
    return value


def _clock(seconds: float) -> str:
    return f"{dt.datetime.fromtimestamp(seconds):{TIME_OF_DAY}}"


def _date(ordinal: float) -> str:
    return f"{dt.date.fromordinal(round(ordinal)):{DAY}}"
