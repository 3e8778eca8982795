"""Sync jobs: start, watch, cancel, retry; what is complete."""

from __future__ import annotations

from contextlib import ExitStack

from attrs import evolve

from fittrack_backend.api.open_streams import MOST_OF_AN_ACCOUNT
from fittrack_backend.sync import schedules
from tools.recording.scenario import Scenario
from tools.recording.stage import Stage
from tools.recording.world import World


def _runner(world: World) -> Stage:
    """Somebody with a source, and no job that runs."""
    world.settle(world.runner)
    sources = world.done(world.runner.client.get("/v1/sources"))
    return Stage(world.runner, words={**world.things, "source": sources["items"][0]["id"]})


def _without_source(world: World) -> Stage:
    return Stage(world.plain)


def _with_used_key(world: World) -> Stage:
    """Somebody whose key for a sync of everything was used for a different sync."""
    stage = _runner(world)
    headers = {"Idempotency-Key": "weekly"}
    client = world.runner.client
    world.done(client.post("/v1/sync/jobs", json={"full": True}, headers=headers))
    return stage


def _running(world: World) -> Stage:
    """A running job that makes no progress until the command is done."""
    job, let_go = world.held_job(world.impatient)
    return Stage(world.impatient, words={"job": job["id"]}, afterwards=let_go)


def _rereading(world: World) -> Stage:
    """A reread that gives way to somebody else's sync until the command is done."""
    session = world.person()
    world.connect(session)
    world.sync(session)
    _, let_go = world.held_job(world.impatient)
    world.done(session.client.post("/v1/sync/rereads", json={}))
    return Stage(session, afterwards=let_go)


def _synced(world: World) -> Stage:
    """Somebody with an activity, and no job that runs."""
    session = world.person()
    world.connect(session)
    world.sync(session)
    activities = world.done(session.client.get("/v1/activities"))
    own = {"own_activity": activities["items"][0]["id"]}
    return Stage(session, words={**world.things, **own})


def _reread(world: World) -> Stage:
    stage = _synced(world)
    assert stage.signed_in is not None
    client = stage.signed_in.client
    job = world.done(client.post("/v1/sync/rereads", json={}))
    world.settle(stage.signed_in)
    return evolve(stage, words={"job": job["id"]})


def _with_key_of_a_reread(world: World) -> Stage:
    stage = _synced(world)
    assert stage.signed_in is not None
    headers = {"Idempotency-Key": "weekly"}
    path, body = "/v1/sync/rereads", {"since": "2020-01-01"}
    world.done(stage.signed_in.client.post(path, json=body, headers=headers))
    return stage


def _followed_too_often(world: World) -> Stage:
    """A running job that the account follows as often as it may."""
    stage = _running(world)
    session = world.impatient
    streams = ExitStack()
    for _ in range(MOST_OF_AN_ACCOUNT):
        path = f"/v1/sync/jobs/{stage.words['job']}/events"
        streams.enter_context(session.client.stream("GET", path))

    def let_go() -> None:
        streams.close()
        stage.afterwards()

    return evolve(stage, afterwards=let_go)


def _undoable(world: World) -> Stage:
    somebody = world.person()
    world.connect(somebody)
    return Stage(somebody, words={"job": world.sync(somebody)["id"]})


def _undone(world: World) -> Stage:
    stage = _undoable(world)
    assert stage.signed_in is not None
    world.done(stage.signed_in.client.post(f"/v1/sync/jobs/{stage.words['job']}/undo"))
    return stage


def _watched(world: World) -> Stage:
    """A first job, which goes on once somebody follows it."""
    session = world.person()
    job, let_go = world.held_job(session)
    return Stage(session, words={"job": job["id"]}, before_answer=let_go, afterwards=let_go)


def _partial(world: World) -> Stage:
    """A job that ended partial, because one file is damaged."""
    session = world.person()
    world.connect(session)
    job = world.sync(session)
    assert job["state"] == "partial", job
    return Stage(session, words={"job": job["id"]})


def _items(world: World) -> Stage:
    """Somebody's items by outcome: the damaged file's is `failed`."""
    session = world.person()
    world.connect(session)
    job = world.sync(session)
    items = world.done(session.client.get(f"/v1/sync/jobs/{job['id']}/items"))["items"]
    return Stage(session, words={one["outcome"]: one["id"] for one in items})


def _ignored(world: World) -> Stage:
    """Somebody who ignores the damaged file."""
    stage = _items(world)
    assert stage.signed_in is not None
    path = f"/v1/sync/items/{stage.words['failed']}/ignore"
    file = world.done(stage.signed_in.client.post(path))
    return Stage(stage.signed_in, words={"ignored": file["id"]})


def _scheduled(world: World) -> Stage:
    """Somebody whose syncs start by themselves."""
    session = world.person()
    schedule = world.done(session.client.post("/v1/sync/schedules", json={"every_s": 21600}))
    return Stage(session, words={"schedule": schedule["id"]})


def _with_all_schedules(world: World) -> Stage:
    session = world.person()
    for _ in range(schedules.MOST):
        world.done(session.client.post("/v1/sync/schedules", json={"every_s": 21600}))
    return Stage(session)


def _succeeded(world: World) -> Stage:
    jobs = world.done(world.settled.client.get("/v1/sync/jobs"))
    return Stage(world.settled, words={"job": jobs["items"][0]["id"]})


SCENARIOS = [
    Scenario("start_sync", 202, "what is new", "sync start -o json", _runner),
    Scenario(
        "start_sync",
        202,
        "chosen",
        "sync start activities health --since 2020-06-01 --until 2020-06-30 --source {source}"
        " --idempotency-key nightly -o json",
        _runner,
    ),
    Scenario("start_sync", 404, "unknown source", "sync start --source {nothing} -o json", _runner),
    Scenario("start_sync", 409, "running already", "sync start -o json", _running),
    Scenario("start_sync", 409, "attached", "sync start --attach -o json", _watched),
    Scenario("start_sync", 409, "no sources", "sync start -o json", _without_source),
    Scenario(
        "start_sync",
        422,
        "key of another request",
        "sync start --idempotency-key weekly -o json",
        _with_used_key,
    ),
    Scenario("reread", 202, "everything", "sync reread -o json", _synced),
    Scenario(
        "reread",
        202,
        "an activity",
        "sync reread {own_activity} --since 2020-01-01 -o json",
        _synced,
    ),
    Scenario("reread", 404, "unknown activity", "sync reread {nothing} -o json", _synced),
    Scenario("reread", 409, "running already", "sync reread -o json", _rereading),
    Scenario(
        "reread",
        422,
        "key of another request",
        "sync reread --idempotency-key weekly -o json",
        _with_key_of_a_reread,
    ),
    Scenario("list_sync_jobs", 200, "one", "sync list -o json", World.as_athlete),
    Scenario(
        "list_sync_jobs",
        200,
        "by the beginning of an id",
        "api list_sync_jobs --id-prefix 00000000 -o json",
        World.as_athlete,
    ),
    Scenario(
        "list_sync_jobs", 200, "in a state", "sync list --state failed -o json", World.as_athlete
    ),
    Scenario(
        "list_sync_jobs",
        422,
        "unknown state",
        "raw GET /v1/sync/jobs?state=paused",
        World.as_athlete,
        meant_to_be_wrong="request query.state",
    ),
    Scenario("get_sync_job", 200, "ended", "sync status {job} -o json", World.as_athlete),
    Scenario("get_sync_job", 200, "running", "sync status {job} -o json", _running),
    Scenario("stream_sync_events", 200, "followed", "sync watch {job} -o json", _watched),
    Scenario(
        "stream_sync_events",
        200,
        "taken up again",
        "api stream_sync_events {job} --last-event-id 5 -o json",
        World.as_athlete,
    ),
    Scenario(
        "stream_sync_events",
        429,
        "too many",
        "api stream_sync_events {job} -o json",
        _followed_too_often,
    ),
    Scenario("list_sync_items", 200, "all", "sync items {job} -o json", World.as_athlete),
    Scenario(
        "list_sync_items",
        200,
        "failed activities",
        "sync items {job} --outcome failed --type activities -o json",
        World.as_athlete,
    ),
    Scenario("list_sync_items", 200, "reread", "sync items {job} -o json", _reread),
    Scenario(
        "list_sync_items",
        422,
        "unknown outcome",
        "raw GET /v1/sync/jobs/{nothing}/items?outcome=lost",
        World.as_athlete,
        meant_to_be_wrong="request query.outcome",
    ),
    Scenario("preview_undo", 200, "what goes", "api preview_undo {job} -o json", _undoable),
    Scenario("preview_undo", 409, "running", "sync undo {job} --yes -o json", _running),
    Scenario("undo_sync", 200, "undone", "sync undo {job} --yes -o json", _undoable),
    Scenario("undo_sync", 409, "running", "api undo_sync {job} -o json", _running),
    Scenario("undo_sync", 409, "reread", "api undo_sync {job} -o json", _reread),
    Scenario("restore_sync", 200, "restored", "sync restore {job} -o json", _undone),
    Scenario("restore_sync", 409, "running", "sync restore {job} -o json", _running),
    Scenario("cancel_sync", 200, "cancelled", "sync cancel {job} -o json", _running),
    Scenario("cancel_sync", 409, "ended already", "sync cancel {job} -o json", World.as_athlete),
    Scenario("retry_sync", 202, "taken up again", "sync retry {job} -o json", _partial),
    Scenario("retry_sync", 409, "running", "sync retry {job} -o json", _running),
    Scenario("retry_sync", 409, "succeeded", "sync retry {job} -o json", _succeeded),
    Scenario("get_sync_overview", 200, "synced", "sync status -o json", World.as_athlete),
    Scenario(
        "list_sync_coverage",
        200,
        "some days",
        "sync coverage --since 2020-05-31 --until 2020-06-04 -o json",
        World.as_athlete,
    ),
    Scenario(
        "list_sync_coverage",
        200,
        "of a type and source",
        "sync coverage health --since 2020-06-01 --until 2020-06-02 --source {source} -o json",
        _runner,
    ),
    Scenario(
        "list_sync_coverage",
        404,
        "unknown source",
        "sync coverage --source {nothing} -o json",
        World.as_athlete,
    ),
    Scenario("ignore_sync_item", 200, "ignored", "sync ignore {failed} -o json", _items),
    Scenario("ignore_sync_item", 409, "did not fail", "sync ignore {new} -o json", _items),
    Scenario("list_ignored_files", 200, "one", "sync ignored -o json", _ignored),
    Scenario("unignore_file", 204, "no longer", "sync unignore {ignored}", _ignored),
    Scenario(
        "create_sync_schedule",
        201,
        "every night",
        "sync schedule health --at 05:30 --source {source} -o json",
        _runner,
    ),
    Scenario(
        "create_sync_schedule", 201, "every six hours", "sync schedule --every 6h -o json", _runner
    ),
    Scenario(
        "create_sync_schedule",
        404,
        "unknown source",
        "sync schedule --every 6h --source {nothing} -o json",
        _runner,
    ),
    Scenario(
        "create_sync_schedule",
        409,
        "limit reached",
        "sync schedule --every 6h -o json",
        _with_all_schedules,
    ),
    Scenario(
        "create_sync_schedule",
        422,
        "never comes",
        "sync schedule --cron '0 0 30 2 *' -o json",
        _runner,
    ),
    Scenario("list_sync_schedules", 200, "one", "sync schedule list -o json", _scheduled),
    Scenario("delete_sync_schedule", 204, "removed", "sync schedule remove {schedule}", _scheduled),
]
