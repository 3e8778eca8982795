"""Answers of Garmin as a source keeps them, one of each kind, to be damaged."""

from __future__ import annotations

import json

_DAY = "2026-11-20"
_NOON_MS = 1_795_176_000_000
_POINTS = [[_NOON_MS + 120_000 * number, 50 + number % 30] for number in range(60)]
_BODIES: dict[str, object] = {
    "activity": {
        "activityId": 1,
        "activityName": "Morning run",
        "startTimeGMT": "2026-11-20 06:00:00",
        "startTimeLocal": "2026-11-20 19:00:00",
        "activityType": {"typeKey": "trail_running"},
        "distance": 10240.5,
        "duration": 3312.0,
        "elapsedDuration": 3405.0,
        "averageHR": 148.0,
        "isMultiSportParent": False,
    },
    "daily-summary": {
        "calendarDate": _DAY,
        "movement": {"steps": {"value": 14210, "goal": 10000, "distanceInMeters": 11380.0}},
        "calories": {"burnedActive": 912, "burnedResting": 1720},
        "heartRate": {"minValue": 44, "maxValue": 171, "restingValue": 48},
        "stress": {"avgLevel": 29, "restDurationInMillis": 31860000},
    },
    "sleep": {
        "calendarDate": _DAY,
        "sleepStartTimestampGMT": _NOON_MS - 36_000_000,
        "sleepEndTimestampGMT": _NOON_MS - 7_200_000,
        "deepSleepSeconds": 5460,
        "sleepScores": {"overall": {"value": 81}},
        "sleepLevels": [
            {
                "startGMT": "2026-11-20T02:00:00.0",
                "endGMT": "2026-11-20T03:00:00.0",
                "activityLevel": 0.0,
            }
        ],
    },
    "hrv": {
        "hrvSummary": {"calendarDate": _DAY, "lastNightAvg": 48, "status": "BALANCED"},
        "hrvReadings": [{"hrvValue": 48, "readingTimeGMT": "2026-11-20T02:05:00.0"}],
    },
    "heart-rate": {"calendarDate": _DAY, "heartRateValues": _POINTS},
    "body-battery": {"date": _DAY, "charged": 60, "bodyBatteryValuesArray": _POINTS},
    "weight": {
        "summaryDate": _DAY,
        "allWeightMetrics": [{"weight": 71400.0, "date": _NOON_MS, "bodyFat": 18.3}],
    },
}


def answers() -> dict[str, bytes]:
    """The answers, by a name for each."""
    return {f"garmin-{what}.json": _kept(what, body) for what, body in _BODIES.items()}


def _kept(what: str, body: object) -> bytes:
    envelope = {
        "fittrack_answer": 1,
        "service": "garmin",
        "what": what,
        "address": "/x",
        "day": None if what == "activity" else _DAY,
        "answer": body,
    }
    return json.dumps(envelope, separators=(",", ":")).encode()
