"""JSON: one document (RFC 8259), indented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fittrack_cli.output.columns import Column, Lines, Row, Table
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
        below: Sequence[Table | Lines],
    ) -> None:
        self.value(row)

    def rows(self, rows: Iterable[Row], fields: Sequence[str], columns: Sequence[Column]) -> int:
        """An array that is written as the rows come; nothing before the first one, since that may fail."""
        count = 0
        for count, row in enumerate(rows, 1):
            self._paper.stream.write(f"{'[' if count == 1 else ','}\n  {_in_an_array(row)}")
        self._paper.stream.write("\n]\n" if count else "[]\n")
        return count

    def value(self, value: object) -> None:
        self._paper.stream.write(json_text(value, indent=INDENT) + "\n")


def _in_an_array(row: Row) -> str:
    """The row as it stands in an indented array. Python's quick encoder knows no indents; what is flat needs none but
    between its members."""
    inner = [value for value in row.values() if type(value) in _HOLDS_OTHERS]
    if not row or any(inner):
        return json_text(row, indent=INDENT).replace("\n", "\n  ")
    return f"{{\n    {json_text(row, between=_BETWEEN)[1:-1]}\n  }}"


_BETWEEN = ",\n    ", ": "
_HOLDS_OTHERS = frozenset((dict, list))
