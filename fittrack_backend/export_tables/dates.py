"""Dates with a time of day, in the way of many languages."""

# ruff: noqa: RUF001

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from attrs import frozen

Order = Literal["ymd", "dmy", "mdy"]
"""How a date of numbers alone is written."""

_MONTHS = """
jan ene gen ian sty oca sau янв січ ιαν led tammi
feb fév fev lut şub vas feb фев лют φεβ úno helmi févr
mar mär mrt mrz már мар бер μαρ bře maalis
apr avr abr kwi nis ápr апр кві απρ dub huhti
may mai mei mag maj máj май мая тра μαΐ μάι kvě touko
jun juin giu cze haz jún июн чер ιουν čvn kesä
jul juil lug lip tem júl июл лип ιουλ čvc heinä
aug aoû ago sie ağu авг сер αυγ srp elo
sep set wrz eyl sze szept сен вер σεπ zář syys
oct okt oct ott out paź eki окт жов οκτ říj loka
nov lis kas noi noy ноя лис νοέ νοε marras
dec déc dez dic gru ara дек гру δεκ pro joulu
"""
"""The beginnings of the months' names, a month a line."""
_MONTH_OF = {
    word: number
    for number, line in enumerate(_MONTHS.strip().splitlines(), 1)
    for word in reversed(line.split())
}
_MONTH_OF |= {"lis": 11, "лис": 11}
_AFTERNOON = re.compile(r"오후|下午|午後|晚上|\bp\.?\s?m\b|\bμ\.?μ\b|\bnachm\b|\bös\b")
_MORNING = re.compile(r"오전|上午|午前|凌晨|\ba\.?\s?m\b|\bπ\.?μ\b|\bvorm\b|\böö\b")
_TIME = re.compile(
    r"(?<!\d)(\d{1,2})[:.\u6642\u65f6\uc2dc](\d{2})(?:[:.\u5206\ubd84](\d{2})(?:[.,]\d+)?)?(?![\d.])"
)
_COLON_TIME = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?!\d)")
_NUMBERS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST = 80
_TWELVE = 12


@frozen
class _Parts:
    """The parts of a date as they stand there."""

    numbers: tuple[int, ...]
    """Of the day, without the time; a year is one of four digits."""
    month: int | None
    time: dt.time


def order_of(cells: Iterable[str], in_time: Sequence[int] = ()) -> Order:
    """How the dates in a column write days of numbers alone.

    A number above 12 shows it. Where none is, the order is the one in which the dates rise with `in_time` (the numbers
    that a service gave the rows), and else the day comes first.
    """
    dates = [_parts(cell) for cell in cells]
    plain = [one.numbers for one in dates if one is not None and one.month is None]
    plain = [one for one in plain if len(one) == 3]
    if any(one[0] > 31 for one in plain):
        return "ymd"
    if any(one[0] > _TWELVE for one in plain):
        return "dmy"
    if any(one[1] > _TWELVE for one in plain):
        return "mdy"
    with_numbers = list(zip(in_time, dates, strict=False))
    orders: tuple[Order, ...] = ("dmy", "mdy")
    return max(orders, key=lambda order: _rises(with_numbers, order))


def _rises(rows: Sequence[tuple[int, _Parts | None]], order: Order) -> int:
    times = [_made(parts, order) for _, parts in sorted(rows, key=lambda row: row[0]) if parts]
    known = [one for one in times if one is not None]
    return sum(one <= other for one, other in pairwise(known))


def time_of(cell: str, order: Order) -> dt.datetime | None:
    """The time that a cell says, in UTC; None where it says none."""
    parts = _parts(cell)
    return None if parts is None else _made(parts, order)


def is_time(cell: str) -> bool:
    """Whether a cell is a date with a time of day."""
    return any(time_of(cell, order) is not None for order in ("ymd", "dmy", "mdy"))


def _parts(cell: str) -> _Parts | None:
    if len(cell) > _LONGEST:
        return None
    text = unicodedata.normalize("NFKC", cell).casefold().strip()
    found = _COLON_TIME.search(text) or _TIME.search(text)
    if found is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups())
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    if _AFTERNOON.search(rest):
        hour = hour % _TWELVE + _TWELVE
    elif _MORNING.search(rest):
        hour = hour % _TWELVE
    if hour > 23 or minute > 59 or second > 59:
        return None
    numbers = tuple(int(one) for one in _NUMBERS.findall(rest) if len(one) <= 4)
    month = next(filter(None, map(_month, _WORDS.findall(rest))), None)
    return _Parts(numbers, month, dt.time(hour, minute, second))


def _month(word: str) -> int | None:
    for length in range(len(word), 2, -1):
        if word[:length] in _MONTH_OF:
            return _MONTH_OF[word[:length]]
    return None


def _made(parts: _Parts, order: Order) -> dt.datetime | None:
    numbers = parts.numbers
    if parts.month is not None and len(numbers) == 2:
        day, year = numbers if numbers[1] > 31 else numbers[::-1]
        month = parts.month
    elif parts.month is None and len(numbers) == 3:
        if numbers[0] > 31:
            year, month, day = numbers
        elif order == "mdy":
            month, day, year = numbers
        else:
            day, month, year = numbers
    else:
        return None
    if not 1900 <= year <= 2200:
        return None
    try:
        return dt.datetime.combine(dt.date(year, month, day), parts.time, dt.UTC)
    except ValueError:
        return None
