"""Daily health: what files say about a day, and the day as it is stored and shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Annotated
from uuid import UUID

from fittrack_backend.records.fields import Means, Record
from fittrack_backend.records.series import Metric
from fittrack_backend.records.sleep import Asleep, SleepNight
from fittrack_backend.records.weighings import Weight

WHOLE_DAY = "whole_day"
"""In place of a kind of activity: what a service says of all of a day. The kinds do not add up to it."""


@dataclass(frozen=True)
class OfDay(Record):
    """A record of one local day."""

    date: Annotated[dt.date, Means(example="2026-03-01")]


@dataclass(frozen=True)
class OfKind(OfDay):
    """A record of one kind of activity (`walking`, `running` …) on one local day."""

    activity_type: str


@dataclass(frozen=True)
class Counters(Record):
    """Counters since local midnight: in files by kind of activity, and added up for the day."""

    steps: Annotated[int | None, Means(example=14210, merged="greatest")]
    distance_m: Annotated[float | None, Means(example=11380.0, merged="greatest")]
    active_calories_kcal: Annotated[int | None, Means(example=912, merged="greatest")]
    ascent_m: Annotated[float | None, Means(example=36.6, merged="greatest")] = field(
        default=None, kw_only=True
    )
    descent_m: Annotated[float | None, Means(example=33.5, merged="greatest")] = field(
        default=None, kw_only=True
    )


@dataclass(frozen=True, kw_only=True)
class DayValues(Record):
    """Values of a whole day that are shown as files have them. Each says how it is `merged`."""

    resting_calories_kcal: Annotated[
        int | None, Means(text="For the full day.", example=1720, merged="greatest")
    ] = None
    moderate_minutes: Annotated[
        int | None, Means(text="Minutes of moderate intensity.", example=32, merged="sum")
    ] = None
    vigorous_minutes: Annotated[
        int | None, Means(text="Minutes of vigorous intensity.", example=21, merged="sum")
    ] = None
    resting_hr_bpm: Annotated[
        int | None,
        Means(
            text="The day's resting heart rate; where a device gives none, that of the last days.",
            example=48,
            merged="last",
        ),
    ] = None
    avg_resting_hr_7_days_bpm: Annotated[
        int | None,
        Means(text="The resting heart rate of the last 7 days.", example=49, merged="last"),
    ] = None
    min_hr_bpm: Annotated[int | None, Means(example=44, merged="least")] = None
    avg_hr_bpm: Annotated[float | None, Means(example=63.4, merged="mean", counted="hr_count")] = (
        None
    )
    max_hr_bpm: Annotated[int | None, Means(example=171, merged="greatest")] = None
    avg_stress: Annotated[
        float | None,
        Means(
            text="From 0 to 100, of what was measured.",
            example=29.0,
            merged="mean",
            counted="stress_count",
        ),
    ] = None
    max_stress: Annotated[int | None, Means(example=92, merged="greatest")] = None
    rest_stress_s: Annotated[
        int | None, Means(text="How long stress was 0 to 25.", example=31860, merged="sum")
    ] = None
    low_stress_s: Annotated[
        int | None, Means(text="How long stress was 26 to 50.", example=18360, merged="sum")
    ] = None
    medium_stress_s: Annotated[
        int | None, Means(text="How long stress was 51 to 75.", example=7020, merged="sum")
    ] = None
    high_stress_s: Annotated[
        int | None, Means(text="How long stress was above 75.", example=900, merged="sum")
    ] = None
    min_respiration_brpm: Annotated[
        float | None, Means(text="Breaths a minute.", example=11.2, merged="least")
    ] = None
    avg_respiration_brpm: Annotated[
        float | None, Means(example=14.1, merged="mean", counted="respiration_count")
    ] = None
    max_respiration_brpm: Annotated[float | None, Means(example=21.5, merged="greatest")] = None
    min_spo2_percent: Annotated[int | None, Means(example=91, merged="least")] = None
    avg_spo2_percent: Annotated[
        float | None, Means(example=95.6, merged="mean", counted="spo2_count")
    ] = None
    hrv_last_night_ms: Annotated[
        float | None,
        Means(text="Heart rate variability: last night's average.", example=48.0, merged="last"),
    ] = None
    hrv_last_night_5_min_high_ms: Annotated[
        float | None, Means(text="Last night's highest 5 minutes.", example=72.0, merged="last")
    ] = None
    hrv_weekly_ms: Annotated[
        float | None, Means(text="The average of the last 7 nights.", example=45.0, merged="last")
    ] = None
    hrv_baseline_low_upper_ms: Annotated[
        float | None, Means(text="Below it HRV is low.", example=39.0, merged="last")
    ] = None
    hrv_baseline_balanced_lower_ms: Annotated[
        float | None, Means(text="Where balanced HRV begins.", example=43.0, merged="last")
    ] = None
    hrv_baseline_balanced_upper_ms: Annotated[
        float | None, Means(text="Where balanced HRV ends.", example=56.0, merged="last")
    ] = None
    hrv_status: Annotated[
        str | None,
        Means(
            text="`none`, `poor`, `low`, `unbalanced` or `balanced` (FIT `hrv_status`).",
            example="balanced",
            longest=16,
            merged="last",
        ),
    ] = None
    vo2max_ml_kg_min: Annotated[
        float | None, Means(text="Maximal oxygen uptake.", example=52.3, merged="last")
    ] = None
    cycling_vo2max_ml_kg_min: Annotated[
        float | None, Means(text="That of cycling.", example=None, merged="last")
    ] = None
    skin_temperature_c: Annotated[
        float | None, Means(text="Of the night.", example=None, merged="last")
    ] = None
    skin_temperature_deviation_c: Annotated[
        float | None,
        Means(text="How far it is from the athlete's own usual one.", example=0.3, merged="last"),
    ] = None
    min_body_battery: Annotated[int | None, Means(example=None, merged="least")] = None
    max_body_battery: Annotated[int | None, Means(example=None, merged="greatest")] = None
    body_battery_charged: Annotated[int | None, Means(example=None, merged="greatest")] = None
    body_battery_drained: Annotated[int | None, Means(example=None, merged="greatest")] = None
    hydration_l: Annotated[
        float | None, Means(text="What was drunk.", example=None, merged="greatest")
    ] = None


@dataclass(frozen=True)
class DayActivity(Counters, OfKind):  # the last base's fields come first
    """What one file knows of one kind of activity on one local day.

    The values are counters since local midnight, so of two files about the same day and kind the
    greater value is the later one, and the kinds of a day add up.
    """

    active_s: Annotated[float | None, Means(merged="greatest")]


@dataclass(frozen=True)
class DayTotals(DayValues, OfDay):
    """What one file knows of a local day as a whole.

    The minutes, and the seconds of stress, are those that this file recorded: those of several files
    about one day add up. The counts say of how many values an average is. With `whole_day` they are what a service
    says of all of the day, which adds up with nothing (`records.whole_days`).
    """

    hr_count: Annotated[int | None, Means(merged="sum")] = None
    stress_count: Annotated[int | None, Means(merged="sum")] = None
    respiration_count: Annotated[int | None, Means(merged="sum")] = None
    spo2_count: Annotated[int | None, Means(merged="sum")] = None
    hrv_count: Annotated[int | None, Means(merged="sum")] = None
    body_battery_count: Annotated[int | None, Means(merged="sum")] = None
    told_at: Annotated[dt.datetime | None, Means(merged="greatest")] = None
    """When the last of the values was told of which the last one counts."""
    whole_day: Annotated[bool | None, Means(merged="greatest")] = None
    """Whether a service says this of all of the day; None for what a file recorded."""


@dataclass(frozen=True)
class GivenBy(Record):
    """Which of a day's values one file gives."""

    file_sha256: Annotated[str, Means(example="9f86d081884c7d659a2feaa0c55ad015")]
    gives: Annotated[
        tuple[str, ...],
        Means(text="The values of the day that are from this file.", example=["steps", "sleep_s"]),
    ]


@dataclass(frozen=True, kw_only=True)
class DaySource(GivenBy):
    """A file that says something about a day."""

    file_name: Annotated[
        str | None,
        Means(text="Its name in the source; null where it is not known.", example="2026-03-01.fit"),
    ]
    source_id: Annotated[
        UUID | None,
        Means(
            text="The source that it came from; null once that is disconnected.",
            example="e7b1c9d2-4c55-4d7e-9c1b-2f9a3a6d7e80",
        ),
    ]


@dataclass(frozen=True, kw_only=True)
class DayFigures(DayValues, Asleep, Counters, OfDay):
    """A day's values, from everything that files say about it."""

    active_minutes: Annotated[float | None, Means(example=74.0)]
    floors_climbed: Annotated[
        float | None, Means(text="The ascent in floors of 10 feet (3.048 m).", example=12.0)
    ] = None
    floors_descended: Annotated[float | None, Means(example=11.0)] = None
    weight_kg: Annotated[float | None, Means(text="The last weighing of the day.", example=71.4)]
    body_fat_percent: Annotated[
        float | None, Means(text="Of the day's last weighing that has it.", example=18.3)
    ] = None
    body_water_percent: Annotated[float | None, Means(example=55.1)] = None
    bone_mass_kg: Annotated[float | None, Means(example=3.2)] = None
    muscle_mass_kg: Annotated[float | None, Means(example=34.5)] = None
    bmi: Annotated[float | None, Means(text="Body mass index in kg/m².", example=22.5)] = None
    weights: tuple[Weight, ...]
    series: Annotated[
        tuple[Metric, ...],
        Means(text="What there is a series of over the day.", example=["heart_rate", "stress"]),
    ] = ()


@dataclass(frozen=True, kw_only=True)
class DaySum(DayFigures):
    """A day as it follows from its files."""

    night: SleepNight | None = None
    given_by: tuple[GivenBy, ...] = ()


@dataclass(frozen=True, kw_only=True)
class StoredDay(DaySum):
    """A day as it is stored."""

    updated_at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class DailyHealth(DayFigures):
    """A day in the athlete's local time. A night counts for the day of waking."""

    sources: tuple[DaySource, ...]
    updated_at: Annotated[dt.datetime, Means(example="2026-03-02T06:12:45Z")]


@dataclass(frozen=True, kw_only=True)
class DailyHealthDetail(DailyHealth):
    """A day with its night."""

    night: SleepNight | None
