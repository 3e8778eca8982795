"""JSON: one document (RFC 8259), indented."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from fittrack_cli.output.columns import Column, Lines, Row, Table
from fittrack_cli.output.formats.writer import Paper, Reader
from fittrack_cli.output.harmless import (
    INDENT,
    exact_json,
    is_harmless_json,
    json_document,
    json_text,
)


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
        return self.pages(([row] for row in rows), fields)

    def pages(self, pages: Iterable[Sequence[Row]], fields: Sequence[str]) -> int:
        return self._array((_in_an_array(page), len(page)) for page in pages if page)

    def lines(self, pages: Iterable[Sequence[str]]) -> None:
        self._array((_indented(page), len(page)) for page in pages if page)

    def value(self, value: object) -> None:
        self._paper.stream.write(json_document(value))

    def _array(self, pieces: Iterable[tuple[str, int]]) -> int:
        """An array that is written as its pieces come, each with so many rows; nothing before the first one, since that may fail."""
        count = 0
        for text, rows in pieces:
            self._paper.stream.write(f"{',' if count else '['}\n{text}")
            count += rows
        self._paper.stream.write("\n]\n" if count else "[]\n")
        return count


def _in_an_array(rows: Sequence[Row]) -> str:
    """The rows as they stand in an indented array. Python's quick encoder knows no indents; what is flat needs none but
    between its members, and then all rows are encoded at once."""
    text = exact_json(rows, between=_BETWEEN)
    if all(rows) and _is_flat(text, len(rows)) and is_harmless_json(text):
        inner = text[2:-2].replace("},\n    {", _NEXT)
        return f"  {{\n    {inner}\n  }}"
    if len(rows) > 1:
        return ",\n".join([_in_an_array([row]) for row in rows])
    return "  " + json_text(rows[0], indent=INDENT).replace("\n", "\n  ")


def _indented(lines: Sequence[str]) -> str:
    """Lines of compact JSON, each an object, as they stand in an indented array. Flat ones are not parsed where every quote ends or
    begins a text, and none of these makes a comma or a colon look as if it were between members."""
    text = "\n".join(lines)
    if (
        not any(map(text.__contains__, _LOOKS_LIKE_MORE))
        and _is_flat(f"[{text}]", len(lines))
        and is_harmless_json(text)
    ):
        inner = text[1:-1].replace('":', '": ').replace(',"', f'{_BETWEEN[0]}"')
        return f"  {{\n    {inner.replace(_NEXT_LINE, _NEXT)}\n  }}"
    if len(lines) > 1:
        return ",\n".join([_indented([line]) for line in lines])
    return _in_an_array([json.loads(text)])


def _is_flat(text: str, rows: int) -> bool:
    """Whether no member of so many objects holds anything but empty lists; a text may look as if one did."""
    return text.count("{") == rows and text.count("[") == text.count("[]") + 1


_BETWEEN = ",\n    ", ": "
_LOOKS_LIKE_MORE = ("\\", ':":', '{":', ',":', ',",', ',"}', "{}")
"""An escape, a name or text that begins with a colon or ends with a comma; an object without members."""
_NEXT_LINE, _NEXT = "}\n{", "\n  },\n  {\n    "
