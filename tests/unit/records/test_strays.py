"""What cannot be true is left out of a track; what is merely unusual stays."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

import pytest

from fittrack_backend.records.positions import Position
from fittrack_backend.records.strays import NONE, Strays, find_strays, is_jump

Track = list[tuple[float | None, Position | None]]
HOUR = 3600.0
METRE = 1 / 111_195
"""A metre in degrees of latitude."""


def straight(speed_m_s: float, seconds: float, every_s: float, *, lat: float = 45.0) -> Track:
    steps = int(seconds / every_s)
    return [
        (step * every_s, (lat + step * every_s * speed_m_s * METRE, 7.0))
        for step in range(steps + 1)
    ]


def strays_of(track: Track) -> Strays:
    return find_strays([time for time, _ in track], [position for _, position in track])


def changed(track: Track, **points: Position | None) -> Track:
    return [
        (time, points.get(f"at_{index}", position)) for index, (time, position) in enumerate(track)
    ]


RUN = straight(3.0, 1200, 5)


def test_one_wild_point() -> None:
    found = strays_of(changed(RUN, at_100=(55.0, 7.0)))
    assert found.positions == {100}
    assert found.remarks == ("the position of a point was left out: no one gets there that fast",)
    assert not found.times


@pytest.mark.parametrize("first", [0, 1, len(RUN) - 3, len(RUN) - 1])
def test_wild_points_at_the_ends(first: int) -> None:
    wild = {f"at_{index}": (55.0, 7.0) for index in range(first, min(first + 3, len(RUN)))}
    assert strays_of(changed(RUN, **wild)).positions == {int(name[3:]) for name in wild}


def test_points_without_a_fix() -> None:
    found = strays_of(changed(RUN, **{f"at_{index}": (0.0, 0.0) for index in range(40, 46)}))
    assert found.positions == set(range(40, 46))
    assert found.remarks == (
        "the positions of 6 points were left out: at 0° N 0° E, without a fix",
    )


def test_a_track_in_the_gulf_of_guinea_is_where_it_is() -> None:
    there: Track = [(float(step), (step * METRE, 0.0)) for step in range(100)]
    assert strays_of(there) == NONE


def test_a_short_spike_below_the_speed_of_an_airliner() -> None:
    """A kilometre aside within five seconds, and back."""
    position = RUN[100][1]
    assert position is not None
    aside = (position[0], position[1] + 1000 * METRE)
    assert strays_of(changed(RUN, at_100=aside)).positions == {100}


def test_the_first_point_of_a_clock_that_was_not_set() -> None:
    found = strays_of([(-24 * 365 * 86_400.0, RUN[0][1]), *RUN])
    assert found.times == {0}
    assert found.remarks == ("a point was left out: recorded long before or after all others",)


def test_records_left_from_six_days_before() -> None:
    stale: Track = [(-6 * 86_400.0 + step, None) for step in range(11)]
    assert strays_of([*stale, *RUN]).times == set(range(11))
    assert strays_of([*RUN, *[(6 * 86_400.0 + step, None) for step in range(11)]]).times == set(
        range(len(RUN), len(RUN) + 11)
    )


def _flight() -> Track:
    return straight(244.0, 2 * HOUR, 10)


def _flight_with_taxiing() -> Track:
    taxi = straight(5.0, 600, 5)
    assert taxi[-1][1] is not None
    air = straight(244.0, HOUR, 60, lat=taxi[-1][1][0])
    return [*taxi, *[(601.0 + time, position) for time, position in air if time is not None]]


def _walk_with_a_forgotten_watch_on_a_flight() -> Track:
    walk = straight(1.4, 2 * HOUR, 5)
    assert walk[-1][1] is not None
    air = straight(244.0, HOUR, 5, lat=walk[-1][1][0])
    return [*walk, *[(2 * HOUR + 5 + time, position) for time, position in air if time is not None]]


def _sparse_ultra() -> Track:
    return straight(1.2, 72 * HOUR, HOUR / 2)


def _three_days_with_nights() -> Track:
    day = straight(1.3, 8 * HOUR, 30)
    return [
        (time + number * 86_400.0, position)
        for number in range(3)
        for time, position in day
        if time is not None
    ]


def _a_short_first_day_and_a_rest() -> Track:
    """Ten minutes to the hut, a day of bad weather, then two days of walking."""
    hut = straight(1.3, 600, 60)
    walk = straight(1.3, 48 * HOUR, 60)
    return [
        *hut,
        *[(time + 1.6 * 86_400.0, position) for time, position in walk if time is not None],
    ]


def _ferry() -> Track:
    walk = straight(1.4, 1800, 5)
    assert walk[-1][1] is not None
    sea = straight(18.0, HOUR, 300, lat=walk[-1][1][0])
    return [*walk, *[(1805.0 + time, position) for time, position in sea if time is not None]]


def _gondola() -> Track:
    return straight(8.0, 900, 1)


def _train_in_a_tunnel() -> Track:
    """No positions for ten minutes, then 40 km further on."""
    before = straight(70.0, 600, 1)
    assert before[-1][1] is not None
    after = straight(70.0, 600, 1, lat=before[-1][1][0] + 42_000 * METRE)
    return [*before, *[(1200.0 + time, position) for time, position in after if time is not None]]


def _dive() -> Track:
    """A position before and after, none under water."""
    under: Track = [(float(second), None) for second in range(1, 3000)]
    return [(0.0, (10.0, 120.0)), *under, (3000.0, (10.005, 120.0))]


def _noisy_run() -> Track:
    chance = random.Random(3)
    return [
        (time, (position[0] + chance.gauss(0, 8) * METRE, position[1] + chance.gauss(0, 8) * METRE))
        for time, position in straight(3.0, 3600, 1)
        if position is not None
    ]


def _downhill_race() -> Track:
    return straight(42.0, 300, 1)


def _glider() -> Track:
    return [
        (float(second), (45 + math.sin(second / 40) * 0.05, 7 + math.cos(second / 40) * 0.05))
        for second in range(3600)
    ]


def _around_the_date_line() -> Track:
    return [
        (float(step), (-17.0, ((179.999 + step * 3 * METRE + 180) % 360) - 180))
        for step in range(200)
    ]


def _two_points() -> Track:
    return [(0.0, (45.0, 7.0)), (1800.0, (45.1, 7.0))]


@pytest.mark.parametrize(
    "make",
    [
        _flight,
        _flight_with_taxiing,
        _walk_with_a_forgotten_watch_on_a_flight,
        _sparse_ultra,
        _three_days_with_nights,
        _a_short_first_day_and_a_rest,
        _ferry,
        _gondola,
        _train_in_a_tunnel,
        _dive,
        _noisy_run,
        _downhill_race,
        _glider,
        _around_the_date_line,
        _two_points,
    ],
    ids=lambda make: make.__name__.strip("_").replace("_", " "),
)
def test_what_is_unusual_but_true_stays(make: Callable[[], Track]) -> None:
    assert strays_of(make()) == NONE


def test_of_two_halves_far_apart_neither_is_left_out() -> None:
    """Which of them is true cannot be told; only the jump between them is not counted."""
    there = [(600.0 + time, (10.0, lon)) for time, lon in ((t, 20 + t * METRE) for t in range(600))]
    here = straight(3.0, 599, 1)
    assert strays_of([*here, *there]) == NONE
    assert is_jump((45.0, 7.0), (10.0, 20.0), 1.0)
    assert not is_jump((45.0, 7.0), (45.0, 7.001), 0.0)


@pytest.mark.parametrize("track", [[], [(None, None)], [(0.0, None)], [(None, (1.0, 1.0))] * 3])
def test_with_little_to_go_by_nothing_is_left_out(
    track: Sequence[tuple[float | None, Position]],
) -> None:
    assert strays_of(list(track)) == NONE


def test_many_wild_points() -> None:
    track = straight(3.0, 20_000, 1)
    wild = changed(track, **{f"at_{index}": (55.0, 7.0) for index in range(5, len(track), 10)})
    assert strays_of(wild).positions == set(range(5, len(track), 10))
