"""Best efforts over a distance, against a search through everything."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fittrack_backend.records.numbers.best_times import (
    MARATHON_M,
    RUNNING_DISTANCES_M,
    best_times,
)
from fittrack_backend.records.numbers.distances import growing, marks
from fittrack_backend.records.numbers.too_fast import fastest_of, possible


def test_an_even_run() -> None:
    """3 m/s for an hour: every distance takes its length by three."""
    found = best_times(range(3601), [3.0 * at for at in range(3601)])
    assert {effort.distance_m: effort.seconds for effort in found} == pytest.approx(
        {metres: metres / 3 for metres in RUNNING_DISTANCES_M if metres <= 10_800}
    )


def test_the_quick_kilometre_of_three() -> None:
    """A kilometre in 5:00, one in 4:00, one in 5:00; 400 m and 800 m lie in the second."""
    times = [0.0, 300.0, 540.0, 840.0]
    found = best_times(times, [0, 1000, 2000, 3000], [400, 1000, 1500])
    assert [effort.seconds for effort in found] == pytest.approx([96, 240, 390])
    assert found[1].start_m == 1000
    assert found[1].start_s == 300


@pytest.mark.parametrize("jump_m", [60.0, 2000.0])
def test_no_effort_leads_through_a_place_where_no_one_goes_that_fast(jump_m: float) -> None:
    times = [float(at) for at in range(4001)]
    metres = [3.0 * at + (jump_m if at >= 2000 else 0.0) for at in range(4001)]
    fastest = fastest_of("running")
    found = {one.distance_m: one.seconds for one in best_times(times, metres, fastest_m_s=fastest)}
    assert found == pytest.approx(
        {metres: metres / 3 for metres in RUNNING_DISTANCES_M if metres < 6000}, rel=1e-6
    )
    track = marks(times, metres)
    assert possible(track, fastest).left_out_m == pytest.approx(jump_m + 3)
    assert possible(track, math.inf).parts == (track,)


def test_efforts_lead_through_a_tunnel_in_which_the_receiver_stood_still() -> None:
    """Six minutes at 3 m/s without the sky, then the whole of it in one second."""
    times = [float(at) for at in range(4001)]
    lost, found = 1000, 1360
    metres = [3.0 * (lost if lost <= at < found else at) for at in range(4001)]
    fastest = fastest_of("running")
    assert possible(marks(times, metres), fastest).left_out_m == 0
    efforts = best_times(times, metres, fastest_m_s=fastest)
    assert {one.distance_m: one.seconds for one in efforts} == pytest.approx(
        {metres: metres / 3 for metres in RUNNING_DISTANCES_M if metres <= 12_000}, rel=1e-6
    )


def test_standing_still_before_a_jump_that_no_one_makes_hides_nothing() -> None:
    times = [float(at) for at in range(1001)]
    metres = [3.0 * min(at, 500) + (9000 if at >= 600 else 0) for at in range(1001)]
    assert possible(marks(times, metres), fastest_of("running")).left_out_m == 9000


@pytest.mark.parametrize(("sport", "speed_m_s"), [("running", 10.4), ("cycling", 36.0)])
def test_the_quickest_of_people_are_possible(sport: str, speed_m_s: float) -> None:
    """A sprint over 100 m, and the descent of a pass; with the noise of a second."""
    chance = random.Random(4)
    metres = [speed_m_s * at + chance.uniform(-4, 4) for at in range(60)]
    assert possible(marks(range(60), sorted(metres)), fastest_of(sport)).left_out_m == 0


def test_a_pause_within_counts_and_one_before_or_after_does_not() -> None:
    times = [0, 100, 160, 260, 300]
    metres = [0, 500, 500, 1000, 1000]
    whole, half = best_times(times, metres, [1000, 500])
    assert whole.seconds == 260
    assert half.seconds == 100
    assert best_times([0, 60, 160], [0, 0, 500], [500])[0].seconds == 100


def test_an_effort_may_end_between_samples_and_begin_when_a_stop_ends() -> None:
    """A minute of standing, 300 m in a minute, 200 m in 100 s: the best 400 m begin at the start and end
    half way through the last. And the same the other way round."""
    (found,) = best_times([0, 60, 120, 220], [0, 0, 300, 500], [400])
    assert (found.seconds, found.start_s) == (110, 60)
    (found,) = best_times([0, 100, 160, 220], [0, 200, 500, 500], [400])
    assert (found.seconds, found.start_s) == (110, 50)


def test_across_a_gap_the_athlete_moved_evenly() -> None:
    (found,) = best_times([0, 600], [0, 2000], [1000])
    assert found.seconds == 300


def test_a_track_that_is_exactly_as_long() -> None:
    (found,) = best_times([0, 9000], [0, MARATHON_M], [MARATHON_M, MARATHON_M + 0.1])
    assert found.seconds == 9000


@pytest.mark.parametrize("metres", [0.0, 1e-9, 0.5, -5.0, math.nan, math.inf, 1e9])
def test_a_distance_that_no_one_covers(metres: float) -> None:
    assert best_times([0, 1, 2], [0, 5, 10], [metres]) == ()
    assert best_times([0, 1, 2, 3], [1e8, 1e8 + 1, 1e8 + 1, 1e8 + 2], [metres]) == ()


def test_a_distance_that_is_far_too_great_is_left_out() -> None:
    metres = [5.0 * at for at in range(200)]
    metres[20], metres[90] = 9000.0, 3.0
    whole, hundred = best_times(range(200), metres, [995, 100])
    assert whole.seconds == pytest.approx(199)
    assert hundred.seconds == pytest.approx(20)


def test_a_device_that_began_again_at_zero() -> None:
    """The longer part counts, and no distance is invented between the two."""
    metres = [3.0 * at for at in range(100)] + [4.0 * at for at in range(300)]
    (found,) = best_times(range(400), metres, [400, 1300])
    assert found.seconds == pytest.approx(100)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 8), max_size=9))
def test_the_most_distances_that_agree(values: list[int]) -> None:
    kept = growing(values)
    assert [values[at] for at in kept] == sorted(values[at] for at in kept)
    assert kept == sorted(set(kept))
    most = max(
        len(part)
        for mask in range(2 ** len(values))
        if (part := [value for at, value in enumerate(values) if mask >> at & 1]) == sorted(part)
    )
    assert len(kept) == most


steps = st.tuples(st.integers(1, 20), st.integers(0, 40))


@settings(max_examples=150, deadline=None)
@given(st.lists(steps, min_size=2, max_size=30), st.integers(1, 300))
def test_it_is_the_least_of_all(legs: list[tuple[int, int]], metres: int) -> None:
    """Every metre of a track of whole metres as a beginning: none is quicker, and one is as quick."""
    times, distances = [0.0], [0.0]
    for seconds, moved in legs:
        times.append(times[-1] + seconds)
        distances.append(distances[-1] + moved)
    found = best_times(times, distances, [metres])
    if metres > distances[-1]:
        assert found == ()
        return
    whole = range(int(distances[-1]) - metres + 1)
    quickest = min(
        arrival(times, distances, at + metres) - departure(times, distances, at) for at in whole
    )
    assert found[0].seconds == pytest.approx(quickest)


def arrival(times: list[float], distances: list[float], metres: float) -> float:
    at = next(index for index, there in enumerate(distances) if there >= metres)
    if at == 0:
        return times[0]
    share = (metres - distances[at - 1]) / (distances[at] - distances[at - 1])
    return times[at - 1] + share * (times[at] - times[at - 1])


def departure(times: list[float], distances: list[float], metres: float) -> float:
    at = max(index for index, there in enumerate(distances) if there <= metres)
    if at == len(distances) - 1 or distances[at] == metres:
        return times[at]
    share = (metres - distances[at]) / (distances[at + 1] - distances[at])
    return times[at] + share * (times[at + 1] - times[at])


def test_times_of_an_epoch_are_as_good() -> None:
    rng = random.Random(3)
    metres = [0.0]
    for _ in range(2000):
        metres.append(metres[-1] + rng.uniform(2, 4))
    early = best_times(range(2001), metres, [1000])
    late = best_times([1.7e9 + at for at in range(2001)], metres, [1000])
    assert late[0].seconds == pytest.approx(early[0].seconds, abs=1e-5)
