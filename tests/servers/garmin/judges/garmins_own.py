"""Asks for everything that a sync uses by Garmin's own client, and prints what it got.

FIRST LAST ACTIVITY TOKENS: two days, an id, and the file in which the client keeps its token.
"""

from __future__ import annotations

import base64
import json
import os
import sys

from garmin_personal_api import GarminPersonalApiClient, PersonalApiAuthenticator

first, last, activity, tokens = sys.argv[1:]
with PersonalApiAuthenticator(bearer_token_cache_file=tokens) as authenticator:
    token = authenticator.obtain_token(os.environ["GARMIN_PERSONAL_API_KEY"])
with GarminPersonalApiClient(token.access_token) as client:
    got = {
        "activities": client.search_activities(limit=45, start_date=first, end_date=last),
        "activity": client.get_activity(activity),
        "workouts": client.get_activity_workouts(activity),
        "file": base64.b64encode(client.download_activity(activity)).decode(),
        "summaries": client.get_daily_summaries(first, last),
        "steps": client.get_daily_steps(first, last),
        "stress": client.get_daily_stress(first, last),
        "hydration": client.get_daily_hydration(first, last),
        "sleep": client.get_daily_sleep(last),
        "sleeps": client.get_daily_sleep_summaries(first, last),
        "hrv": client.get_daily_hrv(last),
        "hrvs": client.get_daily_hrv_summaries(first, last),
        "body_battery": client.get_daily_body_battery(first, last, chunks=24),
        "heart_rate": client.get_daily_heart_rate(last),
        "spo2": client.get_daily_spo2(last),
        "weights": client.get_weight_measurements(first, last),
        "settings": client.get_user_profile_settings(),
        "zones": client.get_heart_rate_zones(),
        "fitness_age": client.get_fitness_age(last),
    }
json.dump(got, sys.stdout)
