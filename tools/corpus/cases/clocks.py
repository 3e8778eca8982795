"""Clocks that were set late, or never."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tools.corpus import fit, recorded, xml
from tools.corpus.cases.runs import by_points, on
from tools.corpus.expectations import Made, expected, session
from tools.corpus.fit import fit_file, message
from tools.corpus.track import Track, track


def wrong_clocks() -> dict[str, Made]:
    """Clocks that were set late, or never."""
    return {
        "times/clock-since-switched-on.fit": clock_since_switched_on(),
        "times/first-point-years-before.gpx": first_point_years_before(),
        "times/eleven-records-six-days-before.fit": eleven_records_six_days_before(),
        "times/two-tracks-same-second.gpx": two_tracks_same_second(),
    }


def clock_since_switched_on() -> Made:
    """A flat battery: all times count from the start of the watch; the end has a wall clock."""
    begun = fit.EPOCH + dt.timedelta(seconds=485)
    ended = begun + dt.timedelta(seconds=1300)
    start = on(23)
    said: dict[str, Any] = {
        "timestamp": ended,
        "start_time": begun,
        "total_elapsed_time": 1300.0,
        "total_timer_time": 1300.0,
        "total_distance": 780.0,
        "total_calories": 150,
        "avg_heart_rate": 120,
        "max_heart_rate": 130,
    }
    data = fit_file(
        *(
            message(
                "record",
                timestamp=begun + dt.timedelta(seconds=50 * number),
                distance=30.0 * number,
                heart_rate=120,
            )
            for number in range(27)
        ),
        message("lap", **said),
        message(
            *("session",),
            **said,
            sport="swimming",
            sub_sport="lap_swimming",
            first_lap_index=0,
            num_laps=1,
        ),
        message(
            "activity",
            timestamp=ended,
            num_sessions=1,
            type="manual",
            event="activity",
            event_type="stop",
            local_timestamp=fit.fit_seconds(start + dt.timedelta(seconds=1300)),
        ),
        about={"time_created": begun},
    )
    swim = session(
        start,
        "swimming",
        "lap_swimming",
        distance_m=780.0,
        timer_s=1300.0,
        calories=150,
        avg_hr=120,
        max_hr=130,
    )
    return Made(data, expected(swim))


def first_point_years_before() -> Made:
    """The first point was written before the clock was set."""
    run = track(on(24))
    first, *others = run.points
    points = xml.gpx_point("2000-01-01T00:00:00Z", first)
    rest = Track(run.start, tuple(others))
    data = xml.gpx(xml.gpx_track(points + xml.gpx_points(rest), name="Case"))
    told = by_points(rest) | {"start_time": rest.at(others[0]).isoformat()}
    # Whether the leg from the first point counts is open: it was gone, at no time.
    return Made(data.encode(), expected(told, distance_tolerance_m=205))


OLD = {"heart_rate": 90, "distance": 0.0}


def eleven_records_six_days_before() -> Made:
    """No session; eleven stale records in front."""
    run = track(on(25, 10))
    stale = [
        recorded.record(run.start - dt.timedelta(days=6, seconds=-number), run.points[0], **OLD)
        for number in range(11)
    ]
    data = fit_file(*stale, *recorded.records(run), recorded.activity(run.end))
    told = by_points(run, sport="generic", distance_m=run.odometer_m)
    return Made(data, expected(told))


def two_tracks_same_second() -> Made:
    """Two people on one device, or one person on two: both are kept."""
    long, short = track(on(26)), track(on(26), 900)
    tracks = (xml.gpx_track(xml.gpx_points(one), name="Case") for one in (long, short))
    return Made(xml.gpx(*tracks).encode(), expected(by_points(long), by_points(short)))
