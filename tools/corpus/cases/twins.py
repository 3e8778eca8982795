"""One activity in several files."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tools.corpus import recorded
from tools.corpus.cases.runs import by_device, gpx_of, on, tcx_of
from tools.corpus.expectations import Made, expected, session
from tools.corpus.track import Track, track


def twins() -> dict[str, Made]:
    """One activity in several files."""
    both = [track(on(day, 17, 30) if day < 29 else on(day, 6, 30), 1800) for day in range(27, 31)]
    watches = [recorded.recording(run) for run in both]
    late = Track(
        both[3].start + dt.timedelta(seconds=2),
        both[3].points,
    )
    no_type = gpx_of(both[0], sport=None)
    other = tcx_of(both[0], sport="Other")
    indoor, trainer = indoor_ride(both[1])
    nothing = expected()
    return {
        "twins/1/a-watch.fit": Made(watches[0], expected(by_device(both[0]))),
        "twins/1/b-strava.gpx": Made(no_type.encode(), nothing),
        "twins/1/c-connect.tcx": Made(other.encode(), nothing),
        "twins/2/a-watch-indoor.fit": Made(indoor, nothing),
        "twins/2/b-trainer.fit": trainer,
        "twins/3/a-connect.gpx": Made(gpx_of(both[2]).encode(), nothing),
        "twins/3/b-watch.fit": Made(watches[2], expected(by_device(both[2]))),
        "twins/4/a-watch.fit": Made(watches[3], expected(by_device(both[3]))),
        "twins/4/b-strava.gpx": Made(gpx_of(late).encode(), nothing),
    }


def indoor_ride(ride: Track) -> tuple[bytes, Made]:
    """What a watch knows of a ride on a trainer, and what the trainer's app knows."""
    on_watch = {"sport": "cycling", "sub_sport": "indoor_cycling", "total_distance": 0.0}
    in_app: dict[str, Any] = {
        "sport": "cycling",
        "sub_sport": "virtual_activity",
        "total_distance": 15_000.0,
        "total_calories": 420,
        "avg_heart_rate": 141,
        "max_heart_rate": 161,
        "total_ascent": 200,
    }
    watch = recorded.recording(ride, of_session=on_watch, of_lap={"total_distance": 0.0})
    app = recorded.recording(ride, of_session=in_app, of_lap={"total_distance": 15_000.0})
    told = session(
        ride.start,
        "cycling",
        "virtual_activity",
        distance_m=15_000.0,
        timer_s=float(ride.seconds),
        calories=420,
        avg_hr=141,
        max_hr=161,
        ascent_m=200,
    )
    return watch, Made(app, expected(told))
