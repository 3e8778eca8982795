"""Fitness, fatigue and form, day by day."""

from __future__ import annotations

import datetime as dt
import math
import random

import pytest

from fittrack_backend.records.numbers.training_load import Before, DayLoad, daily_load

MARCH = dt.date(2026, 3, 1)


def days(count: int, start: dt.date = MARCH) -> list[dt.date]:
    return [start + dt.timedelta(days=number) for number in range(count)]


def test_the_first_three_days_by_hand() -> None:
    """Loads of 100, 0 and 50, worked out with bc: 1 - e^(-1/42) is 0.023529, 1 - e^(-1/7) is 0.133122.
    pandas has the same: Series([0, 100, 0, 50]).ewm(alpha=…, adjust=False).mean()."""
    first, second, third = daily_load({MARCH: 100, MARCH + dt.timedelta(2): 50}, MARCH, days(3)[-1])
    assert (first.fitness, first.fatigue, first.form) == pytest.approx(
        (2.3529, 13.3122, 0), abs=0.0001
    )
    assert (second.fitness, second.fatigue) == pytest.approx((2.2975, 11.5401), abs=0.0001)
    assert second.form == pytest.approx(2.3529 - 13.3122, abs=0.0001)
    assert third.load == 50
    assert (third.fitness, third.fatigue) == pytest.approx((3.4198, 16.6599), abs=0.0001)
    assert third.form == pytest.approx(2.2975 - 11.5401, abs=0.0001)


def test_a_constant_load_becomes_fitness_and_fatigue() -> None:
    loads = dict.fromkeys(days(600), 80.0)
    last = list(daily_load(loads, MARCH, max(loads)))[-1]
    assert (last.fitness, last.fatigue, last.form) == pytest.approx((80, 80, 0), abs=0.01)


def test_after_42_days_63_percent_are_reached() -> None:
    """A time constant is when 1 - 1/e of a step is reached; each sum is that of its series."""
    loads = dict.fromkeys(days(42), 100.0)
    evening = list(daily_load(loads, MARCH, max(loads)))
    assert evening[41].fitness == pytest.approx(100 * (1 - math.exp(-1)))
    assert evening[6].fatigue == pytest.approx(100 * (1 - math.exp(-1)))


def test_days_before_the_first_count_however_far_back() -> None:
    rng = random.Random(4)
    loads = {day: rng.uniform(0, 200) for day in days(700) if rng.random() < 0.5}
    whole = list(daily_load(loads, min(loads), days(700)[-1]))
    part = list(daily_load(loads, days(700)[650], days(700)[-1]))
    for one, other in zip(whole[-50:], part, strict=True):
        assert (one.day, one.load) == (other.day, other.load)
        assert (one.fitness, one.fatigue, one.form) == pytest.approx(
            (other.fitness, other.fatigue, other.form)
        )


def test_a_load_in_the_year_one_costs_nothing() -> None:
    (found,) = daily_load({dt.date(1, 1, 1): 1000.0}, MARCH, MARCH)
    assert found == DayLoad(MARCH, 0.0, 0.0, 0.0, 0.0)


def test_the_evening_before_may_be_known() -> None:
    (found,) = daily_load({}, MARCH, MARCH, Before(60, 80))
    assert found.form == -20
    assert found.fitness == pytest.approx(60 * math.exp(-1 / 42))
    assert found.fatigue == pytest.approx(80 * math.exp(-1 / 7))


@pytest.mark.parametrize("load", [math.nan, math.inf, -50.0, 1e300])
def test_a_load_that_cannot_be_is_none_at_all(load: float) -> None:
    assert next(daily_load({MARCH: load}, MARCH, MARCH)).load == 0


def test_no_days() -> None:
    assert list(daily_load({MARCH: 1}, MARCH, MARCH - dt.timedelta(days=1))) == []
