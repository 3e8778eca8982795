"""Speeds as people of a sport say them."""

from __future__ import annotations

import pytest

from fittrack_cli.output.pace import Way, rate_text, way_of


@pytest.mark.parametrize(
    ("speed_m_s", "way", "text"),
    [
        (1000 / 323, "pace", "5:23 /km"),
        (1000 / 299.6, "pace", "5:00 /km"),
        (100 / 112, "pace_100m", "1:52 /100 m"),
        (500 / 125.4, "pace_500m", "2:05 /500 m"),
        (9.0, "speed", "32.4 km/h"),
        (0.0, "speed", "0.0 km/h"),
        (0.0, "pace", "-"),
        (0.1, "pace", "-"),
        (-1.0, "pace_100m", "-"),
    ],
)
def test_a_rate(speed_m_s: float, way: Way, text: str) -> None:
    assert rate_text(speed_m_s, way) == text


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
