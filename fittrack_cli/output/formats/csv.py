"""CSV (RFC 4180) that reads back into the same values with `csv.reader` and `newline=''`.

Null is empty, a boolean `true` or `false`, a list compact JSON; an object is columns of its own (`flat`).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from typing import TextIO

from fittrack_cli.output.cells import exact_text
from fittrack_cli.output.columns import Column, Lines, Row, Table
from fittrack_cli.output.formats.flat import flat
from fittrack_cli.output.formats.writer import Paper, Reader
from fittrack_cli.output.harmless import harmless
from fittrack_cli.output.selecting import entries, keys_of, objects

_BEGIN_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


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
        self.rows([row], fields, columns)

    def rows(self, rows: Iterable[Row], fields: Sequence[str], columns: Sequence[Column]) -> int:
        rest = iter(rows)
        first = list(islice(rest, 1))
        return self._flat(fields, first, chain(first, rest))

    def value(self, value: object) -> None:
        """Objects with a header of all their keys, anything else without one."""
        values = entries(value)
        rows = objects(values)
        if rows is not None:
            self._flat(keys_of(rows), rows, rows)
            return
        self._write(None, (entry if isinstance(entry, list) else [entry] for entry in values))

    def _flat(self, fields: Sequence[str], known: Sequence[Row], rows: Iterable[Row]) -> int:
        names, values_of = flat(fields, known)
        return self._write(names, map(values_of, rows))

    def _write(self, header: Sequence[str] | None, rows: Iterable[Sequence[object]]) -> int:
        """What is written is exact, but on a terminal, and where a spreadsheet must not run it."""
        paper = self._paper
        show: Callable[[object], str] = not_a_formula if paper.csv_safe else exact_text
        if paper.is_terminal:
            show = _harmless(show)
        return write_csv(paper.stream, header, rows, show=show, bom=paper.bom)


def write_csv(
    stream: TextIO,
    header: Sequence[str] | None,
    rows: Iterable[Sequence[object]],
    *,
    show: Callable[[object], str] = exact_text,
    bom: bool = False,
) -> int:
    """Writes a header, if any, and the rows as they come; returns how many rows there were.

    `show` makes the text of a cell; with `bom` a byte order mark comes first.
    """
    writer = csv.writer(stream)
    rest = iter(rows)
    first = list(islice(rest, 1))  # may fail, and then nothing is printed
    if bom:
        stream.write("\ufeff")
    if header is not None:
        writer.writerow([show(name) for name in header])
    alike = _WRITTEN_ALIKE | {str} if show is exact_text else _WRITTEN_ALIKE
    count = 0
    for row in chain(first, rest):
        writer.writerow(
            [
                value
                if (kind := type(value)) in alike or (kind is float and value - value == 0)  # type: ignore[operator]
                else show(value)
                for value in row
            ]
        )
        count += 1
    return count


_WRITTEN_ALIKE = frozenset((int, type(None)))
"""Of these, Python's writer makes the same text by itself; of numbers with a fraction, too, where they are finite."""


def not_a_formula(value: object) -> str:
    """The exact text, after an apostrophe where a spreadsheet would run it (OWASP, CSV Injection).

    Numbers stay as they are, negative ones too.
    """
    text = exact_text(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_BEGIN_FORMULAS) else text


def _harmless(show: Callable[[object], str]) -> Callable[[object], str]:
    return lambda value: harmless(show(value))
