"""Values of many points at once, as `measures` reads each."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from functools import lru_cache

from fittrack_backend.readers.measures import (
    EARLIEST,
    LATEST,
    heart_rate,
    offset_of,
    parse_number,
    parse_time,
    position,
)
from fittrack_backend.records.positions import Position

_TO_THE_MINUTE = len("2024-05-01T12:00:")
_MINUTE = re.compile(rb"\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:")
_SOME_MINUTE = "2000-01-01T00:00:"
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
_EARLIEST_S, _LATEST_S = EARLIEST.timestamp(), LATEST.timestamp()


def numbers_in(texts: Sequence[bytes]) -> list[float | None]:
    """Each as a finite number (`measures.parse_number`); all are ASCII."""
    try:
        values: list[float | None] = [*map(float, texts)]
    except ValueError:
        return [parse_number(one.decode("ascii")) for one in texts]
    if math.isfinite(sum(values)):  # type: ignore[arg-type]
        return values
    return [parse_number(one.decode("ascii")) for one in texts]


def times_in(texts: Sequence[bytes]) -> list[float | None]:
    """Each in seconds since 1970 (`measures.parse_time`); all are ASCII."""
    minutes = {one: _minute(one) for one in {text[:_TO_THE_MINUTE] for text in texts}}
    rests = {one: _within_minute(one) for one in {text[_TO_THE_MINUTE:] for text in texts}}
    if None in minutes.values() or None in rests.values():
        return [_seconds(one) for one in texts]
    seconds = [
        (minutes[one[:_TO_THE_MINUTE]] + rests[one[_TO_THE_MINUTE:]]) / 10**6  # type: ignore[operator]
        for one in texts
    ]
    if min(seconds) >= _EARLIEST_S and max(seconds) < _LATEST_S:
        return [*seconds]
    return [one if _EARLIEST_S <= one < _LATEST_S else None for one in seconds]


def _seconds(text: bytes) -> float | None:
    time = parse_time(text.decode("ascii"))
    return None if time is None else time.timestamp()


def positions_in(
    lats: Sequence[float | None], lons: Sequence[float | None]
) -> list[Position | None]:
    """Each pair as a position in degrees (`measures.position`)."""
    pairs = list(zip(lats, lons, strict=True))
    if None in lats or None in lons or not (_are_within(lats, 90) and _are_within(lons, 180)):
        return [position(*one) for one in pairs]
    return pairs  # type: ignore[return-value]


def _are_within(degrees: Sequence[float | None], most: float) -> bool:
    return -most <= min(degrees) and max(degrees) <= most  # type: ignore[type-var, operator]


def heart_rates_in(texts: Sequence[bytes]) -> list[int | None]:
    """Each as beats per minute (`measures.heart_rate`); all are ASCII."""
    of_text = {one: heart_rate(parse_number(one.decode("ascii"))) for one in set(texts)}
    return [of_text[one] for one in texts]


def first_offset_in(texts: Sequence[bytes]) -> int | None:
    """What the clock is ahead of UTC in seconds by the first time that says it (`measures.offset_of`)."""
    offsets = (offset_of(one.decode("ascii")) for one in texts if not one.endswith(b"Z"))
    return next((one for one in offsets if one is not None), None)


@lru_cache(maxsize=4_096)
def _minute(begin: bytes) -> int | None:
    """A time up to its minute, in microseconds since 1970 as if it were UTC."""
    if not _MINUTE.fullmatch(begin):
        return None
    try:
        return _microseconds(dt.datetime.fromisoformat(f"{begin.decode('ascii')}00+00:00"))
    except ValueError:
        return None


@lru_cache(maxsize=4_096)
def _within_minute(rest: bytes) -> int | None:
    """Seconds and what the clock is ahead of UTC, in microseconds to add to the minute."""
    some = parse_time(_SOME_MINUTE + rest.decode("ascii"))
    first = dt.datetime.fromisoformat(f"{_SOME_MINUTE}00+00:00")
    return None if some is None else _microseconds(some) - _microseconds(first)


def _microseconds(moment: dt.datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND
