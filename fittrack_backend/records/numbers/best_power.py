"""Best power: the highest mean power over a duration (mean-maximal power, the power curve).

    best(d) = greatest of W(t, t + d) / d over all t,   W being the work of that time in joules

Each reading counts for the time that `spans` gives it. All other time, a gap, a pause, a sample without
a reading, counts as zero watts, as in GoldenCheetah: a best is never made better by what was not
recorded. So the durations are elapsed time. The work grows evenly between samples, so the greatest is
where the effort begins or ends at a bend: two pointers find it.

A recording shorter than a duration has no best for it. Source of the term: H. Allen and A. Coggan,
"Training and Racing with a Power Meter" (mean maximal power).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from fittrack_backend.records.numbers.lines import Point, values_at
from fittrack_backend.records.numbers.spans import POWER_W, Column, spans
from fittrack_backend.records.numbers.work import work_by_time

LEAST_S = 1.0
"""No effort is shorter: that is as finely as devices record."""
DURATIONS_S = (5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0, 3600.0)


@frozen
class BestPower:
    """The strongest part of that length: its mean power in watts, and when it began."""

    duration_s: float
    power_w: float
    start_s: float


def best_powers(
    times: Column, powers: Column, over_s: Sequence[float] = DURATIONS_S
) -> tuple[BestPower, ...]:
    """The strongest part of each of these durations that the recording is long enough for.

    `powers` are in watts. No duration of less than a second has a best. Of equal ones the first is given.
    """
    line = work_by_time(spans(times, powers, POWER_W))
    if not line:
        return ()
    found: list[BestPower] = []
    for seconds in over_s:
        if LEAST_S <= seconds <= line[-1][0] - line[0][0]:
            best = max(_efforts(line, seconds), key=_strength, default=None)
            if best is not None:
                work, start_s = best
                found.append(BestPower(seconds, work / seconds, start_s))
    return tuple(found)


def _strength(effort: tuple[float, float]) -> tuple[float, float]:
    work, start_s = effort
    return work, -start_s


def _efforts(line: Sequence[Point], seconds: float) -> Iterator[tuple[float, float]]:
    """The work and the beginning of all efforts of that length that begin or end where the work bends."""
    first, last = line[0][0], line[-1][0]
    beginning = [point for point in line if point[0] + seconds <= last]
    ends = values_at(line, [time + seconds for time, _ in beginning])
    for (time, before), after in zip(beginning, ends, strict=True):
        yield after - before, time
    ending = [point for point in line if point[0] - seconds >= first]
    starts = values_at(line, [time - seconds for time, _ in ending])
    for (time, after), before in zip(ending, starts, strict=True):
        yield after - before, time - seconds
