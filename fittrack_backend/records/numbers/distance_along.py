"""The distance from the start by the positions of a track, where the device counts none.

The great circles from one position to the next (WGS 84, mean radius), as the length of a track is worked out; what
cannot be true of a track (`records.strays`) is left out, and a jump is no way.
"""

from __future__ import annotations

from collections.abc import Sequence

from fittrack_backend.records.numbers.spans import Column, in_time
from fittrack_backend.records.positions import Position, haversine_m
from fittrack_backend.records.strays import find_strays, is_jump


def distances_along(times: Column, lats: Column, lons: Column) -> Column:
    """The metres from the start at each sample; None where it has no position. Degrees of WGS 84."""
    positions = [_position(lat, lon) for lat, lon in zip(lats, lons, strict=False)]
    positions += [None] * (len(times) - len(positions))
    strays = find_strays(times, positions)
    found: list[float | None] = [None] * len(times)
    metres = 0.0
    before: tuple[float, Position] | None = None
    for time, at in in_time(times):
        position = positions[at]
        if position is None or at in strays.times or at in strays.positions:
            continue
        if before is not None and not is_jump(before[1], position, time - before[0]):
            metres += haversine_m(before[1], position)
        found[at] = metres
        before = time, position
    return found


def _position(lat: float | None, lon: float | None) -> Position | None:
    if lat is None or lon is None or not (abs(lat) <= 90 and abs(lon) <= 180):
        return None
    return lat, lon


def has_values(column: Sequence[float | None]) -> bool:
    """Whether anything of it was recorded."""
    return any(value is not None for value in column)
