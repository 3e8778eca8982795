"""Zones: whose they are, where they end, and the time in each."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from fittrack_backend.records.numbers.spans import HEART_RATE_BPM, POWER_W
from fittrack_backend.records.numbers.time_in_zones import time_in_zones
from fittrack_backend.records.numbers.zones import Zones, heart_rate_zones, power_zones

OF_A_DEVICE = (107, 131, 146, 156, 164, 182)


def test_a_persons_zones_come_first_then_the_files() -> None:
    everything = heart_rate_zones(
        account=(100, 120), file=OF_A_DEVICE, threshold_bpm=165, maximum_bpm=190
    )
    assert everything == Zones((100, 120), 0, "account")
    assert heart_rate_zones(file=OF_A_DEVICE, threshold_bpm=165, maximum_bpm=190) == Zones(
        OF_A_DEVICE, 0, "file"
    )


def test_percentages_of_the_threshold_then_of_the_maximum() -> None:
    found = heart_rate_zones(threshold_bpm=165, maximum_bpm=190)
    assert found is not None
    assert found.zones_from == "threshold"
    assert found.bounds == pytest.approx((112.2, 136.95, 155.1, 173.25))
    found = heart_rate_zones(maximum_bpm=190)
    assert found is not None
    assert (found.zones_from, found.first) == ("max_hr", 0)
    assert found.bounds == pytest.approx((95, 114, 133, 152, 171, 190))


def test_power_zones_of_a_device_are_those_of_its_threshold() -> None:
    """The bounds that a Wahoo ELEMNT wrote for a threshold of 220 W, in whole watts."""
    found = power_zones(threshold_w=220)
    assert found is not None
    assert (found.zones_from, found.first) == ("threshold", 1)
    assert found.bounds == pytest.approx((121, 165, 198, 231, 264, 330))
    assert power_zones(account=(150, 250), file=(1, 2), threshold_w=220) == Zones(
        (150, 250), 1, "account"
    )
    assert power_zones(file=(100, 200), threshold_w=220) == Zones((100, 200), 1, "file")
    assert power_zones(file=(100, 200), file_first=0) == Zones((100, 200), 0, "file")
    assert heart_rate_zones(file=(100, 200), file_first=1) == Zones((100, 200), 1, "file")


@pytest.mark.parametrize(
    "bounds", [(), (120, 120), (140, 120), (0, 120), (100, 255), (math.nan,), (100, math.nan)]
)
def test_bounds_that_cannot_be_are_not_used(bounds: tuple[float, ...]) -> None:
    assert heart_rate_zones(account=bounds, file=OF_A_DEVICE) == Zones(OF_A_DEVICE, 0, "file")
    assert heart_rate_zones(account=bounds) is None


@pytest.mark.parametrize("threshold", [None, 0, -5, math.nan, math.inf, 65_535])
def test_no_zones_without_a_threshold(threshold: float | None) -> None:
    assert power_zones(threshold_w=threshold) is None


def test_a_bound_belongs_to_the_zone_above() -> None:
    zones = Zones((100, 120), 0, "account")
    assert time_in_zones(range(5), [99, 100, 119, 120, 254], zones, HEART_RATE_BPM) == (1, 2, 2)


@pytest.mark.parametrize("threshold", range(100, 401, 5))
def test_a_percentage_is_met_exactly(threshold: int) -> None:
    """55 % of 200 W are 110 W, and not a little more."""
    found = power_zones(threshold_w=threshold)
    assert found is not None
    exact = [Fraction(threshold * percent, 100) for percent in (55, 75, 90, 105, 120, 150)]
    assert [Fraction(bound) for bound in found.bounds] == exact


def test_time_without_a_reading_is_in_no_zone() -> None:
    zones = Zones((100,), 0, "account")
    values = [90, None, 0, math.nan, 110]
    assert time_in_zones(range(5), values, zones, HEART_RATE_BPM) == (1, 1)
    assert time_in_zones(range(5), [None] * 5, zones, HEART_RATE_BPM) is None
    assert time_in_zones(range(3), [0.0] * 3, Zones((100,), 1, "file"), POWER_W) == (3, 0)


def test_a_pause_is_in_no_zone() -> None:
    zones = Zones((100,), 0, "account")
    assert time_in_zones([0, 1, 2, 3600, 3601], [90, 90, 90, 110, 110], zones, HEART_RATE_BPM) == (
        3,
        2,
    )
