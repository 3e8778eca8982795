"""JSON lines: a document on each line, written as the rows come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fittrack_cli.output.columns import Column, Lines, Row, Table
from fittrack_cli.output.formats.writer import Paper, Reader
from fittrack_cli.output.harmless import harmless_lines, json_text
from fittrack_cli.output.selecting import entries


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
        self._line(row)

    def rows(self, rows: Iterable[Row], fields: Sequence[str], columns: Sequence[Column]) -> int:
        count = 0
        for row in rows:
            self._line(row)
            count += 1
        return count

    def lines(self, pages: Iterable[Sequence[str]]) -> None:
        for page in pages:
            self._paper.stream.write(harmless_lines(page))

    def value(self, value: object) -> None:
        """A line for each entry of a list, none for null."""
        for entry in entries(value):
            self._line(entry)

    def _line(self, value: object) -> None:
        self._paper.stream.write(json_text(value) + "\n")
