"""Pace by sport, and speed."""

from __future__ import annotations

import math

import pytest

from fittrack_backend.records.numbers.pace import metres_of_pace, pace_s, speed_m_s


@pytest.mark.parametrize(
    ("sport", "sub_sport", "metres"),
    [
        ("running", None, 1000),
        ("running", "trail", 1000),
        ("swimming", "open_water", 100),
        ("rowing", None, 500),
        ("fitness_equipment", "indoor_rowing", 500),
        ("fitness_equipment", "treadmill", 1000),
        ("cycling", "road", None),
        ("generic", None, None),
    ],
)
def test_each_sport_has_its_distance(
    sport: str, sub_sport: str | None, metres: float | None
) -> None:
    assert metres_of_pace(sport, sub_sport) == metres


def test_paces_of_world_records() -> None:
    """World Athletics and World Aquatics: 2:00:35 (marathon, 2023), 14:30.67 (1,500 m, 2024)."""
    marathon = speed_m_s(42_195, 2 * 3600 + 35)
    assert pace_s(marathon, 1000) == pytest.approx(2 * 60 + 51.5, abs=0.1)
    assert pace_s(speed_m_s(1500, 14 * 60 + 30.67), 100) == pytest.approx(58.04, abs=0.01)


@pytest.mark.parametrize("speed", [None, 0.0, -1.0, math.nan, math.inf, 0.0115, 1e-9, 5e-324])
def test_no_speed_and_none_that_takes_a_day_no_pace(speed: float | None) -> None:
    assert pace_s(speed, 1000) is None


@pytest.mark.parametrize(
    ("distance", "seconds"),
    [
        (None, 1.0),
        (1.0, None),
        (1.0, 0.0),
        (1.0, -1.0),
        (-1.0, 1.0),
        (math.nan, 1.0),
        (1.0, math.nan),
        (math.inf, 1.0),
        (1e308, 1e-308),
    ],
)
def test_no_distance_or_time_no_speed(distance: float | None, seconds: float | None) -> None:
    assert speed_m_s(distance, seconds) is None
