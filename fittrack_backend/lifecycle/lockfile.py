"""A lock that a process holds for as long as it lives, however it ends."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from attrs import frozen

_PROBES_LAST_S = 0.5


@frozen
class HeldLock:
    """Open until the process ends; the file holds the id of that process."""

    descriptor: int


def acquire(path: Path) -> HeldLock | None:
    """Takes the lock and writes this process's id into the file; None when another holds it.

    Somebody who only looks holds it for an instant, so it is tried for half a second.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + _PROBES_LAST_S
    while not _try_lock(descriptor, shared=False):
        if time.monotonic() > deadline:
            os.close(descriptor)
            return None
        time.sleep(0.01)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    return HeldLock(descriptor)


def release(lock: HeldLock) -> None:
    """Gives the lock back."""
    os.ftruncate(lock.descriptor, 0)
    os.close(lock.descriptor)


def holder(path: Path) -> int | None:
    """The process that holds the lock; 0 when it has not yet written its id, None when none does."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return None
    try:
        if _try_lock(descriptor, shared=True):
            return None
        text = os.pread(descriptor, 20, 0)
        return int(text) if text.isdigit() else 0
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE = 1 << 30  # far beyond the text, which others may read

    def _try_lock(descriptor: int, *, shared: bool) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(descriptor: int, *, shared: bool) -> bool:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
