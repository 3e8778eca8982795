"""An account in Garmin's words, as JSON: its times, its names of members, its nulls.

It has more than 400 lines, since it is a list: a function an answer.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypeAlias
from zoneinfo import ZoneInfo

from tests.servers.garmin.truth import Activity, Day, Hrv, Level, Night, Series, Truth, Weighed

Json: TypeAlias = dict[str, object]

_PROFILE = 4_711
_TYPE_IDS = {"running": 1, "cycling": 2, "walking": 9, "hiking": 3, "multi_sport": 89}
_LEVELS: dict[Level, float] = {"deep": 0.0, "light": 1.0, "rem": 2.0, "awake": 3.0}


def milliseconds(moment: dt.datetime) -> int:
    """Since 1970."""
    return round(moment.timestamp() * 1000)


def _local_ms(moment: dt.datetime, zone: str) -> int:
    return milliseconds(_wall(moment, zone).replace(tzinfo=dt.UTC))


def _wall(moment: dt.datetime, zone: str) -> dt.datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def _spaced(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _iso(moment: dt.datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.0")


def _type(key: str) -> Json:
    return {"typeId": _TYPE_IDS.get(key, 100), "typeKey": key, "parentTypeId": 17}


def listed(one: Activity) -> Json:
    """An element of the list of activities."""
    is_parent = bool(one.leg_ids)
    return {
        "activityId": one.id,
        "activityName": one.name,
        "description": None,
        "startTimeLocal": _spaced(one.local_start),
        "startTimeGMT": _spaced(one.start),
        "activityType": _type(one.type_key),
        "eventType": {"typeId": 9, "typeKey": "uncategorized"},
        "distance": one.distance_m,
        "duration": float(one.seconds),
        "elapsedDuration": float(one.seconds),
        "movingDuration": float(one.seconds - 7),
        "elevationGain": None if one.ascent_m is None else float(one.ascent_m),
        "calories": None if one.calories is None else float(one.calories),
        "averageHR": None if one.avg_hr is None else float(one.avg_hr),
        "maxHR": None if one.max_hr is None else float(one.max_hr),
        "avgPower": None if one.avg_power is None else float(one.avg_power),
        "aerobicTrainingEffect": one.training_effect,
        "activityTrainingLoad": one.training_load,
        "isMultiSportParent": is_parent,
        "isParent": is_parent,
        "parent": is_parent,
        "parentId": one.parent_id,
        "isManualActivity": one.file == "none" and one.parent_id is None,
        "startLatitude": None,
        "startLongitude": None,
        "ownerId": _PROFILE,
    }


def detail(one: Activity, zone: str) -> Json:
    """An activity by itself."""
    row = listed(one)
    return {
        "activityId": one.id,
        "activityName": one.name,
        "userProfileId": _PROFILE,
        "isMultiSportParent": bool(one.leg_ids),
        "parentId": one.parent_id,
        "activityTypeDTO": row["activityType"],
        "eventTypeDTO": row["eventType"],
        "timeZoneUnitDTO": {"unitId": 120, "unitKey": zone, "timeZone": zone},
        "metadataDTO": {
            "isOriginal": True,
            "childIds": list(one.leg_ids),
            "manualActivity": row["isManualActivity"],
            "lapCount": 1,
        },
        "summaryDTO": {
            "startTimeLocal": _iso(one.local_start),
            "startTimeGMT": _iso(one.start),
            "distance": one.distance_m,
            "duration": row["duration"],
            "movingDuration": row["movingDuration"],
            "elapsedDuration": row["elapsedDuration"],
            "elevationGain": row["elevationGain"],
            "calories": row["calories"],
            "averageHR": row["averageHR"],
            "maxHR": row["maxHR"],
            "averagePower": row["avgPower"],
            "trainingEffect": one.training_effect,
            "activityTrainingLoad": one.training_load,
        },
        "splitSummaries": [],
    }


def summaries(days: Iterable[Day]) -> Json:
    """Day summaries: of a day without data there is an element of nulls, or none at all."""
    return {"data": [_summary(day) for day in days if not day.is_empty or day.date.day % 2]}


def _summary(day: Day) -> Json:
    hr, battery, spo2 = _values(day.heart_rate), _values(day.body_battery), _values(day.spo2)
    rest, low, medium, high = day.stress_s or (None, None, None, None)
    average, least, greatest = day.respiration or (None, None, None)
    burned = None if day.active_kcal is None else (day.active_kcal + (day.resting_kcal or 0))
    return {
        "calendarDate": day.date.isoformat(),
        "userProfilePk": _PROFILE,
        "source": "garmin",
        "includesWellnessData": bool(day.heart_rate),
        "movement": {
            "steps": {"value": day.steps, "goal": 10_000, "distanceInMeters": day.distance_m},
            "floorsAscended": {"value": day.floors, "goal": 10, "distanceInMeters": None},
            "floorsDescended": None,
        },
        "calories": {
            "burnedActive": day.active_kcal,
            "burnedResting": day.resting_kcal,
            "burnedTotal": burned,
            "consumedValue": None,
        },
        "heartRate": {
            "minValue": min(hr, default=None),
            "maxValue": max(hr, default=None),
            "restingValue": day.resting_hr,
        },
        "intensityMinutes": {
            "moderate": day.moderate_minutes,
            "vigorous": day.vigorous_minutes,
            "goal": 150,
        },
        "stress": {
            "avgLevel": day.avg_stress,
            "maxLevel": day.max_stress,
            "restDurationInMillis": _millis(rest),
            "lowStressDurationInMillis": _millis(low),
            "mediumStressDurationInMillis": _millis(medium),
            "highStressDurationInMillis": _millis(high),
        },
        "bodyBattery": {
            "minValue": min(battery, default=None),
            "maxValue": max(battery, default=None),
            "chargedValue": day.charged,
            "drainedValue": day.drained,
            "latestValue": battery[-1] if battery else None,
        },
        "respiration": {"avgValue": average, "minValue": least, "maxValue": greatest},
        "pulseOx": {
            "avgValue": round(sum(spo2) / len(spo2)) if spo2 else None,
            "minValue": min(spo2, default=None),
        }
        if spo2
        else None,
        "hydration": {"consumedInMl": day.hydration_ml, "goalInMl": 2500}
        if day.hydration_ml is not None
        else None,
    }


def _millis(seconds: int | None) -> int | None:
    return None if seconds is None else seconds * 1000


def _values(series: Series) -> list[int]:
    return [value for _, value in series]


def older_summary(day: Day) -> Json:
    """A day in the older form, which is flat."""
    hr = _values(day.heart_rate)
    return {
        "calendarDate": day.date.isoformat(),
        "totalSteps": day.steps,
        "totalDistanceMeters": None if day.distance_m is None else int(day.distance_m),
        "restingHeartRate": day.resting_hr,
        "minHeartRate": min(hr, default=None),
        "maxHeartRate": max(hr, default=None),
        "hydrationValueInML": day.hydration_ml,
    }


def steps(days: Iterable[Day]) -> list[Json]:
    """Steps a day: null where nothing was measured."""
    return [
        {
            "calendarDate": day.date.isoformat(),
            "totalSteps": day.steps,
            "totalDistance": None if day.distance_m is None else int(day.distance_m),
            "stepGoal": 10_000,
        }
        for day in days
    ]


def stress(days: Iterable[Day]) -> list[Json]:
    """Stress a day: a negative level says that there was too little of it."""
    return [
        {
            "calendarDate": day.date.isoformat(),
            "values": {
                "overallStressLevel": -1 if day.avg_stress is None else day.avg_stress,
                "restStressDuration": None if day.stress_s is None else day.stress_s[0],
                "lowStressDuration": None if day.stress_s is None else day.stress_s[1],
                "mediumStressDuration": None if day.stress_s is None else day.stress_s[2],
                "highStressDuration": None if day.stress_s is None else day.stress_s[3],
            },
        }
        for day in days
        if not day.is_empty
    ]


def hydration(days: Iterable[Day]) -> list[Json]:
    """What was drunk a day."""
    return [
        {
            "userId": _PROFILE,
            "calendarDate": day.date.isoformat(),
            "valueInML": day.hydration_ml,
            "goalInML": 2500.0,
        }
        for day in days
    ]


def sleep(day: Day, zone: str, *, with_levels: bool) -> Json:
    """A night; of a day without one a record of nulls."""
    night = day.night
    if night is None:
        return {
            "calendarDate": day.date.isoformat(),
            "userProfilePK": _PROFILE,
            "sleepTimeSeconds": None,
            "sleepStartTimestampGMT": None,
            "sleepEndTimestampGMT": None,
        }
    spo2 = _values(day.spo2)
    found: Json = {
        "id": milliseconds(night.start),
        "userProfilePK": _PROFILE,
        "calendarDate": day.date.isoformat(),
        "sleepTimeSeconds": night.of("deep") + night.of("light") + night.of("rem"),
        "napTimeSeconds": sum(seconds for _, seconds in night.naps),
        "sleepStartTimestampGMT": milliseconds(night.start),
        "sleepEndTimestampGMT": milliseconds(night.end),
        "sleepStartTimestampLocal": _local_ms(night.start, zone),
        "sleepEndTimestampLocal": _local_ms(night.end, zone),
        "unmeasurableSleepSeconds": 0,
        "deepSleepSeconds": night.of("deep"),
        "lightSleepSeconds": night.of("light"),
        "remSleepSeconds": night.of("rem"),
        "awakeSleepSeconds": night.of("awake"),
        "awakeCount": night.awakenings,
        "avgSleepStress": night.avg_stress,
        "avgHeartRate": 52.0,
        "averageSpO2Value": round(sum(spo2) / len(spo2), 1) if spo2 else None,
        "lowestSpO2Value": min(spo2, default=None),
        "averageRespirationValue": 14.0,
        "sleepScores": None
        if night.score is None
        else {"overall": {"value": night.score, "qualifierKey": "GOOD"}},
        "dailyNapDTOS": [_nap(day, each) for each in night.naps],
    }
    if with_levels:
        found["sleepLevels"] = _levels(night)
    return found


def _nap(day: Day, nap: tuple[dt.datetime, int]) -> Json:
    start, seconds = nap
    return {
        "calendarDate": day.date.isoformat(),
        "napTimeSec": seconds,
        "napStartTimestampGMT": _iso(start),
        "napEndTimestampGMT": _iso(start + dt.timedelta(seconds=seconds)),
    }


def _levels(night: Night) -> list[Json]:
    starts = list(night.starts())
    ends = [*(start for start, _ in starts[1:]), night.end]
    return [
        {"startGMT": _iso(start), "endGMT": _iso(end), "activityLevel": _LEVELS[level]}
        for (start, level), end in zip(starts, ends, strict=True)
    ]


def hrv_summary(date: dt.date, hrv: Hrv) -> Json:
    """A night's variability."""
    low, balanced, upper = hrv.baseline or (None, None, None)
    return {
        "calendarDate": date.isoformat(),
        "weeklyAvg": hrv.weekly,
        "lastNightAvg": hrv.night,
        "lastNight5MinHigh": hrv.highest,
        "baseline": None
        if hrv.baseline is None
        else {"lowUpper": low, "balancedLow": balanced, "balancedUpper": upper, "markerValue": 0.5},
        "status": hrv.status,
        "feedbackPhrase": "NONE",
    }


def hrv_summaries(days: Iterable[Day]) -> Json:
    """The nights of a range that have one."""
    found = [hrv_summary(day.date, day.hrv) for day in days if day.hrv is not None]
    return {"hrvSummaries": found, "userProfilePk": _PROFILE}


def hrv(day: Day, zone: str) -> Json | None:
    """A night's readings; None, and no content, without."""
    if day.hrv is None:
        return None
    return {
        "userProfilePk": _PROFILE,
        "hrvSummary": hrv_summary(day.date, day.hrv),
        "hrvReadings": [
            {
                "hrvValue": value,
                "readingTimeGMT": _iso(time),
                "readingTimeLocal": _iso(_wall(time, zone)),
            }
            for time, value in day.hrv.readings
        ],
    }


def body_battery(days: Iterable[Day], chunks: int | None) -> list[Json]:
    """Reports a day; of as many equal parts of a day as are asked for the least and the greatest alone."""
    return [
        {
            "date": day.date.isoformat(),
            "charged": day.charged,
            "drained": day.drained,
            "bodyBatteryValuesArray": _rows(_chunked(day.body_battery, chunks)) or None,
            "bodyBatteryValueDescriptorDTOList": [
                {
                    "bodyBatteryValueDescriptorIndex": index,
                    "bodyBatteryValueDescriptorKey": key,
                }
                for index, key in enumerate(("timestamp", "bodyBatteryLevel"))
            ],
        }
        for day in days
        if not day.is_empty
    ]


def _chunked(series: Series, chunks: int | None) -> Series:
    if chunks is None or not series:
        return series
    start, length_s = series[0][0], 24 * 3600 / chunks
    kept: set[tuple[dt.datetime, int]] = set()
    for number in range(chunks):
        inside = [one for one in series if (one[0] - start).total_seconds() // length_s == number]
        if inside:
            kept |= {min(inside, key=lambda one: one[1]), max(inside, key=lambda one: one[1])}
    return tuple(sorted(kept))


def _rows(series: Series) -> list[list[int | None]]:
    """Pairs of milliseconds and value, with one of null between the first two."""
    rows: list[list[int | None]] = [[milliseconds(time), value] for time, value in series]
    if rows:
        rows.insert(1, [milliseconds(series[0][0]) + 1000, None])
    return rows


def heart_rate(day: Day) -> Json:
    """A day's heart rate, nulls where there was none."""
    values = _values(day.heart_rate)
    return {
        "userProfilePK": _PROFILE,
        "calendarDate": day.date.isoformat(),
        "maxHeartRate": max(values, default=None),
        "minHeartRate": min(values, default=None),
        "restingHeartRate": day.resting_hr,
        "lastSevenDaysAvgRestingHeartRate": day.resting_hr,
        "heartRateValueDescriptors": [
            {"key": "timestamp", "index": 0},
            {"key": "heartrate", "index": 1},
        ],
        "heartRateValues": _rows(day.heart_rate) or None,
    }


def spo2(day: Day) -> Json:
    """A day's oxygen saturation."""
    values = _values(day.spo2)
    return {
        "userProfilePK": _PROFILE,
        "calendarDate": day.date.isoformat(),
        "averageSpO2": round(sum(values) / len(values), 2) if values else None,
        "lowestSpO2": min(values, default=None),
        "spO2HourlyAveragesDescriptorList": [
            {"spo2ValueDescIndex": 0, "spo2ValueDescKey": "timestamp"},
            {"spo2ValueDescIndex": 1, "spo2ValueDescKey": "spo2Level"},
        ],
        "spO2HourlyAverages": _rows(day.spo2) or None,
        "spO2SingleValues": None,
    }


def weights(days: Iterable[Day], zone: str) -> Json:
    """The days of a range that have a weighing, in grams."""
    found = [
        {
            "summaryDate": day.date.isoformat(),
            "numOfWeightEntries": len(day.weights),
            "minWeight": float(min(one.grams for one in day.weights)),
            "maxWeight": float(max(one.grams for one in day.weights)),
            "latestWeight": _weighed(day, day.weights[-1], zone),
            "allWeightMetrics": [_weighed(day, one, zone) for one in day.weights],
        }
        for day in days
        if day.weights
    ]
    return {"dailyWeightSummaries": found, "totalAverage": None}


def _weighed(day: Day, one: Weighed, zone: str) -> Json:
    return {
        "samplePk": milliseconds(one.at),
        "date": _local_ms(one.at, zone),
        "calendarDate": day.date.isoformat(),
        "weight": float(one.grams),
        "bmi": one.bmi,
        "bodyFat": one.fat_percent,
        "bodyWater": one.water_percent,
        "boneMass": one.bone_g,
        "muscleMass": one.muscle_g,
        "sourceType": "MANUAL" if one.bmi is None else "INDEX_SCALE",
        "timestampGMT": milliseconds(one.at),
    }


def settings(truth: Truth) -> Json:
    """The athlete's settings."""
    return {"displayName": "stand-in", "measurementSystem": "metric", "timeZone": truth.zone}


def heart_rate_zones() -> list[Json]:
    """Five zones."""
    floors = {f"zone{number}Floor": 80 + number * 17 for number in range(1, 6)}
    return [{"trainingMethod": "HR_MAX", "maxHeartRateUsed": 186, "sport": "DEFAULT", **floors}]


def fitness_age() -> Json:
    """What Garmin takes somebody for."""
    return {"chronologicalAge": 41, "fitnessAge": 33.5, "achievableFitnessAge": 31.0}
