"""How a command describes a table: its columns, and the tables below an object."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

Row = Mapping[str, object]
"""A record by the contract's field names."""

NARROW = 100
"""Below so many cells a terminal is narrow."""


class CellText(Protocol):
    """Turns a field's value into the text of a cell."""

    def __call__(self, value: object, /) -> str: ...


class Fill(Protocol):
    """Draws a field's value in as many cells as there are."""

    def __call__(self, value: object, width: int, /) -> str: ...


class Column(NamedTuple):
    """A column of a table for people; without a header and a format the field's name gives both.

    `format` turns a value that is there into text.
    """

    field: str
    header: str | None = None
    format: CellText | None = None
    wide: bool = False
    """Whether the column is left out where the table would not fit the terminal."""
    narrow: Column | None = None
    """What stands in its place on a narrow terminal."""
    fill: Fill | None = None
    """Draws the column, the last of its table, in what the others leave of the width."""
    right: bool = False
    """Whether its texts, which are amounts, stand at the right as numbers do, and are never cut."""


class Table(NamedTuple):
    """A table below an object, which only people see: the object itself holds the same."""

    rows: Sequence[Row]
    columns: Sequence[Column]
    title: str | None = None


class Lines(NamedTuple):
    """Lines of name and value below an object, under a title, which only people see."""

    row: Row
    columns: Sequence[Column]
    title: str
