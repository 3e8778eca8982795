"""Normalized power by hand, by a plain sum at one sample a second, and by what devices do in pauses."""

from __future__ import annotations

import random

import pytest

from fittrack_backend.records.numbers.normalized_power import (
    normalized_power_w,
    variability_index,
)


def plainly(powers: list[float]) -> float:
    """The definition at one sample a second: means of 30, from the 30th on."""
    means = [sum(powers[end - 30 : end]) / 30 for end in range(30, len(powers) + 1)]
    return float((sum(mean**4 for mean in means) / len(means)) ** 0.25)


def test_an_even_ride_has_its_power() -> None:
    assert normalized_power_w(range(3600), [210] * 3600) == pytest.approx(210)
    assert variability_index(range(3600), [210] * 3600) == pytest.approx(1)


def test_half_and_half_by_hand() -> None:
    """Half an hour at 0 W and half an hour at 300 W: from the 30th second on, 1,771 means of 0 W, 29 of 10,
    20 … 290 W, and 1,771 of 300 W. The sum of 1^4 to 29^4 is 29 x 59 x 2,609 = 4,463,999 (Faulhaber)."""
    expected = ((4_463_999 * 10**4 + 1771 * 300**4) / 3571) ** 0.25
    found = normalized_power_w(range(3600), [0] * 1800 + [300] * 1800)
    assert found == pytest.approx(expected)
    assert round(expected) == 252


def test_a_ride_that_changes_each_second() -> None:
    rng = random.Random(1)
    powers = [rng.choice((0.0, 90.0, 250.0, 700.0)) for _ in range(1500)]
    assert normalized_power_w(range(1500), powers) == pytest.approx(plainly(powers))


def test_samples_need_not_be_a_second_apart() -> None:
    """The same ride with a sample where the power changes, each ten seconds or less apart."""
    rng = random.Random(2)
    times: list[float] = [0]
    powers = [rng.uniform(100, 300)]
    by_second: list[float] = []
    while times[-1] < 3000:
        step = rng.randint(1, 9)
        by_second += [powers[-1]] * step
        times.append(times[-1] + step)
        powers.append(rng.uniform(100, 300))
    found = normalized_power_w(times, powers)
    assert found == pytest.approx(plainly(by_second), rel=0.005)


def test_it_begins_anew_after_a_pause() -> None:
    """Two rides with a pause are those two rides, not one in which they touch."""
    hard, easy = [300.0] * 600, [100.0] * 600
    times = [*range(600), *range(4200, 4800)]
    apart = ((571 * 300**4 + 571 * 100**4) / 1142) ** 0.25
    assert normalized_power_w(times, hard + easy) == pytest.approx(apart)


def test_short_holes_are_cut_out() -> None:
    powers: list[float | None] = [200.0] * 100
    powers[40:43] = [None] * 3
    assert normalized_power_w(range(100), powers) == pytest.approx(200)
    powers[:] = [200.0 if second % 20 else None for second in range(100)]
    assert normalized_power_w(range(100), powers) == pytest.approx(200)


def test_no_half_minute_no_normalized_power() -> None:
    assert normalized_power_w(range(29), [200] * 29) is None
    assert normalized_power_w(range(30), [200] * 30) == pytest.approx(200)
    assert normalized_power_w([], []) is None
    assert normalized_power_w(range(60), [None] * 60) is None
    assert variability_index(range(60), [0] * 60) is None
