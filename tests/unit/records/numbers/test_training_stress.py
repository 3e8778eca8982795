"""IF, TSS and hrTSS: an hour at the threshold is 100."""

from __future__ import annotations

import math

import pytest

from fittrack_backend.records.numbers.training_stress import (
    heart_rate_stress,
    intensity_factor,
    training_stress_score,
)
from fittrack_backend.records.numbers.trimp import HeartRates, banister_trimp


def test_an_hour_at_the_threshold_is_a_hundred() -> None:
    assert training_stress_score(300, 300, 3600) == 100
    assert training_stress_score(150, 300, 3600) == 25


def test_a_ride_as_its_device_scored_it() -> None:
    """A Wahoo ELEMNT: 157 W normalized, a threshold of 220 W, 13,471 s, a TSS of 190."""
    assert intensity_factor(157, 220) == pytest.approx(0.714, abs=0.0005)
    assert training_stress_score(157, 220, 13_471) == pytest.approx(190, abs=1)


def test_a_published_example() -> None:
    """forum.intervals.icu, "Training Stress Score math": 1:11:25 at 175 W with a threshold of 227 W are 71."""
    assert training_stress_score(175, 227, 4285) == pytest.approx(70.7, abs=0.1)


@pytest.mark.parametrize("value", [None, 0.0, -1.0, math.nan, math.inf])
def test_no_threshold_no_stress(value: float | None) -> None:
    assert intensity_factor(200, value) is None
    assert training_stress_score(200, value, 3600) is None


@pytest.mark.parametrize("value", [None, -1.0, math.nan, math.inf])
def test_what_is_not_known_gives_none(value: float | None) -> None:
    assert intensity_factor(value, 250) is None
    assert training_stress_score(200, 250, value) is None
    assert heart_rate_stress(value, 160, HeartRates(50, 190, "male")) is None


@pytest.mark.parametrize("sex", ["male", "female"])
def test_an_hour_at_the_threshold_heart_rate_is_a_hundred(sex: str) -> None:
    athlete = HeartRates(50, 190, "female" if sex == "female" else "male")
    trimp = banister_trimp(range(3600), [165] * 3600, athlete)
    assert heart_rate_stress(trimp, 165, athlete) == pytest.approx(100)
    assert heart_rate_stress(trimp, 50, athlete) is None
    assert heart_rate_stress(trimp, None, athlete) is None
