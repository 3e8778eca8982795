"""What a source is to the sync: it says what there is, and opens it; nothing else is known of it.

A source names each thing by a key (bytes, the same from scan to scan) and gives it a stamp (text
that differs when the thing has changed). Sync compares and stores both, and never looks
into them. The kinds of sources are in `sources/kinds.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import BinaryIO, Literal, NewType, Protocol
from uuid import UUID

from attrs import field, frozen

from fittrack_backend.sources.allowed_folders import AllowedFolders

Stamp = NewType("Stamp", str)
"""Equal stamps mean equal content, without opening it."""


class SourceUnavailable(Exception):
    """The source as a whole cannot be reached; the message is a sentence for people."""


class KeyNotTaken(SourceUnavailable):
    """The service refuses the key: its owner has to bring another one."""


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
    """Days in a row that a scan asked for, both included: of one type, or of all. None is open.

    `failed` says why there was no answer for them.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    type: str | None = None
    failed: str | None = None


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

    @property
    def tells_of(self) -> bytes | None:
        """The key of another thing of which it tells, such as the file that a row of a table names; None for none."""
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

    def for_opening(self, key: bytes) -> Source:
        """The source with no more than a worker needs to open what has this key."""
        ...

    def check(self) -> None:
        """Raises SourceUnavailable when the source cannot be reached.

        It distinguishes a source that is away from things that were removed or cannot be read.
        """
        ...


@frozen
class Collected:
    """A thing that was collected from a source that cannot be opened when a sync wants to read: its bytes are an
    original of the store.

    `gone` says why it is no longer at the source; `erased` that its original went with what its owner deleted; `job_id` is
    the first job that scanned these bytes, None while they wait for one.
    """

    key: bytes
    name: str
    sha256: str
    size: int
    is_archive: bool
    gone: str | None = None
    erased: bool = False
    job_id: UUID | None = None


@frozen
class SavedSource:
    """A source as the database keeps it, for its kind to make a Source of."""

    settings: bytes
    """As `NewSource` had them."""
    remembered: bytes | None
    """What the last scan wanted to be remembered."""
    folders: AllowedFolders
    """Where on the server its account's sources may lie."""
    originals: str
    """Where originals are kept, for `open_store`."""
    collected: Sequence[Collected] = ()
    """What was collected of it, for a kind that collects."""
    only_these: bool = False
    """Whether a scan is to look at what was collected since the last one alone, which `collected` are then."""
    collecting: bytes | None = None
    """How far that came, in the kind's own form."""


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
    watched: bool = False
    """Whether a sync starts when something changes there."""
    secret: str | None = field(default=None, repr=False)
    """The key that opens it where it is."""
    secret_ends_on: dt.date | None = None
    """The last day on which that key is good, as far as is known."""


@frozen
class ToCollect:
    """What a job wants to be collected of a source.

    `job` names the attempt: where it is the one that the kept state is about, collecting goes on; otherwise it begins. `today` is
    the athlete's own day.
    """

    job: str
    types: frozenset[str]
    since: dt.date | None
    until: dt.date | None
    full: bool
    today: dt.date


@frozen
class Thing:
    """A thing to keep, in place of what was there under its key."""

    key: bytes
    name: str
    content: bytes = field(repr=False)


Stage = Literal["goes on", "portion", "end"]


@frozen
class Brought:
    """What one step of collecting brought, to be kept before the next one.

    `state` is given back then; `first` is kept before the things, where these alone could not be told to be new when the
    step is repeated. `stage` says whether a portion is over, which is filed before the next one, or all of it. `wait_until` says
    that the service is not to be asked before.
    """

    state: bytes = field(repr=False)
    things: Sequence[Thing] = ()
    gone: Sequence[Gone] = ()
    first: bytes | None = field(default=None, repr=False)
    stage: Stage = "goes on"
    wait_until: dt.datetime | None = None


class Shelf(Protocol):
    """What was collected of a source so far."""

    def digest(self, key: bytes) -> str | None:
        """The SHA-256 of what is kept under a key, in hex; None where there is nothing, or nothing any more."""
        ...

    def name(self, key: bytes) -> str | None:
        """What is kept under a key is called so; None where there is nothing."""
        ...

    def all_keys(self) -> Collection[bytes]:
        """The keys of all that is there."""
        ...

    def content(self, key: bytes) -> bytes | None:
        """What is kept under a key; None where it cannot be read."""
        ...

    def files_of_other_days(self, since: dt.date, until: dt.date) -> Collection[bytes]:
        """The keys of the files of activities that are known to have taken place on none of these days, whether the files are
        there or not. It spares reading what is kept of them; an activity without a recording is not among them."""
        ...


class Collector(Protocol):
    """Brings what a service has, some requests at a time: what it is to a source that cannot be opened."""

    @property
    def service(self) -> str:
        """What people call it."""
        ...

    def next(self, kept: bytes | None, wish: ToCollect, shelf: Shelf) -> Brought:
        """The next step, from the state that was kept; it makes a few requests at most.

        Raises SourceUnavailable, KeyNotTaken where its owner has to bring another key, and Interrupted.
        """
        ...

    def close(self) -> None:
        """Ends its connections."""
        ...
