"""Walking through a folder: all its files, without what is hidden and without going in circles."""

# Paths are bytes here, since names need not be text; pathlib knows only text.
# ruff: noqa: PTH116, PTH118

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path

from attrs import define, field, frozen

from fittrack_backend.os_errors import os_reason
from fittrack_backend.sources.folder.files import display_name, stamp_of
from fittrack_backend.sources.port import Interrupted, SourceUnavailable, Stamp


@frozen
class FoundFile:
    """A regular file; `path` is relative to the folder, in the file system's own bytes."""

    path: bytes
    stamp: Stamp
    size: int
    changed_ns: int
    """When it was last written, renamed or otherwise changed, in nanoseconds since 1970."""


@frozen
class Oddity:
    """Something in the folder that is not a file to read: why, and whether that is a failure."""

    path: bytes
    reason: str
    failed: bool


@define
class Walk:
    """What is in a folder, ordered by path."""

    files: list[FoundFile] = field(factory=list)
    oddities: list[Oddity] = field(factory=list)
    unreadable: list[bytes] = field(factory=list)
    """Folders whose contents could not be listed: nothing is known of what is in them."""

    def hides(self, path: bytes) -> bool:
        """Whether the path lies where the walk could not look."""
        return any(path.startswith(folder + b"/") for folder in self.unreadable)


def walk(
    root: bytes,
    *,
    leave_out: Iterable[tuple[int, int]] = (),
    stopped: Callable[[], bool] = lambda: False,
) -> Walk:
    """All that is in the folder `root`, without what is hidden.

    Links to files are followed. Links to folders are followed after all real folders, each
    folder once, whichever way leads to it. `leave_out` names folders (device, inode) never to go
    into. Raises SourceUnavailable when `root` cannot be listed, Interrupted when `stopped`.
    """
    found = Walk()
    seen = set(leave_out)
    folders, links = [b""], list[bytes]()
    while folders or links:
        links.sort(reverse=True)
        relative = folders.pop() if folders else links.pop()
        absolute = os.path.join(root, relative) if relative else root
        try:
            status = os.stat(absolute)
            identity = status.st_dev, status.st_ino
            if identity in seen:
                continue
            seen.add(identity)
            _list(absolute, relative, found, folders, links, stopped)
        except OSError as error:
            if not relative:
                raise SourceUnavailable(_unavailable(root, error)) from error
            found.unreadable.append(relative)
            if error.errno not in (errno.ENOENT, errno.ENOTDIR):
                found.oddities.append(Oddity(relative, os_reason(error), failed=True))
    found.files.sort(key=lambda file: file.path)
    found.oddities.sort(key=lambda oddity: oddity.path)
    return found


def _list(
    absolute: bytes,
    relative: bytes,
    found: Walk,
    folders: list[bytes],
    links: list[bytes],
    stopped: Callable[[], bool],
) -> None:
    prefix = relative + b"/" if relative else b""
    with os.scandir(absolute) as entries:
        for entry in entries:
            if stopped():
                raise Interrupted
            if entry.name.startswith(b"."):
                continue
            path = prefix + entry.name
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                    continue
                status = entry.stat()
                if os.name == "nt":
                    status = os.stat(entry.path)
            except OSError as error:
                _note_failure(entry, path, error, found)
                continue
            if stat.S_ISREG(status.st_mode):
                found.files.append(_found(path, status))
            elif stat.S_ISDIR(status.st_mode):
                links.append(path)
            else:
                found.oddities.append(Oddity(path, _kind(status.st_mode), failed=False))


def _found(path: bytes, status: os.stat_result) -> FoundFile:
    changed_ns = max(status.st_mtime_ns, status.st_ctime_ns)
    return FoundFile(path, stamp_of(status), status.st_size, changed_ns)


def _note_failure(entry: os.DirEntry[bytes], path: bytes, error: OSError, found: Walk) -> None:
    if error.errno == errno.ENOENT:
        if entry.is_symlink():
            found.oddities.append(Oddity(path, "a link that leads nowhere", failed=False))
        return
    found.oddities.append(Oddity(path, os_reason(error), failed=error.errno != errno.ELOOP))


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a named pipe, not a file"
    if stat.S_ISSOCK(mode):
        return "a socket, not a file"
    return "a device, not a file"


def _unavailable(root: bytes, error: OSError) -> str:
    name = display_name(root)
    if error.errno == errno.ENOENT:
        return f"the folder {name} is not there"
    if error.errno == errno.ENOTDIR:
        return f"{name} is not a folder"
    return f"the folder {name} cannot be read: {os_reason(error)}"


def check_available(root: bytes) -> None:
    """Raises SourceUnavailable when the folder cannot be listed."""
    try:
        with os.scandir(root) as entries:
            next(entries, None)
    except OSError as error:
        raise SourceUnavailable(_unavailable(root, error)) from error


def is_empty(root: bytes) -> bool:
    """Whether nothing that is not hidden is in the folder; True when it cannot be listed."""
    try:
        with os.scandir(root) as entries:
            return all(entry.name.startswith(b".") for entry in entries)
    except OSError:
        return True


def identity(path: Path) -> tuple[int, int] | None:
    """The device and inode of a folder, where it is there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
