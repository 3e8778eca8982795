"""Ranges of days, from `--since`, `--until` and `--last`: the athlete's own days, here those of this
machine's zone."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from fittrack_cli.errors import UsageError

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LAST = re.compile(r"(\d{1,6})([dwmy])", re.ASCII)
_MONTHS = {"m": 1, "y": 12}
_DAYS = {"d": 1, "w": 7}
_DAYS_BACK = {"today": 0, "yesterday": 1}
FIRST_YEAR = 1900
"""Nobody who trains now was there before, and who asks for each day since waits for nothing."""


class DateRange(NamedTuple):
    """From the day `since` to the day `until`, both included; None leaves a side open."""

    since: dt.date | None = None
    until: dt.date | None = None


def date_range(
    since: str | None,
    until: str | None,
    last: str | None = None,
    *,
    today: dt.date | None = None,
) -> DateRange:
    """The range that the options ask for; `today` stands in for the day it is.

    Raises UsageError for anything but a day, for a range that ends before it begins, and for --last
    together with one of the others.
    """
    if last is not None:
        if since is not None or until is not None:
            other = "--since" if since is not None else "--until"
            raise UsageError(
                "--last cannot be combined with --since or --until",
                f"--last {last} and {other} both set the range",
                "use one or the other",
            )
        return DateRange(since=_days_back(last, today or _today()))
    first = None if since is None else day_of(since, "--since", today=today)
    end = None if until is None else day_of(until, "--until", today=today)
    if first is not None and end is not None and first > end:
        raise UsageError(
            "--since is after --until",
            f"{first} comes after {end}",
            f"--since {end} --until {first} is the range between them",
        )
    return DateRange(first, end)


def _today() -> dt.date:
    """The day that it is by this machine's clock."""
    return dt.datetime.now().astimezone().date()


def day_of(text: str, option: str, *, today: dt.date | None = None) -> dt.date:
    """The day that an option or argument names; `today` stands in for the day it is.

    Raises UsageError for anything else.
    """
    if text in _DAYS_BACK:
        return (today or _today()) - dt.timedelta(days=_DAYS_BACK[text])
    example = (
        f"for example {option} 2026-01-31" if option.startswith("-") else "for example 2026-01-31"
    )
    if not _DAY.fullmatch(text):
        raise UsageError(
            f"{option} is not a day",
            f"{text!r} is not in the form YYYY-MM-DD, today or yesterday",
            example,
        )
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{option} is not a day", f"{text} is not in the calendar", example
        ) from None


def _days_back(text: str, today: dt.date) -> dt.date:
    """The first of so many days, weeks, months or years of which `today` is the last."""
    match = _LAST.fullmatch(text)
    count = int(match[1]) if match else 0
    if match is None or count == 0:
        raise UsageError(
            "--last is not a length of time",
            f"{text!r} is not a number above 0 followed by d, w, m or y",
            "for example --last 30d, --last 8w, --last 6m or --last 1y",
        )
    unit = match[2]
    try:
        if unit in _DAYS:
            first = today - dt.timedelta(days=count * _DAYS[unit] - 1)
        else:
            first = _months_back(today, count * _MONTHS[unit]) + dt.timedelta(days=1)
        if first.year < FIRST_YEAR:
            raise ValueError(f"the year {first.year}")
        return first
    except (OverflowError, ValueError):
        raise UsageError(
            "--last goes back too far",
            f"{text!r} is before the year {FIRST_YEAR}",
            "leave --last out",
        ) from None


def _months_back(day: dt.date, months: int) -> dt.date:
    """The same day of an earlier month, or the last day that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < dt.MINYEAR:
        raise ValueError(f"no year {year}")
    length = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, length))
