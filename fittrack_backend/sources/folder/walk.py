"""Walking through a folder: all its files, without what is hidden and without going in circles."""

# Paths are bytes here, since names need not be text; pathlib knows only text.

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType

from attrs import define, field, frozen

from fittrack_backend.os_errors import os_reason
from fittrack_backend.sources.folder.beneath import Held, Identity, LeadsOut
from fittrack_backend.sources.folder.files import stamp_of
from fittrack_backend.sources.folder.reach import (
    MISSING,
    Root,
    replaced,
    unavailable,
    vanished,
)
from fittrack_backend.sources.port import Interrupted, SourceUnavailable, Stamp

VANISHED = "it vanished while the folder was being listed"


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
    """What is in a folder, ordered by path, and which folder that was."""

    identity: Identity
    files: list[FoundFile] = field(factory=list)
    oddities: list[Oddity] = field(factory=list)
    unseen: set[bytes] = field(factory=set)
    """What could not be looked at: nothing is known of it, nor of what is in it."""

    def hides(self, path: bytes) -> bool:
        """Whether the path is, or lies, where the walk could not look."""
        while path:
            if path in self.unseen:
                return True
            path = path.rpartition(b"/")[0]
        return False


def walk(
    root: Root,
    *,
    leave_out: Mapping[Identity, str] = MappingProxyType({}),
    stopped: Callable[[], bool] = lambda: False,
) -> Walk:
    """All that is in the folder `root`, without what is hidden, and without what may not be read.

    Links that lead to somewhere in the folder are followed: those to folders after all real folders, each
    folder once, whichever way leads to it. `leave_out` names folders never to go into and files never to
    offer, with why: opening the server's database under another name and closing it would take the locks of
    the server's own connections away (https://sqlite.org/howtocorrupt.html, section 2.2). Raises SourceUnavailable when `root` cannot be listed, or is another folder in the end than in
    the beginning; Interrupted when `stopped`.
    """
    try:
        with root.held(to_list=True) as top:
            found = _walk_from(top, leave_out, stopped)
    except OSError as error:
        raise SourceUnavailable(unavailable(root.path, error)) from error
    try:
        with root.held(to_list=True) as now:
            is_same = now.identity == found.identity
    except OSError as error:
        raise SourceUnavailable(vanished(root.path, error)) from error
    if not is_same:
        raise SourceUnavailable(replaced(root.path))
    found.files.sort(key=lambda file: file.path)
    found.oddities.sort(key=lambda oddity: oddity.path)
    return found


def _walk_from(top: Held, leave_out: Mapping[Identity, str], stopped: Callable[[], bool]) -> Walk:
    found, seen = Walk(top.identity), set(leave_out)
    if found.identity in seen:
        return found
    seen.add(found.identity)
    folders, links = list[bytes](), list[bytes]()
    _list(top, top, b"", found, folders, links, leave_out, stopped)
    while folders or links:
        links.sort(reverse=True)
        relative = folders.pop() if folders else links.pop()
        try:
            with top.folder(relative, to_list=True) as folder:
                identity = folder.identity
                if identity in seen:
                    continue
                seen.add(identity)
                _list(top, folder, relative, found, folders, links, leave_out, stopped)
        except LeadsOut as error:
            found.oddities.append(Oddity(relative, str(error), failed=False))
        except OSError as error:
            found.unseen.add(relative)
            reason = VANISHED if error.errno in MISSING else os_reason(error)
            found.oddities.append(Oddity(relative, reason, failed=True))
    return found


def _list(
    top: Held,
    folder: Held,
    relative: bytes,
    found: Walk,
    folders: list[bytes],
    links: list[bytes],
    leave_out: Mapping[Identity, str],
    stopped: Callable[[], bool],
) -> None:
    prefix = relative + b"/" if relative else b""
    with _entries(folder) as entries:
        for entry in entries:
            if stopped():
                raise Interrupted
            name = os.fsencode(entry.name)
            if name.startswith(b"."):
                continue
            path = prefix + name
            try:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                    continue
                if entry.is_symlink() or os.name == "nt":
                    status = top.status(path)
                else:
                    status = entry.stat(follow_symlinks=False)
                    if (why := folder.refusal(name)) is not None:
                        raise LeadsOut(why)
            except LeadsOut as error:
                found.oddities.append(Oddity(path, str(error), failed=False))
                continue
            except OSError as error:
                _note_failure(entry, path, error, found)
                continue
            if (left_out := leave_out.get((status.st_dev, status.st_ino))) is not None:
                found.oddities.append(Oddity(path, left_out, failed=False))
            elif stat.S_ISREG(status.st_mode):
                found.files.append(_found(path, status))
            elif stat.S_ISDIR(status.st_mode):
                links.append(path)
            else:
                found.oddities.append(Oddity(path, _kind(status.st_mode), failed=False))


def _entries(folder: Held) -> AbstractContextManager[Iterator[os.DirEntry[str]]]:
    if folder.descriptor is None:
        return os.scandir(os.fsdecode(folder.path))
    return os.scandir(folder.descriptor)


def _found(path: bytes, status: os.stat_result) -> FoundFile:
    changed_ns = max(status.st_mtime_ns, status.st_ctime_ns)
    return FoundFile(path, stamp_of(status), status.st_size, changed_ns)


def _note_failure(entry: os.DirEntry[str], path: bytes, error: OSError, found: Walk) -> None:
    if error.errno == errno.ENOENT:
        if entry.is_symlink():
            found.unseen.add(path)
            found.oddities.append(Oddity(path, "a link that leads nowhere", failed=False))
        return
    found.unseen.add(path)
    found.oddities.append(Oddity(path, os_reason(error), failed=error.errno != errno.ELOOP))


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a named pipe, not a file"
    if stat.S_ISSOCK(mode):
        return "a socket, not a file"
    return "a device, not a file"


def is_empty(root: Root) -> bool:
    """Whether nothing that is not hidden is in the folder. Raises SourceUnavailable when it cannot be
    listed."""
    try:
        with root.held(to_list=True) as top, _entries(top) as entries:
            return all(entry.name.startswith(".") for entry in entries)
    except OSError as error:
        raise SourceUnavailable(unavailable(root.path, error)) from error
