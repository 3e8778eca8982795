"""Fitness, fatigue and form over the range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fittrack_cli.commands.report.amounts import axis, plain
from fittrack_cli.commands.report.charts.lines import Line, Run, line_chart, runs_of
from fittrack_cli.commands.report.charts.plot import Frame
from fittrack_cli.commands.report.charts.scale import Tick
from fittrack_cli.commands.report.days import short_day
from fittrack_cli.commands.report.document import Section
from fittrack_cli.commands.report.figures import figure
from fittrack_cli.commands.report.markup import Html
from fittrack_cli.commands.report.tables import all_of, numbers, paragraph, table
from fittrack_cli.commands.report.trend_part import calendar_ticks
from fittrack_common.sentences import counted

if TYPE_CHECKING:
    from fittrack_cli.commands.report.gathering import Diary
    from fittrack_client.models.load_day import LoadDay

_MOST_POINTS = 500
_MOST_ROWS = 60
_MEANINGS = {
    "stress": "training stress (TSS; from heart rates where power lacks)",
    "trimp": "TRIMP",
}


def load_section(diary: Diary) -> Iterator[Section]:
    """The section; none without activities."""
    load = diary.load
    if not any(day.fitness for day in load.items):
        if diary.sports.items:
            yield Section("load", "Load", _nothing(load.without_load))
        return
    latest = load.items[-1]
    words = f"At the end fitness is {latest.fitness:.0f}, fatigue {latest.fatigue:.0f} and form {latest.form:+.0f}."
    meaning = _MEANINGS.get(str(load.measure), str(load.measure))
    parts = [
        paragraph(
            f"{words} Fitness is the load of each day weighted over 42 days, fatigue over 7; form is fitness less fatigue "
            f"in the morning. A load is the {meaning}."
        ),
        _levels(load.items, words),
        _form(load.items, words),
        numbers("Numbers of load", _table(load.items)),
    ]
    if load.without_load:
        parts.append(paragraph(_without(load.without_load), "small"))
    yield Section("load", "Load", all_of(parts))


def _nothing(without: int) -> Html:
    more = f" {_without(without)}" if without else ""
    return paragraph(f"No load in this range.{more}", "none")


def _without(count: int) -> str:

    return (
        f"{counted(count, 'activity has', 'activities have')} no load: there is no heart rate and no power, or too little is known of you "
        "(fittrack account athlete)."
    )


def _levels(days: Sequence[LoadDay], words: str) -> Html:
    highest = max(max(day.fitness, day.fatigue) for day in days)
    limits, ticks = axis(0, max(highest, 1), plain)
    chart = line_chart(
        Frame("load-levels", "Fitness and fatigue", words, limits, ticks, _ticks(days)),
        [
            Line("second", _runs(days, [day.fatigue for day in days])),
            Line("first strong", _runs(days, [day.fitness for day in days])),
        ],
    )
    return figure(chart, names=[("first", "fitness"), ("second", "fatigue")])


def _form(days: Sequence[LoadDay], words: str) -> Html:
    forms = [day.form for day in days]
    limits, ticks = axis(min(0.0, *forms), max(0.0, *forms, 1.0), plain, count=3)
    chart = line_chart(
        Frame("load-form", "Form", words, limits, ticks, _ticks(days), height=100),
        [Line("third", _runs(days, forms))],
    )
    return figure(chart, names=[("third", "form")])


def _runs(days: Sequence[LoadDay], values: Sequence[float]) -> Sequence[Run]:
    every = -(-len(days) // _MOST_POINTS)
    chosen = {*range(0, len(days), every), len(days) - 1}
    return runs_of((_place(at, len(days)), values[at]) for at in sorted(chosen))


def _place(at: int, count: int) -> float:
    return (at + 0.5) / count


def _ticks(days: Sequence[LoadDay]) -> Sequence[Tick]:
    return calendar_ticks([day.date for day in days])


def _table(days: Sequence[LoadDay]) -> Html:
    every = -(-len(days) // _MOST_ROWS)
    chosen = list(days)[::-1][::every]
    caption = "Load of each day" if every == 1 else f"Load of every {every}. day"
    return table(
        caption,
        ["Day", "Load", "Fitness", "Fatigue", "Form"],
        [
            [
                short_day(day.date),
                f"{day.load:.0f}",
                f"{day.fitness:.1f}",
                f"{day.fatigue:.1f}",
                f"{day.form:+.1f}",
            ]
            for day in chosen
        ],
    )
