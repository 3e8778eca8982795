"""A stored original as something to read: as a source opens its files, without the source."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from attrs import frozen

from fittrack_backend.sources.port import Page, Stamp
from fittrack_backend.sources.stored import check_store, open_original


@frozen
class OpenedOriginal:
    """An original that is open: whole, and as it was kept."""

    file: BinaryIO
    size: int
    modified_at: dt.datetime | None
    damage: str | None
    stamp: Stamp | None = None
    tells_of: None = None

    def has_changed(self) -> bool:
        """It cannot."""
        return False


@frozen
class StoredOriginal:
    """One original of the store at `place`.

    `dated` is what dates a file that holds no time at all, `damage` what its source found wrong while it
    unpacked it: neither is in the bytes.
    """

    place: str
    sha256: str
    dated: dt.datetime | None
    damage: str | None

    def scan(self, known: Collection[bytes], stopped: Callable[[], bool]) -> Iterator[Page]:
        """Nothing: what is to be read is known."""
        yield from ()

    @contextmanager
    def open(self, key: bytes) -> Iterator[OpenedOriginal]:
        """Opens the original. Raises NotReadable where it is missing or damaged; SourceUnavailable when no
        original can be read."""
        with open_original(self.place, self.sha256) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            yield OpenedOriginal(file, size, self.dated, self.damage)

    def for_opening(self, key: bytes) -> StoredOriginal:
        """Itself."""
        return self

    def check(self) -> None:
        """Raises SourceUnavailable when the store cannot be used."""
        check_store(self.place)
