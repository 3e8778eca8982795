"""Numbers worked out from the samples of real files, against what their devices and other programs say.

What the others say was found once and is written down here: by cycling-stats 0.1.0 and pandas 3.1 (PyPI) from
the records as garmin-fit-sdk gives them, at one sample a second.
"""

from __future__ import annotations

from functools import cache

import pytest

from fittrack_backend.readers import read_samples
from fittrack_backend.records.numbers.best_power import best_powers
from fittrack_backend.records.numbers.normalized_power import normalized_power_w
from fittrack_backend.records.numbers.spans import HEART_RATE_BPM, POWER_W
from fittrack_backend.records.numbers.time_in_zones import time_in_zones
from fittrack_backend.records.numbers.training_stress import training_stress_score
from fittrack_backend.records.numbers.work import mean_power_w, work_j
from fittrack_backend.records.numbers.zones import heart_rate_zones, power_zones
from fittrack_backend.records.samples import Samples
from tests.corpora import LARGER

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not LARGER.is_there, reason="there is no larger corpus"),
]

RIDE = "2019-02-17-062644-ELEMNT-297E-195-0.fit"
"""3:45 hours on a Wahoo, with 45 pauses of more than ten seconds and a threshold of 220 W."""
RUN = "developer-types-sample.fit"
"""57 minutes without a pause, with the power of a foot pod."""


@cache
def samples_of(name: str) -> Samples:
    return read_samples(LARGER.read(name), "fit")[0].samples


def column(samples: Samples, name: str) -> list[float | None]:
    found = samples.column(name)
    assert found is not None
    return found.numbers()


def test_a_ride_as_its_device_summed_it_up() -> None:
    ride = samples_of(RIDE)
    power = column(ride, "power_w")
    normalized = normalized_power_w(ride.times, power)
    assert normalized is not None
    assert round(normalized) == 157
    assert training_stress_score(normalized, 220, 13_471) == pytest.approx(190, abs=0.5)
    assert mean_power_w(ride.times, power) == pytest.approx(102, abs=0.5)
    assert work_j(ride.times, power) == pytest.approx(1_371_062, rel=0.002)


def test_its_time_in_zones_as_the_device_has_it() -> None:
    """Within 2.5 % of all time: the device also counts between samples, with fractions of beats."""
    ride = samples_of(RIDE)
    for zones, name, possible, of_device in (
        (
            heart_rate_zones(file=(124, 144, 163, 182, 254), file_first=1),
            "hr_bpm",
            HEART_RATE_BPM,
            (6348.574, 5549.681, 1357.233, 91.268, 0.0),
        ),
        (
            power_zones(threshold_w=220),
            "power_w",
            POWER_W,
            (8132.736, 2547.376, 985.699, 516.112, 377.869, 462.657, 270.992),
        ),
    ):
        assert zones is not None
        found = time_in_zones(ride.times, column(ride, name), zones, possible)
        assert found is not None
        assert found[: len(of_device)] == pytest.approx(of_device, abs=0.025 * 13_471)


def test_a_bound_is_in_the_zone_above_as_on_a_garmin() -> None:
    """A fenix 5 has 33.3 s below 107 bpm and 23.6 s in zone 1, with 9 s at 107."""
    run = samples_of("garmin-fenix-5-run.fit")
    zones = heart_rate_zones(file=(107, 131, 146, 156, 164, 182))
    assert zones is not None
    found = time_in_zones(run.times, column(run, "hr_bpm"), zones, HEART_RATE_BPM)
    assert found == pytest.approx((33.320, 23.567, 0, 0, 0, 0, 0), abs=3)


@pytest.mark.parametrize(
    ("name", "powers"),
    [
        (RIDE, [600.2, 570, 529.43, 376.87, 255.84, 179.08, 158.66, 147.68, 138.01, 128.07]),
        (RUN, [310.2, 305.4, 272, 253.93, 243.09, 226.8, 224.32, 222.86, 220.32]),
    ],
)
def test_best_powers_as_pandas_finds_them(name: str, powers: list[float]) -> None:
    """The greatest of `rolling(n).mean()`, a value each second, zero where there is none."""
    samples = samples_of(name)
    found = best_powers(samples.times, column(samples, "power_w"))
    assert [effort.power_w for effort in found] == pytest.approx(powers, abs=0.01)


def test_normalized_power_as_cycling_stats_finds_it() -> None:
    run, ride = samples_of(RUN), samples_of(RIDE)
    assert normalized_power_w(run.times, column(run, "power_w")) == pytest.approx(
        220.1035, abs=1e-4
    )
    assert normalized_power_w(ride.times, column(ride, "power_w")) == pytest.approx(
        157.6, rel=0.005
    )
