"""Some of a kept table: chosen columns, a span of time, fewer rows; as JSON, CSV or Parquet.

Nothing becomes a Python object here that need not: 20,000 rows of 15 columns are written as JSON in the tenth of a
second that making objects of them would take. It imports pyarrow: import it where it is used.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from attrs import frozen

from fittrack_backend.records.numbers.thinning import thinned
from fittrack_backend.storage.samples_parquet import NotThese

_TIME = "time"
_MICROSECOND = dt.timedelta(microseconds=1)
_NO_ROWS = pa.table({_TIME: pa.array([], pa.timestamp("us", tz="UTC"))})


class NoSuchColumn(Exception):
    """A column was chosen that the table lacks. `known` are those that it has."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name)
        self.name = name
        self.known = tuple(known)


@frozen
class Choice:
    """What is wanted of a table.

    `columns` None is all. `since` and `until` are both included; a row without a time is in no span. `rows` is how
    many stay at most, so that the extremes of each column are among them; None is all.
    """

    columns: tuple[str, ...] | None = None
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    rows: int | None = None


def chosen(data: bytes | None, choice: Choice) -> pa.Table:
    """The rows and columns that are wanted of a Parquet file; None has no rows. Raises NoSuchColumn, and NotThese for
    a damaged file."""
    table = _NO_ROWS if data is None else _read(data, choice.columns)
    table = _within(table, choice)
    if choice.rows is not None and table.num_rows > choice.rows:
        table = table.take(pa.array(_rows_that_stay(table, choice.rows)))
    return table


def json_members(table: pa.Table) -> Iterator[str]:
    """`"time":[…],"columns":[…]`, piece by piece: the members of a JSON object that hold a table."""
    yield f'"time":[{_joined(_rfc3339(table.column(_TIME)), quoted=True)}],"columns":['
    for index, name in enumerate(_columns(table)):
        field = table.schema.field(name)
        about = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
        head = {
            "name": name,
            "kind": about.get("kind"),
            "unit": about.get("unit"),
            "field": about.get("field"),
            "developer": "developer" in about,
            "stands_for": about.get("stands_for"),
        }
        yield f'{"," if index else ""}{json.dumps(head, ensure_ascii=False)[:-1]}, "values":['
        yield _values(table.column(name))
        yield "]}"
    yield "]"


def csv(table: pa.Table) -> bytes:
    """A line of names, then a line for each row (RFC 4180, with LF at the ends of lines); lists as JSON."""
    texts = {_TIME: _rfc3339(table.column(_TIME))}
    for name in _columns(table):
        column = table.column(name)
        texts[name] = _lists(column) if pa.types.is_list(column.type) else column
    sink = pa.BufferOutputStream()
    options = pa_csv.WriteOptions(quoting_style="needed")
    pa_csv.write_csv(pa.table(texts), sink, options)
    return bytes(sink.getvalue())


def parquet(table: pa.Table) -> bytes:
    """A Parquet file, with what the kept one says of its columns."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return bytes(sink.getvalue())


def _read(data: bytes, columns: Sequence[str] | None) -> pa.Table:
    try:
        if columns is None:
            return pq.read_table(pa.BufferReader(data))
        known = [name for name in pq.read_schema(pa.BufferReader(data)).names if name != _TIME]
        for name in columns:
            if name not in known:
                raise NoSuchColumn(name, known)
        # `columns` of read_table takes a dot for a way into a nested column.
        whole = pq.read_table(pa.BufferReader(data))
        return whole.select([_TIME, *dict.fromkeys(columns)])
    except (pa.ArrowException, OSError, ValueError) as error:
        raise NotThese("it is no Parquet file, or damaged") from error


def _within(table: pa.Table, choice: Choice) -> pa.Table:
    # What begins or ends beyond the times that can be told begins or ends nowhere.
    for border, keeps in ((choice.since, pc.greater_equal), (choice.until, pc.less_equal)):
        if border is not None:
            moment = pa.scalar(border, pa.timestamp("us", tz="UTC"))
            table = table.filter(keeps(table.column(_TIME), moment))
    return table


def _rows_that_stay(table: pa.Table, rows: int) -> list[int]:
    columns = [
        table.column(name).to_pylist()
        for name in _columns(table)
        if pa.types.is_integer(table.schema.field(name).type)
        or pa.types.is_floating(table.schema.field(name).type)
    ]
    return thinned(columns or [list(range(table.num_rows))], rows)


def _columns(table: pa.Table) -> list[str]:
    return [name for name in table.column_names if name != _TIME]


def _rfc3339(times: pa.ChunkedArray) -> pa.ChunkedArray:
    """Times as texts, in whole seconds where all are."""
    plain = times.cast(pa.timestamp("us"))
    for unit in ("s", "ms"):
        try:
            plain = plain.cast(pa.timestamp(unit))
            break
        except pa.ArrowInvalid:
            continue
    texts = pc.replace_substring(plain.cast(pa.string()), " ", "T")
    return pc.binary_join_element_wise(texts, "Z", "")


def _values(column: pa.ChunkedArray) -> str:
    kind = column.type
    if pa.types.is_list(kind):
        return _joined(_lists(column), quoted=False)
    if pa.types.is_string(kind):
        return json.dumps(column.to_pylist(), ensure_ascii=False)[1:-1]
    return _joined(_numbers(column), quoted=False)


def _numbers(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Numbers as texts. What is infinite or no number has no JSON, and becomes null."""
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_finite(column), column, pa.scalar(None, column.type))
    return column.cast(pa.string())


def _lists(column: pa.ChunkedArray) -> pa.ChunkedArray:
    texts = [
        None if value is None else json.dumps(value, separators=(",", ":"))
        for value in column.to_pylist()
    ]
    return pa.chunked_array([pa.array(texts, pa.string())])


def _joined(texts: pa.ChunkedArray, *, quoted: bool) -> str:
    if quoted:
        texts = pc.binary_join_element_wise('"', texts, '"', "")
    return ",".join(pc.fill_null(texts, "null").to_pylist())
