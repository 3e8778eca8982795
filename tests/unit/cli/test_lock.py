"""The lock of a session holds the file that others would open, whatever became of it meanwhile."""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path

import pytest

from fittrack_cli.session.lock import locked

PATIENCE_S = 10


def is_held(path: Path) -> bool:
    """Whether somebody who opens the file now would have to wait."""
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


@pytest.mark.skipif(os.name == "nt", reason="Windows removes no file that is open")
@pytest.mark.parametrize("replaced", [True, False])
def test_a_lock_file_that_was_removed_meanwhile_is_not_what_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaced: bool
) -> None:
    """Two commands that hold a file each would renew the session at once."""
    path = tmp_path / "session.lock"
    path.touch(0o600)
    waits = threading.Event()
    flock = fcntl.flock

    def watched(file: int, how: int) -> None:
        try:
            flock(file, how)
        except BlockingIOError:
            waits.set()
            raise

    held: list[bool] = []

    def wait_for_it() -> None:
        with locked(path, PATIENCE_S) as got:
            held.append(got and is_held(path))

    with path.open("rb") as first:
        flock(first, fcntl.LOCK_EX)
        monkeypatch.setattr(fcntl, "flock", watched)
        waiting = threading.Thread(target=wait_for_it)
        waiting.start()
        assert waits.wait(PATIENCE_S)
        path.unlink()
        if replaced:
            path.touch(0o600)
    waiting.join(PATIENCE_S)
    assert held == [True]
    assert not is_held(path)
