"""Reaching into a folder so that a folder that is away is never taken for files that were removed.

A missing name proves something only where the folder that should hold it is there. So the folder is held
open, and what is in it is reached from there: it is certain which of the two was missing, also when the folder
is moved away and back meanwhile. Where the operating system cannot do that, paths are used.
"""

# Paths are bytes here, since names need not be text; pathlib knows only text.
# ruff: noqa: PTH112, PTH116, PTH118

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TypeVar

from attrs import frozen

from fittrack_backend.os_errors import os_reason
from fittrack_backend.sources.folder.mounts import was_unmounted
from fittrack_backend.sources.folder.names import display_name
from fittrack_backend.sources.port import NotReadable, NotThere, SourceUnavailable

T = TypeVar("T")

Identity = tuple[int, int]
"""Device and inode: which folder it is, whatever it is called."""

MISSING = (errno.ENOENT, errno.ENOTDIR)
"""The errors of a path that leads to nothing."""
FOLDER_VANISHED = "the folder that holds it vanished during the sync"
_BY_DESCRIPTOR = (
    hasattr(os, "O_DIRECTORY")
    and {os.open, os.stat} <= os.supports_dir_fd
    and os.scandir in os.supports_fd
)
_FLAGS = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_GOING_THROUGH = _FLAGS | getattr(os, "O_PATH", os.O_RDONLY)


@frozen
class Held:
    """A folder that is held open; without a descriptor it is only a path."""

    path: bytes
    descriptor: int | None

    @property
    def identity(self) -> Identity:
        """Which folder it is. Raises OSError."""
        status = os.stat(self.path if self.descriptor is None else self.descriptor)
        return status.st_dev, status.st_ino

    def place(self, relative: bytes) -> tuple[bytes, int | None]:
        """The path of something in it, and the descriptor that the path starts from."""
        if self.descriptor is None:
            return os.path.join(self.path, relative), None
        return relative, self.descriptor


@contextmanager
def hold(path: bytes, above: Held | None = None, *, to_list: bool = False) -> Iterator[Held]:
    """Holds a folder, by its path or by that from the folder `above`. Raises OSError."""
    path, start = above.place(path) if above is not None else (path, None)
    if not _BY_DESCRIPTOR:
        if not os.path.isdir(path):
            os.stat(path)
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        yield Held(path, None)
        return
    descriptor = os.open(path, _FLAGS if to_list else _GOING_THROUGH, dir_fd=start)
    try:
        yield Held(path, descriptor)
    finally:
        os.close(descriptor)


@frozen
class Root:
    """A connected folder: where it is, which one it was when it was scanned, and where the file system
    was mounted then that held it."""

    path: bytes
    identity: Identity | None = None
    mounted_at: bytes | None = None

    def reach(self, key: bytes, do: Callable[[bytes, int | None], T]) -> T:
        """Does something with a file in the folder, by a path and the descriptor that it starts from.

        Raises SourceUnavailable when the folder vanished or was replaced, NotReadable when the folder
        in it that held the file vanished, NotThere when only the file did; and OSError.
        """
        with ExitStack() as held:
            try:
                top = held.enter_context(hold(self.path))
            except OSError as error:
                raise SourceUnavailable(vanished(self.path, error)) from error
            above, _, name = key.rpartition(b"/")
            try:
                folder = held.enter_context(hold(above, top)) if above else top
            except OSError as error:
                if error.errno not in MISSING:
                    raise
                self._check_same(top)
                raise NotReadable(FOLDER_VANISHED) from error
            try:
                return do(*folder.place(name))
            except FileNotFoundError as error:
                self._check_same(top)
                raise NotThere from error

    def _check_same(self, top: Held) -> None:
        """Raises SourceUnavailable where another folder lies in the place of the one that was scanned."""
        if self.identity is None or top.identity == self.identity:
            return
        if was_unmounted(self.path, self.mounted_at):
            raise SourceUnavailable(unmounted(self.path, self.mounted_at or b""))
        raise SourceUnavailable(replaced(self.path))


def unavailable(root: bytes, error: OSError) -> str:
    """Why a folder cannot be listed."""
    name = display_name(root)
    if error.errno == errno.ENOENT:
        return f"the folder {name} is not there"
    if error.errno == errno.ENOTDIR:
        return f"{name} is not a folder"
    return f"the folder {name} cannot be read: {os_reason(error)}"


def vanished(root: bytes, error: OSError) -> str:
    """Why a folder cannot be reached that was there when the sync began."""
    if error.errno in MISSING:
        return f"the folder {display_name(root)} vanished during the sync"
    return unavailable(root, error)


def replaced(root: bytes) -> str:
    """Of a folder that is another than the one that was scanned."""
    return f"the folder {display_name(root)} was replaced by a different folder during the sync"


def unmounted(root: bytes, mounted_at: bytes) -> str:
    """Of a folder whose device is away."""
    return (
        f"the folder {display_name(root)} was unmounted: the device that held it at "
        f"{display_name(mounted_at)} is away"
    )
