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
