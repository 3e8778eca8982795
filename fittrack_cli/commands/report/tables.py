"""Tables of the page: those that a command prints to a terminal too, and the numbers beside a chart."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from fittrack_cli.commands.report.markup import Html, element, joined, text
from fittrack_cli.output.cells import header, is_number, text_of, words_of
from fittrack_cli.output.columns import Column, Lines, Row, Table
from fittrack_cli.output.units import Units

LONGEST = 80
"""Longer names are cut; an activity's own page has them whole, too."""
MOST_COLUMNS = 10
"""Of more columns those are left out that a narrow terminal leaves out, too, the last ones first."""
BAR = element("span", {"class": "unseen"}, "Bar")
"""The heading of a column of bars."""
_SHORT = {"hr": "HR", "swolf": "SWOLF", "avg": "average", "max": "highest"}


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    words: Collection[int] = (0,),
) -> Html:
    """A table whose first column names its rows; the columns at `words` are words, the others numbers."""
    kinds = ["word" if at in words else None for at in range(len(heads))]
    top = [
        element("th", {"scope": "col", "class": kind}, head)
        for kind, head in zip(kinds, heads, strict=True)
    ]
    body = [
        element(
            "tr",
            None,
            element("th", {"scope": "row"}, row[0]),
            *(
                element("td", {"class": kind}, cell)
                for kind, cell in zip(kinds[1:], row[1:], strict=True)
            ),
        )
        for row in rows
    ]
    return _scrolling(
        caption,
        element(
            "table",
            None,
            element("caption", {"class": "unseen"}, caption),
            element("thead", None, element("tr", None, *top)),
            element("tbody", None, *body),
        ),
    )


def numbers(summary: str, *tables: Html) -> Html:
    """Tables that are folded until they are asked for: what a chart says, for who does not see it."""
    return element("details", None, element("summary", None, summary), *tables)


def printed(one: Table, caption: str, units: Units, bars: Sequence[Html] = ()) -> Html:
    """A table as a command prints it, with a bar at the end of each row if they are given."""
    columns = _fitting([column for column in one.columns if column.fill is None])
    heads = [_header(column) for column in columns]
    rows = [[_text(column, row, units) for column in columns] for row in one.rows]
    words = {
        at
        for at, column in enumerate(columns)
        if at == 0 or not (column.right or _has_numbers(column, one.rows))
    }
    if bars:
        heads.append(BAR)
        rows = [[*row, bar] for row, bar in zip(rows, bars, strict=True)]
        words.add(len(columns))
    return table(caption, heads, rows, words=words)


def bar(part: float, kind: str) -> Html:
    """A bar over a part of its cell, from 0 to 1."""
    return element(
        "svg",
        {"class": "bar", "width": "100%", "height": 10, "aria-hidden": "true"},
        element("rect", {"class": kind, "width": f"{100 * part:.1f}%", "height": 10, "rx": 2}),
    )


def lines(one: Lines, units: Units) -> Html:
    """Names and values as a command prints them."""
    return pairs(
        [
            (column.header or words_of(column.field), _text(column, one.row, units))
            for column in one.columns
        ]
    )


def pairs(found: Iterable[tuple[str, str]], kind: str = "pairs") -> Html:
    """Names, each with its value."""
    return element(
        "dl",
        {"class": kind},
        *(
            element("div", None, element("dt", None, name), element("dd", None, value))
            for name, value in found
        ),
    )


def name_text(name: str) -> Html:
    """A name that somebody gave, apart from the direction of the text around it; cut if it is very long."""
    return element("bdi", None, cut(name))


def cut(name: str) -> str:
    """A name that is not too long for a line or two."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def paragraph(words: str, kind: str | None = None) -> Html:
    """A paragraph."""
    return element("p", {"class": kind}, words)


def all_of(parts: Iterable[Html]) -> Html:
    """Parts one after the other."""
    return joined(*parts)


def _scrolling(label: str, inside: Html) -> Html:
    """What may be wider than the screen, and is then moved with the keyboard, too."""
    return element(
        "div",
        {"class": "scroll", "role": "group", "tabindex": 0, "aria-label": f"{label}, table"},
        inside,
    )


def _fitting(columns: Sequence[Column]) -> Sequence[Column]:
    left = max(0, MOST_COLUMNS - sum(not column.wide for column in columns))
    wide = [column for column in columns if column.wide][:left]
    return [column for column in columns if not column.wide or column in wide]


def _header(column: Column) -> str:
    head = column.header if column.header is not None else header(column.field)
    if not head.isupper():
        return head
    words = " ".join(_SHORT.get(word, word) for word in head.lower().split())
    return words[:1].upper() + words[1:]


def _text(column: Column, row: Row, units: Units) -> Html:
    value = row.get(column.field)
    if column.format is not None and value is not None:
        return text(column.format(value))
    return text(text_of(column.field, value, units))


def _has_numbers(column: Column, rows: Sequence[Row]) -> bool:
    return any(is_number(column.field, row.get(column.field)) for row in rows)
