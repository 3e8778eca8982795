"""What is committed stays, also when the power fails."""

from __future__ import annotations

from pathlib import Path

from tests.unit.migrated import migrated

FULL = 2


def test_a_commit_waits_for_the_disk(tmp_path: Path) -> None:
    database = migrated(tmp_path / "some.db")
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == FULL
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    database.dispose()
