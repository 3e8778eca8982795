"""A start that upgrades the database is waited for, and said."""

from __future__ import annotations

import time
from pathlib import Path

from fittrack_backend.lifecycle import data_folder, lockfile
from fittrack_backend.lifecycle.background import Patience

WAIT_S = 0.05


def test_an_upgrade_is_told_once_and_takes_as_long_as_it_takes(tmp_path: Path) -> None:
    told: list[str] = []
    lock = lockfile.acquire(data_folder.lock_path(tmp_path))
    assert lock is not None
    patience = Patience(tmp_path, WAIT_S, lambda: told.append("upgrading"))
    with data_folder.may_upgrade(tmp_path) as upgrades:
        assert not data_folder.is_upgraded(tmp_path)
        upgrades()
        for _ in range(3):
            assert not patience.has_ended()
            time.sleep(2 * WAIT_S)
            assert not patience.has_ended()
    assert told == ["upgrading"]
    time.sleep(2 * WAIT_S)
    assert patience.has_ended()
    lockfile.release(lock)


def test_a_process_that_was_killed_upgrades_nothing(tmp_path: Path) -> None:
    lock = lockfile.acquire(data_folder.lock_path(tmp_path))
    assert lock is not None
    (tmp_path / "upgrading").touch()
    assert data_folder.is_upgraded(tmp_path)
    lockfile.release(lock)
    assert not data_folder.is_upgraded(tmp_path)
    assert list(tmp_path.glob("upgrading"))
    with data_folder.may_upgrade(tmp_path):
        assert not list(tmp_path.glob("upgrading"))
