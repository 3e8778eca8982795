"""GPX 1.1: a track with a segment for each time between pauses.

Heart rate, cadence and temperature are in Garmin's TrackPointExtension v1, power in its PowerExtension v1. GPX has
places only: points without one are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fittrack_backend.readers.sports import word_for
from fittrack_backend.records.activities import Activity
from fittrack_backend.records.points import Point
from fittrack_backend.writers.xml import decimal, element, moment, number, text, whole

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<gpx version="1.1" creator="FitTrack" xmlns="http://www.topografix.com/GPX/1/1"'
    ' xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"'
    ' xmlns:gpxpx="http://www.garmin.com/xmlschemas/PowerExtension/v1">\n'
)
_DEGREES, _LENGTH = 9, 3


def gpx(activity: Activity, points: Iterable[Point]) -> Iterator[str]:
    """The file, piece by piece."""
    yield _HEAD
    yield f"<metadata><time>{moment(activity.start_time)}</time></metadata>\n<trk>"
    if activity.name:
        yield element("name", text(activity.name))
    if activity.device:
        yield element("src", text(activity.device))
    yield f"{element('type', text(word_for(activity.sport, activity.sub_sport)))}\n<trkseg>\n"
    begins, any_before = False, False
    for point in points:
        begins |= point.begins
        written = _trkpt(point)
        if written is None:
            continue
        if begins and any_before:
            yield "</trkseg>\n<trkseg>\n"
        begins, any_before = False, True
        yield written
    yield "</trkseg>\n</trk>\n</gpx>\n"


def _trkpt(point: Point) -> str | None:
    position = point.position
    if position is None:
        return None
    lat, lon = position
    # The schema's longitudes end before 180.
    lon_text = decimal(lon, _DEGREES)
    if lon_text == "180":
        lon_text = "-180"
    return (
        f'<trkpt lat="{decimal(lat, _DEGREES)}" lon="{lon_text}">'
        f"{number('ele', point.altitude_m, _LENGTH)}<time>{moment(point.time)}</time>"
        f"{_extensions(point)}</trkpt>\n"
    )


def _extensions(point: Point) -> str:
    of_point = (
        number("gpxtpx:atemp", point.temperature_c, 1)
        + element("gpxtpx:hr", whole(point.hr_bpm, 1, 255))
        + element("gpxtpx:cad", whole(point.cadence_rpm, 0, 254))
    )
    power = element("gpxpx:PowerInWatts", whole(point.power_w, 0, 65535))
    if of_point:
        of_point = f"<gpxtpx:TrackPointExtension>{of_point}</gpxtpx:TrackPointExtension>"
    return f"<extensions>{power}{of_point}</extensions>" if power or of_point else ""
