"""How people of a sport say how fast they are."""

from __future__ import annotations

import pytest

from fittrack_cli.output.pace import Way, way_of


@pytest.mark.parametrize(
    ("sport", "way"),
    [
        ("running", "pace"),
        ("hiking", "pace"),
        ("swimming", "pace_100m"),
        ("rowing", "pace_500m"),
        ("cycling", "speed"),
        ("a_sport_of_tomorrow", "speed"),
        (None, "speed"),
    ],
)
def test_the_way_of_a_sport(sport: str | None, way: Way) -> None:
    assert way_of(sport) == way


@pytest.mark.parametrize(
    ("length_m", "way"),
    [
        (25.0, "pace_pool_m"),
        (50.0, "pace_pool_m"),
        (33.33, "pace_pool_m"),
        (22.86, "pace_pool_yd"),
        (45.72, "pace_pool_yd"),
        (18.29, "pace_pool_yd"),
        (32.0, "pace_pool_m"),
        (0.0, "pace_100m"),
        (None, "pace_100m"),
    ],
)
def test_a_pool_has_a_unit(length_m: float | None, way: Way) -> None:
    assert way_of("swimming", length_m) == way
    assert way_of("running", length_m) == "pace"
