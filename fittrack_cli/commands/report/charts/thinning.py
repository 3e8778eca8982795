"""Samples as the points of a line that is some hundred dots wide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import isfinite
from statistics import median

from fittrack_cli.commands.report.charts.lines import Point, Run

_PARTS = 240
_LONGEST_GAP_S = 30.0
_GAPS = 8
"""A gap is so many times the usual time between two samples, and longer than `_LONGEST_GAP_S`."""

Sample = tuple[float, float]
"""Seconds since the start, and a value."""


def part_length_s(span_s: float) -> float:
    """How long each point of a line stands for."""
    return span_s / _PARTS


def runs_of_samples(samples: Sequence[Sample], span_s: float) -> Sequence[Run]:
    """The mean, the least and the greatest value of each part of the time; a gap where nothing was recorded for long."""
    ordered = sorted(sample for sample in samples if isfinite(sample[1]))
    length = part_length_s(span_s) or 1.0
    longest = max(gap_s([time for time, _ in ordered]), 1.5 * length)
    runs: list[list[Point]] = []
    part: list[Sample] = []
    before: float | None = None
    for time, value in ordered:
        begins_anew = before is None or time - before > longest
        if part and (begins_anew or int(time / length) != int(part[0][0] / length)):
            runs[-1].append(_point(part, span_s))
            part = []
        if begins_anew:
            runs.append([])
        part.append((time, value))
        before = time
    if part:
        runs[-1].append(_point(part, span_s))
    return runs


def gap_s(times: Sequence[float]) -> float:
    """From how many seconds on there is a gap between two samples: long, and far more than usual."""
    steps = [after - before for before, after in pairwise(times)]
    return max(_LONGEST_GAP_S, _GAPS * median(steps)) if steps else _LONGEST_GAP_S


def _point(part: Sequence[Sample], span_s: float) -> Point:
    values = [value for _, value in part]
    time = sum(time for time, _ in part) / len(part)
    return Point(
        time / span_s if span_s else 0.0, sum(values) / len(values), min(values), max(values)
    )
