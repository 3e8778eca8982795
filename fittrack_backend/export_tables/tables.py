"""The rows of a table or a list that is a file of an export."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from attrs import define, field

from fittrack_backend.export_tables import json_lists, row_originals
from fittrack_backend.export_tables.csv_text import Cells, cells_of, may_be_csv
from fittrack_backend.export_tables.row_originals import Row, TableRow
from fittrack_backend.export_tables.strava_columns import Columns, columns_of, is_file
from fittrack_backend.export_tables.strava_gear import Beside, Piece, pieces

STRAVA_ACTIVITIES = "strava-activities"
_SEPARATOR = "#"
_COMMA, _POINT = ";comma", ""


class Rows(Protocol):
    """The rows of a table, or the elements of a list, each by its key."""

    def rows(self) -> Iterator[Row]:
        """Every row, in the order of the file."""
        ...

    def read(self, key: bytes) -> bytes:
        """The original of a row. KeyError where it is not there any more."""
        ...

    def file_of(self, key: bytes) -> str | None:
        """The path of the file that a row names, and no other row; None for none."""
        ...


@define
class Table:
    """The rows of a CSV, each by the number that the service gave it."""

    _cells: Cells
    _columns: Columns
    _gear: Mapping[str, Piece] = field(factory=dict)
    _by_key: dict[bytes, int] = field(init=False)
    _files: Counter[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Gives each row its key: one without a number of its own has its place."""
        self._by_key = {}
        self._files = Counter()
        for place, row in enumerate(self._cells.rows):
            self._by_key.setdefault(self._key(row, place), place)
            self._files[self._file(row)] += 1

    def rows(self) -> Iterator[Row]:
        """Every row, in the order of the table."""
        for key in self._by_key:
            yield Row(key, len(self.read(key)))

    def read(self, key: bytes) -> bytes:
        """The original of a row. KeyError where it is not there any more."""
        cells = [cell.strip() for cell in self._cells.rows[self._by_key[key]]]
        roles = _roles(self._columns)
        headers = [*self._cells.header]
        is_cut = len(cells) < len(headers)
        piece = self._gear.get(_cell(cells, self._columns.gear))
        if piece is not None and len(cells) == len(headers):
            for role, cell in (
                ("gear_kind", piece.kind),
                ("gear_brand", piece.brand),
                ("gear_model", piece.model),
            ):
                roles[role] = len(cells)
                headers.append(role)
                cells.append(cell)
        return row_originals.of_table(
            TableRow(
                STRAVA_ACTIVITIES,
                self._columns.date_order,
                headers,
                cells,
                roles,
                is_cut=is_cut,
            )
        )

    def file_of(self, key: bytes) -> str | None:
        """The path of the file that a row names, and no other row; None for none."""
        file = self._file(self._cells.rows[self._by_key[key]])
        return file if is_file(file) and self._files[file] == 1 else None

    def _key(self, row: Sequence[str], place: int) -> bytes:
        told = row[self._columns.number].strip() if len(row) > self._columns.number else ""
        key = told if told.isdecimal() and len(told) < 20 else f"row {place + 1}"
        if key.encode() in self._by_key:
            key = f"{key}{_SEPARATOR}row {place + 1}"
        return key.encode()

    def _file(self, row: Sequence[str]) -> str:
        return _cell(row, self._columns.file)


def may_be_table(head: bytes) -> bool:
    """Whether a file that begins so can be a table or a list of an export."""
    return json_lists.may_be_list(head) or may_be_csv(head)


def table_of(data: bytes, beside: Beside = lambda _: None) -> Rows | None:
    """The rows of a file; None for a file of something else. `beside` reads files that lie where it does."""
    if row_originals.is_row(data[:64]):
        return None
    if json_lists.may_be_list(data[:4096]):
        return json_lists.list_of(data)
    cells = cells_of(data)
    columns = None if cells is None else columns_of(cells)
    if cells is None or columns is None:
        return None
    return Table(cells, columns, pieces(beside) if columns.gear is not None else {})


def _cell(row: Sequence[str], index: int | None) -> str:
    return row[index].strip() if index is not None and index < len(row) else ""


def _roles(columns: Columns) -> dict[str, int]:
    """What each column was taken for. Of numbers it also says what is before the decimals and what they are counted
    in: `distance_m;comma;x1000`."""
    found = {
        role: index
        for role, index in (
            ("number", columns.number),
            ("start", columns.start),
            ("file", columns.file),
            ("sport", columns.sport),
            ("name", columns.name),
            ("description", columns.description),
            ("gear", columns.gear),
        )
        if index is not None
    }
    for name, one in columns.numbers:
        comma = _COMMA if one.mark == "," else _POINT
        times = "" if one.times == 1.0 else f";x{one.times:g}"
        found[f"{name}{comma}{times}"] = one.index
    return found
