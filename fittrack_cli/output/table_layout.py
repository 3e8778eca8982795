"""Tables and lines as text: laid out by tabulate, which measures with wcwidth.

tabulate aligns and pads, colours included. It cannot make a table fit a terminal: it wraps a cell
that is too wide onto more lines, and a list of a line each is what people scan. So what is cut, and
which columns are left out, is decided here, before tabulate sees the cells. Both measure alike: what
wcwidth counts (UAX #11, emoji with a variation selector two cells, joined ones one character).
A terminal that does not join emoji takes more cells for them than that.
"""

from __future__ import annotations

from collections.abc import Sequence

import tabulate
import wcwidth

from fittrack_cli.output import cells
from fittrack_cli.output.columns import Column, Row
from fittrack_cli.output.encodings import as_written
from fittrack_cli.output.harmless import harmless
from fittrack_cli.output.units import METRIC, Units

GAP = 2
tabulate.MIN_PADDING = 0  # it would widen the columns of short values beyond the width asked for
MIN_CUT_WIDTH = 8
MIN_DRAWN_WIDTH = 8
ROOM_OF_A_TEXT = 12
"""So many cells a text may ask for before a column is left out for it: beyond that it is the text that is cut."""
WITHOUT_TERMINAL = 80
"""How wide a table with a column that is drawn is, where there is no terminal."""
ELLIPSIS = "…"


def table_text(
    rows: Sequence[Row],
    columns: Sequence[Column],
    *,
    width: int | None,
    color: bool,
    units: Units = METRIC,
    encoding: str | None = None,
) -> str:
    """The rows under their headers; `width` in cells is None where nothing is to be cut.

    What is measured is what a stream with that `encoding` shows.
    """
    ellipsis = as_written(ELLIPSIS, encoding)
    columns, drawn = _apart(columns)
    room = width if width is None or drawn is None else width - GAP - MIN_DRAWN_WIDTH
    texts = {
        column.field: [as_written(_text(column, row, units), encoding) for row in rows]
        for column in columns
    }
    shown = list(columns)
    natural = {column.field: _natural_width(column, texts[column.field]) for column in columns}
    at_right = {column.field: column.right or _is_right(column, rows) for column in columns}
    is_whole = {
        field: right or cells.is_of_use_whole_only(field) for field, right in at_right.items()
    }
    if room is not None:
        least = {
            field: cells_ if is_whole[field] else min(cells_, ROOM_OF_A_TEXT)
            for field, cells_ in natural.items()
        }
        for column in [column for column in reversed(columns) if column.wide]:
            if _total([least[kept.field] for kept in shown]) > room:
                shown.remove(column)
    widths = [natural[column.field] for column in shown]
    right = [at_right[column.field] for column in shown]
    if width is not None:
        widths = _fitted(widths, [is_whole[column.field] for column in shown], width)
    body = [
        [
            (cut_in_the_middle if _is_of_a_file(column) else cut)(
                texts[column.field][index], limit, ellipsis
            )
            for column, limit in zip(shown, widths, strict=True)
        ]
        for index in range(len(rows))
    ]
    headers = [
        cut(_header(column), limit, ellipsis) for column, limit in zip(shown, widths, strict=True)
    ]
    if color:
        headers = [cells.styled(text, "bold") for text in headers]
        for line, row in zip(body, rows, strict=True):
            for index, column in enumerate(shown):
                style = cells.style_of(column.field, row.get(column.field))
                line[index] = cells.styled(line[index], style)
    alignment = ["right" if is_right else "left" for is_right in right]
    if drawn is not None:
        left = (WITHOUT_TERMINAL if width is None else width) - _total(widths) - GAP
        headers.append(_header(drawn))
        alignment.append("left")
        for line, row in zip(body, rows, strict=True):
            line.append(_drawn(drawn, row, left))
    return _laid_out(body, headers, alignment)


def _apart(columns: Sequence[Column]) -> tuple[Sequence[Column], Column | None]:
    """The columns with texts, and the last one where it is drawn in what they leave."""
    if columns and columns[-1].fill is not None:
        return columns[:-1], columns[-1]
    return columns, None


def _drawn(column: Column, row: Row, width: int) -> str:
    assert column.fill is not None
    return column.fill(row.get(column.field), width) if width >= MIN_DRAWN_WIDTH else ""


def lines_text(
    row: Row,
    columns: Sequence[Column],
    title: str | None,
    *,
    color: bool,
    units: Units = METRIC,
    width: int | None = None,
    encoding: str | None = None,
) -> str:
    """One object as lines of name and value, under a title; a value goes on below, at its words, where `width` ends."""
    names = [_name(column) for column in columns]
    room = None if width is None else width - GAP - max(map(display_width, names), default=0)
    lines = []
    for name, column in zip(names, columns, strict=True):
        style = cells.style_of(column.field, row.get(column.field)) if color else None
        first, *more = _folded(as_written(_text(column, row, units), encoding), room)
        lines += [[name, cells.styled(first, style)], *(["", part] for part in more)]
    head = title_text(title, color=color) if title else ""
    return head + _laid_out(lines, (), ["left", "left"])


def _folded(text: str, room: int | None) -> list[str]:
    """A text in parts of at most `room` cells, as far as its words allow it."""
    if room is None or room < MIN_CUT_WIDTH or display_width(text) <= room:
        return [text]
    parts = wcwidth.wrap(text, room, break_long_words=False, break_on_hyphens=False)
    return [str(part) for part in parts] or [text]


def title_text(title: str, *, color: bool) -> str:
    """The line above lines or a table."""
    return f"{cells.styled(harmless(title), 'bold' if color else None)}\n"


def cut(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """`text` in at most `width` terminal cells, with an ellipsis where something is missing."""
    if display_width(text) <= width:
        return text
    room = width - len(ellipsis)
    kept = text[:room] if text.isascii() else wcwidth.clip(text, 0, room)
    return kept.rstrip() + ellipsis


def cut_in_the_middle(text: str, width: int, ellipsis: str = ELLIPSIS) -> str:
    """The same, with the ellipsis between the beginning and the end: the end of a file's name says what it is."""
    if display_width(text) <= width or width < MIN_CUT_WIDTH:
        return cut(text, width, ellipsis)
    end = ""
    for one in reversed(list(wcwidth.iter_graphemes(text[-2 * width :]))):
        if display_width(one + end) > (width - len(ellipsis)) // 2:
            break
        end = one + end
    return cut(text, width - display_width(end), ellipsis) + end


def display_width(text: str) -> int:
    """How many terminal cells harmless text takes."""
    return len(text) if text.isascii() else wcwidth.wcswidth(text)


def _laid_out(
    body: Sequence[Sequence[str]], headers: Sequence[str], alignment: Sequence[str]
) -> str:
    text = tabulate.tabulate(
        body, headers, tablefmt="plain", disable_numparse=True, colalign=alignment
    )
    return "".join(f"{line.rstrip()}\n" for line in text.split("\n")) if body else ""


def _text(column: Column, row: Row, units: Units) -> str:
    value = row.get(column.field)
    if column.format is not None and value is not None:
        return harmless(column.format(value))
    return harmless(cells.text_of(column.field, value, units))


def _header(column: Column) -> str:
    return harmless(column.header if column.header is not None else cells.header(column.field))


def _name(column: Column) -> str:
    """The heading as the name of a line: one in capitals is no name."""
    heading = _header(column)
    return heading.lower() if heading.isupper() else heading


def _is_of_a_file(column: Column) -> bool:
    return column.field in ("file_name", "path") or column.header == "FILE"


def _is_right(column: Column, rows: Sequence[Row]) -> bool:
    values = [value for row in rows if (value := row.get(column.field)) is not None]
    return bool(values) and all(cells.is_number(column.field, value) for value in values)


def _natural_width(column: Column, texts: Sequence[str]) -> int:
    return max(display_width(text) for text in (_header(column), *texts))


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _fitted(widths: Sequence[int], whole: Sequence[bool], width: int) -> list[int]:
    """Widths that fit: the widest texts give way first; numbers, ids and times stay `whole`."""
    fitted = list(widths)
    while _total(fitted) > width:
        candidates = [
            index
            for index, is_whole in enumerate(whole)
            if not is_whole and fitted[index] > MIN_CUT_WIDTH
        ]
        if not candidates:
            break
        widest = max(candidates, key=lambda index: fitted[index])
        fitted[widest] -= 1
    return fitted
