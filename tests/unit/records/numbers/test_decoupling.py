"""Decoupling and efficiency, by published examples."""

from __future__ import annotations

import math

import pytest

from fittrack_backend.records.numbers.decoupling import (
    decoupling_percent,
    power_efficiency,
    running_efficiency,
)
from fittrack_backend.records.numbers.spans import POWER_W, SPEED_M_S, Column


def drift(first: tuple[float, float], second: tuple[float, float]) -> float | None:
    """Of half an hour with one output and heart rate, and half an hour with another."""
    outputs = [first[0]] * 1800 + [second[0]] * 1800
    rates = [first[1]] * 1800 + [second[1]] * 1800
    return decoupling_percent(range(3600), outputs, rates, POWER_W)


def test_two_rides_of_a_published_page() -> None:
    """dreadedmonkeygod.net, "Cardiac Drift": 149 W at 141 bpm, then 125 W at 131, is a drop of 9.7 %;
    147 W at 137, then 152 W at 141, is a rise of 0.47 %."""
    assert drift((149, 141), (125, 131)) == pytest.approx(9.7, abs=0.05)
    assert drift((147, 137), (152, 141)) == pytest.approx(-0.47, abs=0.005)


def test_a_run_by_its_speed() -> None:
    speeds, rates = [3.0] * 600, [140.0] * 300 + [147.0] * 300
    found = decoupling_percent(range(600), speeds, rates, SPEED_M_S)
    assert found == pytest.approx((1 - 140 / 147) * 100)


def test_halves_are_of_the_time_with_both_readings() -> None:
    """Smart recording and a pause: the halves are 6 s each, of 10 s, 1 s and 1 s."""
    found = decoupling_percent(
        [0, 10, 11, 12, 13], [200, 220, 240, 900, None], [100, 110, 120, None, 90], POWER_W
    )
    first = 200 / 100
    second = (200 * 4 + 220 + 240) / (100 * 4 + 110 + 120)
    assert found == pytest.approx((first - second) / first * 100)


@pytest.mark.parametrize(
    ("outputs", "rates"),
    [
        ([], []),
        ([None] * 9, [100] * 9),
        ([100] * 9, [None] * 9),
        ([0] * 9, [100] * 9),
        ([100, None] * 4, [None, 100] * 4),
        ([math.nan] * 9, [math.nan] * 9),
    ],
)
def test_nothing_is_known(outputs: Column, rates: Column) -> None:
    assert decoupling_percent(range(len(outputs)), outputs, rates, POWER_W) is None


def test_efficiency() -> None:
    """A ride of 210 W at 140 bpm; Friel's yards: 1.37 m for a heartbeat are 1.5 yd."""
    assert power_efficiency(210, 140) == pytest.approx(1.5)
    metres = running_efficiency(3.2, 140)
    assert metres == pytest.approx(1.371, abs=0.001)
    assert metres is not None
    assert metres / 0.9144 == pytest.approx(1.5, abs=0.001)


@pytest.mark.parametrize("rate", [None, 0, -1, math.nan, math.inf])
def test_no_heart_rate_no_efficiency(rate: float | None) -> None:
    assert power_efficiency(200, rate) is None
    assert running_efficiency(3, rate) is None
    assert running_efficiency(None, 140) is None
    assert power_efficiency(math.nan, 140) is None
