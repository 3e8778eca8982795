"""Opening what is in an archive or a gzip of a folder, unpacked into memory."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import BinaryIO

from attrs import define

from fittrack_backend.digests import sha256_of
from fittrack_backend.sources.archives import (
    LEVEL,
    Archive,
    ArchiveError,
    kind_of,
    unpacked,
)
from fittrack_backend.sources.folder.archives import LIMITS
from fittrack_backend.sources.folder.files import OpenedFile, open_file
from fittrack_backend.sources.folder.reach import Root
from fittrack_backend.sources.port import (
    NotReadable,
    NotThere,
    Stamp,
)

_KEPT_S = 2.0
"""How long an archive stays open after its last use."""


@define
class OpenedInner:
    """A file in an archive, unpacked into memory, as it was when the archive was opened."""

    file: BinaryIO
    size: int
    stamp: Stamp | None
    archive: OpenedFile
    damage: str | None

    @property
    def modified_at(self) -> None:
        """Not known: archives keep local times of an unknown zone."""
        return None

    def has_changed(self) -> bool:
        """Whether the archive has changed."""
        return self.archive.has_changed()


@define
class _Kept:
    """The archive that was opened last: what is in it is read one after the other."""

    root: Root
    path: bytes
    opened: OpenedFile
    archive: Archive
    digest: str

    def close(self) -> None:
        self.archive.close()
        self.opened.file.close()


class _Keeper:
    """Keeps one archive open for as long as it is in use, and a little longer: one that stays open would
    keep its device from being unmounted."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._kept: _Kept | None = None
        self._used_at = 0.0
        self._is_timed = False

    @contextmanager
    def using(self, root: Root, path: bytes) -> Iterator[_Kept]:
        with self._lock:
            try:
                yield self._get(root, path)
            finally:
                self._used_at = time.monotonic()
                if self._kept is not None and not self._is_timed:
                    self._close_later(_KEPT_S)

    def _get(self, root: Root, path: bytes) -> _Kept:
        kept = self._kept
        if kept is not None and (kept.root, kept.path) == (root, path):
            with suppress(NotThere, NotReadable):
                if not kept.opened.has_changed():
                    return kept
        self.close()
        opened = open_file(root, path)
        try:
            digest = sha256_of(opened.file)
            self._kept = _Kept(root, path, opened, Archive(opened.file, LIMITS), digest)
        except ArchiveError as error:
            opened.file.close()
            raise NotReadable(str(error), Stamp(digest)) from error
        except BaseException:
            opened.file.close()
            raise
        return self._kept

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _close_later(self, wait_s: float) -> None:
        self._is_timed = True
        timer = threading.Timer(wait_s, self._close_unused)
        timer.daemon = True
        timer.start()

    def _close_unused(self) -> None:
        with self._lock:
            left_s = self._used_at + _KEPT_S - time.monotonic()
            if left_s > 0:
                self._close_later(left_s)
                return
            self._is_timed = False
            self.close()


_keeper = _Keeper()


@contextmanager
def open_inner(root: Root, key: bytes) -> Iterator[OpenedInner]:
    """Opens what is in an archive. Raises NotThere, NotReadable and SourceUnavailable."""
    outer, _, inner = key.partition(LEVEL)
    with _keeper.using(root, outer) as kept:
        try:
            found = kept.archive.read(inner)
        except ArchiveError as error:
            raise NotReadable(str(error), Stamp(kept.digest)) from error
        size = len(found.data)
        yield OpenedInner(BytesIO(found.data), size, Stamp(kept.digest), kept.opened, found.damage)


@define
class OpenedGzip:
    """A gzip's content, unpacked into memory; of a file of its own, not an archive."""

    file: BinaryIO
    size: int
    packed: OpenedFile
    damage: str | None

    @property
    def stamp(self) -> Stamp | None:
        """That of the file."""
        return self.packed.stamp

    @property
    def modified_at(self) -> dt.datetime | None:
        """When the file was last written."""
        return self.packed.modified_at

    def has_changed(self) -> bool:
        """Whether the file has changed."""
        return self.packed.has_changed()


def unpack(opened: OpenedFile) -> OpenedFile | OpenedGzip:
    """The file, or its content where it is a gzip. Raises NotReadable."""
    head = opened.file.read(4)
    opened.file.seek(0)
    if kind_of(head) == "zip":
        raise NotReadable("it has become an archive since it was found; the next sync opens it")
    if kind_of(head) != "gzip":
        return opened
    try:
        found = unpacked(opened.file.read(LIMITS.file_bytes + 1), LIMITS)
    except ArchiveError as error:
        raise NotReadable(str(error), opened.stamp, opened.size) from error
    return OpenedGzip(BytesIO(found.data), len(found.data), opened, found.damage)
