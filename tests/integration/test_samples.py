"""Samples over HTTP: what is asked for of which recording, in which form, and what is said where they cannot be had."""

from __future__ import annotations

import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from fittrack_backend.readers import read_samples
from tests.corpora import OURS
from tests.integration.athlete import Athlete, Json
from tools.running.live_backend import LiveBackend

FILES = ("multisport.fit",)


@pytest.fixture(scope="module")
def athlete(live_backend: LiveBackend, tmp_path_factory: pytest.TempPathFactory) -> Athlete:
    folder = tmp_path_factory.mktemp("training")
    for name in FILES:
        (folder / name).write_bytes(OURS.read(name))
    somebody = Athlete.with_folder(live_backend, folder)
    somebody.sync()
    return somebody


@pytest.fixture(scope="module")
def activities(athlete: Athlete) -> list[Json]:
    """In the order of their recordings in the file."""
    listed = athlete.all("/v1/activities")
    return [athlete.client.get(f"/v1/activities/{one['id']}").json() for one in reversed(listed)]


def path_of(activity: Json) -> str:
    return f"/v1/activities/{activity['id']}/samples"


def test_each_activity_has_the_samples_of_its_recording(
    athlete: Athlete, activities: list[Json]
) -> None:
    read = {one.number: one for one in read_samples(OURS.read("multisport.fit"), "fit")}
    for activity in activities:
        (recording,) = activity["recordings"]
        found = athlete.client.get(path_of(activity)).json()
        expected = read[recording["number"]].samples
        assert found["recording_id"] == recording["id"]
        assert found["start_time"] == recording["start_time"]
        assert len(found["time"]) == len(expected)
        assert {one["name"]: one["values"] for one in found["columns"]} == {
            one.name: list(one.values) for one in expected.columns
        }
    assert len(activities) == 5


def test_what_was_just_read_is_served_as_what_is_kept(
    live_backend: LiveBackend, tmp_path: Path
) -> None:
    (tmp_path / "ride.fit").write_bytes(OURS.read("ride-with-pause.fit"))
    somebody = Athlete.with_folder(live_backend, tmp_path)
    somebody.sync()
    (activity,) = somebody.all("/v1/activities")
    first, second = (somebody.client.get(path_of(activity)).text for _ in range(2))
    assert first == second


def test_the_form_follows_accept(athlete: Athlete, activities: list[Json]) -> None:
    path = path_of(activities[0])

    def answer(accept: str) -> tuple[str, bytes]:
        found = athlete.client.get(path, headers={"Accept": accept})
        assert found.status_code == 200, found.text
        return found.headers["content-type"], found.content

    kind, lines = answer("text/csv")
    assert kind == "text/csv; charset=utf-8"
    kind, parquet = answer("application/vnd.apache.parquet")
    assert kind == "application/vnd.apache.parquet"
    table = pq.read_table(io.BytesIO(parquet))
    assert table.num_rows == lines.count(b"\n") - 1
    for accept in ("*/*", "application/*;q=0.9, text/csv;q=0.5", "image/png", "a/b/c;q=x,,;"):
        assert answer(accept)[0] == "application/json", accept
    assert answer("application/json;q=0.1, text/*")[0] == "text/csv; charset=utf-8"
    assert answer("*/*, application/json;q=0")[0] == "text/csv; charset=utf-8"


def test_nothing_is_sent_again_that_the_client_has(
    athlete: Athlete, activities: list[Json]
) -> None:
    path = path_of(activities[0])
    first = athlete.client.get(path)
    etag = first.headers["etag"]
    for known in (etag, f'"other", W/{etag}', "*"):
        again = athlete.client.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
    for more in ({"from_s": "1"}, {"fields": "distance_m"}, {"table": "rr"}, {"resolution": "2"}):
        other = athlete.client.get(path, params=more, headers={"If-None-Match": etag})
        assert other.status_code == 200
        assert other.headers["etag"] != etag
    csv = athlete.client.get(path, headers={"If-None-Match": etag, "Accept": "text/csv"})
    assert csv.status_code == 200


def test_rows_and_columns_are_chosen(athlete: Athlete, activities: list[Json]) -> None:
    path = path_of(activities[2])
    whole = athlete.client.get(path).json()
    name = whole["columns"][1]["name"]
    some = athlete.client.get(path, params={"fields": name, "from_s": 0, "to_s": 60}).json()
    assert [one["name"] for one in some["columns"]] == [name]
    assert 0 < len(some["time"]) < len(whole["time"])
    few = athlete.client.get(path, params={"fields": name, "resolution": 6}).json()
    assert len(few["time"]) <= 6
    assert athlete.client.get(path, params={"table": "tanks"}).json()["time"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"fields": "no_such"},
        {"fields": ""},
        {"resolution": "1"},
        {"resolution": "all"},
        {"from_s": "-1"},
        {"to_s": "1e9"},
        {"to_s": str(10**30)},
        {"table": "../samples"},
        {"recording": "x"},
        {"fields": "a\0b"},
    ],
)
def test_what_makes_no_sense_is_refused(
    athlete: Athlete, activities: list[Json], query: dict[str, str]
) -> None:
    answer = athlete.client.get(path_of(activities[0]), params=query)
    assert answer.status_code == 422, answer.text


def test_another_activitys_recording_is_not_found(athlete: Athlete, activities: list[Json]) -> None:
    other = activities[1]["recordings"][0]["id"]
    answer = athlete.client.get(path_of(activities[0]), params={"recording": other})
    assert answer.status_code == 404


def test_without_the_original_what_is_kept_is_served_and_else_it_says_so(
    live_backend: LiveBackend, tmp_path: Path
) -> None:
    # A file that nobody else has: what is kept of an original is shared by all accounts of a backend.
    (tmp_path / "one.tcx").write_bytes(OURS.read("ride.tcx") + b"<!-- of this test -->")
    somebody = Athlete.with_folder(live_backend, tmp_path)
    somebody.sync()
    (activity,) = somebody.all("/v1/activities")
    place = live_backend.data_dir / "originals"
    sha256 = activity["file_sha256"]
    original = place / sha256[:2] / sha256
    kept = original.read_bytes()
    original.unlink()
    gone = somebody.client.get(path_of(activity))
    assert (gone.status_code, gone.json()["type"]) == (
        404,
        "urn:fittrack:problem:original-not-here",
    )
    original.write_bytes(b"no training file at all")
    bad = somebody.client.get(path_of(activity))
    assert bad.status_code == 404
    assert "cannot be read from its original" in bad.json()["detail"]
    original.write_bytes(kept)
    assert somebody.client.get(path_of(activity)).status_code == 200
    original.unlink()
    assert somebody.client.get(path_of(activity)).status_code == 200
