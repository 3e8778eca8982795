"""Amounts as the page says them, and the axes that they have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from fittrack_cli.commands.report.charts.scale import (
    Limits,
    Tick,
    inner_values,
    round_durations,
    round_values,
)
from fittrack_cli.output.durations import duration
from fittrack_cli.output.numbers import ENGLISH
from fittrack_cli.output.pace import Way
from fittrack_cli.output.systems import FOOT_M, MILE_M
from fittrack_cli.output.units import FAR, HIGH, NOTHING, Scale, Units

if TYPE_CHECKING:
    from fittrack_cli.output.systems import System

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


@frozen
class Amounts:
    """Amounts in a system of units, with the signs of English, the language of the page."""

    units: Units

    @classmethod
    def of(cls, system: System) -> Amounts:
        return cls(Units(system, ENGLISH))

    def far(self, metres: float) -> str:
        """`1,105.3 km`, `686.8 mi`."""
        return self.units.amount(FAR, metres)

    def high(self, metres: float) -> str:
        """`2,393 m`, `7,851 ft`."""
        return self.units.amount(HIGH, metres)

    def energy(self, kilocalories: float) -> str:
        """`35,610 kcal`."""
        return self.units.text("_kcal", kilocalories)

    def show(self, field: str, decimals: int) -> Show:
        """Writes numbers of a field with so many decimals."""

        def text(value: float) -> str:
            scale = self._scale(field, value)
            shown = self.units.numbers.text(float(scale.of(value)), decimals, fixed=True)
            return f"{shown}{scale.name}"

        return text

    def axis(
        self, field: str, low: float, high: float, count: int = 4
    ) -> tuple[Limits, Sequence[Tick]]:
        """Limits and ticks at round values of a field in its unit."""
        scale = self._scale(field, max(abs(low), abs(high)))
        return axis(
            low,
            high,
            lambda value: f"{plain(value)}{scale.name}",
            scale=1 / scale.times,
            count=count,
        )

    def _scale(self, field: str, value: float) -> Scale:
        return self.units.scale(field, value) or Scale("")

    def scale_lengths(self) -> Sequence[tuple[float, str]]:
        """The lengths in metres that a scale of a track may have, and their names, the shortest first."""
        if self.units.system == "metric":
            short, unit, long, name, most = (10, 20, 50, 100, 200, 500), 1.0, 1000.0, "m", "km"
        else:
            short, unit, long, name, most = (
                (50, 100, 200, 500, 1000, 2000),
                FOOT_M,
                MILE_M,
                "ft",
                "mi",
            )
        return [
            *((unit * n, f"{n:,} {name}") for n in short),
            *(
                (long * n, f"{n:,} {most}")
                for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)
            ),
        ]

    def pace_ticks(self, limits: Limits, way: Way) -> Sequence[Tick]:
        """Round speeds, or round paces at the speeds that they are."""
        if way == "speed":
            scale = self._scale("speed_m_s", limits.high)
            speeds = inner_values(scale.of(limits.low), scale.of(limits.high), 4)
            return [Tick(scale.back(speed), f"{plain(speed)}{scale.name}") for speed in speeds]
        length = self.units.pace_length(way)
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
