"""A track as a drawing: north is up, and lengths are true in its middle."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from attrs import frozen

from fittrack_cli.commands.report.markup import Html, element

_SIZE = 1000
"""The longer side of the drawing in its units."""
_EDGE = 40
_LEAST_SIDE = 320
_METRES_PER_DEGREE = math.pi * 6_371_008.8 / 180
"""Along a meridian of a sphere with the mean radius of the Earth (IUGG)."""


@frozen
class Place:
    """A place in degrees (WGS 84)."""

    latitude: float
    longitude: float


@frozen
class Track:
    """Places in runs without a gap, in metres east and south of the north-west corner."""

    runs: Sequence[Sequence[tuple[float, float]]]
    width_m: float
    height_m: float

    @property
    def apart_m(self) -> float:
        """How far the finish is from the start."""
        return math.dist(self.runs[0][0], self.runs[-1][-1])


def track_of(runs: Sequence[Sequence[Place]]) -> Track | None:
    """The track through these places; None without two of them. It may cross the 180th meridian."""
    there = [run for run in runs if run]
    if sum(map(len, there)) < 2:
        return None
    last = there[0][0].longitude
    unrolled: list[list[tuple[float, float]]] = []
    for run in there:
        unrolled.append([])
        for place in run:
            last += (place.longitude - last + 180) % 360 - 180
            unrolled[-1].append((place.latitude, last))
    every = [place for run in unrolled for place in run]
    north, south = max(at for at, _ in every), min(at for at, _ in every)
    west = min(at for _, at in every)
    across = _METRES_PER_DEGREE * max(0.01, math.cos(math.radians((north + south) / 2)))
    metres = [
        [((east - west) * across, (north - at) * _METRES_PER_DEGREE) for at, east in run]
        for run in unrolled
    ]
    return Track(
        metres,
        max(x for run in metres for x, _ in run),
        max(y for run in metres for _, y in run),
    )


def draw_track(track: Track, description: str, scale_words: Sequence[tuple[float, str]]) -> Html:
    """The drawing, with its start, its finish and a scale; `scale_words` are lengths in metres that a scale may have,
    and their names, the shortest first."""
    units = _SIZE / max(track.width_m, track.height_m, 1.0)
    width = max(_LEAST_SIDE, track.width_m * units)
    height = max(_LEAST_SIDE, track.height_m * units)
    left = _EDGE + (width - track.width_m * units) / 2
    top = _EDGE + (height - track.height_m * units) / 2

    def at(place: tuple[float, float]) -> tuple[int, int]:
        return round(left + place[0] * units), round(top + place[1] * units)

    start, finish = at(track.runs[0][0]), at(track.runs[-1][-1])
    whole_height = height + 2 * _EDGE + 50
    return element(
        "svg",
        {
            "class": "track",
            "viewBox": f"0 0 {round(width + 2 * _EDGE)} {round(whole_height)}",
            "role": "img",
            "aria-labelledby": "track-drawing track-text",
        },
        element("title", {"id": "track-drawing"}, "The track, north up"),
        element("desc", {"id": "track-text"}, description),
        element(
            "path",
            {
                "class": "way",
                "d": "".join(f"M{'L'.join(_thinned(map(at, run)))}" for run in track.runs),
            },
        ),
        element("circle", {"class": "finish", "cx": finish[0], "cy": finish[1], "r": 13}),
        element("circle", {"class": "start", "cx": start[0], "cy": start[1], "r": 9}),
        *_scale(units, width, whole_height - 34, scale_words),
    )


def _thinned(places: Iterator[tuple[int, int]]) -> Iterator[str]:
    """The places, without those that would be drawn where the one before is, two units or nearer."""
    before: tuple[int, int] | None = None
    held: tuple[int, int] | None = None
    for place in places:
        if before is None or math.dist(place, before) > 2:
            yield f"{place[0]} {place[1]}"
            before, held = place, None
        else:
            held = place
    if held is not None:
        yield f"{held[0]} {held[1]}"


def _scale(
    units: float, width: float, y: float, scale_words: Sequence[tuple[float, str]]
) -> Iterator[Html]:
    fitting = [one for one in scale_words if one[0] * units <= width * 0.4]
    if not fitting:
        return
    metres, words = fitting[-1]
    length = round(metres * units)
    yield element("path", {"class": "scale", "d": f"M{_EDGE} {round(y) - 8}v8h{length}v-8"})
    yield element("text", {"class": "scale-words", "x": _EDGE + length + 14, "y": round(y)}, words)
