"""The page of a range of days, made of what was gathered."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from fittrack_cli.commands.activities.layout import rate_of
from fittrack_cli.commands.activities.numbers_layout import best_in_words
from fittrack_cli.commands.report.amounts import Amounts, known, long_time
from fittrack_cli.commands.report.calendars import Done, YearOfWeeks, month_calendar, year_calendar
from fittrack_cli.commands.report.days import day_words, monday_of, short_day, span_words
from fittrack_cli.commands.report.document import Heading, Section, document
from fittrack_cli.commands.report.health_part import health_sections
from fittrack_cli.commands.report.load_part import load_section
from fittrack_cli.commands.report.markup import Html, element, joined
from fittrack_cli.commands.report.tables import BAR, all_of, bar, name_text, pairs, paragraph, table
from fittrack_cli.commands.report.trend_part import trend_section
from fittrack_cli.commands.stats.layout import streaks_text
from fittrack_cli.output.cells import NOTHING, words_of
from fittrack_cli.output.durations import duration
from fittrack_cli.output.records import row_of
from fittrack_common.sentences import counted

if TYPE_CHECKING:
    from fittrack_cli.commands.report.gathering import Diary
    from fittrack_cli.output.systems import System
    from fittrack_cli.output.units import Units
    from fittrack_client.models.activity import Activity
    from fittrack_client.models.best_effort import BestEffort
    from fittrack_client.models.total import Total

NOTHING_DONE = "No activities in this range."
LISTED_OPEN = 60
"""So many activities are listed at once; the others are folded below."""


def diary_page(diary: Diary, *, today: dt.date, system: System) -> str:
    """The page as text, with amounts in a system of units; `today` is the day it was made."""
    amounts = Amounts.of(system)
    count = sum(total.activity_count for total in diary.sports.items)
    heading = Heading(
        span_words(diary.first, diary.last),
        "Training diary",
        _figures(diary, count, amounts) if count else paragraph(NOTHING_DONE, "none"),
    )
    return document(heading, list(_sections(diary, count, amounts)), ending(today))


def ending(today: dt.date) -> Html:
    """What stands below all sections."""
    return joined(
        element(
            "p",
            None,
            f"Made by FitTrack on {day_words(today)}. This page is whole in itself: it fetches nothing and runs nothing.",
        )
    )


def _sections(diary: Diary, count: int, amounts: Amounts) -> Iterator[Section]:
    if count:
        yield Section("calendar", "Calendar", _calendar(diary, amounts))
        yield trend_section(diary, amounts)
        yield Section("sports", "Sports", _sports(diary.sports.items, amounts))
    yield from load_section(diary)
    yield from health_sections(diary, amounts)
    if count:
        yield Section("bests", "Best efforts", _bests(diary, amounts.units))
        yield Section("activities", "Activities", _activities(diary, count, amounts))


def _figures(diary: Diary, count: int, amounts: Amounts) -> Html:
    totals = diary.sports.items
    days = {activity.date for activity in diary.activities}
    figures = [
        ("Activities", f"{count:,}"),
        ("Time", known(long_time, _sum(totals, "timer_s"))),
        ("Distance", known(amounts.far, _sum(totals, "distance_m"))),
        ("Ascent", known(amounts.high, _sum(totals, "ascent_m"))),
        ("Energy", known(amounts.energy, _sum(totals, "calories_kcal"))),
        *([("Days with training", f"{len(days):,}")] if diary.has_single_days else []),
    ]
    return pairs([figure for figure in figures if figure[1] != NOTHING], "figures")


def _sum(totals: Iterable[Total], field: str) -> float | None:
    values = [value for total in totals if (value := getattr(total, field)) is not None]
    return sum(values) if values else None


def _calendar(diary: Diary, amounts: Amounts) -> Html:
    if diary.months is None:
        drawn = month_calendar(diary.first, diary.last, _by_day(diary.activities))
    else:
        drawn = year_calendar(_years(diary.months.items, diary.weeks.items, amounts))
    return all_of([drawn, _shades(), paragraph(f"{streaks_text(diary.sports.streaks)}.", "small")])


def _shades() -> Html:
    """What the shades mean; who sees none has the words of each day."""
    boxes = [element("span", {"class": f"box shade{level}"}) for level in range(5)]
    return element(
        "p", {"class": "small key", "aria-hidden": "true"}, "less ", *boxes, " more time"
    )


def _by_day(activities: Iterable[Activity]) -> Mapping[dt.date, Done]:
    found: dict[dt.date, list[float]] = defaultdict(list)
    for activity in activities:
        found[activity.date].append(activity.timer_s or 0.0)
    return {day: Done(len(times), sum(times)) for day, times in found.items()}


def _years(
    months: Sequence[Total], weeks: Sequence[Total], amounts: Amounts
) -> Sequence[YearOfWeeks]:
    """The years that have something, the latest first."""
    boxes: dict[int, dict[dt.date, Done]] = defaultdict(dict)
    for week in weeks:
        monday = monday_of(week.first_day)
        boxes[monday.isocalendar().year][monday] = _done(week)
    found: dict[int, list[Total]] = defaultdict(list)
    for month in months:
        found[month.first_day.year].append(month)
    return [
        YearOfWeeks(
            year,
            boxes[year],
            Done(
                sum(month.activity_count for month in found[year]),
                _sum(found[year], "timer_s") or 0.0,
            ),
            known(amounts.far, _sum(found[year], "distance_m")),
        )
        for year in sorted(found, reverse=True)
    ]


def _done(total: Total) -> Done:
    return Done(total.activity_count, total.timer_s or 0.0)


def _sports(sports: Sequence[Total], amounts: Amounts) -> Html:
    most = max((sport.timer_s or 0.0 for sport in sports), default=0.0) or 1.0
    return table(
        "Sports",
        ["Sport", BAR, "Activities", "Time", "Distance", "Ascent", "Energy"],
        [
            [
                words_of(sport.name),
                bar((sport.timer_s or 0.0) / most, "first"),
                f"{sport.activity_count:,}",
                known(long_time, sport.timer_s),
                known(amounts.far, sport.distance_m),
                known(amounts.high, sport.ascent_m),
                known(amounts.energy, sport.calories_kcal),
            ]
            for sport in sports
        ],
        words=(0, 1),
    )


def _bests(diary: Diary, units: Units) -> Html:
    parts: list[Html] = []
    heads = ["Effort", "Result", "Pace or speed", "Day", "Activity"]
    for sport, bests in groupby(diary.bests.items, lambda best: best.sport):
        rows = [_best(best, units) for best in bests]
        title = words_of(sport).capitalize()
        parts.append(element("h3", None, title))
        parts.append(table(f"Best efforts, {title}", heads, rows, words=(0, 3, 4)))
    if not parts:
        words = "No best efforts in this range. They are worked out from samples of runs and rides."
        parts.append(paragraph(words, "none"))
    if pending := diary.bests.pending:
        parts.append(
            paragraph(
                f"{counted(pending, 'activity is', 'activities are')} still to be looked at for best efforts.",
                "small",
            )
        )
    return all_of(parts)


def _best(best: BestEffort, units: Units) -> Sequence[str]:
    words = best_in_words(row_of(best), best.sport, units)
    return [
        str(words["effort"]),
        str(words["result"]),
        str(words["rate"]),
        short_day(best.date),
        name_text(best.activity_name or NOTHING),
    ]


def _activities(diary: Diary, count: int, amounts: Amounts) -> Html:
    listed = diary.activities
    heads = ["Day", "Sport", "Name", "Distance", "Time", "Pace or speed", "Heart rate", "Ascent"]
    rows = [_activity(one, amounts) for one in listed]
    shown, folded = rows[:LISTED_OPEN], rows[LISTED_OPEN:]
    parts = [table("Activities", heads, shown, words=(0, 1, 2))]
    if folded:
        parts.append(
            element(
                "details",
                {"class": "more"},
                element("summary", None, f"{len(folded):,} more"),
                table("More activities", heads, folded, words=(0, 1, 2)),
            )
        )
    if len(listed) < count:
        parts.append(
            paragraph(
                f"The latest {len(listed):,} of {count:,}. A report of at most a year lists all of its activities.",
                "small",
            )
        )
    return all_of(parts)


def _activity(activity: Activity, amounts: Amounts) -> Sequence[str]:
    return [
        short_day(activity.date),
        words_of(activity.sport),
        name_text(activity.name or NOTHING),
        known(amounts.far, activity.distance_m),
        known(duration, activity.timer_s),
        rate_of(row_of(activity), amounts.units) or NOTHING,
        known(amounts.show("avg_hr_bpm", 0), activity.avg_hr_bpm),
        known(amounts.high, activity.ascent_m),
    ]
