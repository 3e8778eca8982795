"""What was recorded from moment to moment as Parquet files, and back.

One file for each table: `samples`, `rr`, and what else has times of its own. Units and the names that the file's own
format has are in the metadata of each column, and once more in that of the file, for programs that show only that.
This module alone imports pyarrow, which takes half a second: import it where it is used.
"""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from fittrack_backend.records.samples import (
    Column,
    Kind,
    Recorded,
    RrIntervals,
    Samples,
    Value,
)

SAMPLES, RR = "samples", "rr"
_MICROSECONDS = 1_000_000
_TIME = "time"
_TYPES: Mapping[Kind, Sequence[pa.DataType]] = {
    "float": (pa.float64(),),
    "int": (pa.int64(), pa.uint64()),
    "text": (pa.string(),),
    "numbers": (pa.list_(pa.int64()), pa.list_(pa.uint64())),
}
"""By a column's kind: the first that holds all of its values. Lists with fractions are of 64-bit floats."""
_TABLES = b"fittrack.tables"
_VERSION = b"fittrack.reader_version"


class NotThese(Exception):
    """A Parquet file that is damaged, or was derived by other readers."""


def tables_of(recorded: Recorded, sha256: str, version: int) -> dict[str, bytes]:
    """Parquet files by the name of their table. `samples`, which names all others, comes last: where it is, they are.

    `version` is that of the readers.
    """
    tables = {name: samples for name, samples in recorded.others.items() if len(samples)}
    if len(recorded.rr):
        tables[RR] = _of_rr(recorded.rr)
    tables[SAMPLES] = recorded.samples
    about = {
        _VERSION: str(version).encode(),
        b"fittrack.original_sha256": sha256.encode(),
        b"fittrack.number": str(recorded.number).encode(),
        _TABLES: json.dumps([name for name in tables if name != SAMPLES]).encode(),
    }
    return {name: _written(samples, about) for name, samples in tables.items()}


def names_in(data: bytes, version: int) -> tuple[str, ...]:
    """The tables that belong to a `samples` file, but for itself. Raises NotThese."""
    metadata = check(data, version)
    return tuple(json.loads(metadata[_TABLES]))


def check(data: bytes, version: int) -> Mapping[bytes, bytes]:
    """What a file says of itself, from its end alone. Raises NotThese for one that is cut short, or of other
    readers."""
    try:
        metadata = pq.read_schema(pa.BufferReader(data)).metadata or {}
    except (pa.ArrowException, OSError, ValueError) as error:
        raise NotThese("it is no Parquet file, or damaged") from error
    _check_version(metadata, version)
    return metadata


def recorded_of(number: int, tables: Mapping[str, bytes], version: int) -> Recorded:
    """What `tables_of` was given. Raises NotThese."""
    found = {name: _samples(_read(data, version)) for name, data in tables.items()}
    samples, rr = found.pop(SAMPLES), found.pop(RR, None)
    return Recorded(number, samples, RrIntervals() if rr is None else _to_rr(rr), found)


def _of_rr(rr: RrIntervals) -> Samples:
    return Samples(rr.times, (Column("rr_s", "float", rr.seconds.tolist(), "s"),))


def _to_rr(samples: Samples) -> RrIntervals:
    column = samples.column("rr_s")
    seconds = [] if column is None else column.numbers()
    return RrIntervals(samples.times, array("d", (one or 0.0 for one in seconds)))


def _written(samples: Samples, about: Mapping[bytes, bytes]) -> bytes:
    time = pa.field(_TIME, pa.timestamp("us", tz="UTC"))
    columns = [_array(column) for column in samples.columns]
    fields = [time, *map(_field, samples.columns, columns)]
    arrays = [pa.array(_microseconds(samples.times), time.type), *columns]
    units = {one.name: one.unit for one in samples.columns if one.unit is not None}
    metadata = {**about, b"units": json.dumps(units).encode()}
    table = pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata))
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def _array(column: Column) -> pa.Array:
    if column.kind == "numbers" and _has_fractions(column.values):
        return pa.array(column.values, pa.list_(pa.float64()))
    *first, last = _TYPES[column.kind]
    for one in first:
        try:
            return pa.array(column.values, one)
        except (pa.ArrowInvalid, OverflowError):
            continue
    return pa.array(column.values, last)


def _has_fractions(values: Sequence[Value]) -> bool:
    return any(isinstance(one, float) for row in values if isinstance(row, tuple) for one in row)


def _field(column: Column, values: pa.Array) -> pa.Field:
    about = {
        "kind": column.kind,
        "unit": column.unit,
        "field": column.field,
        "stands_for": column.stands_for,
        "developer": "yes" if column.developer else None,
    }
    metadata = {name: value for name, value in about.items() if value is not None}
    return pa.field(column.name, values.type, metadata=metadata)


def _microseconds(times: Iterable[float]) -> list[int | None]:
    return [None if math.isnan(time) else round(time * _MICROSECONDS) for time in times]


def _read(data: bytes, version: int) -> pa.Table:
    try:
        table = pq.read_table(pa.BufferReader(data))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise NotThese("it is no Parquet file, or damaged") from error
    _check_version(table.schema.metadata or {}, version)
    return table


def _check_version(metadata: Mapping[bytes, bytes], version: int) -> None:
    if metadata.get(_VERSION) != str(version).encode() or _TABLES not in metadata:
        raise NotThese("other readers derived it")


def _samples(table: pa.Table) -> Samples:
    moments: Sequence[int | None] = table.column(_TIME).cast(pa.int64()).to_pylist()
    times = array("d", (math.nan if one is None else one / _MICROSECONDS for one in moments))
    columns = (
        _column(table.schema.field(name), table.column(name).to_pylist())
        for name in table.column_names
        if name != _TIME
    )
    return Samples(times, tuple(columns))


def _column(field: pa.Field, stored: Sequence[Value | list[float | None]]) -> Column:
    about = {name.decode(): value.decode() for name, value in (field.metadata or {}).items()}
    kind: Kind = about["kind"]
    values = [tuple(one) if isinstance(one, list) else one for one in stored]
    return Column(
        field.name,
        kind,
        values,
        about.get("unit"),
        about.get("field"),
        "developer" in about,
        about.get("stands_for"),
    )
