"""What a source is to the sync: it says what there is, and opens it; nothing else is known of it.

A source names each thing by a key (bytes, the same from scan to scan) and gives it a stamp (text
that differs when the thing has changed). Sync compares and stores both, and never looks
into them. The kinds of sources are in `sources/kinds.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import BinaryIO, NewType, Protocol

from attrs import frozen

from fittrack_backend.sources.allowed_folders import AllowedFolders

Stamp = NewType("Stamp", str)
"""Equal stamps mean equal content, without opening it."""


class SourceUnavailable(Exception):
    """The source as a whole cannot be reached; the message is a sentence for people."""


class Interrupted(Exception):
    """Somebody asked the scan to stop."""


class NotThere(Exception):
    """What is to be opened is no longer there."""


class NotReadable(Exception):
    """What is to be opened cannot be read; the message says why, for people.

    Where that cannot change as long as its content does not, `stamp` and `size` are those of what was
    opened, and nothing opens it again before the stamp is another.
    """

    def __init__(self, reason: str, stamp: Stamp | None = None, size: int = 0) -> None:
        super().__init__(reason)
        self.stamp = stamp
        self.size = size


@frozen
class Found:
    """A thing that a scan found: a file, an entry of an archive, a day of an account.

    `name` is what people call it. `size` is in bytes; None if it is known only after opening it.
    """

    key: bytes
    name: str
    stamp: Stamp
    size: int | None = None


@frozen
class NotOffered:
    """Something that is there but cannot be synced: why, and whether that is a failure.

    `stamp` is the same as long as its content is; None where it has none or that cannot be told, such as
    a folder that cannot be listed.
    """

    key: bytes
    name: str
    reason: str
    failed: bool
    stamp: Stamp | None = None


@frozen
class Gone:
    """A thing that an earlier scan found and that is gone, with the reason if it is known."""

    key: bytes
    reason: str


@frozen
class Days:
    """Days in a row that a scan asked for, both included: of one type, or of all. None is open."""

    since: dt.date | None = None
    until: dt.date | None = None
    type: str | None = None


@frozen
class Page:
    """A part of what a scan found.

    Only the source knows what is gone: what lies in a folder that cannot be listed, or in days
    that were not asked for, is not.
    """

    found: Sequence[Found] = ()
    not_offered: Sequence[NotOffered] = ()
    gone: Sequence[Gone] = ()
    remember: bytes | None = None
    """What the source is to be given at its next scan, in its own form."""
    asked: Sequence[Days] = ()
    """The days that were asked for, from a source that asks by days. A scan that names none asked for
    all of them."""


class Opened(Protocol):
    """A thing that is open for reading."""

    @property
    def file(self) -> BinaryIO:
        """Its bytes; `seek` works."""
        ...

    @property
    def size(self) -> int:
        """How many bytes there are."""
        ...

    @property
    def stamp(self) -> Stamp | None:
        """As a scan would say it; None where a later change could leave the stamp the same."""
        ...

    @property
    def modified_at(self) -> dt.datetime | None:
        """When it was last changed, where the source knows."""
        ...

    @property
    def damage(self) -> str | None:
        """What was found wrong while it was unpacked, if only a part of it is there; without a full stop."""
        ...

    def has_changed(self) -> bool:
        """Whether it has changed since it was opened. Raises what `Source.open` does."""
        ...


class Source(Protocol):
    """A connected source. It goes to worker processes as it is: it can be pickled."""

    def scan(self, known: Collection[bytes], stopped: Callable[[], bool]) -> Iterator[Page]:
        """What there is, and which of the `known` keys are gone.

        Raises SourceUnavailable, and Interrupted when `stopped`.
        """
        ...

    def open(self, key: bytes) -> AbstractContextManager[Opened]:
        """Opens what a scan found.

        Raises NotThere and NotReadable; SourceUnavailable when the whole source is away, or another
        one is in its place. Only NotThere says that the thing itself was removed: the source must be
        certain, also when it goes away and comes back meanwhile.
        """
        ...

    def check(self) -> None:
        """Raises SourceUnavailable when the source cannot be reached.

        It distinguishes a source that is away from things that were removed or cannot be read.
        """
        ...


@frozen
class SavedSource:
    """A source as the database keeps it, for its kind to make a Source of."""

    settings: bytes
    """As `NewSource` had them."""
    remembered: bytes | None
    """What the last scan wanted to be remembered."""
    folders: AllowedFolders
    """Where on the server its account's sources may lie."""


@frozen
class NewSource:
    """A source that was checked and is to be connected."""

    identity: bytes
    """Equal for the same source: it connects once."""
    settings: bytes
    """All that the kind needs to make a Source of it, in the kind's own form."""
    name: str
    """What to call it where the person gave it no name."""
    title: str
    """What it is in a sentence, such as `the folder /training`."""
    path: str | None = None
    """Where it is on the server, for a source that has such a place."""
