"""What was synced."""

from __future__ import annotations

from tools.recording.scenario import Scenario
from tools.recording.stage import Stage
from tools.recording.world import World

_athlete = World.as_athlete


def _with_two(world: World) -> Stage:
    """Somebody with several activities: the words `one` and `other` stand for two of them."""
    somebody = world.person()
    world.connect(somebody)
    world.sync(somebody)
    found = world.done(somebody.client.get("/v1/activities"))["items"]
    return Stage(somebody, words={"one": found[0]["id"], "other": found[1]["id"]})


def _with_a_merged_one(world: World) -> Stage:
    stage = _with_two(world)
    assert stage.signed_in is not None
    body = {"activity_ids": [stage.words["other"]]}
    world.done(stage.signed_in.client.post(f"/v1/activities/{stage.words['one']}/merge", json=body))
    return stage


def _with_a_deleted_one(world: World) -> Stage:
    stage = _with_two(world)
    assert stage.signed_in is not None
    stage.signed_in.client.delete(f"/v1/activities/{stage.words['one']}").raise_for_status()
    return stage


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
    Scenario("get_activity", 200, "merged", "activities show {other} -o json", _with_a_merged_one),
    Scenario("get_activity", 404, "deleted", "activities show {one} -o json", _with_a_deleted_one),
    Scenario("delete_activity", 204, "deleted", "activities delete {one} --yes", _with_two),
    Scenario(
        "delete_activity", 204, "again", "api delete_activity {one} -o json", _with_a_deleted_one
    ),
    Scenario(
        "list_deleted_activities",
        200,
        "one",
        "activities list --deleted -o json",
        _with_a_deleted_one,
    ),
    Scenario(
        "restore_activity",
        200,
        "restored",
        "activities restore {one} -o json",
        _with_a_deleted_one,
    ),
    Scenario("merge_activities", 200, "two", "activities merge {one} {other} -o json", _with_two),
    Scenario("split_activity", 200, "in two", "activities split {one} -o json", _with_a_merged_one),
    Scenario(
        "split_activity", 409, "of one recording", "activities split {one} -o json", _with_two
    ),
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
