"""TRIMP, Banister's and Edwards', by published examples."""

from __future__ import annotations

import math

import pytest

from fittrack_backend.records.numbers.trimp import (
    HeartRates,
    banister_trimp,
    edwards_trimp,
    trimp_of_times,
)


def test_fellrnrs_example() -> None:
    """fellrnr.com, "TRIMP": a man with a maximum of 200 and 40 at rest, 30 minutes at 130, gives 32."""
    athlete = HeartRates(40, 200, "male")
    assert trimp_of_times([130], [1800], athlete) == pytest.approx(31.8, abs=0.05)
    assert banister_trimp(range(1800), [130] * 1800, athlete) == pytest.approx(31.8, abs=0.05)


def test_another_example() -> None:
    """theprimecalculator.com, "Training load": 45 minutes at 145, 60 at rest, a maximum of 190, give 66."""
    found = trimp_of_times([145], [2700], HeartRates(60, 190, "male"))
    assert found == pytest.approx(66, abs=0.5)


def test_the_most_of_a_minute() -> None:
    """0.64 e^1.92 is 4.37 for men, as fellrnr has it; 0.86 e^1.67 is 4.57 for women."""
    assert trimp_of_times([190], [60], HeartRates(50, 190, "male")) == pytest.approx(
        4.37, abs=0.005
    )
    assert trimp_of_times([190], [60], HeartRates(50, 190, "female")) == pytest.approx(
        4.57, abs=0.005
    )


def test_an_uneven_hour_counts_for_more_than_its_mean() -> None:
    athlete = HeartRates(50, 190, "female")
    uneven = banister_trimp(range(3600), [120] * 1800 + [180] * 1800, athlete)
    even = banister_trimp(range(3600), [150] * 3600, athlete)
    assert uneven is not None and even is not None
    assert uneven > even * 1.1


def test_below_rest_is_rest_and_above_the_maximum_is_the_maximum() -> None:
    athlete = HeartRates(50, 190, "male")
    assert trimp_of_times([40], [60], athlete) == 0
    assert trimp_of_times([230], [60], athlete) == trimp_of_times([190], [60], athlete)


@pytest.mark.parametrize(
    ("resting", "maximum"),
    [(190, 50), (60, 60), (-1, 190), (50, 300), (math.nan, 190), (50, math.nan)],
)
def test_rates_that_cannot_be_give_none(resting: float, maximum: float) -> None:
    assert banister_trimp(range(60), [120] * 60, HeartRates(resting, maximum, "male")) is None


def test_edwards_weights() -> None:
    """Ten minutes in each zone of a maximum of 200: 10 x (1 + 2 + 3 + 4 + 5); the time below the first
    counts for nothing, and that above the maximum as the fifth."""
    minutes = [90, 110, 130, 150, 170, 190, 210]
    rates = [rate for rate in minutes for _ in range(600)]
    found = edwards_trimp(range(len(rates)), rates, 200)
    assert found == pytest.approx(10 * (1 + 2 + 3 + 4 + 5 + 5))


def test_times_at_several_rates_add_up() -> None:
    athlete = HeartRates(50, 190, "male")
    one, other = (trimp_of_times([bpm], [600], athlete) for bpm in (120, 160))
    assert one is not None and other is not None
    assert trimp_of_times([120, 160], [600, 600], athlete) == pytest.approx(one + other)


def test_nothing_is_known() -> None:
    assert trimp_of_times([], [], HeartRates(50, 190, "male")) is None
    assert banister_trimp([], [], HeartRates(50, 190, "male")) is None
    assert banister_trimp(range(5), [None] * 5, HeartRates(50, 190, "male")) is None
    assert edwards_trimp(range(5), [None] * 5, 190) is None
    assert edwards_trimp(range(5), [100] * 5, math.nan) is None
