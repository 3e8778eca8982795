"""Best power over a duration, and work, against a search through everything."""

from __future__ import annotations

import math
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fittrack_backend.records.numbers.best_power import DURATIONS_S, best_powers
from fittrack_backend.records.numbers.work import mean_power_w, work_j

SERIES = [102, 106, 110, 114, 118, 120, 116, 112, 108, 104, 100]


def test_the_curve_of_a_published_example() -> None:
    """The example of the package @trainerday/cycling-metrics on npm, which gives 120, 119, 118, 117,
    116, 115, 114, 113, 112, 111, 110 rounded: here the means themselves, worked out by hand."""
    found = best_powers(range(11), SERIES, [1, 2, 3, 4, 5, 11])
    assert [effort.power_w for effort in found] == pytest.approx(
        [120, 119, 118, 117, 116, sum(SERIES) / 11]
    )
    assert found[0].start_s == 5
    assert [round(best_powers(range(11), SERIES, [n])[0].power_w) for n in range(1, 12)] == [
        *range(120, 109, -1)
    ]


def test_an_average_ride() -> None:
    """R. Ashburn, "Measuring Power and Using the Data" (Slowtwitch, 2008): 10 minutes at 145 W, 20 at
    265 W and 30 at 175 W are a mean of 200 W."""
    powers = [145] * 600 + [265] * 1200 + [175] * 1800
    assert mean_power_w(range(3600), powers) == pytest.approx(200)
    assert work_j(range(3600), powers) == pytest.approx(720_000)
    found = {effort.duration_s: effort.power_w for effort in best_powers(range(3600), powers)}
    assert list(found) == list(DURATIONS_S)
    assert found[1200] == pytest.approx(265)
    assert found[1800] == pytest.approx((265 * 20 + 175 * 10) / 30)
    assert found[3600] == pytest.approx(200)


def test_what_was_not_recorded_is_zero() -> None:
    times = [0, 1, 2, 100, 101, 102]
    (found,) = best_powers(times, [300] * 6, [100])
    assert found.power_w == pytest.approx(3 * 300 / 100)
    (found,) = best_powers(range(5), [300, 300, None, 300, 300], [5])
    assert found.power_w == pytest.approx(240)


def test_of_equal_bests_the_first_is_given() -> None:
    (found,) = best_powers(range(9), [0, 300, 300, 0, 0, 300, 300, 0, 0], [2])
    assert (found.power_w, found.start_s) == (300, 1)


def test_work_and_mean_leave_out_what_was_not_recorded() -> None:
    assert mean_power_w(range(4), [200, None, 0, 100]) == pytest.approx(100)
    assert work_j(range(4), [200, None, 0, 100]) == pytest.approx(300)
    assert mean_power_w(range(2), [None, None]) is None
    assert work_j([], []) is None


def test_a_short_recording_has_no_long_best() -> None:
    assert [effort.duration_s for effort in best_powers(range(59), [1] * 59)] == [5, 10, 30]
    assert best_powers([], []) == ()
    assert best_powers(range(3), [1, 2, 3], [0, 1e-9, 0.5, -1, math.nan, math.inf]) == ()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(1, 14), st.none() | st.integers(0, 500)), min_size=1, max_size=25
    ),
    st.integers(1, 60),
)
def test_it_is_the_greatest_of_all(samples: list[tuple[int, int | None]], seconds: int) -> None:
    """Every half second as a beginning, with what is not recorded as zero."""
    times, powers = [], []
    clock = 0
    for step, power in samples:
        times.append(clock)
        powers.append(power)
        clock += step
    halves = half_seconds(times, powers)
    window = 2 * seconds
    sums = [sum(halves[start : start + window]) for start in range(len(halves) - window + 1)]
    found = [effort.power_w for effort in best_powers(times, powers, [seconds])]
    assert found == pytest.approx([max(sums) / window] if sums else [], abs=1e-9)


def half_seconds(times: list[int], powers: list[int | None]) -> list[float]:
    """The watts of each half second from the first reading to the end of the last, by the rule in words:
    the usual step, a median of whole seconds, may have a half."""
    steps = [after - before for before, after in pairwise(times)]
    usual = median(steps) if steps else 1.0
    longest = max(10, 5 * usual)
    read: dict[int, float] = {}
    for time, power, step in zip(times, powers, [*steps, usual], strict=True):
        if power is not None:
            for half in range(int(2 * (step if step <= longest else usual))):
                read[2 * time + half] = power
    return [read.get(half, 0.0) for half in range(min(read), max(read) + 1)] if read else []
