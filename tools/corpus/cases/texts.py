"""Files as services hand them out: compressed, or XML that is none, strictly speaking."""

from __future__ import annotations

import datetime as dt

from tools.corpus import recorded, xml
from tools.corpus.cases.runs import by_device, by_laps, by_points, gpx_of, on, tcx_of
from tools.corpus.expectations import Made, Values, expected
from tools.corpus.packing import gzipped, zipped
from tools.corpus.track import Track, track


def compressed() -> dict[str, Made]:
    """Files as services hand them out."""
    runs = [track(on(day)) for day in range(1, 6)]
    originals = [recorded.recording(run) for run in runs]
    late = " " * 10 + tcx_of(runs[2])
    return {
        "compressed/ride-1.fit.gz": Made(gzipped(originals[0]), expected(by_device(runs[0]))),
        "compressed/run-2.gpx.gz": Made(
            gzipped(gpx_of(runs[1]).encode()), expected(by_points(runs[1]))
        ),
        "compressed/run-3.tcx.gz": Made(gzipped(late.encode()), expected(by_laps(runs[2]))),
        "compressed/original-4.zip": Made(
            zipped("4.fit", originals[3]), expected(by_device(runs[3]))
        ),
        "compressed/original-5.fit": Made(
            zipped("5.fit", originals[4]), expected(by_device(runs[4]))
        ),
    }


def broken_xml() -> dict[str, Made]:
    """XML that is none, strictly speaking, and that every other program reads."""
    runs = [track(on(day)) for day in range(6, 15)]
    three_laps = track(on(9), 1800)
    undeclared = ' xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1"'
    texts: dict[str, tuple[bytes, Values]] = {
        "ten-spaces-first.tcx": ((" " * 10 + tcx_of(runs[0])).encode(), by_laps(runs[0])),
        "bom-then-newline.gpx": (
            b"\xef\xbb\xbf\n" + gpx_of(runs[1]).encode(),
            by_points(runs[1]),
        ),
        "prefix-not-declared.gpx": (
            gpx_of(runs[2]).replace(undeclared, "").encode(),
            by_points(runs[2]),
        ),
        "prefix-not-declared-3-laps.tcx": (
            _three_laps(three_laps).encode(),
            by_laps(three_laps, calories=450),
        ),
        "latin1-in-utf8.gpx": (
            gpx_of(runs[4], name="Caf@").encode().replace(b"@", b"\xe9"),
            by_points(runs[4]),
        ),
        "gbk.gpx": (
            gpx_of(runs[5], name="跑步").replace("UTF-8", "GBK").encode("gbk"),
            by_points(runs[5]),
        ),
        "bare-ampersand.gpx": (gpx_of(runs[6], name="Up & down").encode(), by_points(runs[6])),
        "doctype-without-entities.gpx": (
            gpx_of(runs[7], before="<!DOCTYPE gpx>\n").encode(),
            by_points(runs[7]),
        ),
        "control-character.gpx": (gpx_of(runs[8], name="A\vB").encode(), by_points(runs[8])),
    }
    return {f"xml/{name}": Made(data, expected(told)) for name, (data, told) in texts.items()}


def _three_laps(run: Track) -> str:
    """A run of three laps, whose points use a prefix that nothing declares."""
    each = run.seconds // 3
    laps = []
    for number in range(3):
        points = xml.tcx_points(
            (time, point)
            for time, point in run.shown()
            if number * each <= point.second <= (number + 1) * each
        )
        extension = "<Extensions><ns3:TPX><ns3:Speed>3.3</ns3:Speed></ns3:TPX></Extensions>"
        laps.append(
            xml.tcx_lap(
                run.start + dt.timedelta(seconds=number * each),
                points.replace("</Trackpoint>", f"{extension}</Trackpoint>"),
                seconds=each,
                metres=round(run.odometer_m / 3, 2),
                kilocalories=150,
            )
        )
    whole = xml.tcx(run.start, *laps)
    return whole.replace(' xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2"', "")
