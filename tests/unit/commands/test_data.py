"""Activities, workouts and sources: what is downloaded, connected and told in words."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import httpx
import pytest

from fittrack_cli.commands.workouts.step_words import how_long, target
from fittrack_cli.output.output import Output
from fittrack_cli.output.units import METRIC
from fittrack_client.models.workout_step import WorkoutStep
from fittrack_contract import FIELDS
from tests.unit.commands.conftest import SOURCE_ID, Backend, Signed, problem

ACTIVITY_ID = "c84828c2-c250-4fb0-9a93-2c467739fadd"
FILE = b"a training file"


LISTS = ("lengths", "sets", "splits", "split_sums", "zones", "dive_gases", "workout_steps")


def activity(**values: object) -> dict[str, object]:
    return {
        **dict.fromkeys(FIELDS["ActivityDetail"]),
        **{name: [] for name in LISTS},
        "id": ACTIVITY_ID,
        "local_start_time": "2026-01-31T08:30:00+01:00",
        "utc_offset_s": 3600,
        "time_zone": "Europe/Berlin",
        "zone_from": "file",
        "date": "2026-01-31",
        "start_time": "2026-01-31T07:30:00Z",
        "sport": "running",
        "sub_sport": None,
        "name": "Long run\x1b]0;owned\x07",
        "distance_m": 15400.0,
        "timer_s": 4805.0,
        "elapsed_s": 4805.5,
        "calories_kcal": 1094,
        "avg_hr_bpm": None,
        "max_hr_bpm": None,
        "ascent_m": 75.0,
        "device": None,
        "lap_count": 0,
        "recording_count": 1,
        "source_id": None,
        "file_name": "a.fit",
        "file_format": "fit",
        "file_sha256": hashlib.sha256(FILE).hexdigest(),
        "damage": None,
        "remarks": [],
        "created_at": "2026-01-31T09:00:00Z",
        "updated_at": "2026-01-31T09:00:00Z",
        "laps": [],
        "recordings": [],
    } | values


@pytest.fixture
def downloads(backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Backend:
    monkeypatch.chdir(tmp_path)
    backend.on(f"GET /v1/activities/{ACTIVITY_ID}", activity())
    return backend.on(
        f"GET /v1/activities/{ACTIVITY_ID}/file",
        httpx.Response(200, headers={"content-type": "application/octet-stream"}, content=FILE),
    )


def test_names_in_files_cannot_steer_the_terminal(fittrack: Signed, downloads: Backend) -> None:
    shown = fittrack("activities", "show", ACTIVITY_ID)
    assert "\x1b" not in shown.out
    assert "\\x1b]0;owned" in shown.out
    assert fittrack("activities", "show", ACTIVITY_ID, "-o", "json").json() == activity()


def test_a_download_is_named_by_id_and_format(
    fittrack: Signed, downloads: Backend, tmp_path: Path
) -> None:
    assert fittrack("activities", "download", ACTIVITY_ID).code == 0
    assert (tmp_path / f"{ACTIVITY_ID}.fit").read_bytes() == FILE
    assert fittrack("activities", "download", ACTIVITY_ID, "--to", "b.fit").code == 0
    assert (tmp_path / "b.fit").read_bytes() == FILE


def test_a_format_that_a_server_made_up_does_not_lead_elsewhere(
    fittrack: Signed, downloads: Backend, tmp_path: Path
) -> None:
    downloads.on(f"GET /v1/activities/{ACTIVITY_ID}", activity(file_format="/../../x"))
    assert fittrack("activities", "download", ACTIVITY_ID).code == 0
    assert [path.name for path in tmp_path.glob("*.bin")] == [f"{ACTIVITY_ID}.bin"]


def test_a_download_that_is_not_what_was_promised_leaves_no_file(
    fittrack: Signed, downloads: Backend, tmp_path: Path
) -> None:
    downloads.on(f"GET /v1/activities/{ACTIVITY_ID}", activity(file_sha256="0" * 64))
    assert fittrack("activities", "download", ACTIVITY_ID, "--to", "c.fit").code == 7
    assert not (tmp_path / "c.fit").exists()


SOURCE = {
    "id": SOURCE_ID,
    "kind": "folder",
    "name": "training",
    "path": "/training",
    "connected_at": "2026-01-31T09:00:00Z",
    "last_sync_at": None,
    "state": "ready",
    "key_ends_on": None,
    "follow_deletions": None,
    "watched": False,
}


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The sample season of quickstart, on a terminal."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    folder = tmp_path / "share" / "fittrack" / "sample-season"
    folder.mkdir(parents=True)
    monkeypatch.setattr(Output, "is_terminal", property(lambda _: True))
    monkeypatch.setenv("COLUMNS", "80")
    return {**SOURCE, "id": ACTIVITY_ID, "name": "sample-season", "path": str(folder)}


def test_who_connects_a_folder_hears_that_the_sample_season_is_there(
    fittrack: Signed, backend: Backend, tmp_path: Path, sample: dict[str, object]
) -> None:
    connect = ("source", "connect", "folder", str(tmp_path))
    backend.on("POST /v1/sources", SOURCE)
    backend.on("GET /v1/sources", {"items": [SOURCE, sample], "next_cursor": None})
    told = fittrack(*connect).err
    assert "\n  fittrack source disconnect sample-season --forget\n" in told
    assert "made up" not in fittrack(*connect, "-o", "json").err
    for sources in ([SOURCE], []):
        backend.on("GET /v1/sources", {"items": sources, "next_cursor": None})
        assert "made up" not in fittrack(*connect).err
    backend.on("GET /v1/sources", problem(403, "missing-scope", "It may only upload."))
    done = fittrack(*connect)
    assert (done.code, "made up" in done.err, "upload" in done.err) == (0, False, False)


def test_who_uploads_hears_that_the_sample_season_is_there(
    fittrack: Signed, backend: Backend, tmp_path: Path, sample: dict[str, object]
) -> None:
    (tmp_path / "run.fit").write_bytes(FILE)
    filed = {
        "id": SOURCE_ID,
        "sha256": hashlib.sha256(FILE).hexdigest(),
        "name": "run.fit",
        "size_bytes": len(FILE),
        "state": "filed",
        "outcome": "new",
        "uploaded_at": "2026-01-31T09:00:00Z",
        "reason": None,
        "job_id": None,
        "file_count": 1,
        "failed_count": 0,
        "records": [],
    }
    backend.on("POST /v1/uploads/missing", {"missing": [], "items": [filed]})
    backend.on("GET /v1/sources", {"items": [SOURCE, sample], "next_cursor": None})
    told = fittrack("upload", str(tmp_path / "run.fit"))
    assert "\n  fittrack source disconnect sample-season --forget\n" in told.err, told


def test_the_sample_season_itself_is_connected_in_silence(
    fittrack: Signed, backend: Backend, sample: dict[str, object]
) -> None:
    backend.on("POST /v1/sources", sample)
    backend.on("GET /v1/sources", {"items": [sample], "next_cursor": None})
    assert "made up" not in fittrack("source", "connect", "folder", str(sample["path"])).err


def test_a_folder_is_sent_as_the_server_sees_it(
    fittrack: Signed, backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "training").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    backend.on("POST /v1/sources", SOURCE)
    for path in ("training", "./training", "~/training", str(tmp_path / "training")):
        assert fittrack("source", "connect", "folder", path, "-o", "json").json() == SOURCE
    sent = {json.loads(request.content)["path"] for request in backend.requests}
    assert sent == {str(tmp_path / "training")}


def test_what_is_no_folder_is_refused_before_anything_is_sent(
    fittrack: Signed, backend: Backend, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "nowhere", ""):
        assert fittrack("source", "connect", "folder", str(path)).code == 2
    assert backend.requests == []


def test_a_name_that_is_not_utf_8_says_what_to_do(fittrack: Signed, backend: Backend) -> None:
    result = fittrack("source", "connect", "folder", "/tr\udcffining")
    assert result.code == 2
    assert "not UTF-8" in result.err
    assert backend.requests == []


def test_disconnecting_asks_first(fittrack: Signed, backend: Backend) -> None:
    backend.on(f"GET /v1/sources/{SOURCE_ID}", SOURCE)
    backend.on(f"DELETE /v1/sources/{SOURCE_ID}", httpx.Response(204))
    off_terminal = fittrack("source", "disconnect", SOURCE_ID)
    assert off_terminal.code == 2
    assert "--yes" in off_terminal.err
    assert fittrack("source", "disconnect", SOURCE_ID, answers=["n"]).code == 1
    assert not any(path.startswith("DELETE") for path in backend.paths())
    assert fittrack("source", "disconnect", SOURCE_ID, answers=["y"]).code == 0
    assert backend.paths()[-1].startswith("DELETE")


def test_a_source_that_is_being_synced_stays(fittrack: Signed, backend: Backend) -> None:
    backend.on(f"GET /v1/sources/{SOURCE_ID}", SOURCE)
    backend.on(f"DELETE /v1/sources/{SOURCE_ID}", problem(409, "source-busy", "A job runs on it."))
    assert fittrack("source", "disconnect", SOURCE_ID, "--yes").code == 5


def step(**values: object) -> WorkoutStep:
    empty = dict.fromkeys(
        (
            *("name", "intensity", "duration_type", "duration_value", "target_type"),
            *("target_low", "target_high", "repeat_from", "repeat_count", "notes"),
        )
    )
    return WorkoutStep.from_dict({"index": 0, **empty, **values})


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"duration_type": "time", "duration_value": 300.0}, "5:00"),
        ({"duration_type": "distance", "duration_value": 1600.0}, "1.6 km"),
        ({"duration_type": "calories", "duration_value": 50.0}, "50 kcal"),
        ({"duration_type": "open"}, "until lap is pressed"),
        ({"duration_type": "hr_less_than", "duration_value": 125.0}, "hr less than 125"),
        (
            {"duration_type": "repeat_until_steps_cmplt", "repeat_from": 1, "repeat_count": 3},
            "3 times from step 2",
        ),
        (
            {"duration_type": "repeat_until_time", "repeat_from": 1, "duration_value": 600.0},
            "from step 2 until time 10:00",
        ),
        ({}, "-"),
        ({"duration_type": "phase_of_the_moon"}, "phase of the moon"),
    ],
)
def test_how_long_a_step_goes_on(values: dict[str, object], words: str) -> None:
    assert how_long(step(**values), METRIC) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "-"),
        ({"target_type": "open"}, "-"),
        ({"target_type": "speed"}, "speed"),
        ({"target_type": "heart_rate", "target_low": 2.0, "target_high": 2.0}, "heart rate zone 2"),
        (
            {"target_type": "heart_rate", "target_low": 140.0, "target_high": 150.0},
            "heart rate 140-150",
        ),
        ({"target_type": "power", "target_high": 250.0}, "power 250"),
    ],
)
def test_what_to_hold_during_a_step(values: dict[str, object], words: str) -> None:
    assert target(step(**values), METRIC) == words
