"""What was collected of a Garmin account so far, as its collector asks for it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable

from attrs import define

from fittrack_backend.sources.garmin import listing
from fittrack_backend.sources.garmin.answers import answer_of, key_of_activity, key_of_file
from fittrack_backend.sources.garmin.spans import Span
from fittrack_backend.sources.garmin.state import State
from fittrack_backend.sources.port import Shelf, Thing

_DAY = dt.timedelta(days=1)


@define
class _Later:
    """A shelf, and what is yet to be put on it."""

    shelf: Shelf
    things: dict[bytes, Thing]

    def digest(self, key: bytes) -> str | None:
        return digest_of(self.things[key]) if key in self.things else self.shelf.digest(key)

    def name(self, key: bytes) -> str | None:
        return self.things[key].name if key in self.things else self.shelf.name(key)

    def all_keys(self) -> set[bytes]:
        return {*self.shelf.all_keys(), *self.things}

    def content(self, key: bytes) -> bytes | None:
        return self.things[key].content if key in self.things else self.shelf.content(key)

    def files_of_other_days(self, since: dt.date, until: dt.date) -> Collection[bytes]:
        return self.shelf.files_of_other_days(since, until)


def with_things(shelf: Shelf, things: Iterable[Thing]) -> Shelf:
    """A shelf with what a step brings."""
    return _Later(shelf, {one.key: one for one in things})


def activities_on(shelf: Shelf) -> list[int]:
    """The activities that are kept, the newest first."""
    found = []
    for key in shelf.all_keys():
        kind, _, rest = key.partition(b"/")
        if kind == b"activity" and rest.isdigit():
            found.append(int(rest))
    return sorted(found, reverse=True)


def of_days(span: Span, activities: Iterable[int], shelf: Shelf) -> list[int]:
    """Those of the activities that the list had on these days when it was last read.

    The whole of a multisport activity, and what no recording could be made of, has its day in the answer alone. A recording's
    day can be the one beside it, where file and list do not agree about the local time.
    """
    others = shelf.files_of_other_days(span.since - _DAY, span.until + _DAY)
    found = []
    for one in activities:
        if key_of_file(one) in others:
            continue
        content = shelf.content(key_of_activity(one))
        day = None if content is None else listing.day_of(answer_of(content))
        if day is not None and span.since <= day <= span.until:
            found.append(one)
    return found


def missing_files(state: State, shelf: Shelf) -> list[int]:
    """The activities whose files are to be asked for, the newest first."""
    if not state.listed_days or state.listed_days[0].since != dt.date.min:
        return []
    without = set(state.without_file)
    failed = {one.key for one in state.failures}
    keys = set(shelf.all_keys())
    return [
        one
        for one in activities_on(shelf)
        if one not in without
        and key_of_file(one) not in keys
        and key_of_file(one).decode() not in failed
    ]


def has_any(shelf: Shelf, what: str) -> bool:
    """Whether anything of a kind is kept."""
    return any(key.partition(b"/")[0] == what.encode() for key in shelf.all_keys())


def if_new(thing: Thing, shelf: Shelf) -> list[Thing]:
    """The thing, unless it is kept as it is."""
    return [thing] if shelf.digest(thing.key) != digest_of(thing) else []


def digest_of(thing: Thing) -> str:
    """The SHA-256 of what is kept of it."""
    return hashlib.sha256(thing.content).hexdigest()
