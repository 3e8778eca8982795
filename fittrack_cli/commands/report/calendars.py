"""The range as a calendar: months of days, or for many years the weeks of each year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from attrs import frozen

from fittrack_cli.commands.report.amounts import long_time
from fittrack_cli.commands.report.days import (
    MONTHS,
    WEEKDAYS,
    last_of_month,
    monday_of,
    months,
    short_day,
)
from fittrack_cli.commands.report.markup import Html, element
from fittrack_common.sentences import counted

LEVELS = 4
"""Days with something in them have one of so many shades."""


@frozen
class Done:
    """What was done on a day or in a week."""

    count: int
    timer_s: float

    @property
    def words(self) -> str:
        """`2 activities, 1 h 05 min`."""
        return f"{counted(self.count, 'activity', 'activities')}, {long_time(self.timer_s)}"


class Shades:
    """Which shade an amount of time has: the shades part the times that there are into equal numbers."""

    def __init__(self, times: Sequence[float]) -> None:
        ordered = sorted(time for time in times if time > 0)
        self.bounds = [
            ordered[len(ordered) * level // LEVELS] for level in range(1, LEVELS) if ordered
        ]

    def of(self, done: Done | None) -> int:
        """0 for nothing, else from 1 to LEVELS."""
        if done is None or done.count == 0:
            return 0
        return 1 + sum(done.timer_s >= bound for bound in self.bounds)


def month_calendar(first: dt.date, last: dt.date, done: Mapping[dt.date, Done]) -> Html:
    """A small table for each month, a row for each week."""
    shades = Shades([one.timer_s for one in done.values()])
    return element(
        "div",
        {"class": "months"},
        *(_month(month, first, last, done, shades) for month in months(first, last)),
    )


def _month(
    month: dt.date, first: dt.date, last: dt.date, done: Mapping[dt.date, Done], shades: Shades
) -> Html:
    heads = [
        element("th", {"scope": "col"}, element("abbr", {"title": name}, name[0]))
        for name in WEEKDAYS
    ]
    rows: list[Html] = []
    start, end = monday_of(month).toordinal(), last_of_month(month).toordinal()
    for monday in range(start, end + 1, 7):
        cells = [
            _day(dt.date.fromordinal(ordinal), month, first, last, done, shades)
            if ordinal <= dt.date.max.toordinal()
            else element("td")
            for ordinal in range(monday, monday + 7)
        ]
        rows.append(element("tr", None, *cells))
    return element(
        "table",
        {"class": "month"},
        element("caption", None, f"{MONTHS[month.month - 1]} {month.year}"),
        element("thead", None, element("tr", None, *heads)),
        element("tbody", None, *rows),
    )


def _day(
    day: dt.date,
    month: dt.date,
    first: dt.date,
    last: dt.date,
    done: Mapping[dt.date, Done],
    shades: Shades,
) -> Html:
    if day.month != month.month:
        return element("td")
    if not first <= day <= last:
        return element("td", {"class": "outside"}, str(day.day))
    found = done.get(day)
    level = shades.of(found)
    if found is None:
        return element("td", {"class": "day"}, str(day.day))
    return element(
        "td",
        {"class": f"day shade{level}", "title": f"{short_day(day)}: {found.words}"},
        str(day.day),
        element("span", {"class": "unseen"}, f": {found.words}"),
    )


@frozen
class YearOfWeeks:
    """A year: what was done in each of its weeks by their Mondays, and in all."""

    year: int
    weeks: Mapping[dt.date, Done]
    all_done: Done
    distance: str


_SLOTS = 53
"""As many weeks as a year of ISO 8601 may have."""


def year_calendar(years: Sequence[YearOfWeeks]) -> Html:
    """A row for each year, the latest first, with a box for each week."""
    shades = Shades([done.timer_s for year in years for done in year.weeks.values()])
    heads = [
        element("th", {"scope": "col", "class": "word"}, "Year"),
        element(
            "th",
            {"scope": "col", "class": "weeks"},
            "Weeks 1 to 53",
        ),
        *(element("th", {"scope": "col"}, name) for name in ("Activities", "Time", "Distance")),
    ]
    return element(
        "table",
        {"class": "years"},
        element("caption", {"class": "unseen"}, "Each year by its weeks"),
        element("thead", None, element("tr", None, *heads)),
        element("tbody", None, *(_year(year, shades) for year in years)),
    )


def _year(year: YearOfWeeks, shades: Shades) -> Html:
    boxes = [
        element(
            "rect",
            {
                "class": f"shade{shades.of(done)}",
                "x": (monday.isocalendar().week - 1) * 10,
                "y": 0,
                "width": 9,
                "height": 10,
            },
            element("title", None, f"Week of {short_day(monday)}: {done.words}"),
        )
        for monday, done in sorted(year.weeks.items())
    ]
    name = f"year-{year.year}"
    return element(
        "tr",
        None,
        element("th", {"scope": "row"}, str(year.year)),
        element(
            "td",
            {"class": "weeks"},
            element(
                "svg",
                {
                    "role": "img",
                    "aria-labelledby": name,
                    "viewBox": f"0 0 {_SLOTS * 10} 10",
                    "preserveAspectRatio": "none",
                },
                element("title", {"id": name}, f"{len(year.weeks)} weeks with training"),
                element(
                    "path",
                    {
                        "class": "shade0",
                        "d": "".join(f"M{at * 10} 0h9v10h-9z" for at in range(_SLOTS)),
                    },
                ),
                *boxes,
            ),
        ),
        element("td", None, f"{year.all_done.count:,}"),
        element("td", None, long_time(year.all_done.timer_s)),
        element("td", None, year.distance),
    )
