"""Another kind of source needs one module and one entry in the table: the engine does the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.integration.athlete import Athlete
from tests.integration.conftest import BackendFactory
from tools.running.live_backend import LiveBackend


def line(hour: int, *, name: str | None = None, version: str = "1") -> dict[str, str]:
    points = "".join(
        f'<trkpt lat="1.00{minute}" lon="1"><time>2026-01-01T{hour:02}:{minute:02}:00Z</time></trkpt>'
        for minute in range(5)
    )
    gpx = f'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>{points}</trkseg></trk></gpx>'
    return {"name": name or f"run {hour}", "version": version, "gpx": gpx}


@pytest.fixture(scope="module")
def backend(make_backend: BackendFactory) -> LiveBackend:
    return make_backend(program="tests.integration.second_source")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "list"


def write(path: Path, *lines: dict[str, str]) -> None:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in lines))


@pytest.fixture
def me(backend: LiveBackend, path: Path) -> Athlete:
    """Somebody who connected a list of three runs."""
    write(path, line(1), line(2), line(3))
    client = backend.new_person().client
    answer = client.post("/v1/sources", json={"kind": "list", "list": str(path)})
    assert answer.status_code == 201, answer.text
    return Athlete(backend, client, path, answer.json())


def test_it_connects_once_and_is_shown_as_its_kind(me: Athlete, path: Path) -> None:
    assert {name: me.source[name] for name in ("kind", "name", "path")} == {
        "kind": "list",
        "name": "list",
        "path": None,
    }
    assert me.all("/v1/sources") == [me.source]
    again = me.client.post("/v1/sources", json={"kind": "list", "list": str(path)})
    assert again.status_code == 409
    assert f"The list {path} is already connected" in again.json()["detail"]
    none = me.client.post("/v1/sources", json={"kind": "list", "list": str(path) + "2"})
    assert none.status_code == 404
    folder = me.client.post("/v1/sources", json={"kind": "folder", "list": str(path)})
    assert [one["field"] for one in folder.json()["errors"]] == ["body.path", "body.list"]


def test_the_contract_has_it_by_the_table_alone(backend: LiveBackend) -> None:
    contract = backend.client().get("/v1/openapi.json").json()
    operation = contract["paths"]["/v1/sources"]["post"]
    body = operation["requestBody"]["content"]["application/json"]
    assert body["schema"]["discriminator"]["mapping"] == {
        "folder": "#/components/schemas/FolderSourceRequest",
        "garmin": "#/components/schemas/GarminSourceRequest",
        "list": "#/components/schemas/ListSourceRequest",
        "upload": "#/components/schemas/UploadSourceRequest",
    }
    kinds = ["folder", "upload", "garmin", "list"]
    assert list(body["examples"]) == kinds
    assert contract["components"]["schemas"]["SourceKind"]["enum"] == kinds


def test_what_is_in_it_comes_in_once(me: Athlete) -> None:
    assert me.outcomes() == {f"run {hour}": ("new", None) for hour in (1, 2, 3)}
    assert {one["file_name"] for one in me.activities()} == {"run 1", "run 2", "run 3"}
    first = me.activities()[0]
    original = me.client.get(f"/v1/activities/{first['id']}/file")
    assert original.text == line(3)["gpx"]


def test_an_equal_stamp_is_enough_and_another_one_is_looked_into(me: Athlete, path: Path) -> None:
    me.sync()
    write(
        path,
        line(1) | {"gpx": "<no sense"},
        line(2, version="2"),
        line(4, name="run 3", version="2"),
    )
    assert me.outcomes() == {
        "run 1": ("unchanged", None),
        "run 2": ("unchanged", None),
        "run 3": ("updated", None),
    }


def test_what_has_no_content_can_be_ignored_for_its_reason(me: Athlete, path: Path) -> None:
    empty = {"name": "run 2", "version": "1"}
    write(path, line(1), empty)
    _, items = me.sync()
    assert items["run 2"]["outcome"] == "failed"
    assert me.client.post(f"/v1/sync/items/{items['run 2']['id']}/ignore").status_code == 200
    job, items = me.sync()
    assert job["state"] == "succeeded"
    assert items["run 2"]["reason"] == "ignored by its owner: the line has no content"
    write(path, line(1), line(2))
    assert me.outcomes()["run 2"] == ("new", None)


def test_what_went_away_keeps_its_records_and_says_so(me: Athlete, path: Path) -> None:
    me.sync()
    write(path, line(2, name="the second run"), line(3))
    assert me.outcomes() == {
        "run 1": ("skipped", "no longer on the list; its records are kept"),
        "the second run": ("unchanged", "renamed from run 2"),
        "run 3": ("unchanged", None),
    }
    assert len(me.activities()) == 3
    write(path, line(1), line(2, name="the second run"), line(3))
    assert set(me.outcomes().values()) == {("unchanged", None)}


def test_what_it_does_not_offer_fails_alone(me: Athlete, path: Path) -> None:
    write(path, line(1), {"name": "run 2", "version": "1"})
    job, items = me.sync()
    assert job["state"] == "partial"
    assert items["run 2"]["reason"] == "the line has no content"
    assert items["run 1"]["outcome"] == "new"


def test_a_source_that_is_away_fails_the_job_and_a_retry_goes_on(me: Athlete, path: Path) -> None:
    me.sync()
    path.rename(path.with_name("away"))
    job, items = me.sync()
    assert (job["state"], job["reason"]) == ("failed", f"the list {path} is not there")
    assert items == {}
    path.with_name("away").rename(path)
    assert me.client.post(f"/v1/sync/jobs/{job['id']}/retry").status_code == 202
    job = me.wait(job["id"])
    assert (job["state"], job["counts"]["unchanged"]) == ("succeeded", 3)


def test_a_folder_beside_it_shares_what_is_equal(me: Athlete, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.gpx").write_text(line(1)["gpx"])
    assert (
        me.client.post("/v1/sources", json={"kind": "folder", "path": str(folder)}).status_code
        == 201
    )
    assert me.outcomes()["a.gpx"] == ("unchanged", "a copy of run 1")
