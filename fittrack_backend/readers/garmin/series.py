"""Series over a day in Garmin's answers: rows of numbers, and descriptors that say what each column is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from fittrack_backend.readers.garmin.values import is_near, list_of, moment, number, object_of
from fittrack_backend.records.series import Metric, SeriesOfDay, packed, series_part

MOST_POINTS = 100_000
"""One a second of a day is 86,400."""

_BOUNDS: Mapping[Metric, tuple[float, float]] = {
    "heart_rate": (1, 254),
    "body_battery": (0, 100),
    "spo2": (1, 100),
    "hrv": (1, 500),
}


@frozen
class Points:
    """The points of a metric, in order, each second once; `is_cut` where there were too many."""

    metric: Metric
    points: tuple[tuple[dt.datetime, float], ...]
    is_cut: bool = False

    @property
    def values(self) -> tuple[float, ...]:
        """Without their times."""
        return tuple(value for _, value in self.points)

    @property
    def damage(self) -> tuple[str, ...]:
        """What was left out, in a sentence."""
        if not self.is_cut:
            return ()
        return (f"there are more than {MOST_POINTS:,} values in it: the rest was left out",)


def rows(
    metric: Metric, values: object, descriptors: object = None, column: str | None = None
) -> Points:
    """The points of rows such as `[[1792533600000, 42], …]`.

    The time is in the column that the descriptors call `timestamp`, the value in the one whose name has `column` in
    it; without descriptors they are the first and the second. Rows without either are passed over.
    """
    time_at, value_at = _columns(descriptors, column)
    found = (
        (row[time_at], row[value_at])
        for row in map(list_of, list_of(values))
        if len(row) > max(time_at, value_at)
    )
    return points(metric, found)


def points(metric: Metric, told: Iterable[tuple[object, object]]) -> Points:
    """The points of times and values as Garmin has them."""
    least, most = _BOUNDS[metric]
    found: dict[dt.datetime, float] = {}
    is_cut = False
    for time, value in told:
        at, amount = moment(time), number(value, least, most)
        if at is None or amount is None:
            continue
        if len(found) >= MOST_POINTS:
            is_cut = True
            break
        found.setdefault(at, amount)
    return Points(metric, tuple(sorted(found.items())), is_cut)


def of_day(day: dt.date, some: Points) -> tuple[SeriesOfDay, ...]:
    """The points as they are kept, of the day that Garmin counts them to."""
    return (packed(day, [series_part(some.metric, some.points)]),) if some.points else ()


def near(day: dt.date, some: Points) -> Points:
    """Those of the points that can be of the day."""
    return evolve(some, points=tuple(one for one in some.points if is_near(day, one[0])))


def _columns(descriptors: object, column: str | None) -> tuple[int, int]:
    time_at, value_at = 0, 1
    for one in map(object_of, list_of(descriptors)):
        texts = [value for value in one.values() if isinstance(value, str)]
        indexes = [value for value in one.values() if type(value) is int and 0 <= value < 100]
        if len(texts) != 1 or len(indexes) != 1:
            continue
        name = texts[0].lower()
        if name == "timestamp":
            time_at = indexes[0]
        elif column is not None and column in name:
            value_at = indexes[0]
    return time_at, value_at
