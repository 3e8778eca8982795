"""An account that moves: what it exports comes back the same on another server, once, and whatever comes is looked at first.

It has more than 400 lines, since all of its tests move the same accounts.
"""

from __future__ import annotations

import io
import json
import shutil
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.corpora import CASES, OURS
from tests.integration.athlete import Athlete, Json
from tests.integration.conftest import BackendFactory
from tests.integration.processes import Bucket
from tests.thorough import ON_POSTGRES, THOROUGH
from tools.running.live_backend import LiveBackend, SignedIn

ZIP = {"Content-Type": "application/zip"}
EXPORT, IMPORT = "/v1/accounts/me/export", "/v1/accounts/me/import"
MOMENTS = 30 if THOROUGH else 2
"""How many moments of an import the server is killed at."""
LISTS = (
    "/v1/activities",
    "/v1/deleted-activities",
    "/v1/daily-health",
    "/v1/sleep",
    "/v1/weights",
    "/v1/workouts",
    "/v1/sync/jobs",
)


_OF_SOURCES = ("source_id", "sources")
"""What is shown otherwise once a source is disconnected."""


@pytest.fixture(scope="module")
def athlete(make_backend: BackendFactory, tmp_path_factory: pytest.TempPathFactory) -> Athlete:
    """Somebody with all that an account can have: merged, split, deleted, edited, undone, ignored, scheduled."""
    folder = tmp_path_factory.mktemp("training")
    for path in OURS.folder.iterdir():
        if path.suffix in (".fit", ".tcx", ".gpx"):
            shutil.copy(path, folder)
    (folder / "bad.fit").write_bytes(OURS.read("run.fit")[:40])
    me = Athlete.with_folder(make_backend({}), folder)
    client = me.client
    assert client.patch("/v1/accounts/me", json={"time_zone": "Europe/Berlin"}).status_code == 200
    _, items = me.sync()
    failed = items["bad.fit"]
    ignored = client.post(f"/v1/sync/items/{failed['id']}/ignore")
    assert ignored.status_code in (200, 201), ignored.text
    one, other, third, *_ = me.activities()
    merged = client.post(f"/v1/activities/{one['id']}/merge", json={"activity_ids": [other["id"]]})
    assert merged.status_code == 200, merged.text
    client.delete(f"/v1/activities/{third['id']}")
    walk = folder / "walk.gpx"
    walk.write_bytes(walk.read_bytes().replace(b"hiking", b"walking"))
    me.sync()
    shutil.copy(CASES.folder / "sports" / "ski.gpx", folder)
    undone, _ = me.sync()
    assert client.post(f"/v1/sync/jobs/{undone['id']}/undo").status_code == 200
    apart = client.post(f"/v1/activities/{one['id']}/split", json={})
    assert apart.status_code == 200, apart.text
    late = me.activities()[4]
    again = [each["id"] for each in me.activities() if each["id"] != late["id"]][:1]
    client.post(f"/v1/activities/{late['id']}/merge", json={"activity_ids": again})
    assert client.post("/v1/sync/schedules", json={"at": "05:30"}).status_code == 201
    return me


@pytest.fixture(scope="module")
def exported(athlete: Athlete) -> bytes:
    return export(athlete.client)


@pytest.fixture(scope="module")
def elsewhere(make_backend: BackendFactory) -> LiveBackend:
    return make_backend({})


@pytest.fixture(scope="module")
def moved(elsewhere: LiveBackend, exported: bytes) -> tuple[SignedIn, Json]:
    """Who moved to another server, and what its import said."""
    somebody = elsewhere.new_person()
    return somebody, bring(somebody.client, exported)


def export(client: httpx.Client) -> bytes:
    answer = client.get(EXPORT)
    assert answer.status_code == 200, answer.text
    return answer.content


def bring(client: httpx.Client, archive: bytes) -> Json:
    answer = client.post(IMPORT, content=archive, headers=ZIP, timeout=120)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def lists(client: httpx.Client) -> dict[str, Any]:
    """All that is listed, but for which sources are connected."""
    return {
        path: without_sources(client.get(path, params={"limit": 1000}).json()["items"])
        for path in LISTS
    }


def without_sources(value: Any) -> Any:
    if isinstance(value, list):
        return [without_sources(one) for one in value]
    if isinstance(value, dict):
        return {
            name: without_sources(one) for name, one in value.items() if name not in _OF_SOURCES
        }
    return value


def records(archive: bytes, name: str) -> list[Json]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return [json.loads(line) for line in opened.read(f"records/{name}.jsonl").splitlines()]


def changed(
    archive: bytes,
    entries: dict[str, Callable[[bytes], bytes | None]],
    *,
    compression: int = zipfile.ZIP_STORED,
) -> bytes:
    """The archive with other entries, its manifest adapted to them."""
    import hashlib

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        manifest = json.loads(old.read("manifest.json"))
        with zipfile.ZipFile(out, "w", compression) as new:
            for name in (one for one in old.namelist() if one != "manifest.json"):
                data: bytes | None = old.read(name)
                if name in entries and data is not None:
                    data = entries[name](data)
                if data is None:
                    continue
                for entry in manifest["entries"]:
                    if entry["path"] == name:
                        entry["size_bytes"] = len(data)
                        entry["sha256"] = hashlib.sha256(data).hexdigest()
                new.writestr(name, data)
            text = json.dumps(manifest).encode()
            if "manifest.json" in entries:
                text = entries["manifest.json"](text) or b""
            new.writestr("manifest.json", text)
    return out.getvalue()


def each_line(change: Callable[[Json], Json]) -> Callable[[bytes], bytes]:
    return lambda data: b"".join(
        json.dumps(change(json.loads(line))).encode() + b"\n" for line in data.splitlines()
    )


def test_what_an_account_has_is_all_in_it(exported: bytes) -> None:
    for name in (
        *("activities", "recordings", "corrections", "removals", "replacements", "workouts"),
        *("daily-health", "daily-health-parts", "sources", "source-files", "ignored-files"),
        *("sync-jobs", "sync-items", "sync-standings", "asked-days", "sync-schedules"),
    ):
        assert records(exported, name), name
    assert records(exported, "account") == [{"time_zone": "Europe/Berlin"}]
    activities = records(exported, "activities")
    assert any(one["merged_into"] for one in activities)
    assert any(one["deleted_at"] and not one["removal_id"] for one in activities)
    assert any(one["removal_id"] for one in activities)


def test_exported_imported_and_exported_again_it_is_the_same_bytes(
    athlete: Athlete, exported: bytes, moved: tuple[SignedIn, Json]
) -> None:
    assert export(athlete.client) == exported
    somebody, result = moved
    assert result["activities"] == len(records(exported, "activities"))
    # Those that are there already are not kept once more: in a bucket that both servers share, all of them.
    assert result["originals"] == (0 if ON_POSTGRES else len(records(exported, "originals")))
    assert (result["unchanged"], result["missing"], result["has_new_ids"]) == (0, 0, False)
    assert export(somebody.client) == exported
    assert lists(somebody.client) == lists(athlete.client)
    for one in athlete.activities():
        for path in ("/samples", "/file"):
            address = f"/v1/activities/{one['id']}{path}"
            assert somebody.client.get(address).content == athlete.client.get(address).content
    assert somebody.client.get("/v1/sources").json()["items"] == []

    again = bring(somebody.client, exported)
    assert again["unchanged"] > 0
    assert not any(again[name] for name in ("activities", "recordings", "days", "originals"))
    assert export(somebody.client) == exported


@pytest.mark.skipif(ON_POSTGRES, reason="both servers have PostgreSQL already")
def test_it_moves_from_sqlite_to_postgresql_and_a_bucket(
    make_backend: BackendFactory,
    athlete: Athlete,
    exported: bytes,
    postgres_url: str,
    bucket: Bucket,
) -> None:
    larger = make_backend({**bucket.environment, "FITTRACK_DATABASE_URL": postgres_url})
    somebody = larger.new_person()
    assert bring(somebody.client, exported)["missing"] == 0
    assert export(somebody.client) == exported
    assert lists(somebody.client) == lists(athlete.client)


def test_what_a_person_said_holds_for_what_is_synced_there(
    athlete: Athlete, exported: bytes, elsewhere: LiveBackend, moved: tuple[SignedIn, Json]
) -> None:
    somebody, _ = moved
    before = lists(somebody.client)
    connected = somebody.client.post(
        "/v1/sources", json={"kind": "folder", "path": str(athlete.folder)}
    )
    assert connected.status_code == 201, connected.text
    me = Athlete(elsewhere, somebody.client, athlete.folder, connected.json())
    assert me.source["id"] == records(exported, "sources")[0]["id"]
    job, items = me.sync()
    assert job["state"] == "succeeded", job
    assert {one["outcome"] for one in items.values()} <= {"unchanged", "skipped"}
    assert lists(somebody.client)["/v1/activities"] == before["/v1/activities"]


def test_another_account_of_the_same_server_gets_it_with_ids_of_its_own(
    athlete: Athlete, exported: bytes
) -> None:
    before = lists(athlete.client)
    other = athlete.backend.new_person()
    assert bring(other.client, exported)["has_new_ids"]
    mine, theirs = athlete.activities(), lists(other.client)["/v1/activities"]
    assert [one["start_time"] for one in theirs] == [one["start_time"] for one in mine]
    assert not {one["id"] for one in theirs} & {one["id"] for one in mine}
    again = bring(other.client, exported)
    assert not any(again[name] for name in ("activities", "recordings", "days", "sync_jobs"))
    assert lists(athlete.client) == before


def test_what_the_account_has_already_is_not_doubled(
    athlete: Athlete, exported: bytes, elsewhere: LiveBackend, tmp_path: Path
) -> None:
    for name in ("run.fit", "ride-with-pause.fit", "wellness.fit"):
        shutil.copy(OURS.folder / name, tmp_path)
    me = Athlete.with_folder(elsewhere, tmp_path)
    me.sync()
    before = {one["id"] for one in me.activities()}
    bring(me.client, exported)
    expected = {one["start_time"] for one in athlete.activities()}
    after = me.activities()
    assert {one["start_time"] for one in after} >= expected
    assert len(after) == len(
        {(one["start_time"], one["sport"], one["distance_m"]) for one in after}
    )
    assert before <= {one["id"] for one in after}
    files = [one["file_sha256"] for one in records(export(me.client), "recordings")]
    numbers = [
        (one["file_sha256"], one["number"]) for one in records(export(me.client), "recordings")
    ]
    assert len(numbers) == len(set(numbers)), files
    once = export(me.client)
    bring(me.client, exported)
    assert me.activities() == after
    assert records(export(me.client), "recordings") == records(once, "recordings")


@pytest.fixture(scope="module")
def took_s(elsewhere: LiveBackend, exported: bytes) -> float:
    """How long an import takes."""
    somebody = elsewhere.new_person()
    started = time.monotonic()
    bring(somebody.client, exported)
    return time.monotonic() - started


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_killed_in_the_middle_the_next_try_brings_the_same_bytes(
    make_backend: BackendFactory, exported: bytes, took_s: float, moment: int
) -> None:
    backend = make_backend({})
    somebody = backend.new_person()
    failures: list[Exception] = []

    def send() -> None:
        try:
            somebody.client.post(IMPORT, content=exported, headers=ZIP, timeout=30)
        except httpx.HTTPError as error:
            failures.append(error)

    sending = threading.Thread(target=send)
    sending.start()
    time.sleep(took_s * (moment + 0.5) / MOMENTS)
    backend.restart()
    sending.join()
    there = lists(somebody.client)["/v1/activities"]
    assert len(there) in (0, len([one for one in records(exported, "activities") if counts(one)]))
    bring(somebody.client, exported)
    assert export(somebody.client) == exported


def counts(activity: Json) -> bool:
    return not activity["deleted_at"] and not activity["merged_into"]


ACTIVITIES, RECORDINGS = "records/activities.jsonl", "records/recordings.jsonl"
HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a newer version": (
        lambda archive: changed(
            archive, {"manifest.json": lambda one: one.replace(b'"version": 1', b'"version": 2')}
        ),
        "of version 2",
    ),
    "another digest": (
        lambda archive: archive.replace(b'"sport":"running"', b'"sport":"rowinng"', 1),
        "damaged",
    ),
    "a path that leads out": (lambda _: _zip({"../../etc/passwd": b""}), "leads out"),
    "a bomb": (
        lambda archive: changed(
            archive, {ACTIVITIES: lambda _: b"\n" * (64 << 20)}, compression=zipfile.ZIP_DEFLATED
        ),
        "grows more than",
    ),
    "a line without end": (
        lambda archive: changed(archive, {ACTIVITIES: lambda _: b"[" * (33 << 20)}),
        "longer than",
    ),
    "nested too deep": (
        lambda archive: changed(archive, {ACTIVITIES: lambda _: b'{"a":' + b"[" * 100_000}),
        "not JSON",
    ),
    "a value of another type": (
        lambda archive: changed(
            archive, {ACTIVITIES: each_line(lambda one: {**one, "distance_m": "far"})}
        ),
        "distance_m",
    ),
    "a lap that is none": (
        lambda archive: changed(
            archive, {ACTIVITIES: each_line(lambda one: {**one, "laps": [{"index": "x"}]})}
        ),
        "laps",
    ),
    "a number that none is": (
        lambda archive: changed(
            archive,
            {ACTIVITIES: lambda one: one.replace(b'"ascent_m":', b'"ascent_m":NaN,"x":', 1)},
        ),
        "not JSON",
    ),
    "a recording without activity": (
        lambda archive: changed(archive, {ACTIVITIES: lambda _: b""}),
        "together",
    ),
    "an item of nobody's job": (
        lambda archive: changed(archive, {"records/sync-jobs.jsonl": lambda _: b""}),
        "job_id",
    ),
    "twice the same": (
        lambda archive: changed(
            archive, {RECORDINGS: lambda one: one + one.splitlines()[-1] + b"\n"}
        ),
        "together",
    ),
}


def _zip(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, data in entries.items():
            new.writestr(name, data)
    return out.getvalue()


@pytest.fixture(scope="module")
def nobody(elsewhere: LiveBackend) -> SignedIn:
    return elsewhere.new_person()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_archive_is_refused_with_the_reason(
    nobody: SignedIn, exported: bytes, name: str
) -> None:
    make, why = HOSTILE[name]
    answer = nobody.client.post(IMPORT, content=make(exported), headers=ZIP, timeout=120)
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert problem["type"] == "urn:fittrack:problem:not-an-archive", problem
    assert why in problem["detail"], problem
    found = lists(nobody.client)
    assert not any(found.values()), {path: len(items) for path, items in found.items()}


def test_what_a_newer_version_adds_is_passed_over(elsewhere: LiveBackend, exported: bytes) -> None:
    somebody = elsewhere.new_person()
    newer = changed(exported, {ACTIVITIES: each_line(lambda one: {**one, "mood": "good"})})
    with zipfile.ZipFile(out := io.BytesIO(newer), "a") as archive:
        archive.writestr("notes/first.txt", "hello")
    result = bring(somebody.client, out.getvalue())
    assert result["passed_over"] == ["notes/first.txt"]
    assert result["activities"] == len(records(exported, "activities"))


def test_an_account_without_room_gets_nothing(elsewhere: LiveBackend, exported: bytes) -> None:
    somebody = elsewhere.new_person()
    for quotas in ([("activities", 3)], [("activities", None), ("bytes", 1000)]):
        with elsewhere.operator() as operator:
            operator.set_quota(somebody.person.username, quotas)
        answer = somebody.client.post(IMPORT, content=exported, headers=ZIP)
        assert answer.status_code == 409, answer.text
        assert answer.json()["type"].endswith(":limit-reached")
        assert lists(somebody.client)["/v1/activities"] == []


def test_a_script_may_not_import_nor_export(athlete: Athlete, exported: bytes) -> None:
    assert athlete.person is not None
    # Signing in proves for minutes only who asks.
    athlete.client.post(
        "/v1/auth/proof", json={"proof": athlete.person.password}
    ).raise_for_status()
    made = athlete.client.post(
        "/v1/auth/access-tokens",
        json={"name": "all", "scopes": ["read", "write", "sync", "sources"]},
    )
    script = athlete.backend.client(made.json()["token"])
    assert script.get(EXPORT).status_code == 403
    assert script.post(IMPORT, content=exported, headers=ZIP).status_code == 403
