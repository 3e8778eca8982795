"""What a worker does to serve samples: read them from an original, keep them, hand back the table that is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from attrs import frozen

from fittrack_backend.os_errors import os_reason
from fittrack_backend.readers import SAMPLES_VERSION, NothingToSave
from fittrack_backend.records.recording_numbers import WorkedOut
from fittrack_backend.records.samples import Recorded
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.originals_place import open_store
from fittrack_backend.storage.samples import SAMPLES_TABLE, kept_samples, kept_table
from fittrack_backend.sync.samples import derive


@frozen
class SamplesTask:
    """A table of a recording, by the digest and format of its original and its number there; None: only to be kept."""

    originals: str
    """Where originals are kept, for `open_store`."""
    sha256: str
    file_format: str
    number: int
    table: str | None
    sports: tuple[tuple[int, str], ...] = ()
    """The recordings whose numbers are to be worked out, and the sport of each."""

    def failed(self, reason: str) -> SamplesRead:
        """What became of it where the worker died."""
        return SamplesRead("failed", reason)


@frozen(slots=False)
class SamplesRead:
    """What was read: `gone` where the original is not there, `away` where it cannot be read now, `failed` where there is
    nothing in it that can be read, or no such recording."""

    outcome: Literal["read", "gone", "away", "failed"]
    reason: str = ""
    tables: tuple[str, ...] = ()
    data: bytes | None = None
    kept: bool = True
    """False where there was no room to keep it."""
    numbers: tuple[WorkedOut, ...] = ()


def read_table(task: SamplesTask) -> SamplesRead:
    """Reads the samples of all recordings in the original and keeps them, unless they are kept by now."""
    try:
        store = open_store(task.originals)
        if task.table is None:
            return _filled(store, task)
        found = kept_table(store, task.sha256, task.number, task.table, SAMPLES_VERSION)
        if found is not None:
            return SamplesRead("read", tables=found.tables, data=found.data)
        return _derived(store, task, task.table)
    except NothingToSave as error:
        return SamplesRead("failed", error.reason)
    except FileNotFoundError:
        return SamplesRead("gone", "it is not there")
    except OSError as error:
        return SamplesRead("away", os_reason(error))


def _filled(store: OriginalStore, task: SamplesTask) -> SamplesRead:
    """Keeps the samples of all recordings in the original, unless they are kept, and works out numbers of them."""
    from fittrack_backend.records.numbers.of_recording import numbers_of

    recorded, kept = _kept(store, task), True
    if recorded is None:
        recorded, kept = derive(store, task.sha256, task.file_format)
    if task.number >= len(recorded):
        return SamplesRead("failed", "the file has no such recording")
    sports = dict(task.sports)
    numbers = (numbers_of(one, sports[one.number]) for one in recorded if one.number in sports)
    return SamplesRead("read", kept=kept, numbers=tuple(numbers))


def _kept(store: OriginalStore, task: SamplesTask) -> Sequence[Recorded] | None:
    """What is kept of all recordings up to the task's; None where one of them is missing."""
    found: list[Recorded] = []
    for number in range(task.number + 1):
        recorded = kept_samples(store, task.sha256, number, SAMPLES_VERSION)
        if recorded is None:
            return None
        found.append(recorded)
    return found


def _derived(store: OriginalStore, task: SamplesTask, table: str) -> SamplesRead:
    from fittrack_backend.storage.samples_parquet import tables_of

    recorded, kept = derive(store, task.sha256, task.file_format)
    if task.number >= len(recorded):
        return SamplesRead("failed", "the file has no such recording")
    files = tables_of(recorded[task.number], task.sha256, SAMPLES_VERSION)
    tables = tuple(dict.fromkeys((SAMPLES_TABLE, *files)))
    return SamplesRead("read", tables=tables, data=files.get(table), kept=kept)
