"""How much was done from week to week, or in many years from month to month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from fittrack_cli.commands.report.amounts import Amounts, Show, known, long_time, time_axis
from fittrack_cli.commands.report.charts.bars import Bar, bar_chart
from fittrack_cli.commands.report.charts.plot import Frame
from fittrack_cli.commands.report.charts.scale import Limits, Tick
from fittrack_cli.commands.report.days import MONTHS, monday_of, months, short_day, weeks
from fittrack_cli.commands.report.document import Section
from fittrack_cli.commands.report.figures import figure
from fittrack_cli.commands.report.markup import Html
from fittrack_cli.commands.report.tables import all_of, numbers, table

if TYPE_CHECKING:
    from fittrack_cli.commands.report.gathering import Diary
    from fittrack_client.models.total import Total

MOST_WEEKS = 106
"""Of more weeks, months are shown."""
_MEAN_OF = 4
_DAYS_OF_A_YEAR = 365.2425
_SHORT_SPAN = 75
"""Below so many days the labels are days."""
Axis = Callable[[float], tuple[Limits, Sequence[Tick]]]
"""Makes the axis up to at least so much."""


@frozen
class Period:
    """A week or a month, and what it adds up to."""

    first: dt.date
    name: str
    count: int
    timer_s: float
    distance_m: float
    ascent_m: float


def trend_section(diary: Diary, amounts: Amounts) -> Section:
    """Time and distance of each week, or of each month."""
    mondays = list(weeks(diary.first, diary.last))
    days = (diary.last - diary.first).days + 1
    if len(mondays) <= MOST_WEEKS:
        return _section("Week by week", "week", _by_week(diary, mondays), days / 7, amounts)
    return _section(
        "Month by month", "month", _by_month(diary), days * 12 / _DAYS_OF_A_YEAR, amounts
    )


def _section(
    title: str, unit: str, periods: Sequence[Period], count: float, amounts: Amounts
) -> Section:
    def axis_of(field: str) -> Axis:
        return lambda most: amounts.axis(field, 0, max(most, 1.0))

    charts: list[tuple[str, list[float], Show, Axis]] = [
        ("Time", [one.timer_s for one in periods], long_time, time_axis),
        ("Distance", [one.distance_m for one in periods], amounts.far, axis_of("distance_m")),
        ("Ascent", [one.ascent_m for one in periods], amounts.high, axis_of("ascent_m")),
    ]
    parts = [
        _chart(title, unit, periods, values, sum(values) / count, show, axis)
        for title, values, show, axis in charts
        if any(values)
    ]
    heads = [unit.capitalize(), "Activities", "Time", "Distance", "Ascent"]
    rows = [
        [
            one.name,
            f"{one.count:,}",
            known(long_time, one.timer_s or None),
            known(amounts.far, one.distance_m or None),
            known(amounts.high, one.ascent_m or None),
        ]
        for one in periods
    ]
    parts.append(numbers(f"Numbers of each {unit}", table(f"Each {unit}", heads, rows)))
    return Section("trends", title, all_of(parts))


def _chart(
    title: str,
    unit: str,
    periods: Sequence[Period],
    values: Sequence[float],
    mean: float,
    show: Show,
    axis: Axis,
) -> Html:
    most = max(values)
    best = periods[values.index(most)]
    limits, ticks = axis(most)
    has_line = len(values) > 2 * _MEAN_OF
    words = f"{show(mean)} a {unit} on average"
    if has_line:
        words += f"; the line is the mean of {_MEAN_OF} {unit}s"
    return figure(
        bar_chart(
            Frame(
                f"trend-{title.lower()}",
                f"{title} of each {unit}",
                f"{len(values)} {unit}s, on average {show(mean)}; the most was {show(most)}, {best.name}.",
                limits,
                ticks,
                _period_ticks(periods),
            ),
            [
                Bar([value], f"{one.name}: {show(value)}")
                for one, value in zip(periods, values, strict=True)
            ],
            ["first"],
            _means(values) if has_line else (),
        ),
        title,
        words,
    )


def _means(values: Sequence[float]) -> Sequence[float]:
    return [
        sum(part) / len(part)
        for part in (values[max(0, at + 1 - _MEAN_OF) : at + 1] for at in range(len(values)))
    ]


def _period_ticks(periods: Sequence[Period]) -> Sequence[Tick]:
    """The name of a month or a year where it begins, as many as there is room for."""
    return calendar_ticks([one.first for one in periods])


def calendar_ticks(days: Sequence[dt.date], most: int = 8) -> Sequence[Tick]:
    """Days, months or years where they begin among evenly spaced days, at most so many and never too near to each other."""
    count = len(days)
    if (days[-1] - days[0]).days < _SHORT_SPAN:
        every = -(-count // most)
        every += -every % 7 if every > 1 and count > 1 and (days[1] - days[0]).days == 1 else 0
        return [Tick((at + 0.5) / count, _day_name(days[at])) for at in range(0, count, every)]
    starts = [at for at in range(count) if at == 0 or _month(days[at]) != _month(days[at - 1])]
    step = next((one for one in (1, 2, 3, 6, 12, 24, 60, 120) if len(starts) <= most * one), 1200)
    first = starts[0] if days[0].day == 1 else None
    chosen = [
        at
        for at in starts
        if (days[at].year * 12 + days[at].month - 1) % step == 0 and (at != 0 or first is not None)
    ]
    return [
        Tick((at + 0.5) / count, _month_name(days[at], at == chosen[0], step >= 12))
        for at in chosen
    ]


def _month(day: dt.date) -> tuple[int, int]:
    return day.year, day.month


def _day_name(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _month_name(day: dt.date, is_first: bool, is_year: bool) -> str:
    if is_year:
        return str(day.year)
    name = MONTHS[day.month - 1][:3]
    return f"{name} {day.year}" if is_first or day.month == 1 else name


def _by_week(diary: Diary, mondays: Sequence[dt.date]) -> Sequence[Period]:
    found = {monday_of(week.first_day): [week] for week in diary.weeks.items}
    return [_period(day, f"week of {short_day(day)}", found.get(day, [])) for day in mondays]


def _by_month(diary: Diary) -> Sequence[Period]:
    totals = [] if diary.months is None else diary.months.items
    found = {month.first_day.replace(day=1): [month] for month in totals}
    return [
        _period(day, f"{MONTHS[day.month - 1]} {day.year}", found.get(day, []))
        for day in months(diary.first, diary.last)
    ]


def _period(first: dt.date, name: str, totals: Sequence[Total]) -> Period:
    return Period(
        first,
        name,
        sum(total.activity_count for total in totals),
        sum(total.timer_s or 0.0 for total in totals),
        sum(total.distance_m or 0.0 for total in totals),
        sum(total.ascent_m or 0.0 for total in totals),
    )
