"""What every format can do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from importlib import import_module
from typing import Protocol, TextIO, cast, runtime_checkable

from fittrack_cli.output.columns import Column, Lines, Row, Table
from fittrack_cli.output.units import Units


class Reader(Enum):
    """Who reads a format, and when."""

    PERSON = "a person, who sees units, local times and only what fits"
    PROGRAM = "a program that takes each row as it comes"
    WHOLE = "a program that takes the result whole"


class Paper(Protocol):
    """Where a result is written."""

    @property
    def stream(self) -> TextIO: ...

    @property
    def is_terminal(self) -> bool: ...

    @property
    def color(self) -> bool:
        """Whether colours are welcome."""
        ...

    @property
    def csv_safe(self) -> bool:
        """Whether no text in CSV may be a formula to a spreadsheet."""
        ...

    @property
    def bom(self) -> bool:
        """Whether CSV begins with a byte order mark."""
        ...

    @property
    def units(self) -> Units:
        """In which units, and with which signs, a person reads numbers."""
        ...

    @property
    def known_fields(self) -> Sequence[str]:
        """All fields of the rows that are printed, whichever of them were chosen."""
        ...

    @property
    def encoding(self) -> str | None:
        """How what a person reads is encoded; None where it stays text."""
        ...

    @property
    def width(self) -> int | None:
        """The terminal's width in cells; None without a terminal, where nothing is cut."""
        ...


class Writer(Protocol):
    """Prints results in one format. Fields and columns are those to show, already chosen."""

    reader: Reader

    def __init__(self, paper: Paper) -> None: ...

    def item(
        self,
        row: Row,
        fields: Sequence[str],
        columns: Sequence[Column],
        *,
        title: str | None,
        below: Sequence[Table | Lines],
    ) -> None:
        """Prints one object."""
        ...

    def rows(self, rows: Iterable[Row], fields: Sequence[str], columns: Sequence[Column]) -> int:
        """Prints a list, and returns how many rows there were."""
        ...

    def value(self, value: object) -> None:
        """Prints what a query selected, which can have any shape."""
        ...


@runtime_checkable
class PageWriter(Protocol):
    """A writer that prints many rows at once for less than one after the other."""

    def pages(self, pages: Iterable[Sequence[Row]], fields: Sequence[str]) -> int:
        """Prints a list, and returns how many rows there were."""
        ...


@runtime_checkable
class LineWriter(Protocol):
    """A writer that prints rows that are JSON already for less than rows."""

    def lines(self, pages: Iterable[Sequence[str]]) -> None:
        """Prints a list of objects, each of them compact JSON on a line."""
        ...


def writer_for(name: str, paper: Paper) -> Writer:
    """The writer of a format of `FORMATS`."""
    module = import_module(f"fittrack_cli.output.formats.{name}")
    return cast("type[Writer]", module.Writer)(paper)
