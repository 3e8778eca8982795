"""The runs of the cases, and how each format records them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tools.corpus import recorded, xml
from tools.corpus.expectations import Values, session
from tools.corpus.track import Track

SPORT = "running"


def on(day: int, hour: int = 8, minute: int = 0) -> dt.datetime:
    """A time in January 2024."""
    return dt.datetime(2024, 1, day, hour, minute, tzinfo=dt.UTC)


def by_device(run: Track, **more: Any) -> Values:
    """A session as the device records it in its FIT file."""
    values: Values = {
        "distance_m": run.odometer_m,
        "timer_s": float(run.seconds),
        "calories": recorded.CALORIES,
        "avg_hr": recorded.AVG_BPM,
        "max_hr": recorded.MAX_BPM,
        "ascent_m": recorded.ASCENT_M,
    }
    return session(run.start, SPORT, "generic", **(values | more))


def by_points(run: Track, *, sport: str = SPORT, **more: Any) -> Values:
    """A session as the points of a GPX file give it."""
    values: Values = {
        "distance_m": run.walked_m,
        "timer_s": float(run.seconds),
        "avg_hr": run.mean_bpm,
        "max_hr": run.max_bpm,
    }
    return session(run.start, sport, None, **(values | more))


def by_laps(run: Track, *, sport: str = SPORT, **more: Any) -> Values:
    """A session as the laps of a TCX file give it."""
    return by_points(run, sport=sport, **({"distance_m": run.odometer_m, "calories": 300} | more))


def gpx_of(run: Track, *, sport: str | None = SPORT, name: str = "Case", before: str = "") -> str:
    """The run as GPX."""
    return xml.gpx(xml.gpx_track(xml.gpx_points(run), sport=sport, name=name), before=before)


def tcx_of(run: Track, *, sport: str = "Running", distances: bool = True, **lap: Any) -> str:
    """The run as TCX with one lap; `lap` changes its totals."""
    told: dict[str, Any] = {"seconds": run.seconds, "metres": run.odometer_m, "kilocalories": 300}
    points = xml.tcx_points(run.shown(), distances=distances)
    return xml.tcx(run.start, xml.tcx_lap(run.start, points, **(told | lap)), sport=sport)
