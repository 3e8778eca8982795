"""Round values for the lines of a chart."""

from __future__ import annotations

import math
from collections.abc import Sequence

from attrs import frozen

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_DURATIONS = (
    *(60.0 * minutes for minutes in (1, 2, 5, 10, 15, 30)),
    *(3600.0 * hours for hours in (1, 2, 3, 6, 12, 24, 48, 96, 240, 1000)),
)


@frozen
class Tick:
    """A value of an axis, and what stands beside it."""

    value: float
    label: str


@frozen
class Limits:
    """What an axis reaches from and to; `high` is above `low`."""

    low: float
    high: float

    def part(self, value: float) -> float:
        """Where a value is between them, from 0 to 1; what is outside is at the edge."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


def round_step(span: float, count: int) -> float:
    """The least round step that covers `span` with at most `count` of it."""
    if not span > 0 or not math.isfinite(span):
        return 1.0
    least = span / count
    power = 10.0 ** math.floor(math.log10(least))
    return next((step * power for step in _STEPS if step * power >= least * 0.999), 10 * power)


def round_values(low: float, high: float, count: int = 4) -> Sequence[float]:
    """Round values from at or below `low` to at or above `high`; at least two."""
    step = round_step(high - low, count)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [index * step for index in range(first, max(last, first + 1) + 1)]


def inner_values(low: float, high: float, count: int = 5) -> Sequence[float]:
    """Round values between `low` and `high`."""
    step = round_step(high - low, count)
    return [
        index * step for index in range(math.ceil(low / step), math.floor(high / step + 1e-9) + 1)
    ]


def round_durations(seconds: float, count: int = 5) -> Sequence[float]:
    """Round durations from 0 up to `seconds`, at most so many and one."""
    step = next((one for one in _DURATIONS if one * count >= seconds), seconds / count or 1.0)
    return [index * step for index in range(int(seconds / step) + 1)]
