"""A file in a folder: its name for people, its stamp, and how to open it safely."""

# Paths are bytes here, since a name need not be valid text; pathlib takes only text.

from __future__ import annotations

import datetime as dt
import os
import stat
from typing import BinaryIO

from attrs import frozen

from fittrack_backend.os_errors import os_reason
from fittrack_backend.sources.folder.beneath import status_without_links
from fittrack_backend.sources.folder.reach import Root
from fittrack_backend.sources.port import NotReadable, Stamp

RACY_S = 2.0
"""A file that changed less than this before it was read may have changed again without a new time
stamp, since stamps have a resolution: FAT counts in steps of two seconds. In seconds."""


def stamp_of(status: os.stat_result) -> Stamp:
    """The file's stamp: an equal one means the same content, without opening the file."""
    return Stamp(f"{status.st_size}.{status.st_mtime_ns}.{status.st_ctime_ns}.{status.st_ino}")


def is_settled(status: os.stat_result, read_at: dt.datetime) -> bool:
    """Whether the file had not changed for RACY_S when it was read."""
    changed_at = max(status.st_mtime_ns, status.st_ctime_ns) / 1e9
    return read_at.timestamp() - changed_at >= RACY_S


@frozen
class OpenedFile:
    """A file that is open for reading, with its status when it was opened."""

    root: Root
    key: bytes
    file: BinaryIO
    status: os.stat_result
    opened_at: dt.datetime

    @property
    def damage(self) -> None:
        """Nothing was unpacked that could be damaged."""

    @property
    def tells_of(self) -> None:
        """A file in a folder tells of itself."""

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return self.status.st_size

    @property
    def stamp(self) -> Stamp | None:
        """The file's stamp; None when the file may have changed again without a new stamp."""
        return stamp_of(self.status) if is_settled(self.status, self.opened_at) else None

    @property
    def modified_at(self) -> dt.datetime | None:
        """When the file was last written; None when its time is not a valid date."""
        try:
            return dt.datetime.fromtimestamp(self.status.st_mtime_ns // 10**9, dt.UTC)
        except (ValueError, OverflowError, OSError):
            return None

    def has_changed(self) -> bool:
        """Whether the file has changed, or another one has its name. Raises what `open_file` does."""
        opened = stamp_of(self.status)
        try:
            return stamp_of(os.fstat(self.file.fileno())) != opened or (
                stamp_of(self.root.reach(self.key, status_without_links)) != opened
            )
        except OSError as error:
            raise NotReadable(os_reason(error)) from error


def open_file(root: Root, key: bytes) -> OpenedFile:
    """Opens a regular file in a folder. Raises NotThere, NotReadable and SourceUnavailable."""
    try:
        file = os.fdopen(root.reach(key, open_regular), "rb")
    except OSError as error:
        raise NotReadable(os_reason(error)) from error
    try:
        opened_at = dt.datetime.now(dt.UTC)
        return OpenedFile(root, key, file, os.fstat(file.fileno()), opened_at)
    except OSError as error:
        file.close()
        raise NotReadable(os_reason(error)) from error


def open_regular(path: bytes, start: int | None = None) -> int:
    """Opens a file for reading. Never waits for the other end of a pipe, never reads a device, and follows
    no link.

    Raises NotReadable for what is not a regular file, or the operating system's error.
    """
    flags = os.O_RDONLY
    for name in ("O_NONBLOCK", "O_NOCTTY", "O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"):
        flags |= getattr(os, name, 0)
    descriptor = os.open(path, flags, dir_fd=start)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise NotReadable("not a regular file")
    return descriptor
