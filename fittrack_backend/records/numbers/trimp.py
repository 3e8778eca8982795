"""TRIMP, the training impulse: what a workout asked of the heart.

Banister's:

    x = (heart rate - resting) / (maximum - resting), from 0 to 1
    TRIMP = sum of (minutes x x x 0.64 e^(1.92 x)) for men, (minutes x x x 0.86 e^(1.67 x)) for women

Edwards':

    TRIMP = sum of (minutes in zone n x n), n from 1 to 5: 50-60, 60-70, 70-80, 80-90, 90-100 % of the maximum

Each reading counts for the time that `spans` gives it. A heart rate below the resting one counts as that,
one above the maximum as the maximum. A bound belongs to the zone above, as in `zones`.

Sources: E. W. Banister, "Modeling elite athletic performance" (1991), and R. H. Morton and others, "Modeling
human performance in running", Journal of Applied Physiology 69 (1990), with the weights for men and women;
S. Edwards, "The Heart Rate Monitor Book" (1993). Some programs, GoldenCheetah among them, have 0.64 for
women too, and work with the mean heart rate of the whole workout, which gives less for uneven ones.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from types import MappingProxyType
from typing import Final, Literal

from attrs import frozen

from fittrack_backend.records.numbers.spans import HEART_RATE_BPM, Column, spans
from fittrack_backend.records.numbers.time_in_zones import time_in_zones
from fittrack_backend.records.numbers.zones import heart_rate_zones

Sex = Literal["female", "male"]

_WEIGHTS: Final = MappingProxyType({"male": (0.64, 1.92), "female": (0.86, 1.67)})


@frozen
class HeartRates:
    """An athlete's resting and maximum heart rate, in bpm, and whose weights count."""

    resting_bpm: float
    maximum_bpm: float
    sex: Sex

    @property
    def can_be(self) -> bool:
        """Whether a heart can have both."""
        return 0 <= self.resting_bpm < self.maximum_bpm <= HEART_RATE_BPM.most


def banister_trimp(times: Column, heart_rates: Column, athlete: HeartRates) -> float | None:
    """Banister's TRIMP; None without a heart rate, or where the athlete's rates cannot be."""
    found = spans(times, heart_rates, HEART_RATE_BPM)
    return trimp_of_times([one.value for one in found], [one.seconds for one in found], athlete)


def trimp_of_times(
    heart_rates_bpm: Sequence[float], seconds: Sequence[float], athlete: HeartRates
) -> float | None:
    """Banister's TRIMP of the seconds at each of these heart rates; None without one, or where the athlete's rates cannot be."""
    if not heart_rates_bpm or not athlete.can_be:
        return None
    resting, reserve = athlete.resting_bpm, athlete.maximum_bpm - athlete.resting_bpm
    factor, exponent = _WEIGHTS[athlete.sex]
    exp = math.exp
    trimp = 0.0
    for bpm, time in zip(heart_rates_bpm, seconds, strict=True):
        share = (bpm - resting) / reserve
        if share > 1.0:
            share = 1.0
        if share > 0.0:
            trimp += time / 60 * share * factor * exp(exponent * share)
    return trimp


def edwards_trimp(times: Column, heart_rates: Column, maximum_bpm: float) -> float | None:
    """Edwards' TRIMP; None without a heart rate, or for a maximum that cannot be."""
    zones = heart_rate_zones(maximum_bpm=maximum_bpm)
    seconds = zones and time_in_zones(times, heart_rates, zones, HEART_RATE_BPM)
    return edwards(seconds) if seconds else None


def edwards(seconds: Sequence[float]) -> float:
    """Edwards' TRIMP of the times in the zones of the maximum heart rate, zone 0 first."""
    *up_to_fourth, fifth, above = seconds
    weighted = enumerate([*up_to_fourth, fifth + above])
    return sum(zone * time for zone, time in weighted) / 60
