"""How long each sample counts: until the next one, and through no gap."""

from __future__ import annotations

import math

import pytest

from fittrack_backend.records.numbers.spans import (
    HEART_RATE_BPM,
    POWER_W,
    Column,
    Range,
    in_time,
    mean,
    spans,
    total_s,
)


def lasting(times: Column, values: Column | None = None) -> list[float]:
    parts = spans(times, [100.0] * len(times) if values is None else values, POWER_W)
    return [span.seconds for span in parts]


def test_at_one_sample_a_second_each_counts_for_a_second() -> None:
    assert lasting(range(5)) == [1, 1, 1, 1, 1]


def test_smart_recording_counts_until_the_next_sample() -> None:
    assert lasting([0, 4, 5, 12, 15]) == [4, 1, 7, 3, 3.5]


def test_a_gap_counts_for_the_usual_step() -> None:
    assert lasting([0, 1, 2, 600, 601]) == [1, 1, 1, 1, 1]


def test_ten_seconds_are_no_gap_and_more_are() -> None:
    assert lasting([0, 1, 2, 12, 13])[2] == 10
    assert lasting([0, 1, 2, 12.5, 13.5])[2] == 1


def test_what_is_usual_decides_what_is_a_gap() -> None:
    every_five = [0, 5, 10, 35, 40, 45, 71, 76, 81]
    assert lasting(every_five) == [5, 5, 25, 5, 5, 5, 5, 5, 5]


def test_no_step_counts_for_more_than_a_minute() -> None:
    assert lasting([0, 1e9, 2e9]) == [60, 60, 60]


def test_a_sample_alone_counts_for_a_second() -> None:
    assert lasting([1_700_000_000.0]) == [1]


def test_a_sample_without_a_reading_ends_the_one_before() -> None:
    assert lasting([0, 1, 2, 3], [100, None, None, 120]) == [1, 1]


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf, -1.0, 65_535.0, 10**400])
def test_what_cannot_be_is_no_reading(value: float | None) -> None:
    assert [span.value for span in spans(range(3), [90.0, value, 110.0], POWER_W)] == [90, 110]


def test_a_heart_rate_of_zero_is_no_reading() -> None:
    assert [span.value for span in spans(range(3), [0, 60, 255], HEART_RATE_BPM)] == [60]


def test_samples_count_in_the_order_of_their_times() -> None:
    times = [0, 1, 1, math.nan, 0.5, None, 2, math.inf, 1e300, 3]
    assert in_time(times) == [(0, 0), (0.5, 4), (1, 1), (2, 6), (3, 9)]
    parts = spans([4, 5, 0, 1, 2, 3], [50, 60, 10, 20, 30, 40], POWER_W)
    assert [(span.value, span.seconds) for span in parts] == [(10 * at, 1) for at in range(1, 7)]


def test_a_clock_that_is_wrong_for_one_sample_spoils_no_other() -> None:
    times = [*range(50), 2_027_039_314, *range(50, 100)]
    assert sorted(lasting(times)) == [1] * 101


def test_a_column_may_be_short_or_empty() -> None:
    assert spans([], [], POWER_W) == []
    assert [span.sample for span in spans(range(3), [1.0], POWER_W)] == [0]


def test_a_mean_is_weighted_by_time() -> None:
    parts = spans([0, 4, 5], [100, 200, 200], Range(0, 1000))
    assert total_s(parts) == 4 + 1 + 2.5
    assert mean(parts) == pytest.approx((4 * 100 + 1 * 200 + 2.5 * 200) / 7.5)
    assert mean([]) is None
