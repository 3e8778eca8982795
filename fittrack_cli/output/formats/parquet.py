"""Parquet: the rows of a list in typed columns, with units in the schema. Written as rows come, a row group each `GROUP` of
them, so that memory stays as it is however long the list is.

Columns are those of CSV (`flat.py`): objects are columns of their own, other lists are JSON in a text. Types are those of the
contract's fields, and none follows from what the first rows hold. pyarrow is imported here alone, where it is installed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO

from fittrack_cli.errors import CliError, Incompatible, UsageError
from fittrack_cli.output.cells import exact_text
from fittrack_cli.output.columns import Column, Lines, Row, Table
from fittrack_cli.output.formats.field_types import FieldType, types_of, unit_of
from fittrack_cli.output.formats.flat import flat
from fittrack_cli.output.formats.writer import Paper, Reader
from fittrack_cli.output.streams import bytes_of

if TYPE_CHECKING:
    from types import ModuleType

    from typing_extensions import Buffer

GROUP = 1000
"""Rows of a row group: a page of the server's."""


class Writer:
    reader = Reader.PROGRAM

    def __init__(self, paper: Paper) -> None:
        self._paper = paper

    def item(
        self,
        row: Row,
        fields: Sequence[str],
        columns: Sequence[Column],
        *,
        title: str | None,
        below: Sequence[Table | Lines],
    ) -> None:
        raise _lists_only("this result is one object")

    def value(self, value: object) -> None:
        raise _lists_only("--query can select anything")

    def rows(self, rows: Iterable[Row], fields: Sequence[str], columns: Sequence[Column]) -> int:
        target = bytes_of(self._paper.stream)
        pyarrow = _library()
        rest = iter(rows)
        first = list(islice(rest, GROUP))
        names, values_of = flat(fields, first)
        types = types_of(self._paper.known_fields, names)
        groups = _groups(map(values_of, chain(first, rest)))
        return _write(pyarrow, target, names, types, groups)


class _File(io.RawIOBase):
    """Where the file goes. A writer that is given up writes its end nevertheless, as of a whole file: that goes nowhere."""

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self.is_given_up = False

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer, /) -> int:
        view = memoryview(data)
        if not self.is_given_up:
            self._target.write(view)
        return view.nbytes


def _write(
    pyarrow: ModuleType,
    target: BinaryIO,
    names: Sequence[str],
    types: Sequence[FieldType],
    groups: Iterable[Sequence[Sequence[object]]],
) -> int:
    from pyarrow import parquet

    schema = _schema(pyarrow, names, types)
    file = _File(target)
    writer = parquet.ParquetWriter(file, schema, compression="zstd")
    count = 0
    try:
        for group in groups:
            arrays = [
                _array(pyarrow, field, kind, [row[index] for row in group])
                for index, (field, kind) in enumerate(zip(schema, types, strict=True))
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))
            count += len(group)
    except BaseException:
        file.is_given_up = True
        raise
    writer.close()
    target.flush()
    return count


def _schema(pyarrow: ModuleType, names: Sequence[str], types: Sequence[FieldType]) -> Any:
    arrow_types = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "moment": pyarrow.timestamp("us", tz="UTC"),
        "local moment": pyarrow.timestamp("us"),
        "text": pyarrow.string(),
    }
    return pyarrow.schema(
        [
            pyarrow.field(name, arrow_types[kind], metadata=_about(name))
            for name, kind in zip(names, types, strict=True)
        ]
    )


def _about(name: str) -> dict[str, str] | None:
    unit = unit_of(name)
    return None if unit is None else {"unit": unit}


def _array(pyarrow: ModuleType, field: Any, kind: FieldType, values: Sequence[object]) -> Any:
    convert = _CONVERT.get(kind)
    try:
        if convert is not None:
            values = [None if value is None else convert(value) for value in values]
        return pyarrow.array(values, type=field.type)
    except (ValueError, TypeError, OverflowError) as error:
        raise Incompatible(
            "cannot write this as Parquet",
            f"the backend's {field.name} is not of the type that the contract says",
            "-o csv takes any value",
        ) from error


def _moment(value: object) -> object:
    import datetime as dt

    return dt.datetime.fromisoformat(str(value))


def _local_moment(value: object) -> object:
    """What the athlete's clock showed: its offset is a column of its own."""
    import datetime as dt

    return dt.datetime.fromisoformat(str(value)).replace(tzinfo=None)


def _date(value: object) -> object:
    import datetime as dt

    return dt.date.fromisoformat(str(value))


def _text(value: object) -> object:
    """As in CSV; halves of a pair of UTF-16, which UTF-8 does not have, are written as what they are."""
    return exact_text(value).encode("utf-8", "backslashreplace").decode()


_CONVERT: dict[FieldType, Callable[[object], object]] = {
    "date": _date,
    "moment": _moment,
    "local moment": _local_moment,
    "text": _text,
}


def _groups(rows: Iterator[Sequence[object]]) -> Iterator[Sequence[Sequence[object]]]:
    while group := list(islice(rows, GROUP)):
        yield group


def _library() -> ModuleType:
    """pyarrow. Raises CliError where it is not installed."""
    from importlib import import_module

    try:
        return import_module("pyarrow")
    except ImportError as error:
        from fittrack_cli.installation import install_command

        raise CliError(
            "Parquet needs pyarrow, which is not installed here",
            "",
            f"install it with: {install_command('parquet')}",
            slug="pyarrow-not-installed",
        ) from error


def _lists_only(why: str) -> UsageError:
    return UsageError("-o parquet is for lists", why, "-o json prints any result")
