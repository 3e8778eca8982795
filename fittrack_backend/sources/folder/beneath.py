"""Going down from a folder without ever leaving it, whatever its links say or become meanwhile.

The way is gone name by name, each from the folder that is held open, and the operating system follows no
link on it (`O_NOFOLLOW`). A link is read and, where it leads to somewhere in the folder, gone again from
the top by that real path. So a link, or a folder that is swapped for one, can be taken at no moment, and
`..` is never asked for.

Where folders cannot be held open (Windows), the real path is compared just before: there a link that is
swapped in between could be followed, and making links takes a right that few have.
"""

# Paths are bytes here, since names need not be text; pathlib knows only text.
# ruff: noqa: PTH112, PTH116, PTH118

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from types import TracebackType
from typing import TypeVar

from attrs import field, frozen

T = TypeVar("T")

Identity = tuple[int, int]
"""Device and inode: which folder it is, whatever it is called."""

LEADS_OUT = "a link that leads out of the folder; connect the folder that it leads to"
_MOST_LINKS = 40
"""As many as Linux follows on one way."""
BY_DESCRIPTOR = (
    hasattr(os, "O_DIRECTORY")
    and {os.open, os.stat, os.readlink} <= os.supports_dir_fd
    and os.scandir in os.supports_fd
)
_LISTING = getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_GOING_THROUGH = _LISTING | getattr(os, "O_PATH", os.O_RDONLY)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_NO_LINK_ON_THE_WAY = 0x20000000
"""macOS: `O_NOFOLLOW_ANY`, which Python has no name for."""


class LeadsOut(Exception):
    """A link on the way leads out of the folder, or to what is closed; the message says so."""


class ALinkInTheWay(OSError):
    """The way to a folder leads through a link; `where` is the link."""

    def __init__(self, where: bytes) -> None:
        super().__init__(errno.ELOOP, os.strerror(errno.ELOOP))
        self.where = where


def never_closed(path: bytes) -> str | None:
    """For a folder in which nothing is closed."""
    return None


@frozen
class Held:
    """A folder that is held open until its `with` ends, by its real path; without a descriptor it is only
    that path.

    `closed` says why the way ends at a folder or file, by its real path. `above` is the folder that links
    must not lead out of, where it is not this one.
    """

    path: bytes
    descriptor: int | None
    closed: Callable[[bytes], str | None] = field(default=never_closed, eq=False)
    above: Held | None = None

    @property
    def identity(self) -> Identity:
        """Which folder it is. Raises OSError."""
        status = os.stat(self.path if self.descriptor is None else self.descriptor)
        return status.st_dev, status.st_ino

    def __enter__(self) -> Held:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)

    def folder(self, relative: bytes, *, to_list: bool = False) -> Held:
        """Holds a folder in it. Raises OSError and LeadsOut."""
        if self.descriptor is None:
            path = self._real(relative)
            _check_folder(path)
            return Held(path, None, self.closed, self._top)
        path, descriptor = self._way(relative, lambda name, start: _open(name, start, to_list))
        return Held(path, descriptor, self.closed, self._top)

    def reach(self, relative: bytes, do: Callable[[bytes, int | None], T]) -> T:
        """Does something with a file in it, by a path and the descriptor that the path starts from.

        What is done must follow no link, and raise OSError with ELOOP for one. Raises OSError and LeadsOut.
        """
        if self.descriptor is None:
            return do(self._real(relative), None)
        return self._way(relative, do)[1]

    def status(self, relative: bytes) -> os.stat_result:
        """Of a file or folder in it, links followed. Raises OSError and LeadsOut."""
        return self.reach(relative, status_without_links)

    def refusal(self, name: bytes) -> str | None:
        """Why the way ends at something in this folder, by its name."""
        return self.closed(os.path.join(self.path, name))

    @property
    def _top(self) -> Held:
        return self.above or self

    def _way(self, relative: bytes, do: Callable[[bytes, int], T]) -> tuple[bytes, T]:
        """Goes to the folder that holds `relative`, and does something there with its last name."""
        begin, names = self, relative.split(b"/")
        for _ in range(_MOST_LINKS):
            here, opened = begin.path, list[int]()
            assert begin.descriptor is not None
            try:
                for number, name in enumerate(names):
                    start = opened[-1] if opened else begin.descriptor
                    path = here + b"/" + name if here != b"/" else here + name
                    if (why := self.closed(path)) is not None or name == b"..":
                        raise LeadsOut(why or LEADS_OUT)
                    try:
                        if number == len(names) - 1:
                            return path, do(name, start)
                        opened.append(_open(name, start, to_list=False))
                    except OSError as error:
                        target = _link(name, start, error)
                        if target is None:
                            raise
                        inside = self._top.names_to(os.path.join(here, target))
                        begin, names = self._top, inside + names[number + 1 :]
                        break
                    here = path
            finally:
                for descriptor in opened:
                    os.close(descriptor)
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))

    def names_to(self, path: bytes) -> list[bytes]:
        """The names from this folder to where a path really leads. Raises LeadsOut."""
        real = os.path.realpath(path)
        if real == self.path:
            return [b"."]
        top = self.path.rstrip(b"/") + b"/"
        if not real.startswith(top):
            raise LeadsOut(LEADS_OUT)
        return real.removeprefix(top).split(b"/")

    def _real(self, relative: bytes) -> bytes:
        """The real path of something in it, where folders cannot be held open. Raises LeadsOut."""
        real = os.path.realpath(os.path.join(self.path, relative))
        separator = os.fsencode(os.sep)
        if real != self._top.path and not real.startswith(
            self._top.path.rstrip(separator) + separator
        ):
            raise LeadsOut(LEADS_OUT)
        if (why := self.closed(real)) is not None:
            raise LeadsOut(why)
        return real


def hold(
    path: bytes, closed: Callable[[bytes], str | None] = never_closed, *, to_list: bool = False
) -> Held:
    """Holds a folder by its real path. Raises ALinkInTheWay where it is not one any more, and OSError."""
    if not BY_DESCRIPTOR:
        _check_folder(path)
        if os.path.realpath(path) != path:
            raise ALinkInTheWay(path)
        return Held(path, None, closed)
    return Held(path, _open_real(path, to_list), closed)


def status_without_links(path: bytes, start: int | None) -> os.stat_result:
    """The status of what is there. Raises OSError, with ELOOP for a link."""
    status = os.stat(path, dir_fd=start, follow_symlinks=False)
    if stat.S_ISLNK(status.st_mode):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return status


def _open(name: bytes, start: int, to_list: bool) -> int:
    return os.open(name, (_LISTING if to_list else _GOING_THROUGH) | _NO_LINK, dir_fd=start)


def _open_real(path: bytes, to_list: bool) -> int:
    if sys.platform == "darwin":  # going name by name would ask for the right to list each folder
        try:
            return os.open(path, _LISTING | _NO_LINK_ON_THE_WAY)
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise ALinkInTheWay(path) from error
            raise
    descriptor = os.open(b"/", _GOING_THROUGH)
    here = b""
    names = [name for name in path.split(b"/") if name]
    for number, name in enumerate(names):
        here += b"/" + name
        above = descriptor
        try:
            descriptor = _open(name, above, to_list and number == len(names) - 1)
        except OSError as error:
            if _link(name, above, error) is not None:
                raise ALinkInTheWay(here) from error
            raise
        finally:
            os.close(above)
    if not names and to_list:
        os.close(descriptor)
        return os.open(b"/", _LISTING)
    return descriptor


def _link(name: bytes, start: int, error: OSError) -> bytes | None:
    """Where a name leads that could not be opened; None where it is no link."""
    if error.errno not in (errno.ELOOP, errno.ENOTDIR, errno.EMLINK):
        return None
    try:
        return os.readlink(name, dir_fd=start)
    except OSError:
        return None


def _check_folder(path: bytes) -> None:
    if not os.path.isdir(path):
        os.stat(path)
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
