"""Garmin's export of everything, with a truth: activities with and without a file, nights and days.

    python -m tools.corpus.garmin_export INTO [--activities 60]

writes the zip INTO. Training files lie in a zip in it; names, nights and days in lists of JSON.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import frozen

from tools.corpus import strava_export
from tools.corpus.strava_export import Truth

_TYPES = {"training": "strength_training", "swimming": "lap_swimming"}
_PARTS = "DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip"
_ACTIVITIES = "DI_CONNECT/DI-Connect-Fitness/me@example.org_0_summarizedActivities.json"
_NIGHTS = "DI_CONNECT/DI-Connect-Wellness/2023-01-03_2023-04-13_1_sleepData.json"
_DAYS = "DI_CONNECT/DI-Connect-Aggregator/UDSFile_2023-01-03_2023-04-13.json"


@frozen
class DayTruth:
    """A day, and the night before it."""

    day: dt.date
    steps: int
    resting_hr_bpm: int
    asleep: dt.datetime
    awake: dt.datetime
    deep_s: int
    light_s: int
    rem_s: int
    score: int


def days_of(count: int, *, seed: int = 1) -> list[DayTruth]:
    """That many days, one after the other."""
    chance = random.Random(seed)
    first = dt.date(2023, 1, 3)
    found = []
    for number in range(count):
        day = first + dt.timedelta(days=number)
        awake = dt.datetime.combine(day, dt.time(6, chance.randrange(60)), dt.UTC)
        deep, light, rem = (600 * chance.randrange(3, 12) for _ in range(3))
        found.append(
            DayTruth(
                day=day,
                steps=chance.randrange(2_000, 20_000),
                resting_hr_bpm=chance.randrange(45, 60),
                asleep=awake - dt.timedelta(seconds=deep + light + rem),
                awake=awake,
                deep_s=deep,
                light_s=light,
                rem_s=rem,
                score=chance.randrange(40, 100),
            )
        )
    return found


def export(truths: Sequence[Truth], days: Sequence[DayTruth]) -> dict[str, bytes]:
    """The files of an export, by their paths."""
    files = {
        f"me@example.org_{one.number}.gpx": strava_export.gpx(one)
        for one in truths
        if one.file is not None
    }
    listed = [{"summarizedActivitiesExport": [_activity(one) for one in truths]}]
    return {
        _PARTS: strava_export.zipped(files),
        _ACTIVITIES: _json(listed),
        _NIGHTS: _json([_night(one) for one in days]),
        _DAYS: _json([_day(one) for one in days]),
        "DI_CONNECT/DI-Connect-User/user_profile.json": _json({"firstName": "A"}),
    }


def _activity(one: Truth) -> Mapping[str, object]:
    start = one.file_start or one.start
    began = start.timestamp() * 1000
    return {
        "activityId": one.number,
        "name": one.name,
        "description": one.description,
        "activityType": _TYPES.get(one.sport.name, one.sport.name),
        "beginTimestamp": began,
        "startTimeGmt": began,
        "startTimeLocal": began + 3_600_000,
        "duration": one.moving_s * 1000.0,
        "elapsedDuration": one.elapsed_s * 1000.0,
        "distance": one.distance_m * 100,
        "elevationGain": None if one.ascent_m is None else one.ascent_m * 100,
        "avgSpeed": one.distance_m / one.moving_s / 10,
        "avgHr": one.avg_hr_bpm,
        "maxHr": one.max_hr_bpm,
        "parent": False,
        "splits": [{"type": 1, "measurements": [{"fieldEnum": "SUM_DISTANCE", "value": 1.0}]}],
    }


def _night(one: DayTruth) -> Mapping[str, object]:
    return {
        "sleepStartTimestampGMT": f"{one.asleep:%Y-%m-%dT%H:%M:%S}.0",
        "sleepEndTimestampGMT": f"{one.awake:%Y-%m-%dT%H:%M:%S}.0",
        "calendarDate": str(one.day),
        "sleepWindowConfirmationType": "ENHANCED_CONFIRMED_FINAL",
        "deepSleepSeconds": one.deep_s,
        "lightSleepSeconds": one.light_s,
        "remSleepSeconds": one.rem_s,
        "awakeSleepSeconds": 0,
        "sleepScores": {"overallScore": one.score},
    }


def _day(one: DayTruth) -> Mapping[str, object]:
    return {
        "calendarDate": str(one.day),
        "totalSteps": one.steps,
        "totalDistanceMeters": one.steps * 0.7,
        "restingHeartRate": one.resting_hr_bpm,
        "allDayStress": {
            "aggregatorList": [
                {"type": "AWAKE", "averageStressLevel": 99},
                {"type": "TOTAL", "averageStressLevel": 33, "maxStressLevel": 88},
            ]
        },
        "bodyBattery": {"chargedValue": 60, "drainedValue": 55, "bodyBatteryStatList": []},
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("into", type=Path, help="the zip to write")
    parser.add_argument("--activities", type=int, default=60)
    told = parser.parse_args(arguments)
    count = told.activities
    files = export(strava_export.account(count), days_of(count))
    told.into.write_bytes(strava_export.zipped(files))


if __name__ == "__main__":
    main()
