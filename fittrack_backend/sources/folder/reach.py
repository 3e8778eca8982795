"""Reaching into a folder so that a folder that is away is never taken for files that were removed.

A missing name proves something only where the folder that should hold it is there. So the folder is held
open, and what is in it is reached from there: it is certain which of the two was missing, also when the folder
is moved away and back meanwhile. Where the operating system cannot do that, paths are used.

What the account may not read is refused here, at each opening.
"""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import TypeVar

from attrs import field, frozen

from fittrack_backend.os_errors import os_reason
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.folder.beneath import (
    ALinkInTheWay,
    Held,
    Identity,
    LeadsOut,
    hold,
)
from fittrack_backend.sources.folder.mounts import was_unmounted
from fittrack_backend.sources.folder.names import display_name
from fittrack_backend.sources.port import NotReadable, NotThere, SourceUnavailable

T = TypeVar("T")

MISSING = (errno.ENOENT, errno.ENOTDIR)
"""The errors of a path that leads to nothing."""
FOLDER_VANISHED = "the folder that holds it vanished during the sync"


@frozen
class Root:
    """A connected folder: where it is, which one it was when it was scanned, and where the file system
    was mounted then that held it; and what of it may be read."""

    path: bytes
    identity: Identity | None = None
    mounted_at: bytes | None = None
    allowed: AllowedFolders = field(factory=AllowedFolders)
    _refusal: str | None = field(init=False, eq=False)
    """Why it may not be read."""

    @_refusal.default
    def _of_path(self) -> str | None:
        return self.allowed.refusal(self.path)

    def held(self, *, to_list: bool = False) -> Held:
        """The folder, held open. Raises OSError, and SourceUnavailable where it may not be read."""
        if self._refusal is not None:
            raise SourceUnavailable(
                f"the folder {display_name(self.path)} may not be read: {self._refusal}"
            )
        return hold(self.path, self.allowed.closed_because, to_list=to_list)

    def reach(self, key: bytes, do: Callable[[bytes, int | None], T]) -> T:
        """Does something with a file in the folder, by a path and the descriptor that it starts from.

        Raises SourceUnavailable when the folder vanished or was replaced, NotReadable when the folder
        in it that held the file vanished or a link leads out, NotThere when only the file is missing; and
        OSError.
        """
        try:
            top = self.held()
        except OSError as error:
            raise SourceUnavailable(vanished(self.path, error)) from error
        above, _, name = key.rpartition(b"/")
        with top:
            if not above:
                return self._reach_in(top, name, top, do)
            try:
                folder = top.folder(above)
            except LeadsOut as error:
                raise NotReadable(str(error)) from error
            except OSError as error:
                if error.errno not in MISSING:
                    raise
                self._check_same(top)
                raise NotReadable(FOLDER_VANISHED) from error
            with folder:
                return self._reach_in(folder, name, top, do)

    def _reach_in(
        self, folder: Held, name: bytes, top: Held, do: Callable[[bytes, int | None], T]
    ) -> T:
        try:
            return folder.reach(name, do)
        except LeadsOut as error:
            raise NotReadable(str(error)) from error
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
    if isinstance(error, ALinkInTheWay):
        return (
            f"the way to the folder {name} leads through a link now, {display_name(error.where)}; "
            "connect the folder that it leads to"
        )
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
