"""A connected folder: what a scan finds in it, and opening its files."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from fittrack_backend.sources.folder.files import OpenedFile, display_name, open_file
from fittrack_backend.sources.folder.mounts import mount_point, was_unmounted
from fittrack_backend.sources.folder.walk import Walk, check_available, identity, is_empty, walk
from fittrack_backend.sources.port import (
    Found,
    Gone,
    NotOffered,
    Page,
    SavedSource,
    SourceUnavailable,
)

_GONE = "no longer in the folder"


@frozen
class FolderSource:
    """A folder; keys are paths relative to it, in the file system's own bytes."""

    root: bytes
    mounted_at: bytes | None
    """Where the file system was mounted that held the folder when it was last scanned."""
    server_folder: Path

    @classmethod
    def of(cls, saved: SavedSource) -> FolderSource:
        """The folder as it was saved: its settings are its path."""
        return cls(saved.settings, saved.remembered, saved.server_folder)

    def scan(self, known: Collection[bytes], stopped: Callable[[], bool]) -> Iterator[Page]:
        """Everything in the folder at once, ordered by path."""
        own = identity(self.server_folder)
        found = walk(self.root, leave_out=[own] if own else [], stopped=stopped)
        there = {file.path for file in found.files}
        gone = sorted(path for path in known if path not in there and not found.hides(path))
        if gone and not found.files and was_unmounted(self.root, self.mounted_at):
            raise SourceUnavailable(
                f"the folder {display_name(self.root)} is empty: the device that held it at "
                f"{display_name(self.mounted_at or b'')} is not mounted"
            )
        yield _page(found, gone, mount_point(self.root))

    @contextmanager
    def open(self, key: bytes) -> Iterator[OpenedFile]:
        """Opens a file for reading. Raises NotThere and NotReadable."""
        opened = open_file(os.path.join(self.root, key))  # noqa: PTH118 - bytes
        with opened.file:
            yield opened

    def check(self) -> None:
        """Raises SourceUnavailable when the folder, or the device that held it, is away."""
        check_available(self.root)
        if is_empty(self.root) and was_unmounted(self.root, self.mounted_at):
            raise SourceUnavailable(f"the folder {display_name(self.root)} was unmounted")


def _page(found: Walk, gone: list[bytes], mounted_at: bytes) -> Page:
    return Page(
        [Found(one.path, display_name(one.path), one.stamp, one.size) for one in found.files],
        [
            NotOffered(one.path, display_name(one.path), one.reason, one.failed)
            for one in found.oddities
        ],
        [Gone(path, _GONE) for path in gone],
        mounted_at,
    )
