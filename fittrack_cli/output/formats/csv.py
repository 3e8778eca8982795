"""CSV (RFC 4180) that reads back into the same values with `csv.reader` and `newline=''`.

Null is empty, a boolean `true` or `false`, a list or an object compact JSON.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import TextIO

from fittrack_cli.output.cells import exact_text
from fittrack_cli.output.columns import Column, Row, Table
from fittrack_cli.output.formats.writer import Paper, Reader
from fittrack_cli.output.harmless import harmless
from fittrack_cli.output.selecting import entries, keys_of, objects


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
        below: Sequence[Table],
    ) -> None:
        self.rows([row], fields, columns)

    def rows(self, rows: Iterable[Row], fields: Sequence[str], columns: Sequence[Column]) -> int:
        return write_csv(
            self._paper.stream,
            fields,
            ([row.get(field) for field in fields] for row in rows),
            for_terminal=self._paper.is_terminal,
        )

    def value(self, value: object) -> None:
        """Objects with a header of all their keys, anything else without one."""
        values = entries(value)
        rows = objects(values)
        if rows is not None:
            self.rows(rows, keys_of(rows), ())
            return
        write_csv(
            self._paper.stream,
            None,
            (entry if isinstance(entry, list) else [entry] for entry in values),
            for_terminal=self._paper.is_terminal,
        )


def write_csv(
    stream: TextIO,
    header: Sequence[str] | None,
    rows: Iterable[Sequence[object]],
    *,
    for_terminal: bool = False,
) -> int:
    """Writes a header, if any, and the rows as they come; returns how many rows there were.

    Values are exact, except on a terminal, where dangerous characters are shown as escapes.
    """
    writer = csv.writer(stream)
    show = harmless if for_terminal else str
    rest = iter(rows)
    first = list(islice(rest, 1))  # may fail, and then nothing is printed
    if header is not None:
        writer.writerow([show(name) for name in header])
    count = 0
    for row in chain(first, rest):
        writer.writerow([show(exact_text(value)) for value in row])
        count += 1
    return count
