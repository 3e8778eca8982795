"""A source whose things were collected: a scan lists them, and opening one reads its original from the store.

What is in an archive is unfolded as in a folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from attrs import frozen

from fittrack_backend.sources.inner_files import LEVEL
from fittrack_backend.sources.port import (
    Collected,
    Found,
    Gone,
    NotThere,
    Opened,
    Page,
    SavedSource,
    Stamp,
)
from fittrack_backend.sources.stored import check_store, open_original
from fittrack_backend.sources.unfolding import KnownArchive, Unfolded, from_json, to_json, unfold
from fittrack_backend.sources.unpacking import open_inner, unpack

FILE = b"/file"
"""The end of the key of an activity's file: the beginning is the key of what its service says of the activity."""
_ERASED = "its original was erased with what was deleted"
_GONE = "no longer there"


@frozen
class OpenedOriginal:
    """An original that is open: whole, and as it was kept."""

    file: BinaryIO
    size: int
    stamp: Stamp | None
    tells_of: bytes | None = None
    modified_at: None = None
    """Not known: nobody says when it was last changed where it comes from."""
    damage: None = None

    def has_changed(self) -> bool:
        """It cannot."""
        return False


@frozen
class CollectedSource:
    """What was collected, by key, or some of it; `place` is where its originals are kept, `archives` what was in the
    archives at the last scan."""

    place: str
    items: Mapping[bytes, Collected]
    archives: Mapping[bytes, KnownArchive]
    only_some: bool = False

    @classmethod
    def of(cls, saved: SavedSource) -> CollectedSource:
        """The source as it was saved."""
        archives = from_json(json.loads(saved.remembered)) if saved.remembered else {}
        items = {one.key: one for one in saved.collected}
        return cls(saved.originals, items, archives, saved.only_these)

    def scan(self, known: Collection[bytes], stopped: Callable[[], bool]) -> Iterator[Page]:
        """Everything at once, ordered by key, archives unfolded. Raises what `open` does, but not for one thing alone."""
        there = [one for one in self.items.values() if _is_there(one)]
        found = [
            Found(one.key, one.name, Stamp(one.sha256), one.size)
            for one in sorted(there, key=lambda one: one.key)
        ]
        known_keys = {key for key in known if not self.only_some or _outer(key) in self.items}
        unfolded = unfold(
            self._open_whole,
            found,
            known_keys,
            self.archives,
            lambda file: self.items[file.key].is_archive,
            stopped,
        )
        archives = self._not_looked_at() | unfolded.archives
        remember = json.dumps(to_json(archives), separators=(",", ":")).encode()
        gone = self._gone(known_keys, unfolded)
        yield Page(unfolded.found, unfolded.not_offered, gone, remember)

    @contextmanager
    def open(self, key: bytes) -> Iterator[Opened]:
        """Opens an original, a gzip unpacked. Raises NotThere, NotReadable and SourceUnavailable."""
        if LEVEL in key:
            place = (self.place, self._item(key).sha256)
            with open_inner(place, key, self._open_whole) as inner:
                yield inner
            return
        opened = self._open_whole(key)
        with opened.file:
            yield unpack(opened)

    def for_opening(self, key: bytes) -> CollectedSource:
        """The source with nothing but the thing that the key leads to: there may be tens of thousands."""
        outer = _outer(key)
        some = {outer: self.items[outer]} if outer in self.items else {}
        return CollectedSource(self.place, some, {})

    def check(self) -> None:
        """Raises SourceUnavailable when no original can be read."""
        check_store(self.place)

    def _not_looked_at(self) -> dict[bytes, KnownArchive]:
        if not self.only_some:
            return {}
        return {key: one for key, one in self.archives.items() if key not in self.items}

    def _open_whole(self, key: bytes) -> OpenedOriginal:
        item = self._item(key)
        file = open_original(self.place, item.sha256)
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        return OpenedOriginal(file, size, Stamp(item.sha256), _told_by(key))

    def _item(self, key: bytes) -> Collected:
        item = self.items.get(_outer(key))
        if item is None or not _is_there(item):
            raise NotThere
        return item

    def _gone(self, known: Collection[bytes], unfolded: Unfolded) -> list[Gone]:
        there = {one.key for one in unfolded.found}
        there.update(one.key for one in unfolded.not_offered)
        there.update(unfolded.archives)
        return [
            Gone(key, self._why_gone(key))
            for key in sorted(known)
            if key not in there and not unfolded.hides(key)
        ]

    def _why_gone(self, key: bytes) -> str:
        item = self.items.get(_outer(key))
        if item is None:
            return _GONE
        return _ERASED if item.erased else item.gone or _GONE


def _outer(key: bytes) -> bytes:
    return key.partition(LEVEL)[0]


def _told_by(key: bytes) -> bytes | None:
    """The key of the file that the thing with this key tells of, if it has one."""
    is_of_service = b"/" in key and not key.endswith(FILE)
    return key + FILE if is_of_service else None


def _is_there(item: Collected) -> bool:
    return item.gone is None and not item.erased
