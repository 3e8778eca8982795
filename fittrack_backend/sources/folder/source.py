"""A connected folder: what a scan finds in it, and opening its files."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import partial

from attrs import define, evolve, field

from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.folder.files import RACY_S, open_file
from fittrack_backend.sources.folder.memory import FolderMemory
from fittrack_backend.sources.folder.mounts import mount_point, was_unmounted
from fittrack_backend.sources.folder.names import display_name
from fittrack_backend.sources.folder.reach import Root, unmounted
from fittrack_backend.sources.folder.walk import (
    FoundFile,
    Walk,
    is_empty,
    walk,
)
from fittrack_backend.sources.inner_files import LEVEL
from fittrack_backend.sources.port import (
    Found,
    Gone,
    NotOffered,
    Opened,
    Page,
    SavedSource,
    SourceUnavailable,
)
from fittrack_backend.sources.unfolding import Unfolded, unfold
from fittrack_backend.sources.unpacking import open_inner, unpack

_GONE = "no longer in the folder"
_RACY_NS = int(RACY_S * 1e9)


@define
class FolderSource:
    """A folder; keys are paths relative to it, in the file system's own bytes, and for what is in an
    archive the archive's path and the one in it."""

    root: bytes
    memory: FolderMemory
    allowed: AllowedFolders
    _root: Root = field(init=False)
    """Knows which folder it was when it was last scanned: what is missing in another one proves nothing."""

    def __attrs_post_init__(self) -> None:
        """From the scan before, until there is another."""
        self._root = Root(self.root, self.memory.folder, self.memory.mounted_at, self.allowed)

    def __reduce__(self) -> tuple[type[FolderSource], tuple[bytes, FolderMemory, AllowedFolders]]:
        """Worker processes only open: what was in all the archives need not go with each task."""
        memory = evolve(self.memory, archives={}, folder=self._root.identity)
        return FolderSource, (self.root, memory, self.allowed)

    @classmethod
    def of(cls, saved: SavedSource) -> FolderSource:
        """The folder as it was saved: its settings are its path."""
        return cls(saved.settings, FolderMemory.of(saved.remembered), saved.folders)

    def scan(self, known: Collection[bytes], stopped: Callable[[], bool]) -> Iterator[Page]:
        """Everything in the folder at once, ordered by path, archives unfolded."""
        began_ns = time.time_ns()
        walked = walk(self._root, leave_out=self.allowed.identities(), stopped=stopped)
        if known and not walked.files and was_unmounted(self.root, self.memory.mounted_at):
            raise SourceUnavailable(
                f"the folder {display_name(self.root)} is empty: the device that held it at "
                f"{display_name(self.memory.mounted_at or b'')} is not mounted"
            )
        known_keys = set(known)
        changed = {
            file.path
            for file in walked.files
            if file.changed_ns >= self.memory.scanned_at_ns - _RACY_NS
        }
        self._root = evolve(self._root, identity=walked.identity)
        unfolded = unfold(
            partial(open_file, self._root),
            [_as_found(file) for file in walked.files],
            known_keys,
            self.memory.archives,
            lambda file: file.key in changed or file.key not in known_keys,
            stopped,
        )
        archives = {
            path: archive for path, archive in self.memory.archives.items() if walked.hides(path)
        } | unfolded.archives
        yield Page(
            unfolded.found,
            [*unfolded.not_offered, *_not_offered(walked, known_keys)],
            _gone(known_keys, walked, unfolded),
            FolderMemory(mount_point(self.root), began_ns, archives, walked.identity).kept(),
        )

    @contextmanager
    def open(self, key: bytes) -> Iterator[Opened]:
        """Opens a file for reading, a gzip unpacked. Raises NotThere, NotReadable and SourceUnavailable."""
        if LEVEL in key:
            with open_inner(self._root, key, partial(open_file, self._root)) as inner:
                yield inner
            return
        opened = open_file(self._root, key)
        with opened.file:
            yield unpack(opened)

    def for_opening(self, key: bytes) -> FolderSource:
        """Itself: what a scan alone needs does not go with it."""
        return self

    def check(self) -> None:
        """Raises SourceUnavailable when the folder, or the device that held it, is away, or when the account
        may not read it."""
        if is_empty(self._root) and was_unmounted(self.root, self.memory.mounted_at):
            raise SourceUnavailable(unmounted(self.root, self.memory.mounted_at or b""))


def _as_found(file: FoundFile) -> Found:
    return Found(file.path, display_name(file.path), file.stamp, file.size)


def _not_offered(walked: Walk, known: Collection[bytes]) -> list[NotOffered]:
    return [
        NotOffered(one.path, display_name(one.path), one.reason, one.failed)
        for one in walked.oddities
        if one.failed or one.path not in known
    ]


def _gone(known: Collection[bytes], walked: Walk, unfolded: Unfolded) -> list[Gone]:
    """What is no longer there; what could not be looked at may still be."""
    there = {one.key for one in unfolded.found}
    there.update(one.key for one in unfolded.not_offered)
    there.update(unfolded.archives)
    reasons = {one.path: one.reason for one in walked.oddities if not one.failed}
    return [
        Gone(key, _why_left_out(key, reasons) or _GONE)
        for key in sorted(key for key in known if key not in there)
        if _why_left_out(key, reasons) or not (walked.hides(_outer(key)) or unfolded.hides(key))
    ]


def _why_left_out(key: bytes, reasons: Mapping[bytes, str]) -> str | None:
    """Why it, or the folder that it lies in, was left out."""
    path = _outer(key)
    while path:
        if path in reasons:
            return reasons[path]
        path = path.rpartition(b"/")[0]
    return None


def _outer(key: bytes) -> bytes:
    return key.partition(LEVEL)[0]
