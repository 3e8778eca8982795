"""Amounts as the page says them, and the axes that they have: the one place that knows their units."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from fittrack_cli.commands.report.charts.scale import (
    Limits,
    Tick,
    inner_values,
    round_durations,
    round_values,
)
from fittrack_cli.output.cells import NOTHING, distance, duration
from fittrack_cli.output.pace import Way, length_of

Show = Callable[[float], str]
_NEAREST = 0.14
"""Labels of an axis are at least this part of its height from each other."""


def plain(value: float) -> str:
    """A number without needless decimals."""
    return f"{value:,.6g}" if abs(value) < 1000 else f"{value:,.0f}"


def long_time(seconds: float) -> str:
    """`44 h 20 min`, `35 min`."""
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60:,} h {minutes % 60:02} min"


def known(show: Show, value: object) -> str:
    """A value as `show` writes it, or the sign for none."""
    return show(float(value)) if isinstance(value, int | float) else NOTHING


def far(value: float) -> str:
    """`1,105.3 km`."""
    whole = distance(value)
    number, _, unit = whole.partition(" ")
    return f"{float(number):,.1f} {unit}" if unit == "km" else whole


def high(value: float) -> str:
    """`2,393 m`."""
    return f"{round(value):,} m"


def energy(value: float) -> str:
    """`35,610 kcal`."""
    return f"{value:,.0f} kcal"


def unit(name: str, decimals: int = 0) -> Show:
    """Writes numbers with this unit behind them."""
    return lambda value: f"{value:,.{decimals}f} {name}"


def axis(
    low: float, high: float, show: Show, *, scale: float = 1.0, count: int = 4
) -> tuple[Limits, Sequence[Tick]]:
    """Limits and ticks at round values of a unit that is `scale` of the values' own."""
    values = round_values(low / scale, high / scale, count)
    ticks = [Tick(value * scale, show(value)) for value in values]
    return Limits(ticks[0].value, ticks[-1].value), ticks


def time_axis(seconds: float) -> tuple[Limits, Sequence[Tick]]:
    """From 0 up to at least so many seconds, at whole hours, or minutes where there are few."""
    if seconds >= 4 * 3600:
        return axis(0, seconds, lambda hours: f"{plain(hours)} h", scale=3600)
    return axis(0, max(seconds, 60), lambda minutes: f"{plain(minutes)} min", scale=60)


def distance_axis(metres: float) -> tuple[Limits, Sequence[Tick]]:
    """From 0 up to at least so many metres, in kilometres, or in metres where there are few."""
    if metres >= 1000:
        return axis(0, metres, lambda value: f"{plain(value)} km", scale=1000)
    return height_axis(0, max(metres, 1.0))


def height_axis(low: float, high: float, count: int = 4) -> tuple[Limits, Sequence[Tick]]:
    """From at most to at least so many metres."""
    return axis(low, high, lambda value: f"{plain(value)} m", count=count)


def scale_lengths() -> Sequence[tuple[float, str]]:
    """The lengths in metres that a scale of a track may have, and their names, the shortest first."""
    return [
        *((float(n), f"{n} m") for n in (10, 20, 50, 100, 200, 500)),
        *((1000.0 * n, f"{n:,} km") for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)),
    ]


def weight(kilograms: float) -> str:
    """`72.5 kg`."""
    return f"{kilograms:.1f} kg"


def pace_ticks(limits: Limits, way: Way) -> Sequence[Tick]:
    """Round speeds, or round paces at the speeds that they are."""
    if way == "speed":
        speeds = inner_values(limits.low * 3.6, limits.high * 3.6, 4)
        return [Tick(speed / 3.6, f"{plain(speed)} km/h") for speed in speeds]
    length = length_of(way)
    fastest, slowest = length / limits.high, length / max(limits.low, length / 6000)
    for step in (5, 10, 15, 30, 60, 120, 300, 600, 1200):
        paces = range(int(-(-fastest // step) * step), int(slowest) + 1, step)
        ticks = [Tick(length / pace, duration(pace)) for pace in paces if pace]
        places = [limits.part(tick.value) for tick in ticks]
        if all(before - after >= _NEAREST for before, after in pairwise(places)):
            return ticks
    return []


def elapsed_ticks(seconds: float) -> Sequence[Tick]:
    """Round durations along the width."""
    return [Tick(at / seconds, _clock(at)) for at in round_durations(seconds) if seconds]


def _clock(seconds: float) -> str:
    minutes = round(seconds / 60)
    if not minutes:
        return "0"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02} h"
