"""Asks for everything that a sync uses by gcpapi-sync, and prints what its models made of it.

FIRST LAST ACTIVITY: two days and an id.
"""

from __future__ import annotations

import base64
import json
import sys
from datetime import date

from gcpapi_sync import GarminClient, RetryConfig

first, last = (date.fromisoformat(text) for text in sys.argv[1:3])
activity_id = int(sys.argv[3])
with GarminClient(retry=RetryConfig(max_retries=8, initial_delay=0.05)) as client:
    sleep = client.get_daily_sleep(last)
    hrv = client.get_daily_hrv(last)
    got = {
        "activities": [
            (one.activity_id, one.activity_name, str(one.start_time_gmt), str(one.start_time_local))
            for one in client.iter_activities(exclude_children=False)
        ],
        "activity": client.get_activity(activity_id).summary.distance,
        "workouts": client.get_activity_workouts(activity_id),
        "file": base64.b64encode(client.download_activity(activity_id).content).decode(),
        "older": client.get_daily_summary(last).total_steps,
        "summaries": {
            str(one.calendar_date): one.movement.steps.value if one.movement else None
            for one in client.get_daily_summaries(first, last)
        },
        "steps": {
            str(one.calendar_date): one.total_steps for one in client.get_daily_steps(first, last)
        },
        "stress": {
            str(one.calendar_date): one.values.overall_stress_level
            for one in client.get_daily_stress(first, last)
        },
        "hydration": {
            str(one.calendar_date): one.value_in_ml
            for one in client.get_daily_hydration(first, last)
        },
        "sleep": (str(sleep.sleep_start_timestamp_gmt), str(sleep.sleep_end_timestamp_gmt)),
        "sleeps": [str(one.calendar_date) for one in client.get_daily_sleep_summaries(first, last)],
        "hrv": [
            (str(one.reading_time_gmt), one.hrv_value) for one in (hrv.hrv_readings if hrv else [])
        ],
        "hrvs": {
            str(one.calendar_date): one.last_night_avg
            for one in client.get_daily_hrv_summaries(first, last)
        },
        "body_battery": {
            str(report.date): [
                (str(one.timestamp), one.level) for one in report.body_battery_samples()
            ]
            for report in client.get_daily_body_battery(first, last)
        },
        "heart_rate": [
            (str(one.timestamp), one.heart_rate)
            for one in client.get_daily_heart_rate(last).heart_rate_samples()
        ],
        "spo2": [
            (str(one.timestamp), one.spo2)
            for one in client.get_daily_spo2(last).spo2_hourly_samples()
        ],
        "weights": [
            (str(one.timestamp_gmt), one.weight)
            for day in client.get_weight_range(first, last, include_all=True).daily_weight_summaries
            for one in day.all_weight_metrics
        ],
        "zone": client.get_user_profile_settings().time_zone,
        "zones": len(client.get_heart_rate_zones()),
        "fitness_age": client.get_fitness_age(last).fitness_age,
    }
json.dump(got, sys.stdout)
