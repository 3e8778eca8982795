"""YAML (1.1, as PyYAML writes it): the same values as JSON, in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from fittrack_cli.output.columns import Column, Lines, Row, Table
from fittrack_cli.output.formats.writer import Paper, Reader
from fittrack_cli.output.harmless import exact_json, is_dangerous


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
        self.value(dict(row))

    def rows(self, rows: Iterable[Row], fields: Sequence[str], columns: Sequence[Column]) -> int:
        every = [dict(row) for row in rows]
        self.value(every)
        return len(every)

    def value(self, value: object) -> None:
        known: object = json.loads(exact_json(value))  # by way of JSON, which knows each value
        text = _dumped(known, all_characters=True)
        if any(is_dangerous(ord(one)) for one in set(text) - {"\n"}):
            text = _dumped(known, all_characters=False)
        self._paper.stream.write(text)


def _dumped(value: object, *, all_characters: bool) -> str:
    """With all characters as they are, or those beyond ASCII as escapes."""
    import yaml

    return yaml.safe_dump(value, sort_keys=False, allow_unicode=all_characters)
