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

    def share(self, heart_rate_bpm: float) -> float | None:
        """The share of the heart-rate reserve that is used, from 0 to 1; None for rates that cannot be."""
        if not 0 <= self.resting_bpm < self.maximum_bpm <= HEART_RATE_BPM.most:
            return None
        share = (heart_rate_bpm - self.resting_bpm) / (self.maximum_bpm - self.resting_bpm)
        return min(1.0, max(0.0, share))


def banister_trimp(times: Column, heart_rates: Column, athlete: HeartRates) -> float | None:
    """Banister's TRIMP; None without a heart rate, or where the athlete's rates cannot be."""
    parts = [
        trimp_of_one_heart_rate(span.seconds, span.value, athlete)
        for span in spans(times, heart_rates, HEART_RATE_BPM)
    ]
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def trimp_of_one_heart_rate(
    seconds: float, heart_rate_bpm: float, athlete: HeartRates
) -> float | None:
    """Banister's TRIMP of a time at one heart rate; None where the athlete's rates cannot be."""
    share = athlete.share(heart_rate_bpm)
    if share is None:
        return None
    factor, exponent = _WEIGHTS[athlete.sex]
    return seconds / 60 * share * factor * math.exp(exponent * share)


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
