"""Activities as files over HTTP and at the command line: which formats there are, and that they go back in as the same."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.corpora import OURS
from tests.exported_shapes import check_shape
from tests.integration.athlete import Athlete, Json
from tools.running.live_backend import LiveBackend

FILES = ("run-with-workout.fit", "pool-swim.fit", "walk.gpx", "ride.tcx")
FORMATS = {"gpx", "tcx", "fit", "csv", "parquet"}


@pytest.fixture(scope="module")
def athlete(live_backend: LiveBackend, tmp_path_factory: pytest.TempPathFactory) -> Athlete:
    folder = tmp_path_factory.mktemp("training")
    for name in FILES:
        (folder / name).write_bytes(OURS.read(name))
    somebody = Athlete.with_folder(live_backend, folder)
    somebody.sync()
    return somebody


@pytest.fixture(scope="module")
def activities(athlete: Athlete) -> dict[str, Json]:
    """By the name of their file."""
    return {one["file_name"]: one for one in athlete.all("/v1/activities")}


def path_of(activity: Json) -> str:
    return f"/v1/activities/{activity['id']}/export"


def test_each_format_that_there_is_comes_and_the_others_say_why(
    athlete: Athlete, activities: dict[str, Json]
) -> None:
    there = {
        "run-with-workout.fit": FORMATS,
        "pool-swim.fit": FORMATS - {"gpx"},
        "walk.gpx": FORMATS - {"fit"},
        "ride.tcx": FORMATS - {"fit"},
    }
    for name, activity in activities.items():
        found = athlete.client.get(f"/v1/activities/{activity['id']}/samples").json()
        for format in sorted(FORMATS):
            answer = athlete.client.get(path_of(activity), params={"format": format})
            if format not in there[name]:
                assert answer.status_code == 404, (name, format)
                problem = answer.json()
                assert problem["type"] == "urn:fittrack:problem:format-not-there"
                assert set(problem["formats"]) == there[name], name
                assert "positions" in problem["detail"] or "FIT file" in problem["detail"]
                continue
            assert answer.status_code == 200, (name, format, answer.text)
            disposition = answer.headers["content-disposition"]
            assert (
                f"{activity['date']}-{activity['sport']}-{activity['id']}.{format}" in disposition
            )
            if format in ("gpx", "tcx"):
                check_shape(answer.content)
            elif format == "fit":
                assert answer.content == OURS.read(name)
            elif format == "csv":
                lines = list(csv.reader(io.StringIO(answer.text)))
                assert len(lines) == len(found["time"]) + 1
                assert lines[0] == ["time", *(one["name"] for one in found["columns"])]
            else:
                table = pq.read_table(io.BytesIO(answer.content))
                assert table.num_rows == len(found["time"])
                assert b"units" in table.schema.metadata


def test_accept_chooses_too_and_any_format_is_one_that_there_is(
    athlete: Athlete, activities: dict[str, Json]
) -> None:
    def kind(name: str, accept: str) -> str:
        answer = athlete.client.get(path_of(activities[name]), headers={"Accept": accept})
        assert answer.status_code == 200, answer.text
        assert answer.headers["vary"] == "Accept"
        return str(answer.headers["content-type"])

    assert kind("run-with-workout.fit", "*/*") == "application/gpx+xml"
    assert kind("pool-swim.fit", "*/*") == "application/vnd.garmin.tcx+xml"
    assert kind("run-with-workout.fit", "text/csv, */*;q=0.1") == "text/csv; charset=utf-8"
    assert kind("run-with-workout.fit", "application/vnd.ant.fit") == "application/vnd.ant.fit"
    refused = athlete.client.get(
        path_of(activities["pool-swim.fit"]), headers={"Accept": "application/gpx+xml"}
    )
    assert refused.status_code == 404
    both = athlete.client.get(
        path_of(activities["run-with-workout.fit"]),
        params={"format": "tcx"},
        headers={"Accept": "text/csv"},
    )
    assert both.headers["content-type"] == "application/vnd.garmin.tcx+xml"


def test_nothing_is_sent_again_that_the_client_has(
    athlete: Athlete, activities: dict[str, Json]
) -> None:
    seen = set()
    for format in sorted(FORMATS):
        asked = {"format": format}
        path = path_of(activities["run-with-workout.fit"])
        etag = athlete.client.get(path, params=asked).headers["etag"]
        again = athlete.client.get(path, params=asked, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        seen.add(etag)
    assert len(seen) == len(FORMATS)


@pytest.mark.parametrize("format", ["gpx", "tcx"])
def test_an_export_is_the_same_activity_here_and_elsewhere(
    live_backend: LiveBackend, tmp_path: Path, format: str
) -> None:
    (tmp_path / "run-with-workout.fit").write_bytes(OURS.read("run-with-workout.fit"))
    somebody = Athlete.with_folder(live_backend, tmp_path)
    somebody.sync()
    (activity,) = somebody.all("/v1/activities")
    exported = somebody.client.get(path_of(activity), params={"format": format}).content
    (tmp_path / f"exported.{format}").write_bytes(exported)
    somebody.sync()
    (merged,) = somebody.all("/v1/activities")
    assert (merged["id"], merged["recording_count"]) == (activity["id"], 2)

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / f"exported.{format}").write_bytes(exported)
    other = Athlete.with_folder(live_backend, elsewhere)
    other.sync()
    (found,) = other.all("/v1/activities")
    assert found["start_time"] == activity["start_time"]
    assert found["sport"] == activity["sport"]
    assert found["distance_m"] == pytest.approx(activity["distance_m"], rel=0.02)
    assert found["timer_s"] == pytest.approx(activity["timer_s"], abs=2)
    if format == "tcx":  # GPX has no heart rates but those of its points
        assert found["avg_hr_bpm"] == activity["avg_hr_bpm"]
        assert found["max_hr_bpm"] == activity["max_hr_bpm"]
