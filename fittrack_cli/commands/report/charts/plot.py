"""The frame of a chart: its values at the side, its lines, what stands below, and its words for who does not see it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from fittrack_cli.commands.report.charts.scale import Limits, Tick
from fittrack_cli.commands.report.markup import Html, element

UNITS = 1000
"""The size of the inner drawing."""
_TOP = 8
_BELOW = 22
_SIDE = 54
_EDGE = 0.06
"""Nearer to an edge than this part of the width, a label begins or ends at its place."""
_CROWDED = 5
"""With more labels than these, a narrow screen shows every other one."""


@frozen
class Frame:
    """What a chart is drawn in. `name` is unique in the page."""

    name: str
    title: str
    description: str
    y: Limits
    y_ticks: Sequence[Tick]
    x_ticks: Sequence[Tick]
    """Their values are parts of the width, from 0 to 1."""
    height: int = 160

    def y_of(self, value: float) -> int:
        """A value's place in the inner drawing, from the top."""
        return round(UNITS * (1 - self.y.part(value)))


def plot(frame: Frame, *drawing: Html) -> Html:
    """The chart with what is drawn in its frame."""
    whole = _TOP + frame.height + _BELOW
    return element(
        "div",
        {"class": "plot"},
        element(
            "svg",
            {"class": "side", "width": _SIDE, "height": whole, "aria-hidden": "true"},
            *(
                element(
                    "text",
                    {"x": _SIDE - 6, "y": _pixels(frame, tick) + 4, "class": "tick at-end"},
                    tick.label,
                )
                for tick in frame.y_ticks
            ),
        ),
        element(
            "svg",
            {
                "class": "area",
                "width": "100%",
                "height": whole,
                "role": "img",
                "aria-labelledby": f"{frame.name}-title {frame.name}-text",
            },
            element("title", {"id": f"{frame.name}-title"}, frame.title),
            element("desc", {"id": f"{frame.name}-text"}, frame.description),
            *(_line(frame, tick) for tick in frame.y_ticks),
            element(
                "svg",
                {
                    "class": "inner",
                    "y": _TOP,
                    "width": "100%",
                    "height": frame.height,
                    "viewBox": f"0 0 {UNITS} {UNITS}",
                    "preserveAspectRatio": "none",
                },
                *drawing,
            ),
            *_below(frame, whole - 6),
        ),
    )


def _pixels(frame: Frame, tick: Tick) -> float:
    return _TOP + frame.height * (1 - frame.y.part(tick.value))


def _line(frame: Frame, tick: Tick) -> Html:
    at = round(_pixels(frame, tick)) + 0.5
    return element("line", {"class": "rule", "x1": 0, "x2": "100%", "y1": at, "y2": at})


def _below(frame: Frame, y: int) -> Sequence[Html]:
    crowded = len(frame.x_ticks) > _CROWDED
    return [
        element(
            "text",
            {
                "class": f"tick {_anchor(tick.value)}{' roomy' if crowded and index % 2 else ''}",
                "x": f"{100 * tick.value:.2f}%",
                "y": y,
            },
            tick.label,
        )
        for index, tick in enumerate(frame.x_ticks)
    ]


def _anchor(part: float) -> str:
    if part < _EDGE:
        return "at-start"
    return "at-end" if part > 1 - _EDGE else "at-middle"
