"""Who renews tokens holds a lock: it is waited for within bounds, and cannot be placed by others."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fittrack_cli.files import UnsafeFile
from fittrack_cli.session.lock import Busy, _is_still, exclusively
from tests.unit.cli.renewing import KEY, Setting, pair


def hold_the_lock(folder: Path) -> subprocess.Popen[bytes]:
    """Another process that has the session's lock, and hangs."""
    code = (
        "import sys, time; from pathlib import Path\n"
        "from fittrack_cli.session.lock import exclusively\n"
        "with exclusively(Path(sys.argv[1]), sys.argv[2]):\n"
        "    print(flush=True); time.sleep(60)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder), KEY], stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def test_a_process_that_hangs_is_waited_for_within_bounds_and_named(setting: Setting) -> None:
    other = hold_the_lock(setting.folder)
    try:
        setting.patience_s = 0.3
        started = time.monotonic()
        with pytest.raises(Busy) as error:
            setting.session().renew(pair(1), rejected=True)
        assert 0.3 <= time.monotonic() - started < 3
        assert error.value.code == 5
        assert f"kill {other.pid}" in error.value.hint
        assert setting.server.exchanged == []
        # Tokens that still serve need nobody's permission.
        setting.patience_s = 30
        setting.store.save(KEY, pair(1, 5.0)._replace(received_at=time.time() - 900))
        assert setting.session().tokens().access.reveal() == "access-1"
        # What it wrote before it hung is used.
        setting.patience_s = 0.1
        setting.store.save(KEY, pair(2))
        assert setting.session().renew(pair(1), rejected=True).access.reveal() == "access-2"
    finally:
        other.kill()
        other.wait()
        assert other.stdout is not None
        other.stdout.close()
    # The lock went with it.
    assert setting.session().renew(pair(2), rejected=True).access.reveal() == "access-3"


def test_a_lock_that_goes_round_is_waited_for_as_long_as_it_does(setting: Setting) -> None:
    """Many that wait for their turn are no process that hangs, however long all of them take."""
    path = lock_file(setting.folder)
    held = threading.Event()

    def take_turns() -> None:
        with path.open("r+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            for pid in range(1001, 1011):
                os.pwrite(file.fileno(), b"%-10d\n" % pid, 0)
                held.set()
                time.sleep(0.2)

    others = threading.Thread(target=take_turns)
    others.start()
    held.wait()
    started = time.monotonic()
    with exclusively(setting.folder, KEY, 1.0) as alone:
        assert alone
        assert time.monotonic() - started > 1.0
    others.join()


def test_each_session_has_a_lock_of_its_own(setting: Setting) -> None:
    with (
        exclusively(setting.folder, KEY, 0) as one,
        exclusively(setting.folder, "other@http://127.0.0.1:8765", 0) as two,
    ):
        assert one and two
        with pytest.raises(Busy), exclusively(setting.folder, KEY, 0):
            pass


def lock_file(folder: Path) -> Path:
    with exclusively(folder, KEY):
        pass
    (path,) = folder.glob(".session-*.lock")
    return path


def linked_lock(path: Path) -> None:
    path.rename(path.with_suffix(".elsewhere"))
    path.symlink_to(path.with_suffix(".elsewhere"))


def open_lock(path: Path) -> None:
    path.chmod(0o666)


def folder_as_lock(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe_as_lock(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o600)


def foreign_lock(path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    os.chown(path, 12345, -1)


@pytest.mark.parametrize(
    "harm",
    [linked_lock, open_lock, folder_as_lock, pipe_as_lock, foreign_lock],
    ids=lambda harm: harm.__name__,
)
def test_a_lock_that_others_could_have_placed_is_refused(
    setting: Setting, harm: Callable[[Path], None]
) -> None:
    path = lock_file(setting.folder)
    harm(path)
    with pytest.raises(UnsafeFile) as error:
        setting.session().renew(pair(1), rejected=True)
    assert str(path) in error.value.hint
    assert setting.server.exchanged == []


def test_a_lock_that_cannot_be_created_is_its_folders(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(path: object, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, "Read-only file system")
        return really_open(path, flags, mode)  # type: ignore[arg-type]

    really_open = os.open
    monkeypatch.setattr(os, "open", read_only)
    with exclusively(setting.folder, KEY) as alone:
        assert alone
        with pytest.raises(Busy), exclusively(setting.folder, KEY, 0):
            pass


def test_a_removed_lock_is_noticed_by_those_who_wait_for_it(setting: Setting) -> None:
    path = lock_file(setting.folder)
    descriptor = os.open(path, os.O_RDWR)
    path.unlink()
    assert not _is_still(path, descriptor)
    os.close(descriptor)


def test_without_locks_nothing_is_rotated(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def no_locks(descriptor: int, operation: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    assert setting.session().renew(pair(1), rejected=True).access.reveal() == "access-1"
    assert (setting.server.exchanged, setting.server.borrowed) == ([], ["refresh-1"])
