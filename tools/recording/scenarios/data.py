"""What was synced."""

from __future__ import annotations

from fittrack_backend.storage.athletes import MOST_SETTINGS
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


def _somebody(world: World) -> Stage:
    return Stage(world.person())


def _with_all_settings(world: World) -> Stage:
    stage = _somebody(world)
    assert stage.signed_in is not None
    for year in range(2000, 2000 + MOST_SETTINGS):
        body = {"from_day": f"{year}-01-01", "max_hr_bpm": 190}
        world.done(stage.signed_in.client.patch("/v1/athlete", json=body))
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
    Scenario(
        "list_activities",
        200,
        "sorted",
        "activities list --sport running,cycling --min-distance 2km --max-duration 2h --sort distance --order asc -o csv",
        _athlete,
    ),
    Scenario(
        "list_activities",
        200,
        "counted",
        "api list_activities --search dunes --include-total --limit 1 -o json",
        _athlete,
    ),
    Scenario(
        "list_activities",
        200,
        "with digits of ids",
        "api list_activities --include-id-digits --limit 1 -o json",
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
    Scenario(
        "get_activity",
        304,
        "nothing changed",
        "raw GET /v1/activities/{activity} --if-none-match *",
        _athlete,
    ),
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
    Scenario(
        "get_activity_samples", 200, "columns", "activities samples {activity} -o csv", _athlete
    ),
    Scenario(
        "get_activity_samples",
        200,
        "chosen",
        "api get_activity_samples {activity} --fields distance_m --resolution 5 --to-s 60 -o json",
        _athlete,
    ),
    Scenario(
        "get_activity_samples",
        200,
        "csv",
        "raw GET /v1/activities/{activity}/samples --accept text/csv",
        _athlete,
    ),
    Scenario(
        "get_activity_samples",
        304,
        "nothing changed",
        "raw GET /v1/activities/{activity}/samples --if-none-match *",
        _athlete,
    ),
    Scenario(
        "get_activity_samples",
        422,
        "no such column",
        "activities samples {activity} --fields no_such_column -o csv",
        _athlete,
    ),
    *(
        Scenario(
            "export_activity",
            200,
            format,
            "activities export {activity} --format " + format + " --to {home}/exported -o json",
            _athlete,
        )
        for format in ("tcx", "csv")
    ),
    Scenario(
        "export_activity",
        304,
        "nothing changed",
        "raw GET /v1/activities/{activity}/export --if-none-match *",
        _athlete,
    ),
    Scenario(
        "export_activity",
        404,
        "no FIT file",
        "activities export {activity} --format fit --folder {home}",
        _athlete,
    ),
    Scenario("list_daily_health", 200, "all", "health list -o json", _athlete),
    Scenario("get_daily_health", 200, "with a night", "health show 2020-06-01 -o json", _athlete),
    Scenario(
        "get_health_series",
        200,
        "heart rate",
        "api get_health_series 2020-06-01 heart_rate -o json",
        _athlete,
    ),
    Scenario(
        "get_health_series",
        304,
        "nothing changed",
        "raw GET /v1/daily-health/2020-06-01/series/heart_rate --if-none-match *",
        _athlete,
    ),
    Scenario("list_sleep", 200, "all", "health sleep -o json", _athlete),
    Scenario("list_gear", 200, "all", "gear list -o json", _athlete),
    Scenario("list_weights", 200, "all", "health weight -o json", _athlete),
    Scenario("get_totals", 200, "months", "stats -o json", _athlete),
    Scenario("get_totals", 200, "sports", "stats --by sport distance -o json", _athlete),
    Scenario("get_bests", 200, "to come", "activities bests --sport running -o json", _athlete),
    Scenario(
        "get_training_load",
        200,
        "some days",
        "activities load --since 2020-06-01 --until 2020-06-03 --measure trimp -o csv",
        _athlete,
    ),
    Scenario(
        "change_athlete",
        200,
        "from a day on",
        "account athlete --threshold-power 265 --hr-zones 98,118,137 --from 2020-06-01 -o json",
        _somebody,
    ),
    Scenario("change_athlete", 200, "taken back", "account athlete --unset sex -o json", _somebody),
    Scenario(
        "change_athlete",
        409,
        "too many days",
        "account athlete --max-hr 190 -o json",
        _with_all_settings,
    ),
    Scenario(
        "change_athlete",
        422,
        "no such heart",
        "raw PATCH /v1/athlete --body -",
        _somebody,
        '{{"max_hr_bpm": 300}}',
        meant_to_be_wrong="request body.max_hr_bpm",
    ),
    Scenario("get_athlete", 200, "nothing set", "account athlete -o json", _somebody),
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
