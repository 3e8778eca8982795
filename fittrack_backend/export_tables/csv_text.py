"""The cells of a CSV, whatever its encoding and its delimiter."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from attrs import frozen

_MOST_CELLS = 4_000_000
"""40,000 rows of a hundred columns: what is held of them takes a few hundred MB at most."""
_MOST_COLUMNS = 1_000
_DELIMITERS = ",;\t|"
_LEAST_COLUMNS = 4
UNREADABLE = "(cannot be read)"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@frozen
class Cells:
    """A CSV's first line, and the lines after it. The last line of one that was cut may have fewer cells."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


def may_be_csv(head: bytes) -> bool:
    """Whether a file that begins so can be a CSV of several columns."""
    text = _decoded(head[: len(head) // 2 * 2], is_cut=True)
    return text is not None and len(_first_line(text)) >= _LEAST_COLUMNS


def cells_of(data: bytes) -> Cells | None:
    """The cells of a CSV; None where it is none, or is larger than any export.

    The encoding is that of its byte order mark, UTF-8, or Windows's for western Europe where it is not UTF-8.
    """
    text = _decoded(data)
    if text is None:
        return None
    header = _first_line(text)
    if not _LEAST_COLUMNS <= len(header) <= _MOST_COLUMNS:
        return None
    rows: list[list[str]] = []
    count = 0
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    for row in _rows(lines):
        count += len(row)
        if count > _MOST_CELLS:
            return None
        if any(cell.strip() for cell in row):
            rows.append(row)
    return Cells([name.strip() for name in header], rows)


def _rows(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    """The lines after the first; of one that cannot be taken apart, one cell that says so."""
    next(lines, None)
    while True:
        try:
            yield next(lines)
        except StopIteration:
            return
        except csv.Error:
            yield [UNREADABLE]


def _decoded(data: bytes, *, is_cut: bool = False) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data, final=not is_cut)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return None if "\0" in text else text


def _first_line(text: str) -> list[str]:
    lines = csv.reader(io.StringIO(text[: 1 << 16], newline=""), delimiter=_delimiter(text))
    try:
        return next(lines)
    except (csv.Error, StopIteration):
        return []


def _delimiter(text: str) -> str:
    """What stands most often in the first line."""
    line = text[: 1 << 16].partition("\n")[0]
    return max(_DELIMITERS, key=line.count)
