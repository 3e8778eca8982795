"""What was synced."""

from __future__ import annotations

from tools.recording.scenario import Scenario
from tools.recording.world import World

_athlete = World.as_athlete

SCENARIOS = [
    Scenario("list_activities", 200, "all", "activities list -o json", _athlete),
    Scenario(
        "list_activities",
        200,
        "chosen",
        "activities list --since 2020-06-01 --until 2020-06-30 --sport cycling -o csv",
        _athlete,
    ),
    Scenario("list_activities", 200, "first page", "activities list --limit 1 -o jsonl", _athlete),
    Scenario(
        "list_activities",
        200,
        "next page",
        "api list_activities --limit 1 --cursor {cursor} -o json",
        _athlete,
    ),
    Scenario("get_activity", 200, "with laps", "activities show {activity} -o json", _athlete),
    Scenario(
        "download_activity_file",
        200,
        "tcx",
        "activities download {activity} --to {home}/ride.tcx -o json",
        _athlete,
    ),
    Scenario("list_daily_health", 200, "all", "health list -o json", _athlete),
    Scenario("list_workouts", 200, "all", "workouts list -o json", _athlete),
    Scenario("list_workouts", 200, "of a sport", "workouts list --sport rowing -o json", _athlete),
    Scenario("get_workout", 200, "with steps", "workouts show {workout} -o json", _athlete),
    Scenario(
        "download_workout_file",
        200,
        "fit",
        "workouts download {workout} --to {home}/track.fit -o json",
        _athlete,
    ),
]
