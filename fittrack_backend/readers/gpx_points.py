"""Points of GPX files that are written alike, by column."""

from __future__ import annotations

from fittrack_backend.readers.point_layouts import Layout, Run
from fittrack_backend.readers.point_values import positions_in
from fittrack_backend.readers.track import Points

HEART_RATES = ("hr", "heartrate")
"""Garmin's TrackPointExtension and Cluetrust's GPX data extension."""
_STRUCTURE = frozenset({"gpx", "trk", "trkseg", "trkpt", "rte", "wpt"})
"""What means something else than a value, also in a point."""
_VALUES = frozenset({"time", "ele", *HEART_RATES})


def takes(layout: Layout) -> bool:
    """Whether each element of a point is a value, or of no interest."""
    return not any(
        one.name in _STRUCTURE or (one.column is None and one.name in _VALUES)
        for one in layout.elements
    )


def has_times(layout: Layout) -> bool:
    """Whether its points say when they were."""
    return layout.column("time") is not None


def points_in(run: Run, stretch: int) -> Points:
    """The points of a run, which lie in this stretch."""
    layout, count = run.layout, len(run)
    hearts = [
        one.column for one in layout.elements if one.name in HEART_RATES and one.parent != "trkpt"
    ]
    return Points(
        stretches=[stretch] * count,
        times=run.times(layout.column("time")),
        positions=positions_in(
            run.numbers(layout.attributes.get("lat")), run.numbers(layout.attributes.get("lon"))
        ),
        altitudes_m=run.numbers(layout.column("ele")),
        heart_bpms=run.heart_rates(hearts[-1] if hearts else None),
        laps=[0] * count,
        counted_m=[None] * count,
    )


def first_offset(run: Run) -> int | None:
    """What the clock is ahead of UTC by the first point that says it."""
    return run.first_offset(run.layout.column("time"))
