"""JSON: one document (RFC 8259), indented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fittrack_cli.output.columns import Column, Row, Table
from fittrack_cli.output.formats.writer import Paper, Reader
from fittrack_cli.output.harmless import json_text

INDENT = 2


class Writer:
    reader = Reader.WHOLE

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
        self.value(row)

    def rows(self, rows: Iterable[Row], fields: Sequence[str], columns: Sequence[Column]) -> int:
        every = list(rows)
        self.value(every)
        return len(every)

    def value(self, value: object) -> None:
        self._paper.stream.write(json_text(value, indent=INDENT) + "\n")
