"""Values of Garmin's answers, made sane: each may be null, missing, of another type, or absurd.

`…GMT` times are UTC, without a zone or in milliseconds since 1970. Null is not zero, and what is out of range
is None: a bound is far above what anybody does, and far below what only a mistake gives.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias, cast

from fittrack_backend.readers.measures import EARLIEST, LATEST, parse_time

Object: TypeAlias = Mapping[str, object]

_GRAMS_FROM = 1_000
"""From which number on a mass is in grams. Garmin documents kilograms and gives grams: nobody weighs a thousand
kilograms, and no part of a body that scales tell weighs less than a thousand grams."""
_HEAVIEST_KG = 650
_EARLIEST_OF_DAY = dt.timedelta(hours=-26)
_LATEST_OF_DAY = dt.timedelta(hours=36)
"""From midnight in UTC. A day begins up to 14 hours before that, and the night to it in the evening; it ends up to 12 hours after."""


def object_of(value: object) -> Object:
    """A JSON object; an empty one in place of anything else."""
    return cast(Object, value) if isinstance(value, dict) else {}


def list_of(value: object) -> Sequence[object]:
    """A JSON array; an empty one in place of anything else."""
    return value if isinstance(value, list) else ()


def within(source: Object, *path: str) -> Object:
    """An object in objects, by the names of the members that lead to it."""
    for name in path:
        source = object_of(source.get(name))
    return source


def number(value: object, least: float, most: float) -> float | None:
    """A finite number within bounds, both included. True and false are none, nor are texts."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if not least <= value <= most or not math.isfinite(value):
        return None
    return float(value)


def whole(value: object, least: int, most: int) -> int | None:
    """The same, rounded."""
    found = number(value, least, most)
    return None if found is None else round(found)


def kilograms(value: object) -> float | None:
    """A mass, told in grams or kilograms."""
    found = number(value, 0, _HEAVIEST_KG * 1000)
    if not found:
        return None
    found = found / 1000 if found >= _GRAMS_FROM else found
    return round(found, 3) if found <= _HEAVIEST_KG else None


def moment(value: object) -> dt.datetime | None:
    """A time in UTC and whole seconds: milliseconds since 1970, or ISO 8601 without a zone."""
    if isinstance(value, str):
        found = parse_time(value)
        return None if found is None else found.replace(microsecond=0)
    seconds = number(value, EARLIEST.timestamp() * 1000, LATEST.timestamp() * 1000 - 1)
    if seconds is None:
        return None
    return dt.datetime.fromtimestamp(seconds // 1000, dt.UTC)


def wall_clock(value: object) -> dt.datetime | None:
    """A time by the athlete's own clock, without a zone: text, whose zone says nothing of UTC, or milliseconds as if it were
    UTC."""
    if not isinstance(value, str):
        found = moment(value)
        return None if found is None else found.replace(tzinfo=None)
    try:
        return dt.datetime.fromisoformat(value.strip()[:40]).replace(tzinfo=None, microsecond=0)
    except ValueError:
        return None


def day_of(value: object) -> dt.date | None:
    """A day, as `2026-11-20`; of a time its first part."""
    if not isinstance(value, str):
        return None
    try:
        found = dt.date.fromisoformat(value[:10])
    except ValueError:
        return None
    return found if EARLIEST.date() <= found < LATEST.date() else None


def is_near(day: dt.date, time: dt.datetime) -> bool:
    """Whether a time can be of a day, or of the night to it, anywhere on earth."""
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    return _EARLIEST_OF_DAY <= time - midnight <= _LATEST_OF_DAY


def holder_of(told: Object, names: Collection[str], depth: int = 3) -> Object:
    """The object that has a member of one of these names: this one, or the first in it; an empty one where none has."""
    if any(name in told for name in names):
        return told
    if depth == 0:
        return {}
    inner = (holder_of(object_of(one), names, depth - 1) for one in told.values())
    return next((found for found in inner if found), {})


def first_of(source: Object, *names: str) -> object:
    """The first of these members that is not null."""
    return next((value for name in names if (value := source.get(name)) is not None), None)
