"""What is worked out for an activity, as it is shown: from its samples, and by what is known of the athlete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fittrack_backend.records.athlete import AthleteThen, AthleteValues, OfDevice
from fittrack_backend.records.fields import Means, Record
from fittrack_backend.records.numbers.decoupling import power_efficiency, running_efficiency
from fittrack_backend.records.numbers.pace import speed_m_s
from fittrack_backend.records.numbers.time_in_zones import seconds_in_zones
from fittrack_backend.records.numbers.training_stress import (
    heart_rate_stress,
    intensity_factor,
    training_stress_score,
)
from fittrack_backend.records.numbers.trimp import HeartRates, edwards, trimp_of_times
from fittrack_backend.records.numbers.zones import Zones, ZonesFrom, heart_rate_zones, power_zones
from fittrack_backend.records.recording_numbers import BestKind, RecordingNumbers, TimeAt


@dataclass(frozen=True, kw_only=True)
class InZones(Record):
    """How long a reading was in each zone."""

    zones_from: Annotated[
        ZonesFrom,
        Means(
            text="Whose zones they are: `account`: set there; `file`: the device's, in the file; `threshold`, `max_hr`: percentages "
            "of the threshold, or of the maximum heart rate.",
            example="account",
        ),
    ]
    first_zone: Annotated[int, Means(text="The number of the first zone.", example=0)]
    bounds: Annotated[
        tuple[float, ...],
        Means(
            text="Where each zone ends and the next one begins; a reading at a bound is in the upper zone.",
            example=[98.0, 118.0, 137.0, 157.0, 176.0],
        ),
    ]
    seconds: Annotated[
        tuple[float, ...],
        Means(text="One more than bounds.", example=[12.0, 840.0, 1620.0, 780.0, 60.0, 0.0]),
    ]


@dataclass(frozen=True, kw_only=True)
class BestOfActivity(Record):
    """A best effort of an activity: over a distance, or for a time."""

    kind: Annotated[
        BestKind,
        Means(
            text="`time`: the least over a distance; `power`: the most for a time.", example="time"
        ),
    ]
    distance_m: Annotated[float | None, Means(text="Null for `power`.", example=5000.0)]
    duration_s: Annotated[
        float,
        Means(
            text="The time that it took, with pauses; for `power` the time that was asked for.",
            example=1284.5,
        ),
    ]
    power_w: Annotated[float | None, Means(text="The mean power. Null for `time`.", example=None)]
    from_s: Annotated[
        float,
        Means(text="When it began, in seconds after the recording's first sample.", example=311.0),
    ]


@dataclass(frozen=True, kw_only=True)
class ActivityNumbers(Record):
    """What FitTrack works out from an activity's samples, and how hard it was for the athlete. Null is what cannot be known.
    What the device says itself is among the activity's other values."""

    recording_id: Annotated[
        UUID,
        Means(
            text="The recording whose samples these are from.",
            example="8a7c1f4e-53d2-4b06-9f61-2c8f0b7e9d15",
        ),
    ]
    moving_s: Annotated[float | None, Means(example=3240.5)] = None
    moving_speed_m_s: Annotated[
        float | None, Means(text="The distance over the moving time.", example=3.16)
    ] = None
    grade_adjusted_speed_m_s: Annotated[
        float | None,
        Means(text="The speed on flat ground that would have cost a runner as much.", example=3.24),
    ] = None
    steepest_up_percent: Annotated[
        float | None, Means(text="The grade that was reached for 100 m in all.", example=8.2)
    ] = None
    steepest_down_percent: Annotated[
        float | None, Means(text="The grade that was reached for 100 m in all.", example=-7.4)
    ] = None
    work_j: Annotated[float | None, Means(example=786000.0)] = None
    avg_power_w: Annotated[float | None, Means(example=241.0)] = None
    normalized_power_w: Annotated[float | None, Means(example=252.0)] = None
    variability_index: Annotated[float | None, Means(example=1.05)] = None
    intensity_factor: Annotated[float | None, Means(example=0.95)] = None
    training_stress_score: Annotated[float | None, Means(text="From power.", example=83.2)] = None
    heart_rate_stress: Annotated[
        float | None,
        Means(text="From heart rates, on the scale of the training stress score.", example=79.5),
    ] = None
    trimp: Annotated[float | None, Means(text="Banister's.", example=121.4)] = None
    edwards_trimp: Annotated[float | None, Means(example=164.0)] = None
    efficiency: Annotated[
        float | None,
        Means(
            text="For each heartbeat: watts of normalized power, or of a run without power, metres a minute.",
            example=1.7,
        ),
    ] = None
    power_decoupling_percent: Annotated[
        float | None,
        Means(text="How much less power each heartbeat gave in the second half.", example=3.1),
    ] = None
    speed_decoupling_percent: Annotated[
        float | None,
        Means(text="How much less speed each heartbeat gave in the second half.", example=4.0),
    ] = None
    hr_zones: InZones | None = None
    power_zones: InZones | None = None
    athlete: AthleteThen
    bests: tuple[BestOfActivity, ...] = ()
    remarks: Annotated[
        tuple[str, ...],
        Means(
            text="What was left out of them, for people.",
            example=["1.2 km are in no best effort: no one goes that fast"],
        ),
    ] = ()


def activity_numbers(
    recording_id: UUID,
    numbers: RecordingNumbers,
    device: OfDevice,
    own: AthleteValues,
    then: AthleteThen,
    *,
    sport: str,
    distance_m: float | None,
    timer_s: float | None,
    bests: tuple[BestOfActivity, ...] = (),
) -> ActivityNumbers:
    """All of an activity, by what was known of the athlete then."""
    load = load_of(numbers, then, timer_s)
    normalized, mean_power = numbers.normalized_power_w, numbers.avg_power_w
    moving = speed_m_s(distance_m, numbers.moving_s)
    adjusted = speed_m_s(numbers.grade_adjusted_distance_m, numbers.moving_s)
    efficiency = power_efficiency(normalized, numbers.avg_hr_bpm)
    if efficiency is None and sport == "running":
        efficiency = running_efficiency(adjusted or moving, numbers.avg_hr_bpm)
    return ActivityNumbers(
        recording_id=recording_id,
        moving_s=numbers.moving_s,
        moving_speed_m_s=_rounded(moving),
        grade_adjusted_speed_m_s=_rounded(adjusted),
        steepest_up_percent=numbers.steepest_up_percent,
        steepest_down_percent=numbers.steepest_down_percent,
        work_j=numbers.work_j,
        avg_power_w=mean_power,
        normalized_power_w=normalized,
        variability_index=_rounded(normalized / mean_power if normalized and mean_power else None),
        intensity_factor=_rounded(intensity_factor(normalized, then.threshold_power_w)),
        training_stress_score=load.training_stress_score,
        heart_rate_stress=load.heart_rate_stress,
        trimp=load.trimp,
        edwards_trimp=_rounded(_edwards(numbers.hr, then.max_hr_bpm)),
        efficiency=_rounded(efficiency),
        power_decoupling_percent=numbers.power_decoupling_percent,
        speed_decoupling_percent=numbers.speed_decoupling_percent,
        hr_zones=_in_zones(
            numbers.hr,
            heart_rate_zones(
                account=own.hr_zones_bpm,
                file=device.hr_zones_bpm,
                threshold_bpm=then.threshold_hr_bpm,
                maximum_bpm=then.max_hr_bpm,
            ),
        ),
        power_zones=_in_zones(
            numbers.power,
            power_zones(
                account=own.power_zones_w,
                file=device.power_zones_w,
                threshold_w=then.threshold_power_w,
            ),
        ),
        athlete=then,
        bests=bests,
        remarks=_remarks(numbers.too_fast_m),
    )


def _remarks(too_fast_m: float | None) -> tuple[str, ...]:
    if not too_fast_m:
        return ()
    way = f"{too_fast_m / 1000:.1f} km" if too_fast_m >= 1000 else f"{too_fast_m:.0f} m"
    return (f"{way} are in no best effort: no one goes that fast",)


@dataclass(frozen=True, kw_only=True)
class Load:
    """How hard an activity was, by each of the measures that can be known."""

    training_stress_score: float | None = None
    heart_rate_stress: float | None = None
    trimp: float | None = None

    @property
    def stress(self) -> float | None:
        """On the scale of the training stress score: from power, else from heart rates."""
        if self.training_stress_score is not None:
            return self.training_stress_score
        return self.heart_rate_stress


def load_of(numbers: RecordingNumbers, then: AthleteThen, timer_s: float | None) -> Load:
    """How hard a recording of that time was for the athlete."""
    stress = training_stress_score(numbers.normalized_power_w, then.threshold_power_w, timer_s)
    if numbers.hr is None or then.max_hr_bpm is None or then.resting_hr_bpm is None:
        return Load(training_stress_score=_rounded(stress))
    athlete = HeartRates(then.resting_hr_bpm, then.max_hr_bpm, then.sex)
    trimp = trimp_of_times(numbers.hr.values, numbers.hr.seconds, athlete)
    return Load(
        training_stress_score=_rounded(stress),
        heart_rate_stress=_rounded(heart_rate_stress(trimp, then.threshold_hr_bpm, athlete)),
        trimp=_rounded(trimp),
    )


def _edwards(hr: TimeAt | None, maximum_bpm: float | None) -> float | None:
    zones = heart_rate_zones(maximum_bpm=maximum_bpm)
    if hr is None or zones is None:
        return None
    return edwards(seconds_in_zones(zip(hr.values, hr.seconds, strict=True), zones))


def _in_zones(time_at: TimeAt | None, zones: Zones | None) -> InZones | None:
    if time_at is None or zones is None:
        return None
    found = seconds_in_zones(zip(time_at.values, time_at.seconds, strict=True), zones)
    return InZones(
        zones_from=zones.zones_from,
        first_zone=zones.first,
        bounds=zones.bounds,
        seconds=tuple(round(one, 3) for one in found),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
