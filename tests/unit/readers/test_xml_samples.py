"""Samples of TCX and GPX files: equal to what lxml alone finds in them, and all extensions that people have."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from fittrack_backend.readers import NothingToSave, read, read_samples
from fittrack_backend.records.samples import Recorded
from tests.corpora import CASES, LARGER, OURS

Point = dict[str, float]

POINT = {"tcx": "Trackpoint", "gpx": "trkpt"}
TRACK = {"tcx": "Activity", "gpx": "trk"}
NAMES = {
    "AltitudeMeters": "altitude_m",
    "DistanceMeters": "distance_m",
    "LatitudeDegrees": "lat_deg",
    "LongitudeDegrees": "lon_deg",
    "Cadence": "cadence_rpm",
    "RunCadence": "cadence_rpm",
    "Speed": "speed_m_s",
    "Watts": "power_w",
    "ele": "altitude_m",
    "hr": "hr_bpm",
    "cad": "cadence_rpm",
    "atemp": "temperature_c",
}


def files() -> Iterator[Path]:
    for corpus in (OURS, CASES, LARGER):
        if corpus.is_there:
            for pattern in ("*.tcx", "*.gpx"):
                yield from sorted(corpus.folder.rglob(pattern))


def local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def by_lxml(path: Path) -> list[list[Point]]:
    """The points of each track in the file that has a time, by the elements' own names."""
    # Blanks before the declaration and characters of another encoding are the reader's, not the samples'.
    data = path.read_bytes().replace(b"\x01", b"").replace(b"& ", b"&amp; ").strip()
    root = etree.fromstring(data, etree.XMLParser(recover=True))
    suffix = path.suffix[1:]
    tracks = [
        one for one in root.iter() if isinstance(one.tag, str) and local(one) == TRACK[suffix]
    ]
    found = [
        [
            point_of(one)
            for one in track.iter()
            if isinstance(one.tag, str) and local(one) == POINT[suffix]
        ]
        for track in tracks
    ]
    return [track for track in found if any("time" in point for point in track)]


def point_of(element: etree._Element) -> Point:
    point: Point = {}
    if "lat" in element.attrib:
        point["lat_deg"], point["lon_deg"] = float(element.get("lat")), float(element.get("lon"))
    for one in element.iter():
        name = local(one)
        text = (one.text or "").strip()
        if name.casefold() == "time":
            moment = dt.datetime.fromisoformat(text)
            point["time"] = moment.replace(tzinfo=moment.tzinfo or dt.UTC).timestamp()
        elif name == "Value":
            point["hr_bpm"] = float(text)
        elif name in NAMES and text:
            point.setdefault(NAMES[name], float(text))
    if point.get("lat_deg") == 0 and point.get("lon_deg") == 0:
        del point["lat_deg"], point["lon_deg"]
    return point


def points_of(recorded: Recorded) -> list[Point]:
    points: list[Point] = [
        {} if math.isnan(time) else {"time": time} for time in recorded.samples.times
    ]
    for column in recorded.samples.columns:
        for point, value in zip(points, column.numbers(), strict=True):
            if value is not None:
                point[column.name] = value
    return points


@pytest.mark.parametrize("path", list(files()), ids=lambda path: path.name)
def test_points_are_those_that_lxml_finds(path: Path) -> None:
    data, format = path.read_bytes(), path.suffix[1:]
    recorded = read_samples(data, format)
    try:
        count = len(read(data, format).activities)
    except NothingToSave:
        assert recorded == ()
        return
    assert [one.number for one in recorded] == list(range(count))
    assert [points_of(one) for one in recorded] == by_lxml(path)


GPX = """<gpx version="1.1" creator="x" xmlns="http://www.topografix.com/GPX/1/1"
 xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v2"
 xmlns:gpxpx="http://www.garmin.com/xmlschemas/PowerExtension/v1"
 xmlns:gpxdata="http://www.cluetrust.com/XML/GPXDATA/1/0"><trk><trkseg>
<trkpt lat="47.5" lon="8.5"><ele>400.5</ele><time>2024-05-01T06:00:00.250Z</time>
{}</trkpt></trkseg></trk></gpx>"""


@pytest.mark.parametrize(
    ("extensions", "expected"),
    [
        (
            "<extensions><gpxtpx:TrackPointExtension><gpxtpx:atemp>21.5</gpxtpx:atemp>"
            "<gpxtpx:wtemp>18</gpxtpx:wtemp><gpxtpx:depth>2.5</gpxtpx:depth><gpxtpx:hr>140</gpxtpx:hr>"
            "<gpxtpx:cad>88</gpxtpx:cad><gpxtpx:speed>3.5</gpxtpx:speed>"
            "<gpxtpx:course>181.5</gpxtpx:course></gpxtpx:TrackPointExtension></extensions>",
            {
                "temperature_c": 21.5,
                "water_temperature_c": 18.0,
                "depth_m": 2.5,
                "hr_bpm": 140,
                "cadence_rpm": 88.0,
                "speed_m_s": 3.5,
                "course_deg": 181.5,
            },
        ),
        (
            "<extensions><gpxpx:PowerExtension><gpxpx:PowerInWatts>250</gpxpx:PowerInWatts>"
            "</gpxpx:PowerExtension></extensions>",
            {"power_w": 250},
        ),
        ("<extensions><power>251</power></extensions>", {"power_w": 251}),
        (
            "<extensions><gpxdata:hr>141</gpxdata:hr><gpxdata:cadence>90</gpxdata:cadence>"
            "<gpxdata:temp>19</gpxdata:temp><gpxdata:distance>12.5</gpxdata:distance></extensions>",
            {"hr_bpm": 141, "cadence_rpm": 90.0, "temperature_c": 19.0, "distance_m": 12.5},
        ),
        (
            "<speed>2.5</speed><hdop>1.2</hdop><sat>9</sat>",
            {"speed_m_s": 2.5, "hdop": 1.2, "satellites": 9},
        ),
        (
            "<extensions><a:Air-Power xmlns:a='urn:a'>310.5</a:Air-Power><note>none</note></extensions>",
            {"dev_air_power": 310.5},
        ),
    ],
)
def test_extensions_of_gpx(extensions: str, expected: dict[str, float]) -> None:
    (recorded,) = read_samples(GPX.format(extensions).encode(), "gpx")
    assert list(recorded.samples.times) == [
        dt.datetime(2024, 5, 1, 6, 0, 0, 250_000, dt.UTC).timestamp()
    ]
    assert {one.name: one.values[0] for one in recorded.samples.columns} == {
        "lat_deg": 47.5,
        "lon_deg": 8.5,
        "altitude_m": 400.5,
        **expected,
    }


TCX = """<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
 xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2"><Activities><Activity Sport="Running">
<Id>2024-05-01T06:00:00Z</Id><Lap StartTime="2024-05-01T06:00:00Z"><Track><Trackpoint>
<Time>2024-05-01T06:00:00Z</Time><HeartRateBpm><Value>140</Value></HeartRateBpm>
<Extensions><ns3:TPX><ns3:Speed>3.5</ns3:Speed><ns3:RunCadence>88</ns3:RunCadence>
<ns3:Watts>250</ns3:Watts><ns3:GroundContact>230</ns3:GroundContact></ns3:TPX></Extensions>
</Trackpoint></Track><Extensions><ns3:LX><ns3:AvgSpeed>3.1</ns3:AvgSpeed></ns3:LX></Extensions></Lap>
</Activity></Activities></TrainingCenterDatabase>"""


def test_extensions_of_tcx() -> None:
    (recorded,) = read_samples(TCX.encode(), "tcx")
    assert [
        (one.name, one.values[0], one.unit, one.developer) for one in recorded.samples.columns
    ] == [
        ("speed_m_s", 3.5, "m/s", False),
        ("hr_bpm", 140, "bpm", False),
        ("cadence_rpm", 88.0, "rpm", False),
        ("power_w", 250, "W", False),
        ("dev_groundcontact", 230.0, None, True),
    ]


def test_a_track_without_times_takes_no_number() -> None:
    without = "<trk><trkseg><trkpt lat='1' lon='1'/></trkseg></trk>"
    data = GPX.format("").replace("<trk>", f"{without}<trk>", 1).encode()
    (recorded,) = read_samples(data, "gpx")
    assert (recorded.number, len(recorded.samples)) == (0, 1)
