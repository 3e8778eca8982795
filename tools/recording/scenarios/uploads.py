"""Files that are sent to the server."""

from __future__ import annotations

from tools.recording.scenario import Scenario
from tools.recording.stage import Stage
from tools.recording.world import UPLOADED, World

_FILE = "--type application/octet-stream --body -"
_COMMAND = "upload - --name notes.txt -o json"


def _somebody_new(world: World) -> Stage:
    return Stage(world.person())


def _with_upload(world: World) -> Stage:
    somebody = world.person()
    return Stage(somebody, words={"upload": world.upload(somebody)["id"]})


def _without_room(world: World) -> Stage:
    return Stage(world.without_uploads(world.person()))


SCENARIOS = [
    Scenario(
        "upload_files",
        200,
        "known at once",
        f"raw POST /v1/uploads?wait_s=30 {_FILE}",
        _somebody_new,
        UPLOADED,
    ),
    Scenario("upload_files", 202, "kept", f"{_COMMAND} --no-wait", _somebody_new, UPLOADED),
    Scenario(
        "upload_files",
        409,
        "no more today",
        f"raw POST /v1/uploads {_FILE}",
        _without_room,
        UPLOADED,
    ),
    Scenario(
        "upload_files",
        409,
        "another digest",
        f"raw POST /v1/uploads?sha256={'0' * 64} {_FILE}",
        _somebody_new,
        UPLOADED,
    ),
    Scenario(
        "upload_files",
        422,
        "long wait",
        f"raw POST /v1/uploads?wait_s=61 {_FILE}",
        _somebody_new,
        UPLOADED,
        meant_to_be_wrong="request query.wait_s",
    ),
    Scenario("find_missing_uploads", 200, "none", _COMMAND, _with_upload, UPLOADED),
    Scenario(
        "find_missing_uploads",
        422,
        "no digest",
        "raw POST /v1/uploads/missing --body -",
        _somebody_new,
        '{{"sha256": ["abc"]}}',
        meant_to_be_wrong="request body.sha256[0]",
    ),
    Scenario("list_uploads", 200, "one", "api list_uploads -o json", _with_upload),
    Scenario("get_upload", 200, "filed", "api get_upload {upload} -o json", _with_upload),
]
