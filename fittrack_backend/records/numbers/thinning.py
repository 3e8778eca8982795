"""Thinning: fewer points of a series, so that its extremes stay.

The samples are cut into buckets of equal size, and of each bucket and column the sample with the least and
the one with the greatest value stay. The first and the last sample stay as well. So the highest heart rate
and the lowest altitude of the whole are always among them, and a line through what is left looks
like one through all (U. Jugel and others, "M4: A Visualization-Oriented Time Series Data Aggregation",
VLDB 2014, whose buckets keep their first and last sample as well).

Largest-Triangle-Three-Buckets (S. Steinarsson, 2013) draws smoother lines with few points, but keeps one point a
bucket: of a bucket with a peak and a dip it drops one, and so may lose the maximum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fittrack_backend.records.numbers.spans import Column, Range, is_within

_ANY = Range(-1e300, 1e300)


def thinned(columns: Sequence[Column], points: int) -> list[int]:
    """The indexes of the samples that stay, in their order: at most `points`, which is at least 2.

    A column may be empty: then nothing of it was recorded. With few points for many columns, the extremes of the first columns
    stay: there is room for (points - 2) / 2 of them. All samples stay where there are no more than `points`.
    """
    count = max(map(len, columns), default=0)
    if count <= points:
        return list(range(count))
    points = max(points, 2)
    shown = columns[: max(1, (points - 2) // 2)]
    buckets = (points - 2) // (2 * len(shown))
    kept = {0, count - 1}
    for number in range(buckets):
        start, end = number * count // buckets, (number + 1) * count // buckets
        for column in shown:
            kept.update(_extremes(column, start, end))
    return sorted(kept)


def _extremes(column: Column, start: int, end: int) -> Iterator[int]:
    """Where the least and the greatest value of a part of a column are, if it has any."""
    valued = [
        (value, index)
        for index in range(start, min(end, len(column)))
        if (value := column[index]) is not None and is_within(value, _ANY)
    ]
    if valued:
        yield min(valued)[1]
        yield max(valued, key=lambda pair: (pair[0], -pair[1]))[1]
