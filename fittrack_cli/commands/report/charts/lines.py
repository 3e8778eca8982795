"""Lines over time, each with a gap where nothing was recorded, and a band from the least to the greatest value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from fittrack_cli.commands.report.charts.plot import UNITS, Frame, plot
from fittrack_cli.commands.report.markup import Html, element


@frozen
class Point:
    """A place of the width from 0 to 1, the mean there, and the least and the greatest value."""

    x: float
    mean: float
    least: float
    greatest: float


Run = Sequence[Point]
"""Points without a gap between them."""


@frozen
class Line:
    """Runs of points, drawn in the style `kind`."""

    kind: str
    runs: Sequence[Run]
    is_filled: bool = False
    """Whether what is below the line is filled."""


def line_chart(frame: Frame, lines: Sequence[Line]) -> Html:
    """The lines, one above the other, the first at the back."""
    return plot(frame, *(part for line in lines for part in _drawn(frame, line)))


def runs_of(values: Iterable[tuple[float, float | None]]) -> Sequence[Run]:
    """The runs of places and values; None is a gap."""
    runs: list[list[Point]] = [[]]
    for x, value in values:
        if value is not None:
            runs[-1].append(Point(x, value, value, value))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _drawn(frame: Frame, line: Line) -> Iterable[Html]:
    runs = [run for run in line.runs if run]
    if line.is_filled:
        floor = UNITS
        shape = "".join(
            f"M{_x(run[0])} {floor}L{_path(frame, run)}L{_x(run[-1])} {floor}Z" for run in runs
        )
        yield element("path", {"class": f"filled {line.kind}", "d": shape})
    bands = "".join(_band(frame, run) for run in runs)
    if bands:
        yield element("path", {"class": f"filled {line.kind}", "d": bands})
    shape = "".join(f"M{_path(frame, run)}" for run in runs if len(run) > 1)
    if shape:
        yield element("path", {"class": f"line {line.kind}", "d": shape})
    dots = "".join(f"M{_path(frame, run)}h0" for run in runs if len(run) == 1)
    if dots:
        yield element("path", {"class": f"dots {line.kind}", "d": dots})


def _path(frame: Frame, run: Run) -> str:
    return "L".join(f"{_x(point)} {frame.y_of(point.mean)}" for point in run)


def _band(frame: Frame, run: Run) -> str:
    if all(point.least == point.greatest for point in run):
        return ""
    above = [f"{_x(point)} {frame.y_of(point.greatest)}" for point in run]
    below = [f"{_x(point)} {frame.y_of(point.least)}" for point in reversed(run)]
    return f"M{'L'.join([*above, *below])}Z"


def _x(point: Point) -> int:
    return round(UNITS * point.x)
