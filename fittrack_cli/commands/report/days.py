"""Days in words and in periods. A week is that of ISO 8601, which begins on Monday."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_words(day: dt.date) -> str:
    """`5 January 2026`, whatever the locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_day(day: dt.date) -> str:
    """`5 Jan 2026`, which stays on one line."""
    return f"{day.day}\u00a0{MONTHS[day.month - 1][:3]}\u00a0{day.year}"


def span_words(first: dt.date, last: dt.date) -> str:
    """`5 to 11 January 2026`, `30 December 2025 to 4 January 2026`; a whole year is its number."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if first == last:
        return day_words(first)
    if first.year != last.year:
        return f"{day_words(first)} to {day_words(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {day_words(last)}"
    return f"{first.day} to {day_words(last)}"


def monday_of(day: dt.date) -> dt.date:
    """The first day of its week; the first day of the calendar where that has none."""
    return dt.date.fromordinal(max(1, day.toordinal() - day.weekday()))


def weeks(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The Mondays of all weeks that have a day of the range."""
    for ordinal in range(monday_of(first).toordinal(), last.toordinal() + 1, 7):
        yield dt.date.fromordinal(ordinal)


def months(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """The first days of all months that have a day of the range."""
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield dt.date(index // 12, index % 12 + 1, 1)


def last_of_month(day: dt.date) -> dt.date:
    """The last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
