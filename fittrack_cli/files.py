"""Writing files that hold settings or secrets: whole or not at all, and for their owner only."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

from fittrack_cli import errors
from fittrack_cli.errors import CliError, printable_path
from fittrack_common.private_folder import make_private

PRIVATE_FILE = 0o600


class UnsafeFile(CliError):
    """A private file that somebody else could have written or could read."""

    slug = "unsafe-file"


def make_private_folder(folder: Path) -> None:
    """Creates `folder`, and those above it that are missing, for their owner only, whatever the umask; what is
    there stays as it is. Raises CliError."""
    try:
        make_private(folder)
    except OSError as error:
        raise cannot("create", folder, error) from error


def others_may_write(folder: Path) -> bool:
    """Whether another user could replace what is in the folder. One that is not there is nobody's."""
    if os.name == "nt":
        return False
    try:
        found = folder.stat()
    except OSError:
        return False
    return bool(found.st_mode & 0o022) or found.st_uid not in (os.geteuid(), 0)


def others_may_read(folder: Path) -> bool:
    """Whether another user can see what is in the folder. One that is not there is nobody's."""
    try:
        return os.name != "nt" and bool(folder.stat().st_mode & 0o055)
    except OSError:
        return False


def write_private(path: Path, data: bytes) -> None:
    """Replaces `path` by `data`, atomically and durably: temporary file, fsync, rename, fsync.

    A failure, such as a full disk, leaves the old file as it was. Raises CliError.
    """
    make_private_folder(path.parent)
    try:
        _replace(path, data, lambda: True)
    except OSError as error:
        raise cannot("write", path, error) from error


def exchange_private(path: Path, before: bytes | None, data: bytes) -> bool:
    """As `write_private`, unless the file holds something else than `before`; whether it did.

    It looks last when all is written and only the rename remains, so that processes whose locks do
    not hold do not overwrite each other's work.
    """
    make_private_folder(path.parent)
    try:
        return _replace(path, data, lambda: read_private(path) == before)
    except FileNotFoundError:  # another process took the temporary file for a leftover
        return False
    except OSError as error:
        raise cannot("write", path, error) from error


def _replace(path: Path, data: bytes, may: Callable[[], bool]) -> bool:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}.tmp")
    try:
        write_new(temporary, data)
        if not may():
            return False
        temporary.replace(path)
        sync_folder(path.parent)
        return True
    finally:
        try:
            temporary.unlink(missing_ok=True)
        except OSError:  # a read-only file system fails even for a file that does not exist
            pass


def write_new(path: Path, data: bytes) -> None:
    """Writes a file that is not there yet, for its owner only and durably. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """What was made or renamed in `folder` outlives a loss of power. Raises OSError."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EROFS):  # a file system without it
            raise
    finally:
        os.close(descriptor)


def read_private(path: Path, limit: int = 1 << 20) -> bytes | None:
    """The bytes of a file that only its owner can have written; None when there is none.

    Raises UnsafeFile for a symbolic link, a foreign owner, permissions for others, and anything
    that is not a regular file; CliError when it cannot be read. Nothing is changed.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise _unsafe(
                path, "it is a symbolic link", "replace it with the file itself"
            ) from error
        raise cannot("read", path, error) from error
    try:
        _check(path, os.fstat(descriptor), limit)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(limit + 1)
    except OSError as error:
        raise cannot("read", path, error) from error
    finally:
        os.close(descriptor)


def _check(path: Path, found: os.stat_result, limit: int) -> None:
    shown = printable_path(path)
    if not stat.S_ISREG(found.st_mode):
        raise _unsafe(path, "it is not a regular file", f"move {shown} out of the way")
    if os.name != "nt":
        if found.st_uid != os.geteuid():
            raise _unsafe(
                path,
                f"it belongs to another user (uid {found.st_uid})",
                f"check what is in it, then: chown $(id -u) {shown}",
            )
        if found.st_mode & 0o077:
            raise _unsafe(
                path,
                f"others may use it (mode {stat.S_IMODE(found.st_mode):04o})",
                f"chmod 600 {shown}",
            )
    if found.st_size > limit:
        raise _unsafe(path, f"it is larger than {limit} bytes", f"move {shown} out of the way")


def _unsafe(path: Path, why: str, hint: str) -> UnsafeFile:
    return UnsafeFile(f"will not use {printable_path(path)}", why, hint)


def cannot(verb: str, path: Path, error: OSError) -> CliError:
    """A failure to use a file, with what to do about it."""
    slug = "disk-full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "file"
    return errors.cannot(error, f"cannot {verb} {printable_path(path)}", slug=slug)
