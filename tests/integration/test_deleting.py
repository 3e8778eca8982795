"""What is deleted, undone or forgotten stays so whatever is synced, and can be restored: through a live backend."""

from __future__ import annotations

import datetime as dt
import gzip
import random
import shutil
from pathlib import Path

import pytest
from attrs import frozen

from tests.integration import many_recordings
from tests.integration.athlete import Athlete, Json
from tests.integration.fit_copies import FitCopies
from tools.corpus import recorded
from tools.corpus.cases.runs import gpx_of, tcx_of
from tools.running.live_backend import LiveBackend

pytestmark = pytest.mark.integration

DELETED = "its activity was deleted"
START = dt.datetime(2024, 5, 1, 6, tzinfo=dt.UTC)


@frozen
class Run:
    """The files of one run: its watch's, and what services make of it."""

    fit: bytes
    gpx: bytes
    tcx: bytes


@pytest.fixture
def run() -> Run:
    track = many_recordings.run(START, 2400, random.Random(1))
    return Run(recorded.recording(track), gpx_of(track).encode(), tcx_of(track).encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made(tmp_path / "training")


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def delete(me: Athlete, activity_id: str) -> None:
    assert me.client.delete(f"/v1/activities/{activity_id}").status_code == 204


def restore(me: Athlete, what: str) -> Json:
    found: Json = me.client.post(f"/v1/{what}/restore").raise_for_status().json()
    return found


def undo(me: Athlete, job: Json) -> Json:
    found: Json = me.client.post(f"/v1/sync/jobs/{job['id']}/undo").raise_for_status().json()
    return found


def forget(me: Athlete, source: Json) -> None:
    answer = me.client.delete(f"/v1/sources/{source['id']}", params={"forget": True})
    assert answer.status_code == 204, answer.text


def connect(me: Athlete, folder: Path) -> Json:
    body = {"kind": "folder", "path": str(folder)}
    source: Json = me.client.post("/v1/sources", json=body).raise_for_status().json()
    return source


def deleted(me: Athlete) -> list[str]:
    return [one["id"] for one in me.all("/v1/deleted-activities")]


def records(me: Athlete) -> Json:
    """What is there, without when it was worked out."""
    return {
        path: [
            {name: value for name, value in one.items() if name != "updated_at"}
            for one in me.all(path)
        ]
        for path in ("/v1/activities", "/v1/daily-health", "/v1/workouts")
    }


def overview(me: Athlete) -> dict[str, int]:
    rows = me.client.get("/v1/sync/overview").raise_for_status().json()["rows"]
    return {row["type"]: row["records"] for row in rows}


def test_nothing_brings_a_deleted_activity_back(
    live_backend: LiveBackend, folder: Path, tmp_path: Path, run: Run
) -> None:
    (folder / "run.fit").write_bytes(run.fit)
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (activity,) = me.activities()
    delete(me, activity["id"])
    delete(me, activity["id"])
    assert me.activities() == []
    assert me.outcomes() == {"run.fit": ("skipped", DELETED)}
    assert me.outcomes(full=True) == {"run.fit": ("skipped", DELETED)}
    (folder / "run.fit").rename(folder / "renamed.fit")
    assert me.outcomes()["renamed.fit"] == ("skipped", DELETED)
    shutil.copy(folder / "renamed.fit", folder / "copy.fit")
    (folder / "packed.fit.gz").write_bytes(gzip.compress(run.fit))
    (folder / "twin.gpx").write_bytes(run.gpx)
    found = me.outcomes()
    assert {found[name][0] for name in ("copy.fit", "twin.gpx", "renamed.fit")} == {"skipped"}
    assert all(DELETED in (reason or "") for _, reason in found.values())
    other = connect(me, made(tmp_path / "other"))
    (tmp_path / "other" / "twin.tcx").write_bytes(run.tcx)
    assert me.outcomes(source_ids=[other["id"]]) == {"twin.tcx": ("skipped", DELETED)}
    assert me.outcomes(full=True)["twin.gpx"] == ("skipped", DELETED)
    assert me.activities() == []
    assert set(overview(me).values()) == {0}
    (day,) = me.all(
        "/v1/sync/coverage",
        since="2024-05-01",
        until="2024-05-01",
        type="activities",
        source_id=other["id"],
    )
    assert day["records"] == 0
    back = restore(me, f"activities/{activity['id']}")
    assert back["id"] == activity["id"]
    assert {one["file_format"] for one in back["recordings"]} == {"fit", "gpx", "tcx"}
    assert {outcome for outcome, _ in me.outcomes().values()} == {"unchanged"}
    assert [one["id"] for one in me.activities()] == [activity["id"]]


def test_a_deleted_activity_is_nowhere_but_in_the_list_of_deleted_ones(
    live_backend: LiveBackend, folder: Path, run: Run
) -> None:
    (folder / "run.fit").write_bytes(run.fit)
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (activity,) = me.activities()
    delete(me, activity["id"])
    for path in ("", "/file"):
        answer = me.client.get(f"/v1/activities/{activity['id']}{path}")
        assert answer.status_code == 404
        assert answer.json()["type"].endswith(":activity-deleted")
    (listed,) = me.all("/v1/deleted-activities")
    since = dt.datetime.fromisoformat(listed["deleted_at"])
    assert dt.datetime.fromisoformat(listed["restorable_until"]) - since == dt.timedelta(days=30)
    assert listed["distance_m"] == activity["distance_m"]
    restore(me, f"activities/{activity['id']}")
    restore(me, f"activities/{activity['id']}")
    assert deleted(me) == []
    assert [one["id"] for one in me.activities()] == [activity["id"]]


def test_an_edited_file_of_a_deleted_activity_does_not_bring_it_back(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "run.fit").write_bytes(copies.moved(0))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (activity,) = me.activities()
    delete(me, activity["id"])
    (folder / "run.fit").write_bytes(copies.moved(0, extra_metres=7))
    assert me.outcomes() == {"run.fit": ("skipped", DELETED)}
    back = restore(me, f"activities/{activity['id']}")
    assert back["distance_m"] == activity["distance_m"] + 7


def everything(folder: Path, corpus: Path) -> None:
    for name in ("run.fit", "monitoring.fit", "weighings.fit", "workout-steps.fit"):
        shutil.copy(corpus / name, folder)


def without_names(record: Json) -> Json:
    """The record without the names of files: it may be known by a copy's name now."""
    sources = [{**one, "file_name": None} for one in record.get("sources", [])]
    return {**record, "file_name": None, "remarks": None, "sources": sources}


def test_an_undone_job_takes_all_that_it_brought(
    live_backend: LiveBackend, folder: Path, corpus: Path
) -> None:
    everything(folder, corpus)
    me = Athlete.with_folder(live_backend, folder)
    job, _ = me.sync()
    before = records(me)
    assert all(before.values())
    preview = me.client.get(f"/v1/sync/jobs/{job['id']}/undo").raise_for_status().json()
    assert {name: preview[name] for name in ("activities", "days", "workouts")} == {
        "activities": len(before["/v1/activities"]),
        "days": len(before["/v1/daily-health"]),
        "workouts": len(before["/v1/workouts"]),
    }
    assert records(me) == before
    assert undo(me, job)["undone_at"] is not None
    assert undo(me, job)["undone_at"] is not None
    assert not any(records(me).values())
    assert set(overview(me).values()) == {0}
    why = f"sync {job['id']} was undone"
    for full in (False, True):
        found = me.outcomes(full=full)
        assert {outcome for outcome, _ in found.values()} == {"skipped"}
        assert all((reason or "").startswith(why) for _, reason in found.values())
    for file in list(folder.iterdir()):
        shutil.copy(file, folder / f"copy-{file.name}")
        file.rename(folder / f"renamed-{file.name}")
    assert {outcome for outcome, _ in me.outcomes().values()} == {"skipped"}
    assert not any(records(me).values())
    assert me.client.post(f"/v1/sync/jobs/{job['id']}/retry").status_code == 409
    assert restore(me, f"sync/jobs/{job['id']}")["undone_at"] is None
    back = records(me)
    for path, there in before.items():
        for one, other in zip(there, back[path], strict=True):
            assert without_names(one) == without_names(other)
    assert {outcome for outcome, _ in me.outcomes().values()} == {"unchanged"}


def test_what_an_undone_job_replaced_counts_again(
    live_backend: LiveBackend, folder: Path, copies: FitCopies
) -> None:
    (folder / "run.fit").write_bytes(copies.moved(0))
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (activity,) = me.activities()
    (folder / "run.fit").write_bytes(copies.moved(0, extra_metres=9))
    job, _ = me.sync()
    (edited,) = me.activities()
    assert (edited["id"], edited["distance_m"]) == (activity["id"], activity["distance_m"] + 9)
    undo(me, job)
    (again,) = me.activities()
    assert (again["id"], again["distance_m"]) == (activity["id"], activity["distance_m"])
    found = me.outcomes(full=True)
    assert found == {"run.fit": ("skipped", f"sync {job['id']} was undone")}
    (again,) = me.activities()
    assert again["distance_m"] == activity["distance_m"]
    restore(me, f"sync/jobs/{job['id']}")
    (restored,) = me.activities()
    assert (restored["id"], restored["distance_m"]) == (activity["id"], edited["distance_m"])
    assert restored["recording_count"] == 1


def test_an_activity_keeps_the_recordings_of_other_jobs(
    live_backend: LiveBackend, folder: Path, run: Run
) -> None:
    (folder / "run.gpx").write_bytes(run.gpx)
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    (activity,) = me.activities()
    (folder / "run.fit").write_bytes(run.fit)
    job, _ = me.sync()
    assert me.activities()[0]["recording_count"] == 2
    preview = me.client.get(f"/v1/sync/jobs/{job['id']}/undo").raise_for_status().json()
    assert (preview["activities"], preview["changed_activities"]) == (0, 1)
    undo(me, job)
    (left,) = me.activities()
    assert (left["id"], left["recording_count"], left["file_format"]) == (
        activity["id"],
        1,
        "gpx",
    )
    restore(me, f"sync/jobs/{job['id']}")
    assert me.activities()[0]["recording_count"] == 2


def test_what_comes_back_is_one_with_what_came_meanwhile(
    live_backend: LiveBackend, folder: Path, run: Run
) -> None:
    (folder / "run.fit").write_bytes(run.fit)
    me = Athlete.with_folder(live_backend, folder)
    job, _ = me.sync()
    (activity,) = me.activities()
    undo(me, job)
    (folder / "twin.gpx").write_bytes(run.gpx)
    assert me.outcomes()["twin.gpx"][0] == "new"
    (meanwhile,) = me.activities()
    restore(me, f"sync/jobs/{job['id']}")
    (one,) = me.activities()
    assert (one["id"], one["recording_count"]) == (activity["id"], 2)
    shown = me.client.get(f"/v1/activities/{meanwhile['id']}").raise_for_status().json()
    assert shown["id"] == activity["id"]
    me.sync(full=True)
    assert [each["id"] for each in me.activities()] == [activity["id"]]


def test_a_forgotten_source_takes_what_came_from_it_alone(
    live_backend: LiveBackend, folder: Path, tmp_path: Path, corpus: Path, run: Run
) -> None:
    everything(folder, corpus)
    (folder / "twin.fit").write_bytes(run.fit)
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    both = made(tmp_path / "both")
    for name in ("run.fit", "monitoring.fit", "workout-steps.fit"):
        shutil.copy(folder / name, both / f"also-{name}")
    (both / "twin.gpx").write_bytes(run.gpx)
    connect(me, both)
    me.sync()
    before = records(me)
    forget(me, me.source)
    forget(me, me.source)
    left = records(me)
    assert len(left["/v1/activities"]) == len(before["/v1/activities"])
    assert len(left["/v1/workouts"]) == len(before["/v1/workouts"])
    assert len(left["/v1/daily-health"]) < len(before["/v1/daily-health"])
    names = {one["file_name"] for path in ("/v1/activities", "/v1/workouts") for one in left[path]}
    assert names == {"also-run.fit", "also-workout-steps.fit", "twin.gpx"}
    connect(me, folder)
    found = me.outcomes(source_ids=[me.source["id"]])
    assert found["weighings.fit"] == ("skipped", f"its source {me.source['name']} was forgotten")
    assert found["twin.fit"][0] == "skipped"
    assert records(me) == left
    restore(me, f"sources/{me.source['id']}")
    assert {path: len(of) for path, of in records(me).items()} == {
        path: len(of) for path, of in before.items()
    }
    assert me.client.post(f"/v1/sources/{me.source['id']}/restore").status_code == 409


def test_a_forgotten_source_that_is_connected_again_comes_back_with_a_full_sync(
    live_backend: LiveBackend, folder: Path, corpus: Path
) -> None:
    everything(folder, corpus)
    me = Athlete.with_folder(live_backend, folder)
    me.sync()
    before = records(me)
    forget(me, me.source)
    assert not any(records(me).values())
    connect(me, folder)
    me.sync()
    assert not any(records(me).values())
    me.sync(full=True)
    back = records(me)
    assert {path: len(of) for path, of in back.items()} == {
        path: len(of) for path, of in before.items()
    }


def test_what_runs_is_in_the_way(
    live_backend: LiveBackend, folder: Path, corpus: Path, copies: FitCopies
) -> None:
    everything(folder, corpus)
    me = Athlete.with_folder(live_backend, folder)
    job, _ = me.sync()
    copies.write(folder, 400)
    running = me.start()
    for answer in (
        me.client.post(f"/v1/sync/jobs/{job['id']}/undo"),
        me.client.delete(f"/v1/sources/{me.source['id']}", params={"forget": True}),
    ):
        assert answer.status_code == 409, answer.text
        assert answer.json()["job_id"] == running["id"]
    answer = me.client.post(f"/v1/sync/jobs/{running['id']}/undo")
    assert (answer.status_code, answer.json()["job_id"]) == (409, running["id"])
    me.wait(running["id"])


def test_forgetting_takes_more_than_the_right_to_connect(
    live_backend: LiveBackend, folder: Path
) -> None:
    me = Athlete.with_folder(live_backend, folder)
    for scopes, status in ((["sources"], 403), (["sources", "write"], 204)):
        body = {"name": "cron", "scopes": scopes}
        made_token = me.client.post("/v1/auth/access-tokens", json=body).raise_for_status().json()
        client = live_backend.client(made_token["token"])
        path = f"/v1/sources/{me.source['id']}"
        assert client.delete(path, params={"forget": True}).status_code == status
