"""Series: how a value went over a day, kept compactly."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from typing_extensions import TypeAliasType

from fittrack_backend.records.as_json import from_json, to_json
from fittrack_backend.records.fields import Means, Record

_Metric = Literal["heart_rate", "stress", "respiration", "spo2", "hrv", "body_battery"]
METRICS: tuple[str, ...] = get_args(_Metric)
Metric = TypeAliasType(
    "Metric",
    Annotated[
        _Metric,
        Means(
            title="Metric",
            text="What a series is of: `heart_rate` in beats a minute, `stress` and `body_battery` "
            "from 0 to 100, `respiration` in breaths a minute, `spo2` in percent, `hrv` in milliseconds.",
            longest=16,
        ),
    ],
)


@dataclass(frozen=True)
class SeriesPart(Record):
    """What one file has of a metric on one local day.

    `after_s` are the seconds from each point to the one before it, from the second on.
    """

    metric: Metric
    start_time: dt.datetime
    after_s: tuple[int, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class SeriesOfDay:
    """All that one file has of one local day, packed; `digest` names its content."""

    date: dt.date
    packed: bytes
    digest: str


@dataclass(frozen=True)
class HealthPoint(Record):
    """A value at a time."""

    time: Annotated[dt.datetime, Means(example="2026-03-01T06:00:00Z")]
    value: Annotated[float, Means(example=58.0)]


@dataclass(frozen=True)
class HealthSeries(Record):
    """How a value went over one of the athlete's own days. Readings of HRV belong to the day of waking."""

    date: Annotated[dt.date, Means(example="2026-03-01")]
    metric: Annotated[Metric, Means(example="heart_rate")]
    points: tuple[HealthPoint, ...]


def series_part(metric: Metric, points: Sequence[tuple[dt.datetime, float]]) -> SeriesPart:
    """The points of one day, which are in order of their times."""
    times = [time for time, _ in points]
    after = (round((b - a).total_seconds()) for a, b in itertools.pairwise(times))
    return SeriesPart(metric, times[0], tuple(after), tuple(value for _, value in points))


def packed(date: dt.date, parts: Iterable[SeriesPart]) -> SeriesOfDay:
    """As it is kept: JSON, compressed. A day of three metrics by the minute is 5 KB, where JSON is 26."""
    ordered = sorted(parts, key=lambda part: part.metric)
    text = json.dumps([to_json(part) for part in ordered], separators=(",", ":")).encode()
    return SeriesOfDay(date, zlib.compress(text), hashlib.sha256(text).hexdigest()[:16])


def unpacked(data: bytes) -> tuple[SeriesPart, ...]:
    """What `packed` kept."""
    return tuple(from_json(SeriesPart, one) for one in json.loads(zlib.decompress(data)))


def points_of(parts: Sequence[SeriesPart]) -> tuple[HealthPoint, ...]:
    """The points of one metric from all files that tell of it, in order.

    Of two points at one second the one of the fuller file counts; of files equally full the first.
    """
    found: dict[dt.datetime, float] = {}
    for part in sorted(parts, key=lambda one: -len(one.values)):
        time = part.start_time
        for after_s, value in zip((0, *part.after_s), part.values, strict=True):
            time += dt.timedelta(seconds=after_s)
            found.setdefault(time, value)
    return tuple(HealthPoint(time, found[time]) for time in sorted(found))
