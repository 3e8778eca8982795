"""Copies: files with the same bytes as another one, which holds what is in them for both."""

from __future__ import annotations

from collections.abc import Container, Iterable
from uuid import UUID

from attrs import evolve

from fittrack_backend.sync import decide
from fittrack_backend.sync.decide import Settled, Wish
from fittrack_backend.sync.memory import KnownFile
from fittrack_backend.sync.reading import Reading


def original_of(
    source_id: UUID,
    key: bytes,
    reading: Reading,
    same: Iterable[KnownFile],
    wish: Wish,
    connected: Container[UUID],
) -> KnownFile | None:
    """Another file with the content that was just read, which was read as completely as is wished.

    `same` are the files that are known with this content, `connected` the sources that still are.
    """
    if wish.full or reading.sniffed is None:
        return None
    of_job = wish.types & reading.sniffed.types
    for file in same:
        if (
            (file.source_id, file.key) != (source_id, key)
            and file.gone_at is None
            and file.source_id in connected
            and file.outcome not in ("failed", "skipped")
            and of_job <= file.taken
        ):
            return file
    return None


def settled(original: KnownFile, wish: Wish) -> Settled:
    """How the item of a copy ends."""
    as_original = decide.as_before(original, wish)
    name = original.name
    return evolve(as_original, outcome="unchanged", reason=f"a copy of {name}", twin_of=name)
