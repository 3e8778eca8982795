"""Nights and days: sleep, resting heart rate, heart rate variability, steps and weight."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from fittrack_cli.commands.report.amounts import Amounts, Show, long_time, time_axis
from fittrack_cli.commands.report.charts.bars import Bar, bar_chart
from fittrack_cli.commands.report.charts.lines import Line, line_chart, runs_of
from fittrack_cli.commands.report.charts.plot import Frame
from fittrack_cli.commands.report.days import MONTHS, monday_of, months, short_day, weeks
from fittrack_cli.commands.report.document import Section
from fittrack_cli.commands.report.figures import figure
from fittrack_cli.commands.report.markup import Html, element
from fittrack_cli.commands.report.tables import all_of, numbers, table
from fittrack_cli.commands.report.trend_part import MOST_WEEKS, calendar_ticks
from fittrack_cli.output.cells import NOTHING
from fittrack_cli.output.durations import duration

if TYPE_CHECKING:
    from fittrack_cli.commands.report.gathering import Diary
    from fittrack_client.models.daily_health import DailyHealth

_MOST_DAYS = 100
"""Of more days, the means of weeks are shown."""
_STAGES = (
    ("deep", "deep", "deep_sleep_s"),
    ("light", "light", "light_sleep_s"),
    ("rem", "REM", "rem_sleep_s"),
)


@frozen
class _Quantity:
    """A value of a day that has a chart of its own."""

    field: str
    title: str
    kind: str
    decimals: int
    behind: str = ""
    """What stands behind a number that has no unit."""

    def show(self, amounts: Amounts) -> Show:
        """Writes the values."""
        text = amounts.show(self.field, self.decimals)
        return lambda value: f"{text(value)}{self.behind}"


_QUANTITIES = (
    _Quantity("resting_hr_bpm", "Resting heart rate", "second", 1),
    _Quantity("hrv_last_night_ms", "Heart rate variability", "first", 1),
    _Quantity("steps", "Steps", "third", 0, " steps"),
    _Quantity("weight_kg", "Weight", "second", 1),
)


@frozen
class _Span:
    """A day, a week or a month with its days of health."""

    first: dt.date
    name: str
    days: Sequence[DailyHealth]

    def values(self, field: str) -> Sequence[float]:
        """The values of the days that have one."""
        return [value for day in self.days if (value := getattr(day, field)) is not None]

    def mean(self, field: str) -> float | None:
        """The mean of the days that have the value."""
        return _mean(self.values(field)) if self.values(field) else None


def health_sections(diary: Diary, amounts: Amounts) -> Iterator[Section]:
    """Sleep, and what else there is of days; nothing of which no day has a value."""
    each, spans = _spans(diary)
    if any(span.mean("sleep_s") for span in spans):
        yield Section("sleep", "Sleep", _sleep(each, spans))
    there = [
        one for one in _QUANTITIES if sum(span.mean(one.field) is not None for span in spans) > 1
    ]
    if there:
        charts = element(
            "div",
            {"class": "pairs-of-charts"},
            *(_chart(one, each, spans, amounts) for one in there),
        )
        heads = [each.capitalize(), *(one.title for one in there)]
        rows = [
            [span.name, *(_shown(one.show(amounts), span.mean(one.field)) for one in there)]
            for span in spans
            if any(span.mean(one.field) is not None for one in there)
        ]
        folded = numbers(f"Numbers of each {each}", table(f"Health of each {each}", heads, rows))
        yield Section("health", "Health", all_of([charts, folded]))


def _spans(diary: Diary) -> tuple[str, Sequence[_Span]]:
    count = (diary.last - diary.first).days + 1
    if count <= _MOST_DAYS:
        found = {day.date: [day] for day in diary.health}
        days = [dt.date.fromordinal(diary.first.toordinal() + at) for at in range(count)]
        return "day", [_Span(day, short_day(day), found.get(day, [])) for day in days]
    if count <= 7 * MOST_WEEKS:
        found = _grouped(diary.health, monday_of)
        mondays = weeks(diary.first, diary.last)
        return "week", [
            _Span(day, f"week of {short_day(day)}", found.get(day, [])) for day in mondays
        ]
    found = _grouped(diary.health, lambda day: day.replace(day=1))
    return "month", [
        _Span(day, f"{MONTHS[day.month - 1]} {day.year}", found.get(day, []))
        for day in months(diary.first, diary.last)
    ]


def _grouped(
    days: Sequence[DailyHealth], first_of: Callable[[dt.date], dt.date]
) -> dict[dt.date, list[DailyHealth]]:
    found: dict[dt.date, list[DailyHealth]] = defaultdict(list)
    for day in days:
        found[first_of(day.date)].append(day)
    return found


def _sleep(each: str, spans: Sequence[_Span]) -> Html:
    asleep = [span.mean("sleep_s") for span in spans]
    nights = [seconds for seconds in asleep if seconds is not None]
    mean = _mean([seconds for span in spans for seconds in span.values("sleep_s")])
    limits, ticks = time_axis(max(nights))
    has_stages = any(span.mean(field) for span in spans for _, _, field in _STAGES)
    kinds = [kind for kind, _, _ in _STAGES] if has_stages else ["deep"]
    words = f"{long_time(mean)} a night on average"
    names = [(kind, name) for kind, name, _ in _STAGES] if has_stages else []
    bars = [
        Bar(_stages(span, seconds, kinds), f"{span.name}: {long_time(seconds or 0)}")
        for span, seconds in zip(spans, asleep, strict=True)
    ]
    chart = figure(
        bar_chart(
            Frame(
                "sleep-time",
                f"Sleep of each {each}",
                f"{words}; a {each} from {long_time(min(nights))} to {long_time(max(nights))}.",
                limits,
                ticks,
                calendar_ticks([span.first for span in spans]),
            ),
            bars,
            kinds,
        ),
        "Asleep",
        words,
        names=names,
    )
    heads = [
        each.capitalize(),
        "Asleep",
        *(name.capitalize() for _, name, _ in _STAGES),
        "Awake",
        "Score",
    ]
    fields = ["sleep_s", *(field for _, _, field in _STAGES), "awake_s"]
    rows = [
        [
            span.name,
            *(_shown(duration, span.mean(field)) for field in fields),
            _shown(lambda score: f"{score:.0f}", span.mean("sleep_score")),
        ]
        for span in spans
        if span.mean("sleep_s") is not None
    ]
    return all_of([chart, numbers("Numbers of sleep", table(f"Sleep of each {each}", heads, rows))])


def _stages(span: _Span, asleep: float | None, kinds: Sequence[str]) -> Sequence[float]:
    """How long each stage was; all of a night without stages counts as light."""
    found = {kind: span.mean(field) or 0.0 for kind, _, field in _STAGES}
    if not any(found.values()) and len(kinds) > 1:
        found["light"] = asleep or 0.0
    return [found[kind] for kind in kinds] if len(kinds) > 1 else [asleep or 0.0]


def _chart(one: _Quantity, each: str, spans: Sequence[_Span], amounts: Amounts) -> Html:
    values = [span.mean(one.field) for span in spans]
    there = [value for value in values if value is not None]
    lowest, highest = min(there), max(there)
    edge = (highest - lowest) * 0.1 or abs(highest) * 0.05 or 1.0
    limits, ticks = amounts.axis(one.field, max(0.0, lowest - edge), highest + edge, count=3)
    mean = _mean([value for span in spans for value in span.values(one.field)])
    show = one.show(amounts)
    words = f"{show(mean)} on average"
    points = [((at + 0.5) / len(spans), value) for at, value in enumerate(values)]
    return figure(
        line_chart(
            Frame(
                f"health-{one.field.replace('_', '-')}",
                f"{one.title} of each {each}",
                f"{words}; a {each} from {show(lowest)} to {show(highest)}.",
                limits,
                ticks,
                calendar_ticks([span.first for span in spans], most=4),
                height=110,
            ),
            [Line(one.kind, runs_of(points))],
        ),
        one.title,
        words,
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _shown(show: Show, value: float | None) -> str:
    return NOTHING if value is None else show(value)
