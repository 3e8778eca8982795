"""Whatever columns a file may hold, each number is None or finite, at once and in little memory."""

from __future__ import annotations

import math
import random
import time
import tracemalloc
from collections.abc import Callable, Iterator

import pytest
from attrs import astuple

from fittrack_backend.records.numbers.best_power import best_powers
from fittrack_backend.records.numbers.best_times import best_times
from fittrack_backend.records.numbers.decoupling import decoupling_percent
from fittrack_backend.records.numbers.grade import stretches
from fittrack_backend.records.numbers.grade_adjusted_pace import grade_adjusted_distance_m
from fittrack_backend.records.numbers.moving_time import moving_time_s
from fittrack_backend.records.numbers.normalized_power import (
    normalized_power_w,
    variability_index,
)
from fittrack_backend.records.numbers.spans import HEART_RATE_BPM, POWER_W, SPEED_M_S, Column
from fittrack_backend.records.numbers.thinning import thinned
from fittrack_backend.records.numbers.time_in_zones import time_in_zones
from fittrack_backend.records.numbers.trimp import HeartRates, banister_trimp, edwards_trimp
from fittrack_backend.records.numbers.work import mean_power_w, work_j
from fittrack_backend.records.numbers.zones import Zones

ATHLETE = HeartRates(50, 190, "female")
ZONES = Zones((100, 120, 140), 0, "account")

Number = Callable[[Column, Column], object]
"""Of times and values, which are taken for whatever the number is of."""
NUMBERS: dict[str, Number] = {
    "moving time": lambda times, values: moving_time_s(times, values, values, "running"),
    "moving time with pauses": lambda times, values: moving_time_s(
        times, values, values, "running", [(0.0, 50.0), (math.nan, 60.0), (70.0, 1e300)]
    ),
    "grade": lambda times, values: stretches(values, values),
    "grade over time": lambda times, values: stretches(times, values),
    "grade-adjusted distance": grade_adjusted_distance_m,
    "time in zones": lambda times, values: time_in_zones(times, values, ZONES, HEART_RATE_BPM),
    "best times": best_times,
    "best powers": best_powers,
    "normalized power": normalized_power_w,
    "variability": variability_index,
    "work": work_j,
    "mean power": mean_power_w,
    "TRIMP": lambda times, values: banister_trimp(times, values, ATHLETE),
    "Edwards' TRIMP": lambda times, values: edwards_trimp(times, values, 190),
    "Pw:Hr": lambda times, values: decoupling_percent(times, values, values, POWER_W),
    "Pa:Hr": lambda times, values: decoupling_percent(times, values, values, SPEED_M_S),
    "thinned": lambda _, values: thinned([values, values], 20),
}

NAN, INF = math.nan, math.inf
COLUMNS: dict[str, list[float | None]] = {
    "empty": [],
    "one": [150.0],
    "none": [None] * 50,
    "not a number": [NAN] * 50,
    "infinite": [INF, -INF] * 25,
    "negative": [-float(at) for at in range(50)],
    "backwards": [float(50 - at) for at in range(50)],
    "all equal": [100.0] * 50,
    "huge": [1e308, -1e308, 1.7e308] * 17,
    "huge whole numbers": [10**400, 150.0] * 25,
    "tiny": [5e-324 * at for at in range(50)],
    "ages apart": [1e9 * at for at in range(50)],
    "one far off": [*map(float, range(25)), 2_027_039_314.0, *map(float, range(25, 49))],
    "mixed": [None, NAN, 0.0, 150.0, INF, -1.0, 151.0, 1e9, 152.0, None] * 5,
    "usual": [100.0 + at % 40 for at in range(50)],
    "by the second": [float(at) for at in range(50)],
}


def numbers_in(found: object) -> Iterator[float]:
    if isinstance(found, float | int):
        yield found
    elif isinstance(found, tuple | list):
        for part in found:
            yield from numbers_in(part)
    elif found is not None:
        yield from numbers_in(astuple(found))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NUMBERS)
def test_each_number_is_none_or_finite(name: str) -> None:
    for times in COLUMNS.values():
        for values in COLUMNS.values():
            found = NUMBERS[name](times, values)
            assert all(math.isfinite(number) for number in numbers_in(found)), (times, values)


@pytest.mark.parametrize("name", NUMBERS)
def test_a_gap_of_years_takes_no_memory(name: str) -> None:
    times = [*map(float, range(100)), *(1e9 + at for at in range(100))]
    values = [100.0 + at % 40 for at in range(200)]
    tracemalloc.start()
    NUMBERS[name](times, values)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_time_grows_with_the_samples() -> None:
    """Ten times the samples take about ten times as long, where a square would take a hundred.
    The bound is wide, since other things run on the machine."""
    for name, number in NUMBERS.items():
        few, many = (min(seconds(number, count) for _ in range(2)) for count in (150, 1500))
        assert many < 40 * few + 0.05, name


def seconds(number: Number, count: int) -> float:
    """The processor's time for so many samples, a second apart, of a value that mostly grows."""
    rng = random.Random(count)
    values = [100.0]
    for _ in range(count):
        values.append(values[-1] + rng.uniform(-1, 3))
    begun = time.process_time()
    number(range(len(values)), values)
    return time.process_time() - begun
