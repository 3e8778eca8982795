"""The lock of a session holds the file that others would open, whatever became of it meanwhile."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from fittrack_cli.files import UnsafeFile
from fittrack_cli.session.lock import Busy, locked

PATIENCE_S = 60


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


@pytest.mark.skipif(os.name == "nt", reason="Windows locks otherwise")
@pytest.mark.parametrize(
    ("signed", "hint"),
    [
        (b"4711      \n", "if it hangs, end it: kill 4711"),
        (b"no number\n", "run the command again"),
        (b"\xff\xfe\n", "run the command again"),
        (b"", "run the command again"),
    ],
)
def test_who_waits_too_long_is_told_for_whom(tmp_path: Path, signed: bytes, hint: str) -> None:
    path = tmp_path / "session.lock"
    path.touch(0o600)
    path.write_bytes(signed)
    with path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(Busy) as error, locked(path, 0.05):
            pass
    assert error.value.title == "another fittrack is busy with the session"
    assert error.value.detail == f"it has held {path} the whole time"
    assert error.value.hint == hint


def foreign(path: Path) -> str:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    path.touch(0o600)
    os.chown(path, 12345, -1)
    return "it belongs to another user (uid 12345)"


def open_to_others(path: Path) -> str:
    path.touch()
    path.chmod(0o644)
    return "others may use it (mode 0644)"


def linked(path: Path) -> str:
    path.symlink_to(path.with_suffix(".elsewhere"))
    return "it is not a regular file"


def pipe(path: Path) -> str:
    os.mkfifo(path, 0o600)
    return "it is not a regular file"


@pytest.mark.skipif(os.name == "nt", reason="Windows locks otherwise")
@pytest.mark.parametrize(
    ("harm", "remedy"),
    [(foreign, "rm"), (open_to_others, "rm"), (linked, "rm -r"), (pipe, "rm -r")],
)
def test_a_lock_that_is_refused_is_told_with_the_reason_and_the_way_out(
    tmp_path: Path, harm: Callable[[Path], str], remedy: str
) -> None:
    path = tmp_path / "session.lock"
    why = harm(path)
    with pytest.raises(UnsafeFile) as error, locked(path, 0):
        pass
    assert error.value.title == f"will not use {path}"
    assert error.value.detail == why
    assert error.value.hint == f"nothing is kept in it: {remedy} {path}"
