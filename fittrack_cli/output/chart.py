"""Lines over an axis, drawn in characters: plotille draws the lines, in braille; what is around them is ours.

Braille has two by four dots in each cell. Where only ASCII may be printed, each cell with a dot is a `*`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from fittrack_cli.output.table_layout import display_width

HEIGHT = 12
LEAST_WIDTH = 20
_EVERY = 4
"""A row with a label, and then so many rows to the next."""
_LABEL_ROOM = 6
_TOO_FAR = 1e15
_EMPTY = "\N{BRAILLE PATTERN BLANK}"
_A_GAP = 5
"""A step of more than so many usual ones is a gap, over which no line goes."""


class Point(NamedTuple):
    """A value, and where on the axis it is."""

    x: float
    y: float


class Texts(NamedTuple):
    """How the values of both axes read."""

    x: Callable[[float], str]
    y: Callable[[float], str]


def chart(
    points: Sequence[Point],
    texts: Texts,
    *,
    width: int,
    blocks: bool,
    x_limits: tuple[float, float] | None = None,
) -> list[str]:
    """The lines of a chart that is `width` cells wide, of points in the order of x; none without a point.
    Its axis is from the first to the last of them, or between `x_limits`.

    On a terminal narrower than `LEAST_WIDTH` cells, or with long labels, it is wider than that.
    """
    drawn = drawable(points)
    if not drawn:
        return []
    left, right = _limits(x_limits or [point.x for point in drawn])
    low, high = _limits([point.y for point in drawn])
    labels = [
        texts.y(high - (high - low) * row / (HEIGHT - 1)) if row % _EVERY == 0 else ""
        for row in range(HEIGHT - 1)
    ]
    labels.append(texts.y(low))
    margin = max(map(display_width, labels))
    cells = max(_LABEL_ROOM, max(LEAST_WIDTH, width) - margin - 2)
    rows = _drawn(drawn, (left, right), (low, high), cells, blocks=blocks)
    side, corner, line = ("│", "└", "─") if blocks else ("|", "+", "-")
    found = [
        f"{' ' * (margin - display_width(label))}{label} {side}{row}".rstrip()
        for label, row in zip(labels, rows, strict=True)
    ]
    found.append(f"{' ' * margin} {corner}{line * cells}")
    found.append(f"{' ' * (margin + 2)}{_x_labels(left, right, cells, texts.x)}".rstrip())
    return found


def drawable(points: Sequence[Point]) -> list[Point]:
    """The points without those that no axis reaches: infinite ones, and what is no number."""
    return [point for point in points if all(abs(value) < _TOO_FAR for value in point)]


def _limits(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    return (low, high) if low < high else (low - 1, high + 1)


def _drawn(
    points: Sequence[Point],
    x_limits: tuple[float, float],
    y_limits: tuple[float, float],
    cells: int,
    *,
    blocks: bool,
) -> list[str]:
    from plotille import Canvas

    # A canvas has its upper limits just outside of it.
    (left, right), (low, high) = x_limits, y_limits
    beyond = (right - left) / (2 * cells - 1), (high - low) / (4 * HEIGHT - 1)
    canvas = Canvas(cells, HEIGHT, left, low, right + beyond[0], high + beyond[1])
    for line in _lines(points):
        canvas.point(*line[0])
        for one, other in pairwise(line):
            canvas.line(*one, *other)
    text: str = canvas.plot(linesep="\n")
    if not blocks:
        text = "".join(one if one.isascii() else " " if one == _EMPTY else "*" for one in text)
    return text.replace(_EMPTY, " ").split("\n")


def _lines(points: Sequence[Point]) -> Iterator[list[Point]]:
    """The points, apart where there is a gap between them."""
    steps = [other.x - one.x for one, other in pairwise(points)]
    longest = _A_GAP * median(steps) if steps else math.inf
    line = [points[0]]
    for step, point in zip(steps, points[1:], strict=True):
        if step > longest:
            yield line
            line = []
        line.append(point)
    yield line


def _x_labels(left: float, right: float, cells: int, text: Callable[[float], str]) -> str:
    """Labels below the axis, each beginning at its place, as many as there is room for."""
    room = max(_LABEL_ROOM, *(display_width(text(value)) for value in (left, right))) + 2
    count = max(1, min(8, cells // room))
    labels = last = ""
    for index in range(count):
        at = round(index * cells / count)
        label = text(left + (right - left) * at / cells)
        if label != last:
            labels = f"{labels:<{at}}{label}"
            last = label
    return labels
