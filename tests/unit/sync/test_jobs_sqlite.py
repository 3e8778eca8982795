"""Connections to DBOS's database: a job does not wait for the disk at each step."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from fittrack_backend.sync import jobs_sqlite
from fittrack_backend.sync.jobs_sqlite import engine_options

NORMAL = 1


def test_a_commit_waits_for_no_disk_and_a_killed_process_loses_none(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/jobs.db", **engine_options())
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == NORMAL
    engine.dispose()


def test_an_older_sqlite_knows_fractions_of_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_sqlite, "LACKS_SUBSEC", True)
    engine = create_engine(f"sqlite:///{tmp_path}/jobs.db", **engine_options())
    with engine.connect() as connection:
        seconds = connection.scalar(text("SELECT unixepoch('subsec')"))
    engine.dispose()
    assert isinstance(seconds, float)
    assert seconds > 1_700_000_000
