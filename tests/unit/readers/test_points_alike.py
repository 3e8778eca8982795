"""Points of TCX and GPX that are written alike are taken in by column: quicker, and the same as by the parser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from fittrack_backend.readers import NothingToSave, point_layouts, read, read_samples, xml_stream
from fittrack_backend.readers.point_layouts import Run
from tests.unit.readers.test_xml import gpx, lap, tcx
from tools.reader_outputs import digest_of

COUNT = 60
EXTENSION = "http://www.garmin.com/xmlschemas/TrackPointExtension/v1"


def gpx_points() -> list[str]:
    return [
        f'<trkpt lat="52.{number:04}" lon="4.1"><ele>{number % 7}.5</ele>'
        f"<time>2024-05-01T12:00:{number:02}Z</time><extensions>"
        f"<t:TrackPointExtension><t:hr>{100 + number}</t:hr><t:mine>{number}</t:mine>"
        "</t:TrackPointExtension></extensions></trkpt>\n"
        for number in range(COUNT)
    ]


def tcx_points() -> list[str]:
    return [
        f"<Trackpoint><Time>2024-05-01T12:00:{number:02}Z</Time><Position>"
        f"<LatitudeDegrees>52.{number:04}</LatitudeDegrees><LongitudeDegrees>4.1</LongitudeDegrees>"
        f"</Position><AltitudeMeters>{number % 7}.5</AltitudeMeters>"
        f"<DistanceMeters>{11 * number}</DistanceMeters>"
        f"<HeartRateBpm><Value>{100 + number}</Value></HeartRateBpm>"
        f"<Extensions><TPX><Speed>1.5</Speed><Watts>{200 + number}</Watts></TPX></Extensions>"
        "</Trackpoint>\n"
        for number in range(COUNT)
    ]


def document(points: str, format: str) -> str:
    if format == "gpx":
        made = gpx(f"<trk><name>A walk</name><trkseg>{points}</trkseg></trk>")
        return made.decode().replace("<gpx ", f'<gpx xmlns:t="{EXTENSION}" ')
    of_lap = lap(0, f"<Track>{points}</Track>", seconds=59)
    return tcx(f'<Activity Sport="Running">{of_lap}</Activity>').decode()


POINTS = {"gpx": gpx_points(), "tcx": tcx_points()}
TAGS = {"gpx": "trkpt", "tcx": "Trackpoint"}


def results(data: bytes, format: str) -> list[str]:
    """The digests of what is read, or of why nothing is."""
    found: list[str] = []
    for reading in (read, read_samples):
        try:
            found.append(digest_of(reading(data, format)))
        except NothingToSave as error:
            found.append(digest_of([error.reason, error.damaged]))
    return found


@pytest.fixture
def by_column(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """How many points came by column, run by run."""
    lengths: list[int] = []
    found = point_layouts.runs_in

    def counted(*arguments: object) -> Iterator[Run]:
        for run in found(*arguments):  # type: ignore[arg-type]
            yield run
            lengths.append(len(run))

    monkeypatch.setattr(xml_stream, "runs_in", counted)
    yield lengths


def results_by_the_parser(data: bytes, format: str) -> list[str]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(xml_stream, "runs_in", lambda *_: ())
        return results(data, format)


def within(before: int, after: int, begin: str, end: str) -> Callable[[list[str]], str]:
    return lambda points: "".join(
        [*points[:before], begin, *points[before:after], end, *points[after:]]
    )


def sub(pattern: str, new: str) -> Callable[[list[str]], str]:
    return lambda points: re.sub(pattern, new, "".join(points))


ALL, SOME, NONE = "all", "some", "none"
CHANGES: dict[str, tuple[str, Callable[[list[str]], str]]] = {
    "as they are": (ALL, "".join),
    "line ends of Windows": (ALL, sub("\n", "\r\n")),
    "fractions of seconds": (ALL, sub("Z<", ".125Z<")),
    "clocks ahead of UTC": (ALL, sub("Z<", "+02:00<")),
    "times without a zone": (ALL, sub("Z<", "<")),
    "times that are none": (ALL, sub("T12:00:3", "T12:61:3")),
    "times that cannot be": (ALL, sub("2024(-05-01T12:00:3)", r"1024\1")),
    "times years before": (ALL, sub("2024(-05-01T12:00:01)", r"2004\1")),
    "blanks around values": (ALL, sub(">1(\\d\\d)<", r"> 1\1\n<")),
    "values that are no numbers": (ALL, sub(">1(\\d)5<", ">NaN<")),
    "values beyond all numbers": (ALL, sub(">1(\\d)5<", ">1e999<")),
    "values without": (ALL, sub(">1(\\d)5<", "><")),
    "positions far away": (ALL, sub("52.0030", "51.0030")),
    "positions out of range": (ALL, sub("52.0030", "152.0030")),
    "positions without a fix": (ALL, sub("52.0030|4.1", "0.0")),
    "letters beyond ASCII": (SOME, sub(">130<", ">١٣٠<")),
    "an entity in a value": (SOME, sub(">130<", ">1&#51;0<")),
    "the end of a section in a value": (SOME, sub(">130<", ">1]]>0<")),
    "a long value": (SOME, sub(">130<", f">{'0' * 70}130<")),
    "an element that is closed at once": (SOME, sub("<(ele|AltitudeMeters)>3.5</\\1>", r"<\1/>")),
    "an element that some lack": (SOME, sub("<(ele|AltitudeMeters)>3.5</\\1>", "")),
    "an element twice": (NONE, sub("<(ele|AltitudeMeters)>", r"<\1>7</\1><\1>")),
    "text between elements": (NONE, sub("(</ele>|</Position>)", r"\1text")),
    "tags that do not match": (NONE, sub("</t:hr>|</Value>", "</x:hr>")),
    "an attribute twice": (NONE, sub("<(ele|Time)>", r'<\1 a="1" a="2">')),
    "a namespace that is no address": (NONE, sub("<(ele|Time)>", r'<\1 xmlns:a="an address">')),
    "a namespace": (ALL, sub("<(ele|Time)>", r'<\1 xmlns:a="http://there.example/a">')),
    "a track in a point": (NONE, sub("<(ele|Time)>", r"<trkseg/><Track/><\1>")),
    "a comment around some": (SOME, within(20, 40, "<!-- ", " -->")),
    "a section around some": (SOME, within(20, 40, "<![CDATA[", "]]>")),
    "an instruction around some": (SOME, within(20, 40, "<?some ", "?>")),
    "a track within a point": (SOME, within(20, 40, "<trkpt><trkseg>", "</trkseg></trkpt>")),
    "a track within a trackpoint": (
        SOME,
        within(20, 40, "<Trackpoint><Track>", "</Track></Trackpoint>"),
    ),
    "an element that does not end": (SOME, within(20, 40, "<a>", "")),
    "our own mark": (NONE, within(20, 40, '<points-by-column xmlns=""/>', "")),
    "broken off": (SOME, lambda points: "".join(points)[:-20]),
}
"""What is changed in the points, and how many of them come by column then."""


@pytest.mark.parametrize("change", list(CHANGES))
@pytest.mark.parametrize("format", ["gpx", "tcx"])
def test_what_is_read_does_not_depend_on_how(
    change: str, format: str, by_column: list[int]
) -> None:
    expected, changed = CHANGES[change]
    data = document(changed(POINTS[format]), format).encode()
    assert results(data, format) == results_by_the_parser(data, format)
    came = {ALL: 2 * data.count(f"<{TAGS[format]}".encode()), NONE: 0}
    assert sum(by_column) == came.get(expected, sum(by_column))
    assert (sum(by_column) > 0) == (expected != NONE)


@pytest.mark.parametrize("format", ["gpx", "tcx"])
def test_pauses_and_laps_lie_between_runs(format: str, by_column: list[int]) -> None:
    points = POINTS[format]
    pause = "</trkseg><trkseg>" if format == "gpx" else "</Track><Track>"
    after = "</trkseg><trkseg>" if format == "gpx" else f"</Track></Lap>{lap(30)[:-6]}<Track>"
    halves = ["".join(points[:20]), "".join(points[20:40]), "".join(points[40:])]
    data = document(f"{halves[0]}{pause}{halves[1]}{after}{halves[2]}", format).encode()
    assert results(data, format) == results_by_the_parser(data, format)
    assert sum(by_column) == 2 * COUNT


@pytest.mark.parametrize("limit", [COUNT - 1, COUNT])
@pytest.mark.parametrize("format", ["gpx", "tcx"])
def test_limits_count_what_comes_by_column(
    format: str, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = document("".join(POINTS[format]), format).encode()
    monkeypatch.setattr(f"fittrack_backend.readers.{format}.MOST_POINTS", limit)
    assert bool(read(data, format).damage) == (limit < COUNT)
    monkeypatch.undo()
    monkeypatch.setattr(xml_stream, "_ELEMENT_LIMIT", 300)
    assert read(data, format).damage == (
        "the XML has more than 300 elements: the rest was left out",
    )


@pytest.mark.parametrize("format", ["gpx", "tcx"])
def test_points_of_more_layouts_than_are_kept_are_left_to_the_parser(
    format: str, by_column: list[int]
) -> None:
    points = [
        one.replace("</trkpt>", f"<own{number}/></trkpt>").replace(
            "<Time>", f"<own{number}/><Time>"
        )
        for number in range(point_layouts.MOST_LAYOUTS + 8)
        for one in POINTS[format][:5]
    ]
    data = document("".join(points), format).encode()
    assert results(data, format) == results_by_the_parser(data, format)
    assert by_column == 2 * [5] * point_layouts.MOST_LAYOUTS
