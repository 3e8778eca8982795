"""Time in zones: how long a reading lay in each zone.

Each reading counts for the time that `spans` gives it: until the next sample, and through no gap. Time
without a reading is in no zone, so the zones together may be less than the timer. A reading at a bound is
in the zone above it.

Devices count in between samples, too, and with fractions of beats. So the times in a FIT file
(`session.time_in_hr_zone`, `time_in_zone`) differ by some percent where a bound is often crossed; what
the device has is better where its zones are the ones asked for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from fittrack_backend.records.numbers.spans import Column, Range, spans
from fittrack_backend.records.numbers.zones import Zones


def time_in_zones(
    times: Column, values: Column, zones: Zones, possible: Range
) -> tuple[float, ...] | None:
    """The seconds in each zone, the one numbered `zones.first` first; None without any reading.

    `possible` is `spans.HEART_RATE_BPM` or `spans.POWER_W`.
    """
    parts = spans(times, values, possible)
    if not parts:
        return None
    return seconds_in_zones(((span.value, span.seconds) for span in parts), zones)


def seconds_in_zones(readings: Iterable[tuple[float, float]], zones: Zones) -> tuple[float, ...]:
    """The seconds in each zone, from readings and how many seconds each counts for."""
    found = [0.0] * (len(zones.bounds) + 1)
    for value, seconds in readings:
        found[bisect_right(zones.bounds, value)] += seconds
    return tuple(found)
