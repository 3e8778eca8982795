"""Health files beyond steps and weight."""

from __future__ import annotations

import datetime as dt

from tools.corpus import fit
from tools.corpus.cases.runs import on
from tools.corpus.expectations import Made, expected
from tools.corpus.fit import fit_file, message


def health() -> dict[str, Made]:
    """Health files beyond steps; `values` are found in what came in, under whatever name."""
    return {
        "health/sleep.fit": sleep(),
        "health/hrv-status.fit": hrv_status(),
        "health/body-composition.fit": body_composition(),
        "health/heart-rate-and-stress.fit": heart_rate_and_stress(),
    }


def sleep() -> Made:
    """Seven hours of sleep, a level each ten minutes: 140 light, 140 deep, 140 of REM."""
    begun = on(2, 23)
    levels = ("light", "deep", "rem")
    data = fit_file(
        *(
            message(
                "sleep_level",
                timestamp=begun + dt.timedelta(minutes=10 * number),
                sleep_level=levels[number % 3],
            )
            for number in range(42)
        ),
        type=49,
        about={"time_created": on(3, 6)},
    )
    return Made(data, expected(file_types=["sleep"], outcome="new"))


def hrv_status() -> Made:
    """A night's heart rate variability."""
    data = fit_file(
        message(
            "hrv_status_summary",
            timestamp=on(3, 6),
            weekly_average=45.0,
            last_night_average=48.0,
            last_night_5_min_high=72.0,
            status="balanced",
        ),
        *(
            message("hrv_value", timestamp=on(3, 5, 5 * number), value=40.0 + number)
            for number in range(12)
        ),
        type=68,
        about={"time_created": on(3, 6)},
    )
    return Made(data, expected(file_types=["hrv_status"], outcome="new", values=[48, 45]))


def body_composition() -> Made:
    """What a scale with electrodes measures."""
    time = on(3, 6)
    data = fit_file(
        message(
            "weight_scale",
            timestamp=time,
            weight=75.5,
            percent_fat=18.3,
            percent_hydration=55.1,
            bone_mass=3.2,
            muscle_mass=34.5,
            metabolic_age=33,
        ),
        type="weight",
    )
    told = expected(
        file_types=["weight"],
        weights=[{"timestamp": str(time), "weight_kg": 75.5}],
        values=[75.5, 18.3, 55.1, 3.2, 34.5],
    )
    return Made(data, told)


def heart_rate_and_stress() -> Made:
    """An hour of heart rates, a resting heart rate, and stress."""
    midnight = on(4, 0)
    first = fit.fit_seconds(midnight)
    data = fit_file(
        message(
            "monitoring_info",
            timestamp=midnight,
            local_timestamp=first,
            resting_metabolic_rate=1800,
        ),
        *(
            message(
                "monitoring",
                timestamp_16=(first + 60 * minute) & 0xFFFF,
                heart_rate=50 + minute % 20,
            )
            for minute in range(60)
        ),
        message("monitoring_hr_data", timestamp=on(4, 1), resting_heart_rate=48),
        *(
            message(
                "stress_level",
                stress_level_time=midnight + dt.timedelta(minutes=3 * number),
                stress_level_value=20 + number,
            )
            for number in range(20)
        ),
        type="monitoring_b",
    )
    return Made(data, expected(file_types=["monitoring_b"], monitoring=60, values=[1800, 48]))
