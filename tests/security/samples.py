"""Whether two samples of times can be told apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from attrs import frozen


@frozen
class Comparison:
    """Two samples, compared by medians and by the test of Mann and Whitney (1947)."""

    medians_ms: tuple[float, float]
    ratio: float
    """Of the medians."""
    effect: float
    """How often a value of the first is the larger one: 0.5 where they are alike."""
    p: float
    """Two-sided, by the normal approximation."""


def compare(first: Sequence[float], second: Sequence[float]) -> Comparison:
    """Compares two samples of seconds, of twenty values or more each."""
    assert min(len(first), len(second)) >= 20
    larger = sum((a > b) + 0.5 * (a == b) for a in first for b in second)
    pairs = len(first) * len(second)
    spread = math.sqrt(pairs * (len(first) + len(second) + 1) / 12)
    z = (larger - pairs / 2) / spread
    medians = (median(first) * 1000, median(second) * 1000)
    return Comparison(
        medians, medians[0] / medians[1], larger / pairs, math.erfc(abs(z) / math.sqrt(2))
    )
