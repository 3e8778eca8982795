"""Values that are missing, wrong, or called by other words."""

from __future__ import annotations

import datetime as dt

from tools.corpus import recorded, xml
from tools.corpus.cases.runs import by_device, by_laps, by_points, gpx_of, on, tcx_of
from tools.corpus.expectations import Made, expected
from tools.corpus.track import STEP_S, laid, track


def totals() -> dict[str, Made]:
    """Totals that a session or a lap lacks, and laps or records know."""
    runs = [track(on(day), wavering=True) for day in range(15, 18)]
    laps = [track(on(day)) for day in range(18, 21)]
    nothing = {"avg_heart_rate": None, "max_heart_rate": None, "total_ascent": None}
    made = {
        "session-without-heart-rate.fit": (
            recorded.recording(runs[0], of_session=nothing, of_lap=nothing),
            by_device(runs[0], avg_hr=runs[0].mean_bpm, max_hr=runs[0].max_bpm, ascent_m=None),
        ),
        "session-without-distance.fit": (
            recorded.recording(runs[1], of_session={"total_distance": None}),
            by_device(runs[1]),
        ),
        "session-without-timer.fit": (
            recorded.recording(
                runs[2], of_session={"total_timer_time": None, "total_ascent": None}
            ),
            by_device(runs[2], ascent_m=None),
        ),
        "lap-distance-zero.tcx": (tcx_of(laps[0], metres=0).encode(), by_laps(laps[0])),
        "no-distance-at-all.tcx": (
            tcx_of(laps[1], metres=None, distances=False).encode(),
            by_laps(laps[1], distance_m=laps[1].walked_m),
        ),
        "lap-time-zero.tcx": (tcx_of(laps[2], seconds=0).encode(), by_laps(laps[2])),
    }
    return {f"totals/{name}": Made(data, expected(told)) for name, (data, told) in made.items()}


def stray_points() -> dict[str, Made]:
    """Points where nobody was: they are left out of the distance."""
    wild, unfixed = track(on(21)), track(on(22))
    ten_degrees_away = laid(wild, {12: (20.0, -130.0)})
    without_fix = laid(unfixed, dict.fromkeys((3, 4, 9, 10, 15, 16), (0.0, 0.0)))
    return {
        "distance/one-wild-point.gpx": Made(
            gpx_of(ten_degrees_away).encode(), expected(by_points(wild))
        ),
        "distance/zero-zero-points.gpx": Made(
            gpx_of(without_fix).encode(), expected(by_points(unfixed))
        ),
    }


def sports() -> dict[str, Made]:
    """Words for sports that are one sport."""
    runs = [track(on(31, hour)) for hour in (6, 8, 10, 12)]
    unknown = {"sport": "cycling", "sub_sport": 252}
    return {
        "sports/e-bike.gpx": Made(
            gpx_of(runs[0], sport="EBikeRide").encode(),
            expected(by_points(runs[0], sport="e_biking")),
        ),
        "sports/ski.gpx": Made(
            gpx_of(runs[1], sport="resort_skiing_snowboarding_ws").encode(),
            expected(by_points(runs[1], sport="alpine_skiing")),
        ),
        "sports/other.tcx": Made(
            tcx_of(runs[2], sport="Other").encode(), expected(by_laps(runs[2], sport="generic"))
        ),
        "sports/sub-sport-252.fit": Made(
            recorded.recording(runs[3], of_session=unknown),
            expected(
                by_device(runs[3]) | {"sport": "cycling", "sub_sport": None},
                sub_sports=[None, "generic"],
            ),
        ),
    }


def reasons() -> dict[str, Made]:
    """Nothing comes in, and the reason has to be true."""
    indoor = xml.gpx(
        "<metadata><time>2024-01-05T20:00:00Z</time></metadata>",
        xml.gpx_track("", sport="treadmill_running", name="Treadmill"),
    )
    run = track(on(1))
    points = "".join(
        xml.gpx_point(
            f"1970-01-01T00:{second // 60:02}:{second % 60:02}Z"
            if (second := point.second) % (5 * STEP_S)
            else "7502-05-18T23:13:09Z",
            point,
        )
        for point in run.points
    )
    return {
        "reasons/indoor-without-points.gpx": Made(
            indoor.encode(), expected(outcome="skipped", reason_says="no points")
        ),
        "reasons/nonsense-dates.gpx": Made(
            xml.gpx(xml.gpx_track(points, name="Case")).encode(),
            expected(outcome="failed", reason_says="make no sense|1970|7502"),
        ),
    }


def local_day() -> dict[str, Made]:
    """An evening west of Greenwich: its day is the day before UTC's."""
    run = track(dt.datetime(2024, 1, 2, 1, 30, tzinfo=dt.UTC))
    told = expected(by_device(run), local_day="2024-01-01")
    return {
        "local-day/evening-in-denver.fit": Made(recorded.recording(run, offset_s=-7 * 3600), told)
    }
