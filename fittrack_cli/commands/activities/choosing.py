"""Which activities a list shows, and in which order, from its options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fittrack_cli.commands.amounts import metres_of, seconds_of
from fittrack_cli.commands.ranges import DateRange
from fittrack_cli.errors import UsageError
from fittrack_cli.output.records import parse_choice
from fittrack_contract import ACTIVITY_SORTS, SORT_ORDERS

SORTS: Mapping[str, str] = {
    "start": "start_time",
    "distance": "distance_m",
    "time": "timer_s",
    "elapsed": "elapsed_s",
    "ascent": "ascent_m",
    "energy": "calories_kcal",
    "heart-rate": "avg_hr_bpm",
}
"""The words for what activities are sorted by, each with the contract's name, which is taken too."""

_EVERY_DAY = DateRange()


class Choice(NamedTuple):
    """Which activities, and in which order; None is any."""

    days: DateRange = _EVERY_DAY
    sport: str | None = None
    search: str | None = None
    gear: str | None = None
    min_distance_m: int | None = None
    max_distance_m: int | None = None
    min_duration_s: int | None = None
    max_duration_s: int | None = None
    sort: str = "start_time"
    order: str = "desc"


def choice(
    days: DateRange = _EVERY_DAY,
    *,
    sport: str | None = None,
    search: str | None = None,
    gear: str | None = None,
    min_distance: str | None = None,
    max_distance: str | None = None,
    min_duration: str | None = None,
    max_duration: str | None = None,
    sort: str = "start",
    order: str = "desc",
) -> Choice:
    """What the options choose. Raises UsageError for what they cannot mean."""
    found = Choice(
        days,
        sport,
        search,
        gear,
        None if min_distance is None else metres_of(min_distance, "--min-distance"),
        None if max_distance is None else metres_of(max_distance, "--max-distance"),
        None if min_duration is None else seconds_of(min_duration, "--min-duration"),
        None if max_duration is None else seconds_of(max_duration, "--max-duration"),
        _sort(sort),
        parse_choice(order, "order", SORT_ORDERS),
    )
    _check_range("distance", found.min_distance_m, found.max_distance_m)
    _check_range("duration", found.min_duration_s, found.max_duration_s)
    return found


def _sort(word: str) -> str:
    if word not in SORTS and word not in ACTIVITY_SORTS:
        raise UsageError("unknown sort", f"{word!r}", f"use one of {', '.join(SORTS)}")
    return SORTS.get(word, word)


def _check_range(what: str, least: int | None, most: int | None) -> None:
    if least is not None and most is not None and least > most:
        raise UsageError(
            f"--min-{what} is more than --max-{what}", "no activity has both", "swap the two"
        )
