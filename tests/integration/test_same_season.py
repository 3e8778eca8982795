"""The same season by Garmin, a folder, uploads and an archive, in any order: each activity and each day once."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.integration.athlete import Athlete
from tests.integration.conftest import BackendFactory
from tests.integration.uploaders import Uploader, zipped
from tests.servers.garmin import originals
from tests.servers.garmin.planting import planted
from tests.servers.garmin.server import StandIn
from tests.thorough import THOROUGH
from tools.running.live_backend import LiveBackend

pytestmark = [pytest.mark.integration, pytest.mark.slow]

WAYS = ("garmin", "folder", "upload", "archive")
ORDERS = list(itertools.permutations(WAYS))
USUAL = (("archive", "garmin", "upload", "folder"),)


@pytest.fixture(scope="module")
def server() -> Iterator[StandIn]:
    truth = planted(7, days=6, activities_a_week=9, until=dt.datetime.now(dt.UTC).date())
    with StandIn(truth) as made:
        yield made


@pytest.fixture(scope="module")
def backend(make_backend: BackendFactory, server: StandIn) -> LiveBackend:
    environment = {"FITTRACK_GARMIN_URL": server.url, "FITTRACK_GARMIN_PER_MINUTE": "6000"}
    return make_backend(environment)


@pytest.fixture(scope="module")
def files(server: StandIn) -> Mapping[str, bytes]:
    kept = originals.of_activities(server.truth)
    return {key.replace("/", "-"): data for key, data in kept.items() if key.endswith("/file")}


@pytest.mark.parametrize("order", ORDERS if THOROUGH else USUAL, ids=" ".join)
def test_each_activity_and_day_once(
    backend: LiveBackend,
    server: StandIn,
    files: Mapping[str, bytes],
    tmp_path: Path,
    order: tuple[str, ...],
) -> None:
    me = Athlete.with_folder(backend, _filled(tmp_path / "folder", {}))

    def by_garmin() -> None:
        answer = me.client.post("/v1/sources", json={"kind": "garmin", "key": server.keys.key})
        assert answer.status_code == 201, answer.text

    def by_folder() -> None:
        _filled(tmp_path / "folder", files)

    def by_archive() -> None:
        _filled(tmp_path / "folder", {"export.zip": zipped(dict(files))})

    def by_upload() -> None:
        body = {"name": "uploads", "scopes": ["upload"], "expires_in_days": 1}
        token = me.client.post("/v1/auth/access-tokens", json=body).json()["token"]
        uploader = Uploader(backend, None, token, backend.client(token))  # type: ignore[arg-type]
        for name, data in files.items():
            uploader.sent(data, name)

    ways: dict[str, Callable[[], None]] = {
        "garmin": by_garmin,
        "folder": by_folder,
        "upload": by_upload,
        "archive": by_archive,
    }
    for way in order:
        ways[way]()
        job = me.wait(me.start()["id"], timeout_s=240)
        assert job["state"] == "succeeded", job
        starts = [one["start_time"] for one in me.activities()]
        assert len(starts) == len(set(starts)), f"after {way}"
    assert _told(me) == _expected(server)
    days = [one["date"] for one in me.all("/v1/daily-health")]
    with_steps = {str(day.date) for day in server.truth.days.values() if day.steps is not None}
    assert len(days) == len(set(days)) and with_steps <= set(days)
    one = next(one for one in me.activities() if one["recording_count"] > 1)
    detail = me.client.get(f"/v1/activities/{one['id']}").json()
    assert len(detail["recordings"]) == one["recording_count"]


def _told(me: Athlete) -> list[tuple[object, ...]]:
    return sorted(
        (one["start_time"], one["sport"], one["name"], one["distance_m"]) for one in me.activities()
    )


def _expected(server: StandIn) -> list[tuple[object, ...]]:
    listed = [one for one in server.truth.activities.values() if one.parent_id is None]
    return sorted(
        (one.start.isoformat().replace("+00:00", "Z"), one.sport, one.name, one.distance_m)
        for one in listed
    )


def _filled(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder
