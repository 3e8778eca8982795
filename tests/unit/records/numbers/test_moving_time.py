"""Moving time: stops and pauses do not count, corners and tunnels do."""

from __future__ import annotations

import pytest

from fittrack_backend.records.numbers.moving_time import moving_time_s

NONE = [None] * 1000


def walked(*legs: tuple[int, float]) -> tuple[list[float], list[float]]:
    """Times and distances, second by second, of legs given by their seconds and speed in m/s."""
    times, distances = [0.0], [0.0]
    for seconds, speed in legs:
        for _ in range(seconds):
            times.append(times[-1] + 1)
            distances.append(distances[-1] + speed)
    return times, distances


def test_a_stop_does_not_count() -> None:
    times, distances = walked((600, 3.0), (120, 0.0), (300, 3.0))
    assert moving_time_s(times, distances, NONE, "running") == 900


@pytest.mark.parametrize(("stop", "counted"), [(14, 14), (15, 0)])
def test_a_short_stop_counts(stop: int, counted: int) -> None:
    times, distances = walked((600, 3.0), (stop, 0.0), (300, 3.0))
    assert moving_time_s(times, distances, NONE, "running") == 900 + counted


@pytest.mark.parametrize(
    ("sport", "speed", "moved"),
    [
        ("running", 0.90, 60),
        ("running", 0.88, 0),
        ("hiking", 0.25, 60),
        ("cycling", 0.4, 0),
        ("cycling", 0.5, 60),
        ("kitesurfing", 0.31, 60),
    ],
)
def test_each_sport_has_its_slowest_speed(sport: str, speed: float, moved: float) -> None:
    """A mile in 30 minutes is 0.894 m/s."""
    times, distances = walked((60, speed))
    assert moving_time_s(times, distances, NONE, sport) == moved


def test_a_tunnel_counts_and_a_stop_that_was_not_recorded_does_not() -> None:
    times = [0.0, 1.0, 2.0, 302.0, 303.0, 903.0]
    distances = [0.0, 8.0, 16.0, 2416.0, 2424.0, 2430.0]
    assert moving_time_s(times, distances, NONE, "cycling") == 303


def test_a_pause_does_not_count_whatever_its_distance() -> None:
    times, distances = walked((600, 3.0))
    pauses = [(100.0, 200.0), (150.0, 160.0), (599.5, 10_000.0), (300.0, 300.0), (50.0, 40.0)]
    assert moving_time_s(times, distances, NONE, "running", pauses) == pytest.approx(499.5)


def test_speeds_where_there_are_no_distances() -> None:
    speeds = [3.0] * 60 + [0.0] * 60 + [None] * 60 + [3.0] * 60
    assert moving_time_s(range(240), [None] * 240, speeds, "running") == 120


def test_nothing_is_known() -> None:
    assert moving_time_s(range(9), [None] * 9, [None] * 9, "running") is None
    assert moving_time_s([], [], [], "running") is None


def test_it_did_not_move() -> None:
    assert moving_time_s(range(9), [0.0] * 9, [None] * 9, "running") == 0
