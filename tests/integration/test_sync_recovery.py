"""Killing the server at any moment loses nothing and repeats nothing visible."""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from attrs import frozen

from tests.integration.athlete import UNFINISHED, Athlete, Json, assert_no_gaps
from tests.integration.conftest import BackendFactory
from tests.integration.fit_copies import FitCopies
from tests.thorough import ON_POSTGRES, THOROUGH
from tools.running.forked_children import READERS_ANEW
from tools.running.live_backend import LiveBackend

pytestmark = [pytest.mark.integration, pytest.mark.corpus, pytest.mark.slow]

FILES = 1_000 if THOROUGH else 150
"""All in all, with twins, damaged files and others among them."""
OTHERS = 50 if THOROUGH else 25
"""How many there are of each of these."""


@frozen
class Story:
    """How a sync went."""

    items: list[Json]
    counts: Json
    records: str
    took_s: float


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    made = tmp_path_factory.mktemp("thousand")
    copies = FitCopies((corpus / "run.fit").read_bytes())
    copies.write(made, FILES - 3 * OTHERS)
    for number in range(OTHERS):
        (made / "0" / f"twin-{number:03}.fit").write_bytes(copies.moved(number * 7 * 3600))
        cut = copies.moved(number * 3600 + 1_800)
        (made / "3" / f"cut-{number:03}.fit").write_bytes(cut[: len(cut) - 60 - number])
        (made / "7" / f"bad-{number:03}.fit").write_bytes(cut[:14] + b"\xff" * 200)
    for name in ("monitoring.fit", "weighings.fit", "workout-repeats.fit"):
        (made / "5" / name).write_bytes((corpus / name).read_bytes())
    (made / "5" / "notes.txt").write_text("no training")
    return made


def story(me: Athlete, job: Json) -> Story:
    job = me.wait(job["id"])
    began, ended = (_seconds(job[name]) for name in ("created_at", "finished_at"))
    return Story(me.story(job["id"]), job["counts"], me.records(), ended - began)


def _seconds(text: str) -> float:
    return dt.datetime.fromisoformat(text).timestamp()


@pytest.fixture(scope="module")
def undisturbed(make_backend: BackendFactory, folder: Path) -> Story:
    me = Athlete.with_folder(make_backend(), folder)
    told = story(me, me.start())
    assert_no_gaps(told.items)
    assert told.counts["total"] == FILES + 4
    assert told.counts["failed"] == OTHERS
    return told


@pytest.mark.parametrize("round", range(2 if THOROUGH else 1))
def test_killed_in_the_middle_it_ends_as_undisturbed(
    make_backend: BackendFactory, folder: Path, undisturbed: Story, round: int
) -> None:
    me = Athlete.with_folder(make_backend(), folder)
    job = me.start()
    kills = 0
    chance = random.Random(round)
    while kills < 3:
        time.sleep(chance.uniform(0, undisturbed.took_s / 2))
        if me.job(job["id"])["state"] not in UNFINISHED:
            break
        me.backend.restart()
        kills += 1
    assert kills
    assert_same(story(me, job), undisturbed)
    again, _ = me.sync()
    assert again["counts"]["unchanged"] == undisturbed.counts["total"] - OTHERS - 1


def assert_same(told: Story, undisturbed: Story) -> None:
    assert told.counts == undisturbed.counts
    assert told.items == undisturbed.items
    assert told.records == undisturbed.records


def test_killed_as_soon_as_it_was_asked_for(
    make_backend: BackendFactory, folder: Path, undisturbed: Story
) -> None:
    me = Athlete.with_folder(make_backend(), folder)
    job = me.start()
    for _ in range(3):
        me.backend.restart()
    assert_same(story(me, job), undisturbed)


def test_a_job_without_its_workflow_is_taken_up(
    make_backend: BackendFactory, folder: Path, undisturbed: Story
) -> None:
    """As when the server died between committing the job and handing it to the engine."""
    me = Athlete.with_folder(make_backend(), folder)
    job = me.start()
    me.backend.kill()
    for left in me.backend.data_dir.glob("jobs.db*"):
        left.unlink()
    me.backend.start()
    assert_same(story(me, job), undisturbed)


@pytest.mark.skipif(ON_POSTGRES, reason="PostgreSQL forgets nothing")
@pytest.mark.parametrize("is_over", [False, True], ids=["in the middle", "after its end"])
def test_what_the_engine_forgot_when_the_power_failed_is_done_again(
    make_backend: BackendFactory, folder: Path, undisturbed: Story, tmp_path: Path, is_over: bool
) -> None:
    """Its steps wait for no disk: when the power fails, its database is an older one than ours."""
    me = Athlete.with_folder(make_backend(), folder)
    job = me.start()
    older = engine_database(me, kept_at=tmp_path / "older.db")
    while (counts := me.job(job["id"])["counts"])["total"] in (0, counts["pending"]):
        time.sleep(0.01)
    if is_over:
        me.wait(job["id"])
    me.backend.kill()
    newer = engine_database(me, kept_at=tmp_path / "newer.db")
    assert steps(older) < steps(newer)
    for left in me.backend.data_dir.glob("jobs.db*"):
        left.unlink()
    shutil.copy(older, me.backend.data_dir / "jobs.db")
    me.backend.start()
    assert_same(story(me, job), undisturbed)
    deadline = time.monotonic() + 60
    while (ended := workflows(me.backend.data_dir / "jobs.db")) != {"SUCCESS"}:
        assert time.monotonic() < deadline, ended
        time.sleep(0.05)
    assert_same(story(me, job), undisturbed)


def engine_database(me: Athlete, *, kept_at: Path) -> Path:
    """The engine's database as it is now."""
    with (
        closing(sqlite3.connect(me.backend.data_dir / "jobs.db")) as database,
        closing(sqlite3.connect(kept_at)) as copy,
    ):
        database.backup(copy)
    return kept_at


def steps(path: Path) -> int:
    """How many steps an engine's database knows of."""
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("SELECT count(*) FROM operation_outputs").fetchone()[0])


def workflows(path: Path) -> set[str]:
    """The states of the workflows in an engine's database."""
    with closing(sqlite3.connect(path)) as database:
        return {row[0] for row in database.execute("SELECT status FROM workflow_status")}


def test_stopped_in_the_middle_it_goes_on(
    make_backend: BackendFactory, folder: Path, undisturbed: Story
) -> None:
    me = Athlete.with_folder(make_backend(), folder)
    job = me.start()
    time.sleep(undisturbed.took_s / 3)
    asked = time.monotonic()
    me.backend.stop()
    assert time.monotonic() - asked < 10
    me.backend.start()
    assert_same(story(me, job), undisturbed)


def test_a_worker_that_is_killed_costs_nothing(
    make_backend: BackendFactory, folder: Path, undisturbed: Story
) -> None:
    me = Athlete.with_folder(make_backend(READERS_ANEW), folder)
    job = me.start()
    for pause_s in (undisturbed.took_s / 3, 1):
        time.sleep(pause_s)
        os.kill(workers(me.backend)[0], signal.SIGKILL)
    assert_same(story(me, job), undisturbed)


def test_workers_end_with_their_server(make_backend: BackendFactory, folder: Path) -> None:
    me = Athlete.with_folder(make_backend(READERS_ANEW), folder)
    me.start()
    time.sleep(0.3)
    left = workers(me.backend)
    assert left
    me.backend.kill()
    deadline = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in left):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def workers(backend: LiveBackend) -> list[int]:
    """The process ids of the server's workers, which are its children."""
    if not sys.platform.startswith("linux"):
        pytest.skip("finds the workers in /proc")
    found: list[int] = []
    for task in Path(f"/proc/{backend.pid}/task").iterdir():
        found += [int(pid) for pid in (task / "children").read_text().split()]
    return found


@pytest.mark.skipif(ON_POSTGRES, reason="a bucket is not on this disk")
def test_a_full_disk_fails_the_job_and_a_retry_finishes_it(
    make_backend: BackendFactory, folder: Path, undisturbed: Story, tmp_path: Path
) -> None:
    """A limit on the size of files stands for the full disk: the originals cannot be kept."""
    me = Athlete.with_folder(make_backend(READERS_ANEW), folder)
    big = folder / "9" / "zz-big.fit"
    original = (folder / "0" / "run-00000.fit").read_bytes()
    big.write_bytes(original + original * 2_000)
    try:
        for worker in workers(me.backend):
            resource.prlimit(worker, resource.RLIMIT_FSIZE, (500_000, 500_000))
        job = me.wait(me.start()["id"])
        assert job["state"] == "failed"
        assert "original cannot be kept" in job["reason"]
        assert job["counts"]["pending"] > 0
        for worker in workers(me.backend):
            os.kill(worker, signal.SIGKILL)
    finally:
        big.unlink()
        os.sync()
    me.client.post(f"/v1/sync/jobs/{job['id']}/retry")
    job = me.wait(job["id"])
    assert job["counts"]["pending"] == 0
    items = me.items(job["id"])
    assert items["9/zz-big.fit"]["reason"] == "it was removed before it could be read"
    assert me.records() == undisturbed.records
