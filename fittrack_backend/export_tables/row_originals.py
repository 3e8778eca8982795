"""What is kept of a row: an original of its own, in which the row is as it came.

Of a table in CSV it is a CSV of four lines: what it is, the headers, what each column was taken for, and the cells; those
that are empty are left out, so that a column which is added changes no row that has nothing in it. Of a list in JSON it is
an object with the element as it was written.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

from attrs import frozen

CSV_MARK = "fittrack_row"
_CUT = "cut"
_CSV_HEAD = b"fittrack_row,1,"
_JSON_HEAD = b'{"fittrack_row": 1, '
_ENCODING = "utf-8"


class NotARow(Exception):
    """The bytes are no original of a row."""


@frozen
class Row:
    """A row of a file: what it is known by there, and how many bytes its original has."""

    key: bytes
    size: int


@frozen
class TableRow:
    """A row of a table: the kind of the table and how its dates are written, the headers and cells, and by what each
    column was taken for the number of its cell. `is_cut`: it has fewer cells than the table has columns."""

    kind: str
    dates: str
    headers: Sequence[str]
    cells: Sequence[str]
    roles: Mapping[str, int]
    is_cut: bool = False


@frozen
class ListElement:
    """An element of a list: the kind of the list, and what it is."""

    kind: str
    element: object


def is_row(head: bytes) -> bool:
    """Whether an original that begins so is that of a row of a table, or of an element of a list."""
    return head.startswith((_CSV_HEAD, _JSON_HEAD))


def kind_of_row(head: bytes) -> str | None:
    """The kind of the table or list, from the first bytes of an original; None for another original."""
    if head.startswith(_CSV_HEAD):
        return head[len(_CSV_HEAD) :].partition(b",")[0].decode(_ENCODING, "replace")
    if head.startswith(_JSON_HEAD):
        found = head[len(_JSON_HEAD) :].partition(b", ")[0].partition(b": ")[2]
        return found.decode(_ENCODING, "replace").strip('"')
    return None


def of_table(row: TableRow) -> bytes:
    """The original of a row."""
    told = {number: role for role, number in row.roles.items()}
    there = [number for number, cell in enumerate(row.cells) if cell]
    buffer = io.StringIO()
    lines = csv.writer(buffer, lineterminator="\n")
    lines.writerow([CSV_MARK, "1", row.kind, row.dates, *([_CUT] if row.is_cut else [])])
    lines.writerow([row.headers[number] if number < len(row.headers) else "" for number in there])
    lines.writerow([told.get(number, "") for number in there])
    lines.writerow([row.cells[number] for number in there])
    return buffer.getvalue().encode(_ENCODING, "replace")


def table_row(data: bytes) -> TableRow:
    """What `of_table` made. Raises NotARow."""
    try:
        lines = csv.reader(io.StringIO(data.decode(_ENCODING), newline=""))
        (mark, version, kind, dates, *cut), headers, told, cells = list(lines)
    except (ValueError, csv.Error) as error:
        raise NotARow from error
    if (mark, version) != (CSV_MARK, "1") or not len(headers) == len(told) == len(cells):
        raise NotARow
    roles = {role: number for number, role in enumerate(told) if role}
    return TableRow(kind, dates, headers, cells, roles, cut == [_CUT])


def of_list(kind: str, element: bytes) -> bytes:
    """The original of an element, as it was written in its list."""
    return b"".join(
        (_JSON_HEAD, b'"list": ', json.dumps(kind).encode(), b', "row": ', element, b"}")
    )


def list_element(data: bytes) -> ListElement:
    """What `of_list` made. Raises NotARow."""
    try:
        told = json.loads(data)
        return ListElement(told["list"], told["row"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotARow from error
