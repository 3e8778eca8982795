"""Which fields of session and lap messages give which values of a recording and its laps."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.wire import Message

Totals = Mapping[str, tuple[str, Callable[[Message, str], float | int | None]]]
"""By the record's field: the message's field, and what takes its value out."""

_OF_BOTH: Totals = {
    "distance_m": ("total_distance", of.amount),
    "timer_s": ("total_timer_time", of.amount),
    "calories_kcal": ("total_calories", of.whole),
    "avg_hr_bpm": ("avg_heart_rate", of.heart_rate),
    "max_hr_bpm": ("max_heart_rate", of.heart_rate),
    "ascent_m": ("total_ascent", of.amount),
}
OF_SESSIONS: Totals = {**_OF_BOTH}
OF_LAPS: Totals = {**_OF_BOTH}


def totals_of(message: Message, totals: Totals) -> dict[str, object]:
    """The values that a message gives, by the record's fields."""
    return {name: take(message, given) for name, (given, take) in totals.items()}


def fields_in(totals: Totals) -> tuple[str, ...]:
    """The message's fields that give values."""
    return tuple(given for given, _ in totals.values())
