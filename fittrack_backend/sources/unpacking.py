"""Opening what is in an archive or a gzip of a source, unpacked into memory."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from io import BytesIO
from typing import BinaryIO

from attrs import define

from fittrack_backend.digests import sha256_of
from fittrack_backend.sources.archives import kind_of, unpacked
from fittrack_backend.sources.containers import container_of
from fittrack_backend.sources.inner_files import LEVEL, ArchiveError, Container
from fittrack_backend.sources.port import (
    NotReadable,
    NotThere,
    Opened,
    Stamp,
)
from fittrack_backend.sources.table_rows import told_by
from fittrack_backend.sources.unfolding import LIMITS, Opener, read_beside

_KEPT_S = 2.0
"""How long an archive stays open after its last use."""


@define
class OpenedInner:
    """A file in an archive, unpacked into memory, as it was when the archive was opened."""

    file: BinaryIO
    size: int
    stamp: Stamp | None
    archive: Opened
    damage: str | None
    tells_of: bytes | None

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

    place: Hashable
    key: bytes
    opened: Opened
    container: Container
    digest: str

    def close(self) -> None:
        self.container.close()
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
    def using(self, place: Hashable, key: bytes, open_file: Opener) -> Iterator[_Kept]:
        with self._lock:
            try:
                yield self._get(place, key, open_file)
            finally:
                self._used_at = time.monotonic()
                if self._kept is not None and not self._is_timed:
                    self._close_later(_KEPT_S)

    def _get(self, place: Hashable, key: bytes, open_file: Opener) -> _Kept:
        kept = self._kept
        if kept is not None and (kept.place, kept.key) == (place, key):
            with suppress(NotThere, NotReadable):
                if not kept.opened.has_changed():
                    return kept
        self.close()
        opened = open_file(key)
        try:
            digest = sha256_of(opened.file)
            container = container_of(
                opened.file, opened.size, LIMITS, partial(read_beside, open_file, key)
            )
            if container is None:
                raise ArchiveError("it is no archive any more")
            self._kept = _Kept(place, key, opened, container, digest)
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
def open_inner(place: Hashable, key: bytes, open_file: Opener) -> Iterator[OpenedInner]:
    """Opens what is in an archive; an equal `place` has the same archive under the same key. Raises NotThere, NotReadable and SourceUnavailable."""
    outer, _, inner = key.partition(LEVEL)
    with _keeper.using(place, outer, open_file) as kept:
        try:
            found = kept.container.read(inner)
            tells_of = told_by(outer, kept.container, inner)
        except ArchiveError as error:
            raise NotReadable(str(error), Stamp(kept.digest)) from error
        size = len(found.data)
        yield OpenedInner(
            BytesIO(found.data), size, Stamp(kept.digest), kept.opened, found.damage, tells_of
        )


@define
class OpenedGzip:
    """A gzip's content, unpacked into memory; of a file of its own, not an archive."""

    file: BinaryIO
    size: int
    packed: Opened
    damage: str | None
    tells_of: None = None

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


def unpack(opened: Opened) -> Opened | OpenedGzip:
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
