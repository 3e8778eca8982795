"""Charts of records: one for each field, as wide as the terminal, with its extremes in the title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import floor, log10
from typing import TYPE_CHECKING

from fittrack_cli.output.cells import text_of
from fittrack_cli.output.chart import Point, Texts, chart, drawable
from fittrack_cli.output.table_layout import title_text

if TYPE_CHECKING:
    from fittrack_cli.output.output import Output

WITHOUT_TERMINAL = 80


def print_chart(
    output: Output,
    title: str,
    field: str,
    points: Sequence[Point],
    x_text: Callable[[float], str],
    *,
    x_limits: tuple[float, float] | None = None,
) -> None:
    """Prints a chart of a field's values, which read as the field's name says; nothing where none can be drawn.
    Charts with the same `x_limits` are above each other by x."""
    known = drawable(points)
    if not known:
        return
    units = output.units
    scale = units.scale(field, max(abs(point.y) for point in known))
    if scale is not None:
        points = [Point(point.x, scale.of(point.y)) for point in known]
    values = [point.y for point in drawable(points)]
    spread = max(values) - min(values)
    digits = min(2, max(0, 1 - floor(log10(spread)))) if spread > 0 else 2

    def y_text(value: float) -> str:
        rounded = round(value, digits) if digits else round(value)
        if scale is not None:
            return f"{units.numbers.text(rounded)}{scale.name}"
        return text_of(field, rounded, units)

    extremes = f"{y_text(min(values))} to {y_text(max(values))}"
    output.text(title_text(f"{title}: {extremes}", color=output.color))
    lines = chart(
        points,
        Texts(x_text, y_text),
        width=output.width or WITHOUT_TERMINAL,
        blocks=output.draws_blocks,
        x_limits=x_limits,
    )
    output.text("".join(f"{line}\n" for line in lines))
