"""A schedule of a live backend: what was missed while it was down is caught up once."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.integration.athlete import Athlete
from tools.running.live_backend import LiveBackend

pytestmark = pytest.mark.integration


def test_a_missed_run_is_caught_up_once_after_a_kill(tmp_path: Path, corpus: Path) -> None:
    folder = tmp_path / "training"
    folder.mkdir()
    (folder / "run.fit").write_bytes((corpus / "run.fit").read_bytes())
    backend = LiveBackend(tmp_path / "data").start()
    try:
        me = Athlete.with_folder(backend, folder)
        made = me.client.post("/v1/sync/schedules", json={"cron": "0 0 29 2 *"})
        assert made.status_code == 201, made.text
        backend.kill()
        with closing(sqlite3.connect(backend.data_dir / "fittrack.db")) as database, database:
            database.execute("UPDATE sync_schedules SET next_run_at = '2026-01-01 00:00:00.000000'")
        backend.start()
        deadline = time.monotonic() + 90
        while not (jobs := me.all("/v1/sync/jobs")) and time.monotonic() < deadline:
            time.sleep(0.1)
        backend.restart()
        me.wait(jobs[0]["id"])
        (job,) = me.all("/v1/sync/jobs")
        assert job["state"] == "succeeded", job
        (schedule,) = me.all("/v1/sync/schedules")
        assert schedule["last_job_id"] == job["id"]
        assert schedule["next_run_at"].endswith("02-29T00:00:00Z")
    finally:
        backend.close()
