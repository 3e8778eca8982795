"""A file in a folder: its name for people, its stamp, and opening it without being fooled."""

# Paths are bytes here, since names need not be text; pathlib knows only text.
# ruff: noqa: PTH116

from __future__ import annotations

import datetime as dt
import os
import stat
from typing import BinaryIO

from attrs import frozen

from fittrack_backend.os_errors import os_reason
from fittrack_backend.sources.port import NotReadable, NotThere, Stamp

RACY_S = 2.0
"""A file that changed less than this before it was read could have changed again unnoticed,
within the resolution of its time stamps: FAT counts in steps of two seconds."""


def display_name(path: bytes) -> str:
    """A path as text: bytes that are not UTF-8 become `\\xNN`."""
    return path.decode("utf-8", "backslashreplace")


def stamp_of(status: os.stat_result) -> Stamp:
    """Tells that a file is still the same without opening it."""
    return Stamp(f"{status.st_size}.{status.st_mtime_ns}.{status.st_ctime_ns}.{status.st_ino}")


def is_settled(status: os.stat_result, read_at: dt.datetime) -> bool:
    """Whether the file had been left alone for long enough when it was read."""
    changed_at = max(status.st_mtime_ns, status.st_ctime_ns) / 1e9
    return read_at.timestamp() - changed_at >= RACY_S


@frozen
class OpenedFile:
    """A file that is open for reading, as it was when it was opened."""

    path: bytes
    file: BinaryIO
    status: os.stat_result
    opened_at: dt.datetime

    @property
    def size(self) -> int:
        """How many bytes there were."""
        return self.status.st_size

    @property
    def stamp(self) -> Stamp | None:
        """The file's stamp; None when it could have changed again unnoticed."""
        return stamp_of(self.status) if is_settled(self.status, self.opened_at) else None

    @property
    def modified_at(self) -> dt.datetime | None:
        """When the file was last written, as far as its time makes sense."""
        try:
            return dt.datetime.fromtimestamp(self.status.st_mtime_ns // 10**9, dt.UTC)
        except (ValueError, OverflowError, OSError):
            return None

    def has_changed(self) -> bool:
        """Whether the file, or what lies under its name, is another one now."""
        opened = stamp_of(self.status)
        try:
            return stamp_of(os.fstat(self.file.fileno())) != opened or (
                stamp_of(os.stat(self.path)) != opened
            )
        except FileNotFoundError as error:
            raise NotThere from error
        except OSError as error:
            raise NotReadable(os_reason(error)) from error


def open_file(path: bytes) -> OpenedFile:
    """Opens a regular file. Raises NotThere and NotReadable."""
    try:
        file = os.fdopen(open_regular(path), "rb")
    except FileNotFoundError as error:
        raise NotThere from error
    except OSError as error:
        raise NotReadable(os_reason(error)) from error
    try:
        opened_at = dt.datetime.now(dt.UTC)
        return OpenedFile(path, file, os.fstat(file.fileno()), opened_at)
    except OSError as error:
        file.close()
        raise NotReadable(os_reason(error)) from error


def open_regular(path: bytes) -> int:
    """Opens a file for reading; never waits for a pipe's other end, never touches a device.

    Raises NotReadable for what is not a regular file, or the operating system's error.
    """
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    descriptor = os.open(path, flags)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotReadable("not a regular file")
    return descriptor
