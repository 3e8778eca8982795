"""Mechanical work, and mean power.

    work (J) = sum of (power (W) x time (s))        mean power (W) = work / time with a reading

Each reading counts for the time that `spans` gives it. Zero watts are a reading: coasting counts for
the mean (FIT profile, `session.total_work`, `session.avg_power`). 1,000 J are a kilojoule.
"""

from __future__ import annotations

from collections.abc import Sequence

from fittrack_backend.records.numbers.lines import Point
from fittrack_backend.records.numbers.spans import POWER_W, Column, Span, mean, spans


def work_j(times: Column, powers: Column) -> float | None:
    """The work done, in joules; None without a reading. `powers` are in watts."""
    line = work_by_time(spans(times, powers, POWER_W))
    return line[-1][1] if line else None


def mean_power_w(times: Column, powers: Column) -> float | None:
    """The mean power, in watts, coasting included; None without a reading."""
    return mean(spans(times, powers, POWER_W))


def work_by_time(parts: Sequence[Span]) -> list[Point]:
    """The work done so far (J), at each time (s) at which it begins to grow at another rate.

    It does not grow where nothing was recorded.
    """
    line: list[Point] = []
    work = 0.0
    for span in parts:
        if not line or line[-1][0] < span.start_s:
            line.append((span.start_s, work))
        work += span.value * span.seconds
        line.append((span.start_s + span.seconds, work))
    return line
