"""Thinning: few points, and the extremes among them."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fittrack_backend.records.numbers.thinning import thinned


def test_a_short_series_stays_whole() -> None:
    assert thinned([[1.0, 2.0, 3.0]], 3) == [0, 1, 2]
    assert thinned([[]], 5) == []
    assert thinned([], 5) == []


def test_a_peak_and_a_dip_side_by_side_both_stay() -> None:
    values: list[float | None] = [100.0] * 10_000
    values[5001], values[5002] = 190.0, 40.0
    kept = thinned([values], 50)
    assert {0, 5001, 5002, 9999} <= set(kept)
    assert len(kept) <= 50


column = st.lists(
    st.none() | st.floats(-1000, 1000) | st.sampled_from([math.nan, math.inf]),
    min_size=1,
    max_size=200,
)


@settings(max_examples=150, deadline=None)
@given(column, st.integers(4, 60))
def test_extremes_and_ends_stay(values: list[float | None], points: int) -> None:
    kept = thinned([values], points)
    assert len(kept) <= points
    assert kept == sorted(set(kept))
    assert kept[0] == 0
    assert kept[-1] == len(values) - 1
    true = [value for value in values if value is not None and math.isfinite(value)]
    if true:
        shown = [values[index] for index in kept]
        assert max(true) in shown
        assert min(true) in shown


@pytest.mark.parametrize("points", [8, 9, 20, 333])
def test_several_columns_share_their_samples(points: int) -> None:
    rng = random.Random(points)
    columns = [[rng.gauss(0, 1) for _ in range(5000)] for _ in range(3)]
    kept = thinned(columns, points)
    assert len(kept) <= points
    for values in columns:
        assert values.index(max(values)) in kept
        assert values.index(min(values)) in kept


def test_a_column_may_be_empty() -> None:
    rising = [float(at) for at in range(1000)]
    assert {0, 999} <= set(thinned([[], rising, []], 40))
    assert len(thinned([[], rising], 2000)) == 1000
    assert thinned([[], []], 10) == []


@pytest.mark.parametrize("points", [-5, 0, 1, 2, 3])
def test_with_too_few_points_the_ends_stay(points: int) -> None:
    assert thinned([list(range(100))], points) == [0, 99]


def test_the_first_columns_come_first() -> None:
    columns = [[rng.random() for _ in range(100)] for rng in map(random.Random, range(5))]
    kept = thinned(columns, 6)
    assert len(kept) <= 6
    for values in columns[:2]:
        assert values.index(max(values)) in kept
