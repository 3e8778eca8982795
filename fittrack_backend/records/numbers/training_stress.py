"""Training stress: how hard a workout was for this athlete, an hour at the threshold being 100.

    intensity factor (IF) = normalized power / threshold power
    training stress score (TSS) = time x normalized power x IF / (threshold power x 3600) x 100
        = hours x IF^2 x 100
    heart-rate stress (hrTSS) = TRIMP of the workout / TRIMP of an hour at the threshold heart rate x 100

The time is the timer's, in seconds; threshold power (FTP) is in watts.

Sources: H. Allen and A. Coggan, "Training and Racing with a Power Meter", chapter 7, for IF and TSS; for the
heart-rate stress GoldenCheetah's TRIMP(100) and Elevate's HRSS, with `trimp` as it is here. TrainingPeaks
does not publish its hrTSS, so that one may differ. IF and TSS are trademarks of Peaksware; FIT has them as
`session.intensity_factor` and `session.training_stress_score`.
"""

from __future__ import annotations

import math

from fittrack_backend.records.numbers.spans import POWER_W, is_within
from fittrack_backend.records.numbers.trimp import HeartRates, trimp_of_times

HOUR_S = 3600.0


def intensity_factor(
    normalized_power_w: float | None, threshold_power_w: float | None
) -> float | None:
    """Normalized power as a share of the threshold power; None where either is not known or zero."""
    if normalized_power_w is None or threshold_power_w is None:
        return None
    if not is_within(normalized_power_w, POWER_W) or not 0 < threshold_power_w <= POWER_W.most:
        return None
    return normalized_power_w / threshold_power_w


def training_stress_score(
    normalized_power_w: float | None, threshold_power_w: float | None, timer_s: float | None
) -> float | None:
    """The TSS of a workout; None where one of the three is not known, or the threshold is zero."""
    intensity = intensity_factor(normalized_power_w, threshold_power_w)
    if intensity is None or timer_s is None or not 0 <= timer_s < math.inf:
        return None
    return timer_s / HOUR_S * intensity**2 * 100


def heart_rate_stress(
    trimp: float | None, threshold_bpm: float | None, athlete: HeartRates
) -> float | None:
    """The hrTSS of a workout from its Banister TRIMP; None where the threshold is not above rest."""
    if trimp is None or threshold_bpm is None or not 0 <= trimp < math.inf:
        return None
    hour = trimp_of_times([threshold_bpm], [HOUR_S], athlete)
    return trimp / hour * 100 if hour else None
