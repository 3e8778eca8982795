"""Health in FIT files: a day of steps, weighings, a day and its night."""

from __future__ import annotations

import datetime as dt

from tools.corpus import fit
from tools.corpus.expectations import Made, expected
from tools.corpus.files.days import on
from tools.corpus.fit import fit_file, message


def health() -> dict[str, Made]:
    """A day of steps, two weighings, and a day with its night of all that a watch measures."""
    weighed = on(9, 6), on(9, 21)
    kilograms = 75.8, 76.09
    weights = fit_file(
        *(
            message("weight_scale", timestamp=time, weight=weight)
            for time, weight in zip(weighed, kilograms, strict=True)
        ),
        type="weight",
    )
    weighings = [
        {"timestamp": str(time), "weight_kg": weight}
        for time, weight in zip(weighed, kilograms, strict=True)
    ]
    return {
        "monitoring.fit": monitoring(),
        "wellness.fit": wellness(),
        "weighings.fit": Made(weights, expected(file_types=["weight"], weights=weighings)),
    }


def monitoring() -> Made:
    """A day, three hours east of UTC: half-hours of walking, one run."""
    midnight = dt.datetime(2024, 5, 3, 21, tzinfo=dt.UTC)
    counters = [
        message(
            "monitoring",
            timestamp=midnight + dt.timedelta(minutes=30 * number),
            activity_type="walking",
            cycles=50.0 * number,
            active_time=15.0 * number,
        )
        for number in range(1, 43)
    ]
    run = message(
        "monitoring",
        timestamp=midnight + dt.timedelta(hours=10),
        activity_type="running",
        cycles=400.0,
        active_time=300.0,
    )
    info = message(
        "monitoring_info",
        timestamp=midnight,
        local_timestamp=fit.fit_seconds(midnight) + 3 * 3600,
        activity_type=["walking", "running"],
        cycles_to_distance=[1.5, 2.0],
        cycles_to_calories=[0.04, 0.1],
        resting_metabolic_rate=1900,
    )
    data = fit_file(info, *counters[:20], run, *counters[20:], type="monitoring_b")
    return Made(data, expected(file_types=["monitoring_b"], monitoring=len(counters) + 1))


def wellness() -> Made:
    """A day, two hours east of UTC, with the night that ended on it: all that is measured while
    nothing is recorded. Some values say that nothing could be measured."""
    midnight = dt.datetime(2024, 5, 5, 22, tzinfo=dt.UTC)
    waking = midnight + dt.timedelta(hours=6)
    info = message(
        "monitoring_info",
        timestamp=midnight,
        local_timestamp=fit.fit_seconds(midnight) + 2 * 3600,
        resting_metabolic_rate=1750,
    )
    by_day = [
        *_over_the_day(midnight),
        message(
            "monitoring",
            timestamp=midnight + dt.timedelta(hours=10),
            ascent=30.48,
            descent=27.432,
            moderate_activity_minutes=12,
        ),
        message(
            "monitoring_hr_data",
            timestamp=midnight + dt.timedelta(hours=23),
            resting_heart_rate=50,
            current_day_resting_heart_rate=48,
        ),
    ]
    body = message(
        "weight_scale",
        timestamp=waking,
        weight=71.4,
        percent_fat=18.3,
        percent_hydration=55.1,
        visceral_fat_mass=2.4,
        bone_mass=3.2,
        muscle_mass=34.5,
        basal_met=1650.25,
        physique_rating=5,
        active_met=2310.5,
        metabolic_age=33,
        visceral_fat_rating=7,
        bmi=22.5,
    )
    oxygen = [
        message("max_met_data", update_time=waking, vo2_max=52.3, sport="running"),
        message(
            "max_met_data",
            update_time=waking,
            vo2_max=55.1,
            sport="cycling",
            max_met_category="cycling",
        ),
    ]
    data = fit_file(info, *_night(midnight, waking), *by_day, *oxygen, body, type="monitoring_b")
    weighing = {"timestamp": str(waking), "weight_kg": 71.4}
    told = expected(file_types=["monitoring_b"], monitoring=242, weights=[weighing])
    return Made(data, told)


def _night(midnight: dt.datetime, waking: dt.datetime) -> list[fit.Message]:
    begun = midnight - dt.timedelta(minutes=80)
    levels = ("awake", "light", "deep", "light", "rem", "unmeasurable")
    return [
        message("event", timestamp=begun, event=74, event_type="start"),
        *(
            message(
                "sleep_level",
                timestamp=begun + dt.timedelta(minutes=7 * number),
                sleep_level=levels[number % len(levels)],
            )
            for number in range(62)
        ),
        message("event", timestamp=waking, event=74, event_type="stop"),
        message(
            "sleep_assessment",
            combined_awake_score=85,
            awake_time_score=87,
            awakenings_count_score=83,
            deep_sleep_score=90,
            sleep_duration_score=88,
            light_sleep_score=82,
            overall_sleep_score=81,
            sleep_quality_score=80,
            sleep_recovery_score=75,
            rem_sleep_score=71,
            sleep_restlessness_score=79,
            awakenings_count=2,
            interruptions_score=84,
            average_stress_during_sleep=17.25,
        ),
        *(
            message("hrv_value", timestamp=begun + dt.timedelta(minutes=5 * number), value=value)
            for number, value in enumerate((41.5, 44.25, 39.0, 52.5))
        ),
        message(
            "hrv_status_summary",
            timestamp=waking,
            weekly_average=45.5,
            last_night_average=48.0,
            last_night_5_min_high=72.25,
            baseline_low_upper=39.0,
            baseline_balanced_lower=43.0,
            baseline_balanced_upper=56.0,
            status="balanced",
        ),
        message(
            "skin_temp_overnight",
            timestamp=waking,
            local_timestamp=fit.fit_seconds(waking) + 2 * 3600,
            average_deviation=0.25,
            average_7_day_deviation=0.125,
            nightly_value=34.5,
        ),
        message(
            "nap_event",
            timestamp=midnight + dt.timedelta(hours=15),
            start_time=midnight + dt.timedelta(hours=14),
            end_time=midnight + dt.timedelta(hours=14, minutes=25),
            is_deleted=0,
        ),
    ]


def _over_the_day(midnight: dt.datetime) -> list[fit.Message]:
    first = fit.fit_seconds(midnight)
    rates = [
        message(
            "monitoring",
            timestamp_16=(first + 6 * 3600 + 60 * minute) & 0xFFFF,
            heart_rate=52 + minute * 7 % 61,
        )
        for minute in range(1, 241)
    ]
    at_six = message("monitoring", timestamp=midnight + dt.timedelta(hours=6), heart_rate=51)
    stress = [
        message(
            "stress_level",
            stress_level_time=midnight + dt.timedelta(minutes=3 * number),
            stress_level_value=value,
        )
        for number, value in enumerate((-1, 12, 25, 26, 60, -2, 90, 100, 0))
    ]
    breaths = [
        message(
            "respiration_rate",
            timestamp=midnight + dt.timedelta(hours=11, minutes=number),
            respiration_rate=value,
        )
        for number, value in enumerate((14.25, -2.56, 12.5, 16.75))
    ]
    oxygen = [
        message(
            "spo2_data",
            timestamp=midnight + dt.timedelta(hours=12, minutes=number),
            reading_spo2=value,
            reading_confidence=2,
            mode="periodic",
        )
        for number, value in enumerate((96, 93, 98))
    ]
    return [at_six, *rates, *stress, *breaths, *oxygen]
