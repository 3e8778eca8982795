"""Kept tables of samples as points: moment by moment, without holding them all.

It imports pyarrow: import it where it is used.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from attrs import field, frozen

from fittrack_backend.records.points import Point
from fittrack_backend.records.samples import FIRST_COLUMNS, FIRST_SAMPLE
from fittrack_backend.storage.samples_parquet import NotThese

_TIME = "time"
_ROWS = 10_000
_MICROSECONDS = 1_000_000
_STOPS = frozenset({"stop", "stop_all", "stop_disable", "stop_disable_all"})


@frozen
class Breaks:
    """Where a recording went on after a pause: at these moments (seconds since 1970), and at these samples."""

    times: Sequence[float] = ()
    samples: frozenset[int] = field(default=frozenset())


def breaks_in(events: bytes | None, segments: bytes | None) -> Breaks:
    """Where a recording paused: by the timer's events (FIT profile: `event`), or by the file's own segments. Raises
    NotThese for a damaged table."""
    first = [row[FIRST_SAMPLE] for row in _rows(segments, (FIRST_SAMPLE,))]
    return Breaks(
        _timer_started_again(_rows(events, ("event", "event_type"))),
        frozenset(one for one in first if isinstance(one, int) and one),
    )


def _timer_started_again(events: Sequence[dict[str, object]]) -> tuple[float, ...]:
    found: list[float] = []
    is_stopped = False
    for event in events:
        if event.get("event") != "timer":
            continue
        if event.get("event_type") in _STOPS:
            is_stopped = True
        elif event.get("event_type") == "start" and is_stopped:
            is_stopped = False
            if isinstance(time := event[_TIME], int):
                found.append(time / _MICROSECONDS)
    return tuple(sorted(found))


def points_in(samples: bytes | None, breaks: Breaks) -> Iterator[Point]:
    """The samples that have a time, in the order of the file. Raises NotThese for a damaged table, at once."""
    if samples is None:
        return iter(())
    file = _opened(samples)
    there = set(file.schema_arrow.names)
    names = [name for name in FIRST_COLUMNS if name in there and _is_number(file, name)]
    return _points(file, names, breaks)


def has_places(samples: bytes | None) -> bool:
    """Whether any sample has a position. Raises NotThese for a damaged table."""
    if samples is None:
        return False
    file = _opened(samples)
    if not {"lat_deg", "lon_deg"} <= set(file.schema_arrow.names):
        return False
    try:
        return any(
            pc.any(pc.and_(batch.column(0).is_valid(), batch.column(1).is_valid())).as_py()
            for batch in file.iter_batches(_ROWS, columns=["lat_deg", "lon_deg"])
        )
    except (pa.ArrowException, OSError) as error:
        raise NotThese("it is damaged") from error


def _points(file: pq.ParquetFile, names: Sequence[str], breaks: Breaks) -> Iterator[Point]:
    resumed = list(breaks.times)
    begins, number = False, -1
    for batch in file.iter_batches(_ROWS, columns=[_TIME, *names]):
        times = batch.column(0).cast(pa.int64()).to_pylist()
        columns = [batch.column(place + 1).to_pylist() for place in range(len(names))]
        for moment, *values in zip(times, *columns, strict=True):
            number += 1
            begins |= number in breaks.samples
            if moment is None:
                continue
            time = moment / _MICROSECONDS
            while resumed and resumed[0] <= time:
                begins = True
                resumed.pop(0)
            there = {
                name: value
                for name, value in zip(names, values, strict=True)
                if value is not None and math.isfinite(value)
            }
            yield Point(time, begins, **there)
            begins = False


def _rows(data: bytes | None, names: Sequence[str]) -> list[dict[str, object]]:
    if data is None:
        return []
    file = _opened(data)
    if not set(names) <= set(file.schema_arrow.names):
        return []
    table = file.read(columns=[_TIME, *names])
    found: list[dict[str, object]] = table.set_column(
        0, _TIME, table.column(_TIME).cast(pa.int64())
    ).to_pylist()
    return found


def _opened(data: bytes) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(pa.BufferReader(data))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise NotThese("it is no Parquet file, or damaged") from error


def _is_number(file: pq.ParquetFile, name: str) -> bool:
    kind = file.schema_arrow.field(name).type
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))
