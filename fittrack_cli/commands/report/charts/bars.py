"""Bars over periods, in one piece or stacked, with a line over them if wanted."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from fittrack_cli.commands.report.charts.plot import UNITS, Frame, plot
from fittrack_cli.commands.report.markup import Html, element

_GAP = 0.22
"""The part of its place that a bar leaves free, at least."""
_WIDEST = 60
"""No bar is wider, in units of the drawing."""


@frozen
class Bar:
    """A period's values from the bottom up; `words` say them to who points at the bar."""

    values: Sequence[float]
    words: str


def bar_chart(
    frame: Frame, bars: Sequence[Bar], kinds: Sequence[str], line: Sequence[float] = ()
) -> Html:
    """A bar for each period, its parts in the styles `kinds`; a line through the values of `line`, one a bar."""
    place = UNITS / max(1, len(bars))
    drawn = [_bar(frame, bar, kinds, index * place, place) for index, bar in enumerate(bars)]
    if len(line) > 1:
        points = [
            f"{round((index + 0.5) * place)} {frame.y_of(value)}"
            for index, value in enumerate(line)
        ]
        drawn.append(element("path", {"class": "line over", "d": f"M{'L'.join(points)}"}))
    return plot(frame, *drawn)


def _bar(frame: Frame, bar: Bar, kinds: Sequence[str], left: float, place: float) -> Html:
    parts: list[Html] = []
    below = 0.0
    for kind, value in zip(kinds, bar.values, strict=True):
        top, bottom = frame.y_of(below + value), frame.y_of(below)
        below += value
        if bottom > top:
            width = min(_WIDEST, place * (1 - _GAP))
            box = {
                "x": round(left + (place - width) / 2, 1),
                "y": top,
                "width": round(width, 1),
                "height": bottom - top,
            }
            parts.append(element("rect", {"class": kind, **box}))
    return element("g", None, element("title", None, bar.words), *parts) if parts else Html("")
