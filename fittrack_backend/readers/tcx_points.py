"""Points of TCX files that are written alike, by column."""

from __future__ import annotations

from fittrack_backend.readers.measures import not_negative
from fittrack_backend.readers.point_layouts import Layout, Run
from fittrack_backend.readers.point_values import positions_in
from fittrack_backend.readers.track import Points

_STRUCTURE = frozenset(
    {
        "Activity",
        "Lap",
        "LX",
        "Track",
        "Trackpoint",
        "Creator",
        "AverageHeartRateBpm",
        "MaximumHeartRateBpm",
    }
)
"""What means something else than a value, also in a point."""
_TIME, _ALTITUDE, _DISTANCE = ("Time",), ("AltitudeMeters",), ("DistanceMeters",)
_LATITUDE, _LONGITUDE = ("Position", "LatitudeDegrees"), ("Position", "LongitudeDegrees")
_HEART_RATE = ("HeartRateBpm", "Value")
_VALUES = (_TIME, _ALTITUDE, _DISTANCE, _LATITUDE, _LONGITUDE, _HEART_RATE)


def takes(layout: Layout) -> bool:
    """Whether each element of a point is a value where it is expected, or of no interest."""
    if any(one.name in _STRUCTURE for one in layout.elements):
        return False
    of_interest = [
        (one.path[1:], one.column)
        for one in layout.elements
        if one.parent in ("Position", "HeartRateBpm") or one.path[1:] in _VALUES
    ]
    paths = [path for path, _ in of_interest]
    return all(
        path in _VALUES and column is not None for path, column in of_interest
    ) and _in_order(paths, _LATITUDE, _LONGITUDE)


def _in_order(paths: list[tuple[str, ...]], *these: tuple[str, ...]) -> bool:
    found = [path for path in paths if path in these]
    return found in ([], list(these))


def points_in(run: Run, stretch: int, lap: int) -> Points:
    """The points of a run, which lie in this stretch and this lap."""
    layout, count = run.layout, len(run)
    lats = run.numbers(layout.column(*_LATITUDE))
    lons = run.numbers(layout.column(*_LONGITUDE))
    return Points(
        stretches=[stretch] * count,
        times=run.times(layout.column(*_TIME)),
        positions=positions_in(lats, lons),
        altitudes_m=run.numbers(layout.column(*_ALTITUDE)),
        heart_bpms=run.heart_rates(layout.column(*_HEART_RATE)),
        laps=[lap] * count,
        counted_m=[not_negative(one) for one in run.numbers(layout.column(*_DISTANCE))],
    )
