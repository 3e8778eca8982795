"""Where data comes from."""

from __future__ import annotations

from tools.recording.scenario import Scenario
from tools.recording.stage import Stage
from tools.recording.world import World

CONNECT = "source connect folder {training} -o json"


def _with_folder(world: World) -> Stage:
    return Stage(world.keeper, words={"training": str(world.new_folder())})


def _somebody_new(world: World) -> Stage:
    return Stage(world.person())


def _with_garmin_key(world: World) -> Stage:
    return Stage(world.person(), words={"key": world.garmin_key})


def _with_source(world: World) -> Stage:
    source = world.connect(world.keeper)
    return Stage(world.keeper, words={"source": source["id"], "training": source["path"]})


def _being_synced(world: World) -> Stage:
    job, let_go = world.held_job(world.impatient)
    return Stage(world.impatient, words={"source": job["source_ids"][0]}, afterwards=let_go)


def _with_data(world: World) -> Stage:
    """Somebody whose source brought something."""
    somebody = world.person()
    source = world.connect(somebody)
    world.sync(somebody)
    return Stage(somebody, words={"source": source["id"]})


def _forgotten(world: World) -> Stage:
    stage = _with_data(world)
    assert stage.signed_in is not None
    path = f"/v1/sources/{stage.words['source']}"
    stage.signed_in.client.delete(path, params={"forget": True}).raise_for_status()
    return stage


SCENARIOS = [
    Scenario("connect_source", 201, "folder", f"{CONNECT} --name watch", _with_folder),
    Scenario("connect_source", 201, "upload", "source connect upload -o json", _somebody_new),
    Scenario(
        "connect_source",
        201,
        "garmin",
        "source connect garmin --key-stdin -o json",
        _with_garmin_key,
        "{key}",
    ),
    Scenario(
        "connect_source",
        422,
        "key that is refused",
        "source connect garmin --key-stdin -o json",
        _somebody_new,
        "a-key-that-opens-nothing",
    ),
    Scenario(
        "connect_source",
        404,
        "no such folder",
        "api connect_source --body - -o json",
        _with_folder,
        '{{"kind": "folder", "path": "{training}/no/such/folder"}}',
    ),
    Scenario("connect_source", 409, "connected already", CONNECT, _with_source),
    Scenario(
        "connect_source",
        422,
        "long name",
        "raw POST /v1/sources --body -",
        _with_folder,
        f'{{{{"kind": "folder", "path": "{{training}}", "name": "{"n" * 101}"}}}}',
        meant_to_be_wrong="request body.name",
    ),
    Scenario(
        "connect_source",
        422,
        "relative path",
        "api connect_source --body - -o json",
        _with_folder,
        '{{"kind": "folder", "path": "training"}}',
    ),
    Scenario("list_sources", 200, "one", "source list -o json", World.as_athlete),
    Scenario(
        "list_sources",
        200,
        "none is disconnected",
        "source list --disconnected -o json",
        World.as_athlete,
    ),
    Scenario("get_source", 200, "folder", "api get_source {source} -o json", World.as_athlete),
    Scenario("watch_source", 200, "watched", "source watch {source} -o json", _with_source),
    Scenario("watch_source", 200, "no longer", "source watch {source} --off -o json", _with_source),
    Scenario(
        "change_source",
        200,
        "another name",
        "source change {source} --name attic -o json",
        _with_source,
    ),
    Scenario(
        "change_source",
        404,
        "no such source",
        "source change {nothing} --name attic -o json",
        World.as_athlete,
    ),
    Scenario(
        "change_source",
        422,
        "a folder has no key",
        "source change {source} --follow-deletions -o json",
        _with_source,
    ),
    Scenario(
        "disconnect_source", 204, "disconnected", "source disconnect {source} --yes", _with_source
    ),
    Scenario(
        "disconnect_source",
        204,
        "forgotten",
        "source disconnect {source} --forget --yes",
        _with_data,
    ),
    Scenario(
        "preview_forgetting",
        200,
        "what goes",
        "api preview_forgetting {source} -o json",
        _with_data,
    ),
    Scenario("restore_source", 200, "restored", "source restore {source} -o json", _forgotten),
    Scenario("restore_source", 409, "not forgotten", "source restore {source} -o json", _with_data),
    Scenario(
        "disconnect_source",
        409,
        "being synced",
        "source disconnect {source} --yes",
        _being_synced,
    ),
]
