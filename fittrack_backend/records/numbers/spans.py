"""How long each sample counts: the one rule about gaps, pauses and readings that cannot be.

A reading counts until the next sample. Devices record each second, or only when something changes
(smart recording, up to about ten seconds apart), and nothing while they are paused. So a step to the
next sample that is much longer than usual is a gap: there, a reading counts for the usual step alone,
as the last one does. A gap is a step of more than `GAP` times the usual one (their median) and of more
than `SHORTEST_GAP_S`; any step above `LONGEST_STEP_S` is one. At one sample a second, n samples count
for n seconds, which is what devices show as their timer.

Samples are taken in the order of their times, which need not be that of the file. Of several at one time
the first counts, and one without a time does not. A reading that is None, not a number, or outside what
the caller takes as possible is left out, and the time of its sample counts for no reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple, TypeAlias

Column: TypeAlias = Sequence[float | None]
"""The values of all samples, None where a sample has none."""

GAP = 5.0
SHORTEST_GAP_S = 10.0
LONGEST_STEP_S = 60.0
ONLY_SAMPLE_S = 1.0
"""What a sample counts for that is the only one."""


class Range(NamedTuple):
    """What a reading may be; both ends are possible."""

    least: float
    most: float


POWER_W = Range(0.0, 65_534.0)
"""What FIT's uint16 can hold; 65,535 means that there is no reading (FIT profile, `record.power`)."""
HEART_RATE_BPM = Range(1.0, 254.0)
"""What FIT's uint8 can hold, 255 being none; 0 is what a strap sends without contact."""
SPEED_M_S = Range(0.0, 1000.0)
DISTANCE_M = Range(0.0, 1e9)
ALTITUDE_M = Range(-12_000.0, 100_000.0)
_TIME_S = Range(-1e11, 1e11)
"""Over three thousand years before and after any moment."""


class Span(NamedTuple):
    """A reading, when it was, for how long it counts, and the number of its sample."""

    start_s: float
    seconds: float
    value: float
    sample: int


def is_within(value: float | None, possible: Range) -> bool:
    """Whether it is a reading that can be. Not for NaN."""
    return value is not None and possible.least <= value <= possible.most


def in_time(times: Column) -> list[tuple[float, int]]:
    """The times that there are, each once, the earliest first; and the number of its sample."""
    found: list[tuple[float, int]] = []
    timed = [(time, at) for at, time in enumerate(times) if time is not None]
    for time, at in sorted((time, at) for time, at in timed if is_within(time, _TIME_S)):
        if not found or time > found[-1][0]:
            found.append((time, at))
    return found


def spans(times: Column, values: Column, possible: Range) -> list[Span]:
    """The readings of a column with the time that each counts for, in the order of their times."""
    timed = in_time(times)
    return [
        Span(time, seconds, value, at)
        for (time, at), seconds in zip(timed, _lengths(timed), strict=True)
        if (value := _reading(values, at, possible)) is not None
    ]


def known(times: Column, values: Column, possible: Range) -> Iterator[tuple[float, float]]:
    """Times and readings of the samples that have both, in the order of their times."""
    for time, at in in_time(times):
        value = _reading(values, at, possible)
        if value is not None:
            yield time, value


def total_s(parts: Sequence[Span]) -> float:
    """The seconds that they count for."""
    return sum(span.seconds for span in parts)


def mean(parts: Sequence[Span]) -> float | None:
    """Their mean, each weighted by its time; None without any."""
    seconds = total_s(parts)
    return sum(span.value * span.seconds for span in parts) / seconds if seconds > 0 else None


def _reading(values: Column, index: int, possible: Range) -> float | None:
    if index >= len(values):
        return None
    value = values[index]
    return value if is_within(value, possible) else None


def _lengths(timed: Sequence[tuple[float, int]]) -> list[float]:
    """The seconds that each of these samples counts for."""
    if not timed:
        return []
    steps = [after - before for (before, _), (after, _) in pairwise(timed)]
    usual = min(median(steps), LONGEST_STEP_S) if steps else ONLY_SAMPLE_S
    longest = min(LONGEST_STEP_S, max(SHORTEST_GAP_S, GAP * usual))
    return [step if step <= longest else usual for step in (*steps, usual)]
