"""CSV (RFC 4180) that reads back into the same values with `csv.reader` and `newline=''`.

It has the bytes of Python's `csv.writer`, and is not written by it: of a long list, joining whole columns takes half as long.
Null is empty, a boolean `true` or `false`, a list compact JSON; an object is columns of its own (`flat`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from math import isfinite
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
        return self.pages(([row] for row in rows), fields)

    def pages(self, pages: Iterable[Sequence[Row]], fields: Sequence[str]) -> int:
        rest = iter(pages)
        first = list(islice(rest, 1))
        return self._flat(fields, [row for page in first for row in page[:1]], chain(first, rest))

    def value(self, value: object) -> None:
        """Objects with a header of all their keys, anything else without one."""
        values = entries(value)
        rows = objects(values)
        if rows is not None:
            self._flat(keys_of(rows), rows, [rows])
            return
        self._write(None, ([entry if isinstance(entry, list) else [entry]] for entry in values))

    def _flat(
        self, fields: Sequence[str], known: Sequence[Row], pages: Iterable[Sequence[Row]]
    ) -> int:
        names, values_of = flat(fields, known)
        return self._write(names, (list(map(values_of, page)) for page in pages))

    def _write(
        self, header: Sequence[str] | None, pages: Iterable[Sequence[Sequence[object]]]
    ) -> int:
        """What is written is exact, but on a terminal, and where a spreadsheet must not run it."""
        paper = self._paper
        show: Callable[[object], str] = not_a_formula if paper.csv_safe else exact_text
        if paper.is_terminal:
            show = _harmless(show)
        return write_csv(paper.stream, header, pages, show=show, bom=paper.bom)


def write_csv(
    stream: TextIO,
    header: Sequence[str] | None,
    pages: Iterable[Sequence[Sequence[object]]],
    *,
    show: Callable[[object], str] = exact_text,
    bom: bool = False,
) -> int:
    """Writes a header, if any, and rows as they come, one or many at once; returns how many rows there were.

    `show` makes the text of a cell; with `bom` a byte order mark comes first.
    """
    rest = iter(pages)
    first = list(islice(rest, 1))  # may fail, and then nothing is printed
    if bom:
        stream.write("\ufeff")
    if header is not None:
        stream.write(_lines([header], show))
    count = 0
    for page in chain(first, rest):
        stream.write(_lines(page, show))
        count += len(page)
    return count


def _lines(rows: Sequence[Sequence[object]], show: Callable[[object], str]) -> str:
    """The rows as lines, column by column, since the values of one are mostly alike."""
    columns = [_cells(column, show) for column in zip(*rows, strict=True)]
    if len(columns) == 1:
        (alone,) = columns
        columns = [[cell or '""' for cell in alone]]  # an empty line would be no row
    lines = map(",".join, zip(*columns, strict=True)) if columns else [""] * len(rows)
    return "\r\n".join([*lines, ""])


def _cells(values: Sequence[object], show: Callable[[object], str]) -> Sequence[str]:
    """The values as they stand in a line."""
    kinds = set(map(type, values))
    if kinds <= _WHOLE or (kinds <= _NUMBERS and isfinite(sum(filter(None, values)))):  # type: ignore[arg-type]
        if type(None) not in kinds:
            return list(map(repr, values))
        return ["" if value is None else repr(value) for value in values]
    texts: Sequence[str]
    texts = values if kinds == {str} and show is exact_text else list(map(show, values))  # type: ignore[assignment]
    return list(map(_quoted, texts)) if _has_special("".join(texts)) else texts


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _has_special(text) else text


def _has_special(text: str) -> bool:
    """Whether it has a character by which a reader would end a cell, or a line."""
    return "," in text or '"' in text or "\n" in text or "\r" in text


_WHOLE, _NUMBERS = frozenset((int, type(None))), frozenset((float, type(None)))


def not_a_formula(value: object) -> str:
    """The exact text, after an apostrophe where a spreadsheet would run it (OWASP, CSV Injection).

    Numbers stay as they are, negative ones too.
    """
    text = exact_text(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_BEGIN_FORMULAS) else text


def _harmless(show: Callable[[object], str]) -> Callable[[object], str]:
    return lambda value: harmless(show(value))
