"""Elements of the lists in Garmin's export, in the form of Garmin's answers, which are read like these.

The export says the same in other words: activities in centimetres and milliseconds, a day's values not in groups. The unit of
an activity's energy is not known for certain, so it is not taken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve

from fittrack_backend.export_tables import json_lists, row_originals
from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.readers.garmin import activities, days, nights
from fittrack_backend.readers.garmin.answer import Answer
from fittrack_backend.readers.garmin.values import Object, list_of, number, object_of, within
from fittrack_backend.records.as_json import changed
from fittrack_backend.records.days import FLOOR_M
from fittrack_backend.records.local_time import as_local_start, local_time
from fittrack_backend.records.sleep import SleepNight

_DAMAGED = "its JSON is damaged or breaks off"
_CENTI, _MILLI = 100.0, 1000.0
_LARGEST = 1e12
_ASLEEP = ("deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds")
_OF_AN_ACTIVITY: Mapping[str, tuple[str, float]] = {
    "distance": ("distance", _CENTI),
    "duration": ("duration", _MILLI),
    "elapsedDuration": ("elapsedDuration", _MILLI),
    "movingDuration": ("movingDuration", _MILLI),
    "elevationGain": ("elevationGain", _CENTI),
    "elevationLoss": ("elevationLoss", _CENTI),
    "averageSpeed": ("avgSpeed", _CENTI / _MILLI),
    "maxSpeed": ("maxSpeed", _CENTI / _MILLI),
    "averageHR": ("avgHr", 1.0),
    "maxHR": ("maxHr", 1.0),
    "avgPower": ("avgPower", 1.0),
    "maxPower": ("maxPower", 1.0),
    "normPower": ("normPower", 1.0),
    "aerobicTrainingEffect": ("aerobicTrainingEffect", 1.0),
    "anaerobicTrainingEffect": ("anaerobicTrainingEffect", 1.0),
    "activityTrainingLoad": ("activityTrainingLoad", 1.0),
    "startLatitude": ("startLatitude", 1.0),
    "startLongitude": ("startLongitude", 1.0),
}
"""By the names in an answer: those in the export, and what they are divided by."""


def read_garmin_export(data: bytes, account_zone: str | None = None) -> FileContents:
    """What an element of a list says. Raises NothingToSave, whatever the bytes are.

    Lists do not say the local time of a night: it is that of the account's zone.
    """
    try:
        found = row_originals.list_element(data)
    except row_originals.NotARow as error:
        raise NothingToSave(_DAMAGED) from error
    contents = _READERS[found.kind](object_of(found.element))
    return evolve(contents, nights=tuple(_local(one, account_zone) for one in contents.nights))


def _local(night: SleepNight, account_zone: str | None) -> SleepNight:
    if night.local_start_time is not None or account_zone is None:
        return night
    start, end = (
        as_local_start(local_time(moment, account_zone=account_zone)).local_start_time
        for moment in (night.start_time, night.end_time)
    )
    return changed(night, {"local_start_time": start, "local_end_time": end})


def _read_activity(told: Object) -> FileContents:
    answered: dict[str, object] = {
        name: _divided(told.get(of), by) for name, (of, by) in _OF_AN_ACTIVITY.items()
    }
    answered |= {
        "activityName": told.get("name"),
        "activityType": {"typeKey": told.get("activityType")},
        "startTimeGMT": told.get("startTimeGmt") or told.get("beginTimestamp"),
        "startTimeLocal": told.get("startTimeLocal"),
        "isParent": told.get("parent"),
        "description": told.get("description"),
    }
    return activities.read_activity(Answer("activity", None, answered))


def _divided(value: object, by: float) -> float | None:
    found = number(value, -_LARGEST, _LARGEST)
    return None if found is None else found / by


def _read_night(told: Object) -> FileContents:
    scores = object_of(told.get("sleepScores"))
    stages = [number(told.get(name), 0, _LARGEST) for name in _ASLEEP]
    asleep = sum(seconds for seconds in stages if seconds is not None)
    answered = {
        **told,
        "sleepTimeSeconds": told.get("sleepTimeSeconds") or asleep or None,
        "unmeasurableSleepSeconds": told.get("unmeasurableSeconds"),
        "sleepScores": {"overall": {"value": scores.get("overallScore")}},
        "dailyNapDTOS": told.get("napList"),
    }
    return nights.read_sleep(Answer("sleep", None, answered))


def _read_day(told: Object) -> FileContents:
    stress = _of_type(within(told, "allDayStress").get("aggregatorList"), "type", "TOTAL")
    battery = within(told, "bodyBattery")
    levels = battery.get("bodyBatteryStatList")
    breaths = within(told, "respiration")
    answered: Object = {
        "calendarDate": told.get("calendarDate"),
        "movement": {
            "steps": {
                "value": told.get("totalSteps"),
                "distanceInMeters": told.get("totalDistanceMeters"),
            },
            "floorsAscended": {"value": _floors(told.get("floorsAscendedInMeters"))},
            "floorsDescended": {"value": _floors(told.get("floorsDescendedInMeters"))},
        },
        "calories": {
            "burnedActive": told.get("activeKilocalories"),
            "burnedResting": told.get("bmrKilocalories"),
            "burnedTotal": told.get("totalKilocalories"),
        },
        "heartRate": {
            "minValue": told.get("minHeartRate"),
            "maxValue": told.get("maxHeartRate"),
            "restingValue": told.get("currentDayRestingHeartRate") or told.get("restingHeartRate"),
        },
        "intensityMinutes": {
            "moderate": told.get("moderateIntensityMinutes"),
            "vigorous": told.get("vigorousIntensityMinutes"),
        },
        "stress": {
            "avgLevel": stress.get("averageStressLevel"),
            "maxLevel": stress.get("maxStressLevel"),
            "restDurationInMillis": _millis(stress.get("restDuration")),
            "lowStressDurationInMillis": _millis(stress.get("lowDuration")),
            "mediumStressDurationInMillis": _millis(stress.get("mediumDuration")),
            "highStressDurationInMillis": _millis(stress.get("highDuration")),
        },
        "bodyBattery": {
            "minValue": _of_type(levels, "bodyBatteryStatType", "LOWEST").get("statsValue"),
            "maxValue": _of_type(levels, "bodyBatteryStatType", "HIGHEST").get("statsValue"),
            "chargedValue": battery.get("chargedValue"),
            "drainedValue": battery.get("drainedValue"),
        },
        "respiration": {
            "avgValue": breaths.get("avgWakingRespirationValue"),
            "minValue": breaths.get("lowestRespirationValue"),
            "maxValue": breaths.get("highestRespirationValue"),
        },
        "pulseOx": {
            "avgValue": told.get("averageSpo2Value"),
            "minValue": told.get("lowestSpo2Value"),
        },
        "hydration": {"consumedInMl": within(told, "hydration").get("valueInML")},
    }
    return days.read_summary(Answer("daily-summary", None, answered))


def _of_type(some: object, name: str, kind: str) -> Object:
    """The one of these objects that is of the kind."""
    there = (one for one in map(object_of, list_of(some)) if one.get(name) == kind)
    return next(there, {})


def _millis(seconds: object) -> float | None:
    return _divided(seconds, 1 / _MILLI)


def _floors(metres: object) -> float | None:
    return _divided(metres, FLOOR_M)


_READERS: Mapping[str, Callable[[Object], FileContents]] = {
    json_lists.ACTIVITIES: _read_activity,
    json_lists.NIGHTS: _read_night,
    json_lists.DAYS: _read_day,
}
