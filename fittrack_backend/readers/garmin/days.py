"""What Garmin says of a day as a whole, and its series over the day.

Each is Garmin's figure of the whole day (`whole_day`), not the part that one file recorded: `records.days` says how
the two agree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.readers.garmin import series
from fittrack_backend.readers.garmin.answer import NOTHING, Answer
from fittrack_backend.readers.garmin.series import Points
from fittrack_backend.readers.garmin.values import (
    Object,
    day_of,
    first_of,
    number,
    object_of,
    whole,
    within,
)
from fittrack_backend.records.as_json import made
from fittrack_backend.records.days import FLOOR_M
from fittrack_backend.records.health import WHOLE_DAY, DayActivity, DayTotals

_LONGEST_DAY_S = 25 * 3600
_MOST_STEPS = 1_000_000
_FARTHEST_M = 2_000_000.0
_MOST_KCAL = 50_000
_MOST_FLOORS = 10_000
_MOST_ML = 50_000.0

OF_SUMMARY = frozenset(
    {
        *("movement", "calories", "heartRate", "intensityMinutes", "stress"),
        *("bodyBattery", "respiration", "pulseOx", "hydration"),
    }
)
OF_STEPS = frozenset({"totalSteps", "totalDistance"})
OF_STRESS = frozenset({"overallStressLevel", "restStressDuration"})
OF_HYDRATION = frozenset({"valueInML", "consumedInMl"})
OF_BODY_BATTERY = frozenset({"charged", "drained", "bodyBatteryValuesArray"})
OF_HEART_RATE = frozenset({"heartRateValues", "minHeartRate", "maxHeartRate", "restingHeartRate"})
OF_SPO2 = frozenset({"averageSpO2", "lowestSpO2", "spO2SingleValues", "spO2HourlyAverages"})
"""The names of members of which an answer has at least one, if it says something."""

Values = Mapping[str, object]


def day_asked(answer: Answer, *told: object) -> dt.date:
    """The athlete's own day that an answer is of: as it says itself, or else as was asked.

    It is never worked out from a time in UTC. Raises NothingToSave where neither is a day.
    """
    day = next((found for one in told if (found := day_of(one)) is not None), answer.day)
    if day is None:
        raise NothingToSave("it does not say which day it is of")
    return day


def contents_of(
    day: dt.date,
    totals: Values,
    counters: Values | None = None,
    points: Points | None = None,
) -> FileContents:
    """A day of these values. Raises NothingToSave when there are none."""
    kept = {name: value for name, value in totals.items() if value is not None}
    counted = {name: value for name, value in (counters or {}).items() if value is not None}
    if points is not None and points.points:
        kept[f"{points.metric}_count".replace("heart_rate", "hr")] = len(points.points)
    if not kept and not counted:
        raise NothingToSave(NOTHING, damaged=False)
    none: Values = dict.fromkeys(("steps", "distance_m", "active_calories_kcal", "active_s"))
    named = {"date": day, "activity_type": WHOLE_DAY}
    return FileContents(
        "json",
        days=(made(DayActivity, {**named, **none, **counted}),) if counted else (),
        day_totals=(made(DayTotals, {"date": day, "whole_day": True, **kept}),) if kept else (),
        series=series.of_day(day, points) if points is not None else (),
        damage=points.damage if points is not None else (),
    )


def read_summary(answer: Answer) -> FileContents:
    """A day summary (v2), whose values are grouped."""
    told = answer.object()
    steps = within(told, "movement", "steps")
    calories, hearts = within(told, "calories"), within(told, "heartRate")
    stress, battery = within(told, "stress"), within(told, "bodyBattery")
    breaths, oxygen = within(told, "respiration"), within(told, "pulseOx")
    minutes = within(told, "intensityMinutes")
    totals: Values = {
        "resting_calories_kcal": whole(calories.get("burnedResting"), 0, _MOST_KCAL),
        "moderate_minutes": whole(minutes.get("moderate"), 0, 1_500),
        "vigorous_minutes": whole(minutes.get("vigorous"), 0, 1_500),
        "min_hr_bpm": whole(hearts.get("minValue"), 1, 254),
        "max_hr_bpm": whole(hearts.get("maxValue"), 1, 254),
        "resting_hr_bpm": whole(hearts.get("restingValue"), 1, 254),
        "avg_stress": number(stress.get("avgLevel"), 0, 100),
        "max_stress": whole(stress.get("maxLevel"), 0, 100),
        "rest_stress_s": _seconds_of(stress, "restDurationInMillis"),
        "low_stress_s": _seconds_of(stress, "lowStressDurationInMillis"),
        "medium_stress_s": _seconds_of(stress, "mediumStressDurationInMillis"),
        "high_stress_s": _seconds_of(stress, "highStressDurationInMillis"),
        "min_body_battery": whole(battery.get("minValue"), 0, 100),
        "max_body_battery": whole(battery.get("maxValue"), 0, 100),
        "body_battery_charged": whole(battery.get("chargedValue"), 0, 300),
        "body_battery_drained": whole(battery.get("drainedValue"), 0, 300),
        "avg_respiration_brpm": number(breaths.get("avgValue"), 1, 100),
        "min_respiration_brpm": number(breaths.get("minValue"), 1, 100),
        "max_respiration_brpm": number(breaths.get("maxValue"), 1, 100),
        "avg_spo2_percent": number(oxygen.get("avgValue"), 1, 100),
        "min_spo2_percent": whole(oxygen.get("minValue"), 1, 100),
        "hydration_l": _litres(within(told, "hydration").get("consumedInMl")),
    }
    counters: Values = {
        "steps": whole(steps.get("value"), 0, _MOST_STEPS),
        "distance_m": number(steps.get("distanceInMeters"), 0, _FARTHEST_M),
        "active_calories_kcal": whole(calories.get("burnedActive"), 0, _MOST_KCAL),
        "ascent_m": _metres(within(told, "movement").get("floorsAscended")),
        "descent_m": _metres(within(told, "movement").get("floorsDescended")),
    }
    return contents_of(day_asked(answer, told.get("calendarDate")), totals, counters)


def _statistic(answer: Answer) -> Object:
    """A day of the statistics, whose values lie in it or in a group of their own."""
    told = answer.object()
    return {**told, **within(told, "values")}


def read_steps(answer: Answer) -> FileContents:
    """Steps of a day."""
    told = _statistic(answer)
    counters: Values = {
        "steps": whole(told.get("totalSteps"), 0, _MOST_STEPS),
        "distance_m": number(told.get("totalDistance"), 0, _FARTHEST_M),
    }
    return contents_of(day_asked(answer, told.get("calendarDate")), {}, counters)


def read_stress(answer: Answer) -> FileContents:
    """Stress of a day; a negative level says that there was too little to tell."""
    told = _statistic(answer)
    totals: Values = {
        "avg_stress": number(told.get("overallStressLevel"), 0, 100),
        "rest_stress_s": whole(told.get("restStressDuration"), 0, _LONGEST_DAY_S),
        "low_stress_s": whole(told.get("lowStressDuration"), 0, _LONGEST_DAY_S),
        "medium_stress_s": whole(told.get("mediumStressDuration"), 0, _LONGEST_DAY_S),
        "high_stress_s": whole(told.get("highStressDuration"), 0, _LONGEST_DAY_S),
    }
    return contents_of(day_asked(answer, told.get("calendarDate")), totals)


def read_hydration(answer: Answer) -> FileContents:
    """What was drunk on a day."""
    told = _statistic(answer)
    drunk = first_of(told, "valueInML", "consumedInMl")
    return contents_of(day_asked(answer, told.get("calendarDate")), {"hydration_l": _litres(drunk)})


def read_body_battery(answer: Answer) -> FileContents:
    """Body Battery of a day."""
    told = answer.object()
    day = day_asked(answer, told.get("date"), told.get("calendarDate"))
    points = series.rows(
        "body_battery",
        told.get("bodyBatteryValuesArray"),
        told.get("bodyBatteryValueDescriptorDTOList"),
        "level",
    )
    points = series.near(day, points)
    totals: Values = {
        "body_battery_charged": whole(told.get("charged"), 0, 300),
        "body_battery_drained": whole(told.get("drained"), 0, 300),
        "min_body_battery": _rounded(min, points.values),
        "max_body_battery": _rounded(max, points.values),
    }
    return contents_of(day, totals, points=points)


def read_heart_rate(answer: Answer) -> FileContents:
    """The heart rate of a day."""
    told = answer.object()
    day = day_asked(answer, told.get("calendarDate"))
    points = series.rows(
        "heart_rate",
        told.get("heartRateValues"),
        told.get("heartRateValueDescriptors"),
        "heartrate",
    )
    points = series.near(day, points)
    values = points.values
    totals: Values = {
        "min_hr_bpm": whole(told.get("minHeartRate"), 1, 254),
        "max_hr_bpm": whole(told.get("maxHeartRate"), 1, 254),
        "avg_hr_bpm": sum(values) / len(values) if values else None,
        "resting_hr_bpm": whole(told.get("restingHeartRate"), 1, 254),
        "avg_resting_hr_7_days_bpm": whole(told.get("lastSevenDaysAvgRestingHeartRate"), 1, 254),
    }
    return contents_of(day, totals, points=points)


def read_spo2(answer: Answer) -> FileContents:
    """SpO2 of a day: its single readings or, without them, the averages of its hours."""
    told = answer.object()
    day = day_asked(answer, told.get("calendarDate"))
    points = series.rows(
        "spo2",
        told.get("spO2SingleValues"),
        told.get("spO2SingleValuesDescriptorList"),
        "spo2",
    )
    if not points.points:
        points = series.rows(
            "spo2",
            told.get("spO2HourlyAverages"),
            told.get("spO2HourlyAveragesDescriptorList"),
            "spo2",
        )
    points = series.near(day, points)
    totals: Values = {
        "avg_spo2_percent": number(told.get("averageSpO2"), 1, 100),
        "min_spo2_percent": whole(told.get("lowestSpO2"), 1, 100),
    }
    return contents_of(day, totals, points=points)


def _seconds_of(told: Object, name: str) -> int | None:
    milliseconds = number(told.get(name), 0, _LONGEST_DAY_S * 1000)
    return None if milliseconds is None else round(milliseconds / 1000)


def _litres(millilitres: object) -> float | None:
    found = number(millilitres, 0, _MOST_ML)
    return None if found is None else found / 1000


def _metres(floors: object) -> float | None:
    """Of floors, which are a number or have one as their value."""
    found = number(object_of(floors).get("value", floors), 0, _MOST_FLOORS)
    return None if found is None else found * FLOOR_M


def _rounded(of: Callable[[Sequence[float]], float], values: Sequence[float]) -> int | None:
    return round(of(values)) if values else None
