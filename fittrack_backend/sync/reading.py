"""What a worker does with a file: look at it, or read it. No database, no decisions.

What goes back to the server in great numbers has no slots: it is pickled in half the time.
"""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from attrs import evolve, frozen

from fittrack_backend import readers
from fittrack_backend.digests import sha256_of
from fittrack_backend.os_errors import os_reason
from fittrack_backend.readers.contents import FileContents, NothingToSave, SniffResult
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.data_types import ALL_TYPES
from fittrack_backend.records.local_time import local_start
from fittrack_backend.records.storable import storable, text
from fittrack_backend.sources.port import (
    NotReadable,
    NotThere,
    Source,
    SourceUnavailable,
    Stamp,
)

_CHANGED = "it changed while it was being read"
_NOTHING_LEFT = "what came before the damage does not show what it is"
_MOST_REMARKS = 100
"""A file of a thousand tracks can have a remark on each."""


@frozen
class Range:
    """The athlete's own days, both included; None is open."""

    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def open(self) -> bool:
        """Whether every day lies within."""
        return self.since is None and self.until is None

    def holds(self, day: dt.date) -> bool:
        """Whether the day lies within."""
        return (self.since is None or day >= self.since) and (
            self.until is None or day <= self.until
        )

    def __str__(self) -> str:
        if self.since is not None and self.until is not None:
            return f"{self.since} to {self.until}"
        return f"from {self.since} on" if self.since is not None else f"up to {self.until}"


@frozen(slots=False)
class Seen:
    """What was opened: its stamp, as its source gives it to what is open, and its size in bytes."""

    stamp: Stamp | None
    size: int


@frozen
class LookTask:
    """Tell a file's kind from its first bytes, and its digest where that is asked for."""

    source: Source
    key: bytes
    digest: bool
    max_bytes: int

    def failed(self, reason: str) -> Look:
        """What became of it where the worker died."""
        return Look("failed", reason)


@frozen(slots=False)
class Look:
    """What `look` saw. `outcome`: `fine`, `vanished` before it could be opened, `failed`, or `away` where
    the whole source is.

    `seen` is missing when the file could not be opened.
    """

    outcome: Literal["fine", "vanished", "failed", "away"]
    reason: str | None = None
    seen: Seen | None = None
    sniffed: SniffResult | None = None
    sha256: str | None = None

    @property
    def will_not_change(self) -> bool:
        """Whether the same content can only fail again."""
        return self.outcome == "failed" and self.seen is not None


@frozen
class ReadTask:
    """Read a file: the wanted types, within the range, keeping the original where some is kept."""

    source: Source
    key: bytes
    wanted: frozenset[str]
    range: Range
    originals: str | None
    """Where originals are kept, for `open_store`; None: the file is one of them."""
    max_bytes: int
    account_zone: str | None = None

    def failed(self, reason: str) -> Reading:
        """What became of it where the worker died."""
        return Reading("failed", reason)


@frozen(slots=False)
class Reading:
    """What `read` found.

    `outcome`: `read` has contents; `skipped` and `failed` have a reason; `vanished` when the file
    was removed, `away` when its whole source is; `stopped` when the original could not be kept,
    which is no fault of the file. `outside` counts records that the range left out; `seen` is missing when the file could
    not be opened.
    """

    outcome: Literal["read", "skipped", "failed", "vanished", "away", "stopped"]
    reason: str | None = None
    seen: Seen | None = None
    sniffed: SniffResult | None = None
    sha256: str | None = None
    contents: FileContents | None = None
    outside: int = 0
    messages: Mapping[str, int] | None = None
    """Of a FIT file: how many messages of each kind it has."""
    tells_of: bytes | None = None
    """The key of another thing in the source of which it tells."""


class _Changed(Exception):
    """The file has changed since it was opened."""


def look(task: LookTask) -> Look:
    """Opens the file and looks at its first bytes."""
    try:
        with task.source.open(task.key) as opened:
            sniffed = readers.sniff(opened.file, opened.size)
            seen = Seen(opened.stamp, opened.size)
            if opened.damage is not None and sniffed.format is None:
                return Look("failed", f"{opened.damage}: {_NOTHING_LEFT}", seen)
            sha256 = None
            if task.digest and opened.size <= task.max_bytes:
                sha256 = sha256_of(opened.file)
                if opened.has_changed():
                    sha256 = None
            return Look("fine", None, seen, sniffed, sha256)
    except NotThere:
        return Look("vanished")
    except SourceUnavailable as error:
        return Look("away", str(error))
    except NotReadable as error:
        content = Seen(error.stamp, error.size) if error.stamp is not None else None
        return Look("failed", str(error), content)
    except OSError as error:
        return Look("failed", os_reason(error))


Keep = Callable[[str, str, bytes], None]
"""Sees to it that an original (its store's place, digest, bytes) is kept; OSError when it cannot be."""


def read(task: ReadTask, keep: Keep) -> Reading:
    """Reads the file; once more when it changes meanwhile."""
    for _ in range(2):
        try:
            return _read(task, keep)
        except _Changed:
            continue
        except NotThere:
            return Reading("vanished")
        except SourceUnavailable as error:
            return Reading("away", str(error))
        except NotReadable as error:
            return Reading("failed", str(error))
        except OSError as error:
            return Reading("failed", os_reason(error))
        except MemoryError:
            return Reading("failed", "there is not enough memory to read it")
    return Reading("failed", _CHANGED)


def _read(task: ReadTask, keep: Keep) -> Reading:
    with task.source.open(task.key) as opened:
        sniffed = readers.sniff(opened.file, opened.size)
        seen = Reading("skipped", sniffed.reason, Seen(opened.stamp, opened.size), sniffed)
        damage = opened.damage
        if damage is not None and sniffed.format is None:
            return evolve(seen, outcome="failed", reason=f"{damage}: {_NOTHING_LEFT}")
        if sniffed.format is None or not sniffed.types:
            return seen
        if not task.wanted & sniffed.types:
            return evolve(seen, reason=nothing_of(task.wanted))
        if opened.size > task.max_bytes:
            return evolve(seen, outcome="failed", reason=too_large(task.max_bytes))
        opened.file.seek(0)
        data = opened.file.read(opened.size + 1)
        if len(data) != opened.size or opened.has_changed():
            raise _Changed
        modified_at = opened.modified_at
        seen = evolve(seen, tells_of=opened.tells_of)
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        contents = readers.read(
            data, sniffed.format, fallback_start=modified_at, account_zone=task.account_zone
        )
    except NothingToSave as error:
        is_damaged = error.damaged or damage is not None
        outcome: Literal["failed", "skipped"] = "failed" if is_damaged else "skipped"
        reason = error.reason if damage is None else f"{damage}; {error.reason}"
        return evolve(seen, outcome=outcome, reason=reason, sha256=sha256, messages=error.messages)
    seen = evolve(seen, messages=contents.messages)
    if damage is not None:
        contents = evolve(contents, damage=(damage, *contents.damage))
    if contents.activities:
        contents = evolve(contents, activities=_dated(contents.activities, task.account_zone))
    if not contents.types <= sniffed.types:
        seen = evolve(seen, sniffed=evolve(sniffed, types=sniffed.types | contents.types))
    contents, outside = narrow(contents, task.wanted, task.range)
    if not contents.types:
        reason = f"outside the range {task.range}" if outside else nothing_of(task.wanted)
        return evolve(seen, reason=reason, sha256=sha256, outside=outside)
    found = evolve(
        seen, outcome="read", reason=None, sha256=sha256, contents=contents, outside=outside
    )
    try:
        if task.originals is not None:
            keep(task.originals, sha256, data)
    except OSError as error:
        return not_kept(found, error)
    return found


def _dated(activities: Iterable[Recording], account_zone: str | None) -> tuple[Recording, ...]:
    """The activities of a file, numbered and by the athlete's own clock, fit for any database."""
    return tuple(
        storable(replace(one, number=number, local=local_start(one, account_zone)))
        for number, one in enumerate(activities)
    )


def not_kept(seen: Reading, error: OSError) -> Reading:
    """A reading whose original could not be kept."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return evolve(seen, outcome="stopped", contents=None, reason="the disk is full")
    reason = f"the original cannot be kept: {os_reason(error)}"
    return evolve(seen, outcome="stopped", contents=None, reason=reason)


def narrow(
    contents: FileContents, wanted: frozenset[str], within: Range
) -> tuple[FileContents, int]:
    """The records of the wanted types within the range, and how many the range left out.

    An activity's day is the athlete's own on which it began. Planned workouts have no day: they are
    always within.
    """
    if within.open and wanted >= ALL_TYPES:
        return contents, 0
    activities = contents.activities if "activities" in wanted else ()
    chosen = evolve(
        contents,
        activities=tuple(
            one for one in activities if one.local is not None and within.holds(one.local.date)
        ),
        workouts=contents.workouts if "workouts" in wanted else (),
    )
    outside = len(activities) - len(chosen.activities)
    healthy = "health" in wanted
    for name, date_of in _HEALTH:
        of_kind = getattr(contents, name) if healthy else ()
        kept: Any = tuple(one for one in of_kind if within.holds(date_of(one)))
        chosen = evolve(chosen, **{name: kept})
        outside += len(of_kind) - len(kept)
    return chosen, outside


def _date_of(record: Any) -> dt.date:
    date: dt.date = record.date
    return date


_HEALTH: tuple[tuple[str, Callable[[Any], dt.date]], ...] = (
    ("days", _date_of),
    ("day_totals", _date_of),
    ("weights", _date_of),
    ("nights", _date_of),
    ("naps", lambda dated: dated[0]),
    ("series", _date_of),
)
"""The health in `FileContents`, and the day of each record of it."""


def remarks_of(reading: Reading) -> tuple[str, ...]:
    """What was left out of the file's activities or repaired in them, each sentence once."""
    activities = reading.contents.activities if reading.contents is not None else ()
    sentences = dict.fromkeys(
        text(one) or "" for activity in activities for one in activity.remarks
    )
    return tuple(sentences)[:_MOST_REMARKS]


def too_large(max_bytes: int) -> str:
    """Why a file is not read that is larger than the limit."""
    mebibytes = max_bytes / 2**20
    return f"larger than the limit of {mebibytes:g} MiB"


def nothing_of(wanted: frozenset[str]) -> str:
    """Why a file without the wanted types is skipped."""
    names = {"activities": "activities", "health": "health data", "workouts": "planned workouts"}
    return f"there are no {' or '.join(names[one] for one in sorted(wanted))} in it"
