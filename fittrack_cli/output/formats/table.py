"""Tables and lines for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fittrack_cli.output.cells import exact_text
from fittrack_cli.output.columns import NARROW, Column, Lines, Row, Table
from fittrack_cli.output.formats.writer import Paper, Reader
from fittrack_cli.output.harmless import harmless
from fittrack_cli.output.selecting import entries, keys_of, objects


class Writer:
    reader = Reader.PERSON

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
        """Lines of name and value, under a title; then the tables, after an empty line each."""
        from fittrack_cli.output.table_layout import title_text

        paper = self._paper
        self._lines(row, columns, title)
        for part in below:
            paper.stream.write("\n")
            if isinstance(part, Lines):
                self._lines(part.row, part.columns, part.title)
                continue
            if part.title is not None:
                paper.stream.write(title_text(part.title, color=paper.color))
            self._table(part.rows, part.columns)

    def rows(self, rows: Iterable[Row], fields: Sequence[str], columns: Sequence[Column]) -> int:
        every = list(rows)
        if every:
            self._table(every, columns)
        return len(every)

    def value(self, value: object) -> None:
        """Objects as a table, other values a line each."""
        values = entries(value)
        rows = objects(values)
        if rows is not None:
            self._table(rows, [Column(key, format=exact_text) for key in keys_of(rows)])
        else:
            for entry in values:
                self._paper.stream.write(harmless(exact_text(entry)) + "\n")

    def _table(self, rows: Sequence[Row], columns: Sequence[Column]) -> None:
        from fittrack_cli.output.table_layout import table_text

        paper = self._paper
        width = paper.width
        if width is not None and width < NARROW:
            columns = [column.narrow or column for column in columns]
        text = table_text(
            rows,
            columns,
            units=paper.units,
            width=width,
            color=paper.color,
            encoding=paper.encoding,
        )
        paper.stream.write(text)

    def _lines(self, row: Row, columns: Sequence[Column], title: str | None) -> None:
        from fittrack_cli.output.table_layout import lines_text

        paper = self._paper
        text = lines_text(
            row,
            columns,
            title,
            units=paper.units,
            color=paper.color,
            width=paper.width,
            encoding=paper.encoding,
        )
        paper.stream.write(text)
