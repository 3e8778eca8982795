"""Samples beside the originals that they are derived from: a cache, whose loss costs reading an original again."""

from __future__ import annotations

from attrs import frozen

from fittrack_backend.records.samples import Recorded
from fittrack_backend.storage.originals import OriginalStore


def kept_samples(
    originals: OriginalStore, sha256: str, number: int, version: int
) -> Recorded | None:
    """What is kept of a recording; None where it is missing, damaged or by other readers. Raises OSError."""
    from fittrack_backend.storage.samples_parquet import SAMPLES, NotThese, names_in, recorded_of

    try:
        samples = originals.derived(sha256, _file_name(number, SAMPLES))
        tables = {
            name: originals.derived(sha256, _file_name(number, name))
            for name in names_in(samples, version)
        }
        return recorded_of(number, {**tables, SAMPLES: samples}, version)
    except (FileNotFoundError, NotThese):
        return None


SAMPLES_TABLE = "samples"
"""The table that every recording has."""


@frozen
class KeptTable:
    """One table of a recording as a Parquet file; `data` is None where the recording has nothing of it.

    `tables` are the names of all that it has.
    """

    tables: tuple[str, ...]
    data: bytes | None


def kept_table(
    originals: OriginalStore, sha256: str, number: int, name: str, version: int
) -> KeptTable | None:
    """One table of a recording; None as for `kept_samples`. Raises OSError."""
    from fittrack_backend.storage.samples_parquet import SAMPLES, NotThese, check, names_in

    try:
        samples = originals.derived(sha256, _file_name(number, SAMPLES))
        tables = (SAMPLES, *names_in(samples, version))
        if name == SAMPLES or name not in tables:
            return KeptTable(tables, samples if name == SAMPLES else None)
        data = originals.derived(sha256, _file_name(number, name))
        check(data, version)
    except (FileNotFoundError, NotThese):
        return None
    return KeptTable(tables, data)


def keep_samples(originals: OriginalStore, sha256: str, recorded: Recorded, version: int) -> None:
    """Keeps what was derived from an original, unless the original was removed meanwhile. Raises OSError."""
    from fittrack_backend.storage.samples_parquet import tables_of

    for name, data in tables_of(recorded, sha256, version).items():
        originals.keep_derived(sha256, _file_name(recorded.number, name), data)
    # Who removes an original removes it first and what is derived of it then, so one of both sees the other.
    if not originals.is_there(sha256):
        originals.remove_derived(sha256)


def _file_name(number: int, table: str) -> str:
    return f"{number}.{table}.parquet"
