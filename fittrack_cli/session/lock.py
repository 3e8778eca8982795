"""One process at a time on this machine.

The lock is the kernel's, on an open file: it goes with its process, however that ends.
"""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fittrack_cli.errors import CONFLICT, CliError, printable_path
from fittrack_cli.files import UnsafeFile

PATIENCE_S = 30.0
"""How long one waits for another process to renew tokens, in seconds."""
_CANNOT_CREATE = frozenset(
    {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT, errno.ENOENT}
)
_NO_LOCKS_HERE = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


class Busy(CliError):
    """Another process has held the lock for longer than one waits."""

    code = CONFLICT
    slug = "session-busy"


@contextmanager
def locked(path: Path, patience_s: float) -> Iterator[bool]:
    """Holds the lock `path` during the block. Yields false where the file system has no locks.

    Where the file cannot be created, as on a full disk, its folder stands in for it. Raises Busy
    when one other process has held it for `patience_s` seconds, UnsafeFile for a file that somebody
    else could have placed there.
    """
    if os.name == "nt":
        with _locked_on_windows(path, patience_s) as held:
            yield held
        return
    descriptor = _acquired(path, patience_s)
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            os.close(descriptor)


@contextmanager
def exclusively(folder: Path, key: str, patience_s: float = PATIENCE_S) -> Iterator[bool]:
    """While this process alone may change the tokens of `key`; false where that cannot be had.

    Raises Busy after `patience_s` seconds, UnsafeFile for a lock that is not ours.
    """
    with locked(folder / f".session-{digest(key)}.lock", patience_s) as alone:
        yield alone


def digest(text: str) -> str:
    """A short name for a text that may be too long, or secret, to be a name itself."""
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()[:16]


def _acquired(path: Path, patience_s: float) -> int | None:
    """The descriptor that holds the lock, or None where this file system has no locks."""
    import fcntl

    deadline = time.monotonic() + patience_s
    holder = ""
    pause_s = 0.005 + os.getpid() % 16 / 1000  # so that many do not ask in step
    while (descriptor := _opened(path)) is not None:
        try:
            while True:
                try:
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    before, holder = holder, _signed(descriptor)
                    if before and holder != before:  # it goes round: one of many has its turn
                        deadline = time.monotonic() + patience_s
                    if time.monotonic() >= deadline:
                        raise _busy(path, holder) from None
                    time.sleep(pause_s)
            if _is_still(path, descriptor):
                _sign(descriptor)
                return descriptor
        except OSError as error:
            os.close(descriptor)
            if error.errno in _NO_LOCKS_HERE:
                return None
            raise
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)  # the file was removed meanwhile: others would lock a new one
    return None


def _opened(path: Path) -> int | None:
    common = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    attempts = (
        (path, os.O_RDWR | os.O_CREAT | common),
        (path, os.O_RDONLY | common),
        (path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC),
    )
    for place, flags in attempts:
        try:
            descriptor = os.open(place, flags, 0o600)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.EMLINK, errno.EISDIR, errno.ENXIO):
                raise _unsafe(path, "it is not a regular file", "rm -r") from error
            if error.errno not in _CANNOT_CREATE:
                raise
            _check_owner(path)
            continue
        if place == path:
            try:
                _check(path, os.fstat(descriptor))
            except BaseException:
                os.close(descriptor)
                raise
        return descriptor
    return None


def _check(path: Path, found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise _unsafe(path, "it is not a regular file", "rm -r")
    if found.st_uid != os.geteuid():
        _check_owner(path)
    if found.st_mode & 0o077:
        raise _unsafe(path, f"others may use it (mode {stat.S_IMODE(found.st_mode):04o})", "rm")


def _check_owner(path: Path) -> None:
    """Refuses a file of somebody else that cannot even be opened."""
    try:
        owner = os.lstat(path).st_uid
    except OSError:
        return
    if owner != os.geteuid():
        raise _unsafe(path, f"it belongs to another user (uid {owner})", "rm")


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the locked file is the one that others would open; a folder always is."""
    locked_file = os.fstat(descriptor)
    if stat.S_ISDIR(locked_file.st_mode):
        return True
    try:
        there = os.lstat(path)
    except FileNotFoundError:
        return False
    return (there.st_dev, there.st_ino) == (locked_file.st_dev, locked_file.st_ino)


def _sign(descriptor: int) -> None:
    """Leaves the process id for whoever has to wait; that it cannot be written does not matter."""
    try:
        os.pwrite(descriptor, b"%-10d\n" % os.getpid(), 0)
    except OSError:
        pass


def _signed(descriptor: int) -> str:
    """The process id of the last one that held the lock; empty where it could not be written."""
    try:
        pid = os.pread(descriptor, 16, 0).decode("ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return pid if pid.isdigit() else ""


def _busy(path: Path, holder: str) -> Busy:
    return Busy(
        "another fittrack is busy with the session",
        f"it has held {printable_path(path)} the whole time",
        f"if it hangs, end it: kill {holder}" if holder else "run the command again",
    )


def _unsafe(path: Path, why: str, remedy: str) -> UnsafeFile:
    shown = printable_path(path)
    return UnsafeFile(f"will not use {shown}", why, f"nothing is kept in it: {remedy} {shown}")


@contextmanager
def _locked_on_windows(path: Path, patience_s: float) -> Iterator[bool]:
    from filelock import FileLock, Timeout

    lock = FileLock(str(path), timeout=patience_s)
    try:
        lock.acquire()
    except Timeout:
        raise Busy("another fittrack is busy with the session", "", "run it again") from None
    except OSError:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
