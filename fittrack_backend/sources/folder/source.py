"""A connected folder: what a scan finds in it, and opening its files."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from fittrack_backend.sources.archives import LEVEL
from fittrack_backend.sources.folder.archives import open_inner, unfold, unpack
from fittrack_backend.sources.folder.files import RACY_S, display_name, open_file
from fittrack_backend.sources.folder.memory import FolderMemory
from fittrack_backend.sources.folder.mounts import mount_point, was_unmounted
from fittrack_backend.sources.folder.walk import (
    FoundFile,
    check_available,
    identity,
    is_empty,
    walk,
)
from fittrack_backend.sources.port import (
    Gone,
    NotOffered,
    Opened,
    Page,
    SavedSource,
    SourceUnavailable,
)

_GONE = "no longer in the folder"
_RACY_NS = int(RACY_S * 1e9)


@frozen
class FolderSource:
    """A folder; keys are paths relative to it, in the file system's own bytes, and for what is in an
    archive the archive's path and the one in it."""

    root: bytes
    memory: FolderMemory
    server_folder: Path

    def __reduce__(self) -> tuple[type[FolderSource], tuple[bytes, FolderMemory, Path]]:
        """Worker processes only open: what was in all the archives need not go with each task."""
        return FolderSource, (self.root, FolderMemory(), self.server_folder)

    @classmethod
    def of(cls, saved: SavedSource) -> FolderSource:
        """The folder as it was saved: its settings are its path."""
        return cls(saved.settings, FolderMemory.of(saved.remembered), saved.server_folder)

    def scan(self, known: Collection[bytes], stopped: Callable[[], bool]) -> Iterator[Page]:
        """Everything in the folder at once, ordered by path, archives unfolded."""
        began_ns = time.time_ns()
        own = identity(self.server_folder)
        walked = walk(self.root, leave_out=[own] if own else [], stopped=stopped)
        if known and not walked.files and was_unmounted(self.root, self.memory.mounted_at):
            raise SourceUnavailable(
                f"the folder {display_name(self.root)} is empty: the device that held it at "
                f"{display_name(self.memory.mounted_at or b'')} is not mounted"
            )
        known_keys = set(known)

        def is_new(file: FoundFile) -> bool:
            changed_since = file.changed_ns >= self.memory.scanned_at_ns - _RACY_NS
            return changed_since or file.path not in known_keys

        unfolded = unfold(
            self.root, walked.files, known_keys, self.memory.archives, is_new, stopped
        )
        there = {one.key for one in unfolded.found}
        there.update(one.key for one in unfolded.not_offered)
        there.update(unfolded.archives)
        gone = sorted(key for key in known_keys - there if not walked.hides(key))
        memory = FolderMemory(mount_point(self.root), began_ns, unfolded.archives)
        yield Page(
            unfolded.found,
            [
                *unfolded.not_offered,
                *[
                    NotOffered(one.path, display_name(one.path), one.reason, one.failed)
                    for one in walked.oddities
                ],
            ],
            [Gone(key, _GONE) for key in gone],
            memory.kept(),
        )

    @contextmanager
    def open(self, key: bytes) -> Iterator[Opened]:
        """Opens a file for reading, a gzip unpacked. Raises NotThere and NotReadable."""
        if LEVEL in key:
            with open_inner(self.root, key) as inner:
                yield inner
            return
        opened = open_file(os.path.join(self.root, key))  # noqa: PTH118 - bytes
        with opened.file:
            yield unpack(opened)

    def check(self) -> None:
        """Raises SourceUnavailable when the folder, or the device that held it, is away."""
        check_available(self.root)
        if is_empty(self.root) and was_unmounted(self.root, self.memory.mounted_at):
            raise SourceUnavailable(f"the folder {display_name(self.root)} was unmounted")
