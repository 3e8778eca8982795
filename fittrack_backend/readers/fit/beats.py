"""The time from each heartbeat to the next, with when it was."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence

from fittrack_backend.records.samples import Column, RrIntervals

_DIGITS = 6
"""Times are exact to a microsecond, and sums of them too."""
_APART_S = 5.0
"""What a chain of beats may be away from the clock before it begins anew: two messages of `hrv` lie as far
apart."""


def rr_of_hrv(clocks: Sequence[float], columns: Sequence[Column]) -> RrIntervals:
    """Intervals of `hrv` messages, which have no time: each beat follows the one before, and the last of a message is
    where the clock of the messages around it is, where both are further apart than `_APART_S`.

    `clocks` are seconds since 1970.
    """
    found = RrIntervals()
    end: float | None = None
    for clock, intervals in zip(clocks, _intervals(columns, "time_s", 1.0), strict=False):
        whole = sum(intervals)
        if not math.isnan(clock) and (end is None or abs(end + whole - clock) > _APART_S):
            end = clock - whole
        for interval in intervals:
            end = None if end is None else round(end + interval, _DIGITS)
            found.times.append(math.nan if end is None else end)
            found.seconds.append(interval)
    return found


def rr_of_beat_intervals(times: Sequence[float], columns: Sequence[Column]) -> RrIntervals:
    """Intervals of `beat_intervals` and `raw_bbi`, which follow each other from the message's time on, in seconds since
    1970."""
    found = RrIntervals()
    fractions = next((one.values for one in columns if one.name == "timestamp_ms"), None)
    for row, intervals in enumerate(_intervals(columns, "time_ms", 1000.0)):
        fraction = None if fractions is None else fractions[row]
        end = times[row] + (fraction / 1000 if isinstance(fraction, (int, float)) else 0.0)
        for interval in intervals:
            end = round(end + interval, _DIGITS)
            found.times.append(end)
            found.seconds.append(interval)
    return found


def _intervals(columns: Sequence[Column], name: str, per_second: float) -> list[list[float]]:
    column = next((one for one in columns if one.name == name), None)
    if column is None:
        return []
    return [
        [one / per_second for one in row if one] if isinstance(row, tuple) else []
        for row in column.values
    ]


def first_that_beats(*found: RrIntervals) -> RrIntervals:
    """The first that has any: a device that writes several kinds writes the same beats."""
    return next((one for one in found if len(one)), RrIntervals(array("d"), array("d")))
