"""A job that stays as it is, so that its event streams do."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from tools.running.live_backend import SignedIn


def never_ending_job(data_dir: Path, session: SignedIn) -> str:
    """A job of the account that runs for ever, done by nobody; its id."""
    folder = data_dir.parent / "training"
    folder.mkdir()
    source = session.client.post("/v1/sources", json={"kind": "folder", "path": str(folder)})
    assert source.status_code == 201, source.text
    started = session.client.post("/v1/sync/jobs", json={})
    assert started.status_code == 202, started.text
    job = str(started.json()["id"])
    deadline = time.monotonic() + 30
    while session.client.get(f"/v1/sync/jobs/{job}").json()["finished_at"] is None:
        assert time.monotonic() < deadline, "an empty folder is not synced"
        time.sleep(0.05)
    with sqlite3.connect(data_dir / "fittrack.db", timeout=30) as database:
        found = database.execute(
            "UPDATE sync_jobs SET state = 'running', finished_at = NULL, executor = 'nobody'"
        )
        assert found.rowcount == 1
    database.close()
    return job
