"""What was synced, and what follows from it."""

from __future__ import annotations

from fittrack_backend.api.examples.shared import ACTIVITY_ID, example, page, page_of_ids
from fittrack_backend.records.activities import (
    Activity,
    ActivityDetail,
    ActivityRecording,
    DeletedActivity,
)
from fittrack_backend.records.as_json import example_of
from fittrack_backend.records.athlete import AthleteThen, AthleteValues
from fittrack_backend.records.fields import JsonObject
from fittrack_backend.records.health import DailyHealth, DailyHealthDetail
from fittrack_backend.records.series import HealthSeries
from fittrack_backend.records.sleep import SleepNight
from fittrack_backend.records.weighings import Weighing
from fittrack_backend.records.workouts import Workout, WorkoutDetail

_OTHER_ACTIVITY_ID = "c7e2a9d4-1b38-4f6e-8d05-6a9b3c4e5f72"
_RECORDING_ID = "8a7c1f4e-53d2-4b06-9f61-2c8f0b7e9d15"
_WORKOUT_ID = "6e5d4c3b-2a19-4087-b6c5-d4e3f2a1b097"
_ACTIVITY: JsonObject = {
    **example(ActivityDetail, ACTIVITY_ID),
    "recordings": [example(ActivityRecording, _RECORDING_ID)],
}

_BEST: JsonObject = {
    "rank": 1,
    "sport": "running",
    "kind": "time",
    "distance_m": 5000.0,
    "duration_s": 1284.5,
    "power_w": None,
    "activity_id": ACTIVITY_ID,
    "activity_name": None,
    "recording_id": _RECORDING_ID,
    "start_time": "2026-03-01T07:20:13Z",
    "date": "2026-03-01",
}

_TRAINING_LOAD: JsonObject = {
    "measure": "stress",
    "items": [
        {"date": "2026-03-01", "load": 83.2, "fitness": 41.7, "fatigue": 58.3, "form": -12.1}
    ],
    "without_load": 0,
    "pending": 0,
    "values_from": {
        "max_hr": ["account"],
        "resting_hr": ["health"],
        "threshold_hr": ["account"],
        "threshold_power": ["account", "file"],
        "sex": ["account"],
    },
}

_ATHLETE: JsonObject = {
    "settings": [{"from_day": None, "values": example_of(AthleteValues)}],
    "today": {**example_of(AthleteThen), "threshold_power_from": "account"},
}

_SAMPLES: JsonObject = {
    "activity_id": ACTIVITY_ID,
    "recording_id": _RECORDING_ID,
    "start_time": "2026-03-01T07:15:02Z",
    "table": "samples",
    "tables": ["samples", "rr", "events", "devices"],
    "reader_version": 1,
    "time": ["2026-03-01T07:15:02Z", "2026-03-01T07:15:03Z"],
    "columns": [
        {
            "name": "hr_bpm",
            "kind": "int",
            "unit": "bpm",
            "field": "heart_rate",
            "developer": False,
            "stands_for": None,
            "values": [112, None],
        },
        {
            "name": "dev_Form Power",
            "kind": "float",
            "unit": "Watts",
            "field": "Form Power",
            "developer": True,
            "stands_for": None,
            "values": [61.5, 62],
        },
    ],
}

_SAMPLES_CSV = '"time","hr_bpm"\n"2026-03-01T07:15:02Z",112\n"2026-03-01T07:15:03Z",\n'

REQUESTS: dict[str, JsonObject] = {
    "change_athlete": {
        "from a day on": {"from_day": "2026-03-01", "threshold_power_w": 265, "max_hr_bpm": None}
    },
    "merge_activities": {"two": {"activity_ids": [_OTHER_ACTIVITY_ID]}},
    "split_activity": {"one leaves": {"recording_ids": [_RECORDING_ID]}, "each alone": {}},
}

RESPONSES: dict[str, JsonObject] = {
    "list_activities": {
        "activities": {**page_of_ids(example(Activity, ACTIVITY_ID)), "total": 1},
    },
    "get_activity": {"activity": _ACTIVITY},
    "get_activity_samples": {"columns": _SAMPLES, "lines": _SAMPLES_CSV},
    "restore_activity": {"activity": _ACTIVITY},
    "list_deleted_activities": {"activities": page_of_ids(example(DeletedActivity, ACTIVITY_ID))},
    "merge_activities": {"activity": _ACTIVITY},
    "split_activity": {
        "two": {
            "activities": [
                example(Activity, ACTIVITY_ID),
                example(Activity, _OTHER_ACTIVITY_ID),
            ]
        }
    },
    "list_daily_health": {"days": page(example_of(DailyHealth))},
    "get_daily_health": {"day": example_of(DailyHealthDetail)},
    "get_health_series": {"heart rate": example_of(HealthSeries)},
    "list_sleep": {"nights": page(example_of(SleepNight))},
    "list_weights": {"weighings": page(example_of(Weighing))},
    "list_gear": {
        "gear": page(
            {
                "name": "Blue shoes",
                "kind": "shoes",
                "brand": "Asics",
                "model": "Nimbus",
                "sports": ["running", "hiking"],
                "activity_count": 61,
                "distance_m": 584120.5,
                "timer_s": 198450.0,
                "first_day": "2025-08-02",
                "last_day": "2026-03-01",
            }
        )
    },
    "get_totals": {
        "months": {
            "by": "month",
            "items": [
                {
                    "name": "2026-03",
                    "first_day": "2026-03-01",
                    "last_day": "2026-03-31",
                    "activity_count": 14,
                    "distance_m": 142350.4,
                    "timer_s": 46812.0,
                    "elapsed_s": 49020.5,
                    "ascent_m": 1890.0,
                    "calories_kcal": 9120,
                }
            ],
            "left_out": 0,
            "streaks": {
                "current_days": {"first": "2026-03-14", "last": "2026-03-16", "length": 3},
                "longest_days": {"first": "2026-02-02", "last": "2026-02-09", "length": 8},
                "current_weeks": {"first": "2026-02-02", "last": "2026-03-22", "length": 7},
                "longest_weeks": {"first": "2026-02-02", "last": "2026-03-22", "length": 7},
            },
        }
    },
    "get_bests": {"bests": {"items": [_BEST], "pending": 0}},
    "get_training_load": {"days": _TRAINING_LOAD},
    "get_athlete": {"athlete": _ATHLETE},
    "change_athlete": {"athlete": _ATHLETE},
    "list_workouts": {"workouts": page_of_ids(example(Workout, _WORKOUT_ID))},
    "get_workout": {"workout": example(WorkoutDetail, _WORKOUT_ID)},
}
