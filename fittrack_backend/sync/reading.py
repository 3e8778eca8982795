"""What a worker does with a file: look at it, or read it. No database, no decisions."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
from collections.abc import Callable
from io import BufferedReader
from pathlib import Path
from typing import Literal

from attrs import evolve, frozen

from fittrack_backend import readers
from fittrack_backend.readers.contents import FileContents, NothingToSave, SniffResult
from fittrack_backend.sources.folder import FileStat, NotRegular, open_regular, os_reason

_NOT_A_FILE = "not a regular file"
_CHANGED = "it changed while it was being read"


@frozen
class Range:
    """Days in UTC, both included; None is open."""

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


@frozen
class LookTask:
    """Tell a file's kind from its first bytes, and its digest where that is asked for."""

    root: bytes
    path: bytes
    digest: bool
    max_bytes: int


@frozen
class Look:
    """What `look` saw. `outcome`: `fine`, `vanished` before it could be opened, or `failed`."""

    outcome: Literal["fine", "vanished", "failed"]
    reason: str | None = None
    stat: FileStat | None = None
    read_at: dt.datetime | None = None
    sniffed: SniffResult | None = None
    sha256: str | None = None


@frozen
class ReadTask:
    """Read a file: the wanted types, within the range, keeping the original where some is kept."""

    root: bytes
    path: bytes
    wanted: frozenset[str]
    range: Range
    originals: Path
    max_bytes: int
    fallback_start: dt.datetime | None = None


@frozen
class Reading:
    """What `read` found.

    `outcome`: `read` has contents; `skipped` and `failed` have a reason; `vanished` when the file
    is not there any more; `stopped` when the original could not be kept, which is no fault of the
    file. `outside` counts records that the range left out; `stat` is missing when the file could
    not be opened.
    """

    outcome: Literal["read", "skipped", "failed", "vanished", "stopped"]
    reason: str | None = None
    stat: FileStat | None = None
    read_at: dt.datetime | None = None
    sniffed: SniffResult | None = None
    sha256: str | None = None
    contents: FileContents | None = None
    outside: int = 0


class _Changed(Exception):
    """The file is another one than when its reading began."""


def look(task: LookTask) -> Look:
    """Opens the file and looks at its first bytes."""
    try:
        file = _open(task.root, task.path)
    except NotRegular:
        return Look("failed", _NOT_A_FILE)
    except FileNotFoundError:
        return Look("vanished")
    except OSError as error:
        return Look("failed", os_reason(error))
    with file:
        try:
            read_at = dt.datetime.now(dt.UTC)
            stat = FileStat.of(os.fstat(file.fileno()))
            sniffed = readers.sniff(file, stat.size)
            sha256 = None
            if task.digest and stat.size <= task.max_bytes:
                file.seek(0)
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                if FileStat.of(os.fstat(file.fileno())) != stat:
                    sha256 = None
            return Look("fine", None, stat, read_at, sniffed, sha256)
        except OSError as error:
            return Look("failed", os_reason(error))


Keep = Callable[[Path, str, bytes], None]
"""Sees to it that an original (folder, digest, bytes) is kept; OSError when it cannot be."""


def read(task: ReadTask, keep: Keep) -> Reading:
    """Reads the file; once more when it changes meanwhile."""
    for _ in range(2):
        try:
            return _read(task, keep)
        except _Changed:
            continue
        except NotRegular:
            return Reading("failed", _NOT_A_FILE)
        except FileNotFoundError:
            return Reading("vanished")
        except OSError as error:
            return Reading("failed", os_reason(error))
        except MemoryError:
            return Reading("failed", "there is not enough memory to read it")
    return Reading("failed", _CHANGED)


def _read(task: ReadTask, keep: Keep) -> Reading:
    with _open(task.root, task.path) as file:
        read_at = dt.datetime.now(dt.UTC)
        stat = FileStat.of(os.fstat(file.fileno()))
        sniffed = readers.sniff(file, stat.size)
        seen = Reading("skipped", sniffed.reason, stat, read_at, sniffed)
        if sniffed.format is None or not sniffed.types:
            return seen
        if not task.wanted & sniffed.types:
            return evolve(seen, reason=nothing_of(task.wanted))
        if stat.size > task.max_bytes:
            return evolve(seen, outcome="failed", reason=too_large(task.max_bytes))
        file.seek(0)
        data = file.read(stat.size + 1)
        if len(data) != stat.size or FileStat.of(os.fstat(file.fileno())) != stat:
            raise _Changed
        if FileStat.of(os.stat(os.path.join(task.root, task.path))) != stat:  # noqa: PTH116, PTH118 - bytes
            raise _Changed
    seen = evolve(seen, sha256=hashlib.sha256(data).hexdigest())
    fallback = task.fallback_start or _from_ns(stat.mtime_ns)
    try:
        contents = readers.read(data, sniffed.format, fallback_start=fallback)
    except NothingToSave as error:
        outcome: Literal["failed", "skipped"] = "failed" if error.damaged else "skipped"
        return evolve(seen, outcome=outcome, reason=error.reason)
    seen = evolve(seen, outcome="read", reason=None)
    contents, outside = narrow(contents, task.wanted, task.range)
    if is_empty(contents):
        reason = f"outside the range {task.range}" if outside else nothing_of(task.wanted)
        return evolve(seen, outcome="skipped", reason=reason, outside=outside)
    assert seen.sha256 is not None
    try:
        keep(task.originals, seen.sha256, data)
    except OSError as error:
        return not_kept(seen, error)
    return evolve(seen, contents=contents, outside=outside)


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

    An activity's day is that of its start in UTC. Planned workouts have no day: they are always
    within.
    """
    activities = contents.activities if "activities" in wanted else ()
    healthy = "health" in wanted
    days = contents.days if healthy else ()
    totals = contents.day_totals if healthy else ()
    weights = contents.weights if healthy else ()
    chosen = evolve(
        contents,
        activities=tuple(
            one for one in activities if within.holds(one.start_time.astimezone(dt.UTC).date())
        ),
        days=tuple(one for one in days if within.holds(one.date)),
        day_totals=tuple(one for one in totals if within.holds(one.date)),
        weights=tuple(one for one in weights if within.holds(one.date)),
        workouts=contents.workouts if "workouts" in wanted else (),
    )
    outside = (
        len(activities)
        + len(days)
        + len(totals)
        + len(weights)
        - len(chosen.activities)
        - len(chosen.days)
        - len(chosen.day_totals)
        - len(chosen.weights)
    )
    return chosen, outside


def is_empty(contents: FileContents) -> bool:
    """Whether there is no record in it."""
    return not (
        contents.activities
        or contents.days
        or contents.day_totals
        or contents.weights
        or contents.workouts
    )


def too_large(max_bytes: int) -> str:
    """Why a file is not read that is larger than the limit."""
    mebibytes = max_bytes / 2**20
    return f"larger than the limit of {mebibytes:g} MiB"


def nothing_of(wanted: frozenset[str]) -> str:
    """Why a file without the wanted types is skipped."""
    names = {"activities": "activities", "health": "health data", "workouts": "planned workouts"}
    return f"there are no {' or '.join(names[one] for one in sorted(wanted))} in it"


def _open(root: bytes, path: bytes) -> BufferedReader:
    descriptor = open_regular(os.path.join(root, path))  # noqa: PTH118 - bytes
    return open(descriptor, "rb")  # noqa: PTH123 - a descriptor


def _from_ns(nanoseconds: int) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(nanoseconds // 10**9, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None
