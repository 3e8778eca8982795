"""Zones of heart rate and of power: where they meet, and where that is from.

Zones meet at bounds, and a bound belongs to the zone above it: with bounds of 107 and 131 bpm, 107 to 130 are
one zone. FIT calls them high bounds (`hr_zone.high_bpm`, `time_in_zone.hr_zone_high_boundary`), but a
Garmin counts 107 in the upper zone, as Garmin Connect shows them and GoldenCheetah counts. The last zone has no
end. Heart-rate zones are counted from 0, which is all below zone 1, as in Garmin's `time_in_zone`; power zones
from 1. Files differ: what a Wahoo writes as `hr_zone` begins with zone 1, so `file_first` says which zone the
first bound of a file is the end of.

Whose zones they are, in this order (`zones_from`):

1. `account`: a person set them;
2. `file`: the device's own bounds, in the file;
3. `threshold`: percentages of the threshold power or threshold heart rate;
4. `max_hr`: percentages of the maximum heart rate.

The percentages:

- of the maximum heart rate: 50, 60, 70, 80, 90, 100 (S. Edwards, "The Heart Rate Monitor Book", 1993;
  also what Garmin devices come with);
- of the threshold heart rate: 68, 83, 94, 105, and of the threshold power (FTP): 55, 75, 90, 105, 120, 150
  (H. Allen and A. Coggan, "Training and Racing with a Power Meter").
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from attrs import frozen

from fittrack_backend.records.numbers.spans import HEART_RATE_BPM, POWER_W, Range, is_within

ZonesFrom = Literal["account", "file", "threshold", "max_hr"]

PERCENT_OF_MAXIMUM_HR = (50, 60, 70, 80, 90, 100)
PERCENT_OF_THRESHOLD_HR = (68, 83, 94, 105)
PERCENT_OF_THRESHOLD_POWER = (55, 75, 90, 105, 120, 150)


@frozen
class Zones:
    """Where each zone ends but the last, growing, in bpm or W; and the number of the first."""

    bounds: tuple[float, ...]
    first: int
    zones_from: ZonesFrom


def heart_rate_zones(
    *,
    account: Sequence[float] = (),
    file: Sequence[float] = (),
    file_first: int = 0,
    threshold_bpm: float | None = None,
    maximum_bpm: float | None = None,
) -> Zones | None:
    """The zones of an activity's heart rate, from the first of these that is known; None without any.

    `account` and `file` are bounds, those of a person from the end of zone 0 on. Bounds that do not grow are not
    used.
    """
    if _are_bounds(account, HEART_RATE_BPM):
        return Zones(tuple(account), 0, "account")
    if _are_bounds(file, HEART_RATE_BPM):
        return Zones(tuple(file), file_first, "file")
    if threshold_bpm is not None and is_within(threshold_bpm, HEART_RATE_BPM):
        return Zones(_percentages(threshold_bpm, PERCENT_OF_THRESHOLD_HR), 1, "threshold")
    if maximum_bpm is not None and is_within(maximum_bpm, HEART_RATE_BPM):
        return Zones(_percentages(maximum_bpm, PERCENT_OF_MAXIMUM_HR), 0, "max_hr")
    return None


def power_zones(
    *,
    account: Sequence[float] = (),
    file: Sequence[float] = (),
    file_first: int = 1,
    threshold_w: float | None = None,
) -> Zones | None:
    """The zones of an activity's power, from the first of these that is known; None without any.

    `account` and `file` are bounds, those of a person from the end of zone 1 on. Bounds that do not grow are not
    used.
    """
    if _are_bounds(account, POWER_W):
        return Zones(tuple(account), 1, "account")
    if _are_bounds(file, POWER_W):
        return Zones(tuple(file), file_first, "file")
    if threshold_w is not None and threshold_w > 0 and is_within(threshold_w, POWER_W):
        return Zones(_percentages(threshold_w, PERCENT_OF_THRESHOLD_POWER), 1, "threshold")
    return None


def _percentages(whole: float, percents: Sequence[int]) -> tuple[float, ...]:
    return tuple(whole * percent / 100 for percent in percents)


def _are_bounds(bounds: Sequence[float], possible: Range) -> bool:
    return (
        bool(bounds)
        and all(is_within(bound, possible) for bound in bounds)
        and all(low < high for low, high in pairwise(bounds))
    )
