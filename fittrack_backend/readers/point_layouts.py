"""Points of TCX and GPX that are written alike: one expression takes thousands of them apart.

A writer writes each point as it wrote the one before, but for the values. The first point shows the layout: its tags,
the blanks between them, and where values are. Whatever has the same layout is as well formed as that point was, so the
parser need not see it. Only the simplest XML has a layout: elements with a short text or with elements in them, no
entities, comments or sections. Everything else is the parser's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from attrs import define, field, frozen

from fittrack_backend.readers.point_values import (
    first_offset_in,
    heart_rates_in,
    numbers_in,
    times_in,
)

MOST_LAYOUTS = 32
"""Of one file. More are left to the parser, and so is a file in which many points are like no other."""
_FEWEST = 4
"""Of a run: for fewer the parser is as quick."""
_MOST_ODD, _POINTS_TO_AN_ODD_ONE = 200, 8
"""How many single points are looked at in vain, before the rest of the file is left to the parser."""
_LONGEST = 4 << 10
"""Bytes of one point."""
_FIRST_REACH, _REACH = 8 << 10, 512 << 10
"""How many bytes are taken apart at once: few, where points of several layouts take turns."""
_VALUE_LIMIT = 64
_VALUE = rb"([^<]{0,%d}+)" % _VALUE_LIMIT
_ATTRIBUTE_VALUE = rb'([^<"]{0,%d}+)' % _VALUE_LIMIT
_NAME = rb"[A-Za-z_][\w.-]*"
_TAG = re.compile(
    rb"(?P<tag><(?P<end>/?)(?P<name>(?:(?!xml)%(name)s:)?%(name)s)"
    rb"(?P<attributes>(?:\s+%(name)s(?::%(name)s)?=\"[^<&\"]*\")*)\s*(?P<empty>/?)>)(?P<text>[^<>&]*)"
    % {b"name": _NAME}
)
_ATTRIBUTE = re.compile(rb"(?P<before>\s+(?P<name>[^\s=]+)=\")(?P<value>[^\"]*)")
_ADDRESS = re.compile(rb"https?://[\w./-]+")


class NotAlike(Exception):
    """What was taken for points of one layout has to be read by the parser."""


@frozen
class Element:
    """An element of a point: its names from the point down to itself, and which column its text is; None where it
    has no text."""

    path: tuple[str, ...]
    column: int | None

    @property
    def name(self) -> str:
        return self.path[-1]

    @property
    def parent(self) -> str:
        return self.path[-2]


@frozen
class Layout:
    """How points are written. The elements are in the order in which they end."""

    expression: re.Pattern[bytes]
    """Matches a point, its values in groups, or whatever else follows, in the last group."""
    attributes: Mapping[str, int]
    """The columns of the point's own attributes."""
    elements: tuple[Element, ...]

    @property
    def depth(self) -> int:
        """How many levels there are, the point's own included."""
        return max((len(one.path) for one in self.elements), default=1)

    def column(self, *path: str) -> int | None:
        """The column of the element at this path below the point."""
        return next((one.column for one in self.elements if one.path[1:] == path), None)


@frozen
class Run:
    """Points of one layout that follow each other, from `start` up to `end` in the document: their values by column."""

    start: int
    end: int
    layout: Layout
    columns: tuple[tuple[bytes, ...], ...]

    def __len__(self) -> int:
        return len(self.columns[0])

    @property
    def elements(self) -> int:
        """How many elements they have, themselves included."""
        return len(self) * (len(self.layout.elements) + 1)

    def numbers(self, column: int | None) -> list[float | None]:
        """The values as finite numbers, None where there is none."""
        return [None] * len(self) if column is None else numbers_in(self.columns[column])

    def times(self, column: int | None) -> list[float | None]:
        """The values as seconds since 1970, None where one is no time."""
        return [None] * len(self) if column is None else times_in(self.columns[column])

    def heart_rates(self, column: int | None) -> list[int | None]:
        """The values as beats per minute, None where no heart beats so."""
        return [None] * len(self) if column is None else heart_rates_in(self.columns[column])

    def first_offset(self, column: int | None) -> int | None:
        """What the clock of these times is ahead of UTC in seconds, by the first that says it."""
        return None if column is None else first_offset_in(self.columns[column])


def runs_in(document: bytes, point: str, takes: Callable[[Layout], bool]) -> Iterator[Run]:
    """The runs of points in a document in UTF-8, whose element is called `point`, of the layouts that `takes` takes."""
    opening = f"<{point}".encode()
    known: list[Layout] = []
    odd, points, reach = 0, 0, _FIRST_REACH
    at = document.find(opening)
    while at != -1 and odd <= _MOST_ODD + points // _POINTS_TO_AN_ODD_ONE:
        run = next((one for each in known if (one := _run_at(document, at, each, reach))), None)
        if run is None and len(known) < MOST_LAYOUTS:
            layout = layout_at(document, at, point)
            if layout is not None and takes(layout):
                run = _run_at(document, at, layout, reach)
                if run is not None:
                    known.insert(0, layout)
        if run is not None and (len(run) >= _FEWEST or reach > _FIRST_REACH):
            yield run
            points += len(run)
            goes_on = at + reach - run.end < _LONGEST
            reach = min(2 * reach, _REACH) if goes_on else _FIRST_REACH
        else:
            odd += 1
            reach = _FIRST_REACH
        at = document.find(opening, at + 1 if run is None else run.end)


def _run_at(document: bytes, at: int, layout: Layout, reach: int) -> Run | None:
    """The points of this layout from there on, within so many bytes."""
    rows = layout.expression.findall(document, at, at + reach)
    behind = len(rows[-1][-1])
    if behind:
        rows.pop()
    end = min(at + reach, len(document)) - behind
    written = document[at:end]
    if not rows or not written.isascii() or b"&" in written or b"]]>" in written:
        return None
    *columns, _ = zip(*rows, strict=True)
    return Run(at, end, layout, tuple(columns))


def layout_at(document: bytes, at: int, point: str) -> Layout | None:
    """The layout of the point that begins there; None where it is not simple enough to have one."""
    draft = _Draft()
    limit = at + _LONGEST
    while (tag := _TAG.match(document, at, limit)) is not None:
        if not draft.path and tag["name"] != point.encode():
            return None
        if not draft.take(tag):
            return None
        at = tag.end()
        if not draft.path:
            return draft.layout()
    return None


@define
class _Draft:
    """A layout that is being read from a point."""

    path: list[str] = field(factory=list)
    """The elements that are open, by their names as they stand there."""
    columns: int = 0
    _elements: list[Element] = field(factory=list)
    _attributes: dict[str, int] = field(factory=dict)
    _pieces: list[bytes] = field(factory=list)
    _text: bytes = b""
    """What came since the last tag."""
    _is_leaf: bool = False
    """Whether the last tag began an element."""

    def take(self, tag: re.Match[bytes]) -> bool:
        """Takes a tag and the text behind it in; False where they are not simple enough."""
        is_simple = self._end(tag) if tag["end"] else self._start(tag)
        self._text = tag["text"]
        return is_simple

    def layout(self) -> Layout | None:
        """The layout of the point, which has ended; blanks may follow each. None where it has no value, or two of
        the same name."""
        if not self.columns or len({one.path for one in self._elements}) < len(self._elements):
            return None
        expression = re.compile(b"".join(self._pieces) + rb"\s*+|(?s:(.+))")
        return Layout(expression, self._attributes, tuple(self._elements))

    def _start(self, tag: re.Match[bytes]) -> bool:
        if self._text.strip():
            return False
        self._pieces.append(re.escape(self._text))
        is_simple = self._begin_element(tag) if self.path else self._begin_point(tag)
        self.path.append(tag["name"].decode("ascii"))
        self._is_leaf = True
        if tag["empty"]:
            self._finish(None)
        return is_simple

    def _begin_element(self, tag: re.Match[bytes]) -> bool:
        self._pieces.append(re.escape(tag["tag"]))
        names = set()
        for one in _ATTRIBUTE.finditer(tag["attributes"]):
            is_namespace = one["name"] == b"xmlns" or one["name"].startswith(b"xmlns:")
            if is_namespace and not _ADDRESS.fullmatch(one["value"]):
                return False
            if one["name"] in names or (b":" in one["name"] and not is_namespace):
                return False
            names.add(one["name"])
        return True

    def _begin_point(self, tag: re.Match[bytes]) -> bool:
        before, behind = tag.start("attributes") - tag.start(), tag.end("attributes") - tag.start()
        self._pieces.append(re.escape(tag["tag"][:before]))
        for one in _ATTRIBUTE.finditer(tag["attributes"]):
            name = one["name"].decode("ascii")
            if name in self._attributes or ":" in name or name == "xmlns":
                return False
            self._attributes[name] = self._new_column()
            self._pieces += (re.escape(one["before"]), _ATTRIBUTE_VALUE, b'"')
        self._pieces.append(re.escape(tag["tag"][behind:]))
        return not tag["empty"]

    def _end(self, tag: re.Match[bytes]) -> bool:
        if not self.path or tag["name"].decode("ascii") != self.path[-1]:
            return False
        column = None
        if self._is_leaf and len(self.path) > 1:
            column = self._new_column()
            self._pieces.append(_VALUE)
        elif self._text.strip():
            return False
        else:
            self._pieces.append(re.escape(self._text))
        self._pieces.append(re.escape(tag["tag"]))
        self._finish(column)
        return not tag["attributes"] and not tag["empty"]

    def _finish(self, column: int | None) -> None:
        if len(self.path) > 1:
            names = tuple(one.rpartition(":")[2] for one in self.path)
            self._elements.append(Element(names, column))
        self.path.pop()
        self._is_leaf = False

    def _new_column(self) -> int:
        self.columns += 1
        return self.columns - 1
