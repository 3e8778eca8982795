"""TCX and GPX files."""

from __future__ import annotations

import datetime as dt

from tools.corpus import xml
from tools.corpus.expectations import Made, expected, session
from tools.corpus.files.days import on
from tools.corpus.track import Track, track


def texts() -> dict[str, Made]:
    """TCX with laps, and GPX of which everything is summed up."""
    walk = track(on(14), 900, wavering=True)
    walked = session(
        walk.start,
        "hiking",
        None,
        distance_m=walk.walked_m,
        timer_s=900.0,
        avg_hr=walk.mean_bpm,
        max_hr=walk.max_bpm,
    )
    gpx = xml.gpx(xml.gpx_track(xml.gpx_points(walk), sport="hiking", name="Dunes"))
    return {
        "run.tcx": _tcx(track(on(12), 1800), laps=3, sport="Running"),
        "ride.tcx": _tcx(track(on(13), 1800), laps=2, sport="Biking"),
        "walk.gpx": Made(gpx.encode(), expected(walked, format="gpx", summed_up=True)),
    }


def _tcx(whole: Track, *, laps: int, sport: str) -> Made:
    each = whole.seconds // laps
    told = []
    for number in range(laps):
        points = [
            (time, point)
            for time, point in whole.shown()
            if number * each <= point.second < (number + 1) * each + (number == laps - 1)
        ]
        told.append(
            xml.tcx_lap(
                whole.start + dt.timedelta(seconds=number * each),
                xml.tcx_points(points),
                seconds=each,
                metres=round(whole.odometer_m / laps, 2),
                kilocalories=100,
            )
        )
    of_it = session(
        whole.start,
        {"Running": "running", "Biking": "cycling"}[sport],
        None,
        distance_m=whole.odometer_m,
        timer_s=float(whole.seconds),
        calories=100 * laps,
        avg_hr=whole.mean_bpm,
        max_hr=whole.max_bpm,
    )
    return Made(
        xml.tcx(whole.start, *told, sport=sport).encode(),
        expected(of_it | {"laps": laps}, format="tcx"),
    )
