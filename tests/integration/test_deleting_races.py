"""Deleting, undoing and forgetting over kill -9 and at once: nothing lost, nothing back, nothing doubled."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.integration.athlete import Athlete
from tests.integration.conftest import BackendFactory
from tests.integration.fit_copies import FitCopies
from tests.thorough import THOROUGH
from tools.running.live_backend import LiveBackend

pytestmark = [pytest.mark.integration, pytest.mark.slow]

FILES = 600 if THOROUGH else 20


@pytest.fixture
def folder(tmp_path: Path, corpus: Path) -> Path:
    made = tmp_path / "training"
    made.mkdir()
    FitCopies((corpus / "run.fit").read_bytes()).write(made, FILES)
    for name in ("monitoring.fit", "weighings.fit", "workout-steps.fit"):
        (made / name).write_bytes((corpus / name).read_bytes())
    return made


@pytest.fixture
def backend(make_backend: BackendFactory) -> Iterator[LiveBackend]:
    made = make_backend()
    yield made
    check(made)


def check(backend: LiveBackend) -> None:
    with sqlite3.connect(backend.data_dir / "fittrack.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def counted(me: Athlete) -> tuple[int, int, int]:
    found = [len(me.all(path)) for path in ("/v1/activities", "/v1/daily-health", "/v1/workouts")]
    return found[0], found[1], found[2]


def in_the_background(act: Callable[[], object]) -> threading.Thread:
    def quietly() -> None:
        try:
            act()
        except httpx.HTTPError:
            pass

    thread = threading.Thread(target=quietly)
    thread.start()
    return thread


@pytest.mark.parametrize("round", range(3 if THOROUGH else 1))
def test_killed_while_it_undoes_or_restores_it_did_all_or_nothing(
    backend: LiveBackend, folder: Path, round: int
) -> None:
    me = Athlete.with_folder(backend, folder)
    job, _ = me.sync()
    whole = counted(me)
    assert whole[0] == FILES
    chance = random.Random(round)
    for step in range(6 if THOROUGH else 2):
        before = me.job(job["id"])["undone_at"]
        what = "restore" if before else "undo"
        path = f"/v1/sync/jobs/{job['id']}/{what}"
        acting = in_the_background(lambda path=path: me.client.post(path))  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.25) * FILES / 300)
        backend.restart()
        acting.join()
        is_undone = me.job(job["id"])["undone_at"] is not None
        assert counted(me) == ((0, 0, 0) if is_undone else whole), step
        check(backend)
    me.client.post(f"/v1/sync/jobs/{job['id']}/undo").raise_for_status()
    me.sync(full=True)
    assert counted(me) == (0, 0, 0)
    me.client.post(f"/v1/sync/jobs/{job['id']}/restore").raise_for_status()
    me.sync(full=True)
    assert counted(me) == whole


def test_killed_while_it_forgets_it_did_all_or_nothing(backend: LiveBackend, folder: Path) -> None:
    me = Athlete.with_folder(backend, folder)
    me.sync()
    whole = counted(me)
    chance = random.Random(5)
    path = f"/v1/sources/{me.source['id']}"
    for _ in range(4 if THOROUGH else 2):
        acting = in_the_background(lambda: me.client.delete(path, params={"forget": True}))
        time.sleep(chance.uniform(0, 0.2) * FILES / 300)
        backend.restart()
        acting.join()
        is_there = me.client.get(path).status_code == 200
        assert counted(me) == (whole if is_there else (0, 0, 0))
        if not is_there:
            me.client.post(f"{path}/restore").raise_for_status()
            assert counted(me) == whole
            body = {"kind": "folder", "path": str(folder)}
            me.client.post("/v1/sources", json=body).raise_for_status()
        check(backend)
    me.sync(full=True)
    assert counted(me) == whole


def test_what_is_deleted_while_a_sync_runs_stays_deleted(
    backend: LiveBackend, folder: Path
) -> None:
    me = Athlete.with_folder(backend, folder)
    job = me.start()
    gone: set[str] = set()
    while me.job(job["id"])["state"] in ("queued", "running"):
        for one in me.client.get("/v1/activities", params={"limit": 5}).json()["items"]:
            assert me.client.delete(f"/v1/activities/{one['id']}").status_code == 204
            gone.add(one["id"])
    assert gone
    assert me.job(job["id"])["state"] == "succeeded"
    for full in (False, True):
        there = {one["id"] for one in me.activities()}
        assert not there & gone
        assert len(there | gone) == FILES
        me.sync(full=full)
    assert len({one["id"] for one in me.all("/v1/deleted-activities")} | there) == FILES


def test_two_delete_and_restore_the_same_at_once(backend: LiveBackend, folder: Path) -> None:
    me = Athlete.with_folder(backend, folder)
    me.sync()
    ids = [one["id"] for one in me.activities()[: FILES // 2]]

    def do(what: str, activity_id: str) -> int:
        path = f"/v1/activities/{activity_id}"
        if what == "delete":
            return me.client.delete(path).status_code
        return me.client.post(f"{path}/restore").status_code

    with ThreadPoolExecutor(8) as pool:
        for what, code in (("delete", 204), ("restore", 200), ("delete", 204)):
            found = pool.map(do, [what] * 2 * len(ids), [*ids, *ids])
            assert set(found) == {code}
        mixed = pool.map(do, ["delete", "restore"] * len(ids), [one for one in ids for _ in "ab"])
        assert set(mixed) <= {200, 204}
    there = {one["id"] for one in me.activities()}
    deleted = {one["id"] for one in me.all("/v1/deleted-activities")}
    assert not there & deleted
    assert len(there | deleted) == FILES


def test_forgetting_and_starting_at_once_leaves_one_of_them(
    backend: LiveBackend, folder: Path
) -> None:
    me = Athlete.with_folder(backend, folder)
    path = f"/v1/sources/{me.source['id']}"
    body = {"kind": "folder", "path": str(folder)}
    for _ in range(6 if THOROUGH else 2):
        with ThreadPoolExecutor(2) as pool:
            starting = pool.submit(me.client.post, "/v1/sync/jobs", json={})
            forgetting = pool.submit(me.client.delete, path, params={"forget": True})
        started, forgotten = starting.result(), forgetting.result()
        assert (started.status_code, forgotten.status_code) in {(202, 409), (409, 204), (202, 204)}
        if started.status_code == 202:
            me.wait(started.json()["id"])
        if forgotten.status_code == 204:
            assert counted(me) == (0, 0, 0)
            me.client.post("/v1/sources", json=body).raise_for_status()
        else:
            answer = me.client.delete(path, params={"forget": True})
            assert answer.status_code == 204
            assert counted(me) == (0, 0, 0)
            me.client.post("/v1/sources", json=body).raise_for_status()
    me.sync(full=True)
    assert counted(me)[0] == FILES
