"""Grade over distance, and the flat distance that costs a runner as much."""

from __future__ import annotations

import random

import pytest

from fittrack_backend.records.numbers.grade import stretches
from fittrack_backend.records.numbers.grade_adjusted_pace import (
    cost_of_running,
    grade_adjusted_distance_m,
)
from fittrack_backend.records.numbers.lines import values_at


def test_a_steady_slope_has_its_grade_everywhere() -> None:
    metres = [float(at) for at in range(0, 1001, 7)]
    found = stretches(metres, [500 + at * 0.08 for at in metres])
    assert [part.grade for part in found] == pytest.approx([0.08] * (len(metres) - 1))
    assert found[0].start_m == 0
    assert found[-1].end_m == metres[-1]


def test_a_hill_of_a_hundred_metres_shows() -> None:
    metres = [float(at) for at in range(401)]
    altitudes = [min(max(at - 150, 0), 100) * 0.1 for at in metres]
    grades = {part.start_m: part.grade for part in stretches(metres, altitudes)}
    assert grades[200] == pytest.approx(0.1)
    assert grades[50] == grades[350] == 0
    assert grades[150] == pytest.approx(0.05, abs=0.002)


def test_a_metre_of_noise_makes_two_percent_at_most() -> None:
    rng = random.Random(10)
    metres = [3.0 * at for at in range(500)]
    flat = [200 + rng.choice((-0.5, 0.5)) for _ in metres]
    inner = stretches(metres, flat)[10:-10]
    assert max(abs(part.grade) for part in inner) <= 0.02


def test_samples_that_lack_one_of_both_are_left_out() -> None:
    found = stretches([0, None, 20, 15, 40, 60], [10, 10, None, 10, 14, 16])
    assert [(part.start_m, part.end_m) for part in found] == [(0, 15), (15, 40), (40, 60)]


@pytest.mark.parametrize(
    ("distances", "altitudes"),
    [([], []), ([5.0], [1.0]), ([0, 9.0], [1, 2]), ([0, 50], [None, None]), ([7, 7, 7], [1, 2, 3])],
)
def test_no_grade_without_a_track(
    distances: list[float | None], altitudes: list[float | None]
) -> None:
    assert stretches(distances, altitudes) == []
    assert grade_adjusted_distance_m(distances, altitudes) is None


def test_the_curve_is_minettis() -> None:
    """The costs that the paper's abstract gives as measured, with their standard deviations (J/kg/m):
    the curve through all measurements lies within them."""
    for grade, measured, deviation in (
        (0.0, 3.40, 0.24),
        (0.45, 18.93, 1.74),
        (-0.20, 1.73, 0.36),
        (-0.45, 3.92, 0.81),
    ):
        assert abs(cost_of_running(grade) - measured) <= deviation
    assert cost_of_running(0) == 3.6
    least = min(range(-45, 46), key=lambda percent: cost_of_running(percent / 100))
    assert -20 <= least <= -17


def test_the_curve_in_numbers() -> None:
    """Worked out term by term with a pocket calculator: at 10 %, 0.001554 - 0.00304 - 0.0433 + 0.463 + 1.95 + 3.6."""
    assert cost_of_running(0.1) == pytest.approx(5.968214)
    assert cost_of_running(0.9) == cost_of_running(0.45)
    assert cost_of_running(-9) == cost_of_running(-0.45)


def test_a_climb_is_longer_on_the_flat() -> None:
    metres = [float(at) for at in range(1001)]
    climbed = grade_adjusted_distance_m(metres, [at * 0.1 for at in metres])
    assert climbed == pytest.approx(1000 * 5.968214 / 3.6)
    assert grade_adjusted_distance_m(metres, [3.0] * 1001) == pytest.approx(1000)


def test_values_between_points_are_those_of_the_line() -> None:
    points = [(0.0, 0.0), (10.0, 100.0), (20.0, 0.0)]
    assert list(values_at(points, [0, 5, 10, 15, 20])) == [0, 50, 100, 50, 0]
