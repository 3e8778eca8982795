"""What GPX 1.1 and TCX v2 demand of a file, read with lxml alone: which elements, in which order, with which values.

By the public schemas (topografix.com/GPX/1/1, TrainingCenterDatabase v2, TrackPointExtension v1, ActivityExtension v2),
written out for the elements that we write: any other element fails.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from lxml import etree

GPX = "http://www.topografix.com/GPX/1/1"
TPX = "http://www.garmin.com/xmlschemas/TrackPointExtension/v1"
PX = "http://www.garmin.com/xmlschemas/PowerExtension/v1"
TCX = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
AX = "http://www.garmin.com/xmlschemas/ActivityExtension/v2"

Check = Callable[[str], bool]


def _text(_: str) -> bool:
    return True


def _decimal(value: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) is not None


def _time(value: str) -> bool:
    return value.endswith("Z") and dt.datetime.fromisoformat(value).utcoffset() == dt.timedelta()


def _within(least: float, most: float) -> Check:
    return lambda value: _decimal(value) and least <= float(value) <= most


def _whole(least: int, most: int) -> Check:
    return lambda value: value.isdecimal() and least <= int(value) <= most


def _one_of(*known: str) -> Check:
    return lambda value: value in known


# An element's children in their order, with how many there may be; None is any number.
_CHILDREN: dict[str, list[tuple[str, int, int | None]]] = {
    f"{{{GPX}}}gpx": [("metadata", 0, 1), ("trk", 0, None)],
    f"{{{GPX}}}metadata": [("time", 0, 1)],
    f"{{{GPX}}}trk": [("name", 0, 1), ("src", 0, 1), ("type", 0, 1), ("trkseg", 0, None)],
    f"{{{GPX}}}trkseg": [("trkpt", 0, None)],
    f"{{{GPX}}}trkpt": [("ele", 0, 1), ("time", 0, 1), ("extensions", 0, 1)],
    f"{{{GPX}}}extensions": [
        (f"{{{PX}}}PowerInWatts", 0, 1),
        (f"{{{TPX}}}TrackPointExtension", 0, 1),
    ],
    f"{{{TPX}}}TrackPointExtension": [("atemp", 0, 1), ("hr", 0, 1), ("cad", 0, 1)],
    f"{{{TCX}}}TrainingCenterDatabase": [("Activities", 0, 1)],
    f"{{{TCX}}}Activities": [("Activity", 0, None)],
    f"{{{TCX}}}Activity": [("Id", 1, 1), ("Lap", 1, None), ("Notes", 0, 1), ("Creator", 0, 1)],
    f"{{{TCX}}}Creator": [("Name", 1, 1), ("UnitId", 1, 1), ("ProductID", 1, 1), ("Version", 1, 1)],
    f"{{{TCX}}}Version": [("VersionMajor", 1, 1), ("VersionMinor", 1, 1)],
    f"{{{TCX}}}Lap": [
        *(("TotalTimeSeconds", 1, 1), ("DistanceMeters", 1, 1), ("MaximumSpeed", 0, 1)),
        *(("Calories", 1, 1), ("AverageHeartRateBpm", 0, 1), ("MaximumHeartRateBpm", 0, 1)),
        *(("Intensity", 1, 1), ("Cadence", 0, 1), ("TriggerMethod", 1, 1)),
        *(("Track", 0, None), ("Extensions", 0, 1)),
    ],
    f"{{{TCX}}}Track": [("Trackpoint", 1, None)],
    f"{{{TCX}}}Trackpoint": [
        *(("Time", 1, 1), ("Position", 0, 1), ("AltitudeMeters", 0, 1)),
        *(("DistanceMeters", 0, 1), ("HeartRateBpm", 0, 1), ("Cadence", 0, 1)),
        ("Extensions", 0, 1),
    ],
    f"{{{TCX}}}Position": [("LatitudeDegrees", 1, 1), ("LongitudeDegrees", 1, 1)],
    f"{{{TCX}}}HeartRateBpm": [("Value", 1, 1)],
    f"{{{TCX}}}AverageHeartRateBpm": [("Value", 1, 1)],
    f"{{{TCX}}}MaximumHeartRateBpm": [("Value", 1, 1)],
    f"{{{TCX}}}Extensions": [(f"{{{AX}}}TPX", 0, 1), (f"{{{AX}}}LX", 0, 1)],
    f"{{{AX}}}TPX": [("Speed", 0, 1), ("RunCadence", 0, 1), ("Watts", 0, 1)],
    f"{{{AX}}}LX": [
        *(("AvgSpeed", 0, 1), ("MaxBikeCadence", 0, 1), ("AvgRunCadence", 0, 1)),
        *(("MaxRunCadence", 0, 1), ("AvgWatts", 0, 1), ("MaxWatts", 0, 1)),
    ],
}
_VALUES: dict[str, Check] = {
    **dict.fromkeys(("time", "Time", "Id"), _time),
    **dict.fromkeys(("name", "src", "type", "Notes", "Name"), _text),
    **dict.fromkeys(("ele", "AltitudeMeters", "Speed", "AvgSpeed", "MaximumSpeed"), _decimal),
    **dict.fromkeys(("DistanceMeters", "TotalTimeSeconds"), _within(0, 1e9)),
    "atemp": _within(-100, 100),
    **dict.fromkeys(("hr", "Value"), _whole(1, 255)),
    **dict.fromkeys(("cad", "Cadence", "RunCadence"), _whole(0, 254)),
    **dict.fromkeys(("MaxBikeCadence", "AvgRunCadence", "MaxRunCadence"), _whole(0, 254)),
    **dict.fromkeys(("Watts", "AvgWatts", "MaxWatts", "PowerInWatts"), _whole(0, 65535)),
    **dict.fromkeys(("Calories", "UnitId", "ProductID"), _whole(0, 65535)),
    **dict.fromkeys(("VersionMajor", "VersionMinor"), _whole(0, 65535)),
    "LatitudeDegrees": _within(-90, 90),
    "LongitudeDegrees": _within(-180, 180),
    "Intensity": _one_of("Active", "Resting"),
    "TriggerMethod": _one_of("Manual", "Distance", "Location", "Time", "HeartRate"),
}
_ATTRIBUTES: dict[str, dict[str, Check]] = {
    "gpx": {"version": _one_of("1.1"), "creator": _text},
    "trkpt": {
        "lat": _within(-90, 90),
        "lon": lambda value: _decimal(value) and -180 <= float(value) < 180,
    },
    "Activity": {"Sport": _one_of("Running", "Biking", "Other")},
    "Lap": {"StartTime": _time},
    "Creator": {"{http://www.w3.org/2001/XMLSchema-instance}type": _one_of("Device_t")},
}


def check_shape(data: bytes) -> etree._Element:
    """The file's root element, when all of it is as the schemas demand."""
    root = etree.fromstring(data)
    assert root.tag in (f"{{{GPX}}}gpx", f"{{{TCX}}}TrainingCenterDatabase")
    for element in root.iter():
        _check(element)
    return root


def _check(element: etree._Element) -> None:
    tag = str(element.tag)
    space, _, name = tag[1:].partition("}")
    wanted = _ATTRIBUTES.get(name, {})
    assert {str(one) for one in element.attrib} == set(wanted), tag
    assert all(check(element.attrib[one]) for one, check in wanted.items()), dict(element.attrib)
    children = [str(child.tag) for child in element]
    if tag not in _CHILDREN:
        assert not children, tag
        assert _VALUES[name](element.text or ""), f"{tag}: {element.text!r}"
        return
    assert not (element.text or "").strip(), tag
    at = 0
    for child, least, most in _CHILDREN[tag]:
        whole = child if child.startswith("{") else f"{{{space}}}{child}"
        count = 0
        while at < len(children) and children[at] == whole:
            at, count = at + 1, count + 1
        assert count >= least, f"{tag} lacks {whole}"
        assert most is None or count <= most, f"{tag} has {count} of {whole}"
    assert at == len(children), f"{tag}: {children[at]} is not expected there"
