"""What a device writes while somebody moves: events, records, laps, a session, the activity."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tools.corpus.expectations import Values
from tools.corpus.fit import Message, fit_file, fit_seconds, message, semicircles
from tools.corpus.track import Point, Track

CALORIES, AVG_BPM, MAX_BPM, ASCENT_M = 250, 150, 159, 90
"""What the device writes into its session, whatever the records hold."""

SAID: Values = {
    "calories": CALORIES,
    "avg_hr": AVG_BPM,
    "max_hr": MAX_BPM,
    "ascent_m": ASCENT_M,
}
"""The same by the names of `expected.json`."""


def record(time: dt.datetime | None, point: Point, **more: Any) -> Message:
    """A record of one point; a value of `more` that is None leaves the field out."""
    return message(
        "record",
        **{
            "timestamp": time,
            "position_lat": semicircles(point.lat),
            "position_long": semicircles(point.lon),
            "distance": point.odometer_m,
            "altitude": point.altitude_m,
            "heart_rate": point.bpm,
            **more,
        },
    )


def records(track: Track, **more: Any) -> list[Message]:
    """The records of a track."""
    return [record(time, point, **more) for time, point in track.shown()]


def timer(time: dt.datetime, event_type: str) -> Message:
    """The timer starts or stops."""
    return message("event", timestamp=time, event="timer", event_type=event_type)


def totals(track: Track, **more: Any) -> dict[str, Any]:
    """What laps and sessions contain; a value of `more` that is None leaves the field out."""
    return {
        "timestamp": track.end,
        "start_time": track.start,
        "total_elapsed_time": float(track.seconds),
        "total_timer_time": float(track.seconds),
        "total_distance": track.odometer_m,
        "total_calories": CALORIES,
        "avg_heart_rate": AVG_BPM,
        "max_heart_rate": MAX_BPM,
        **more,
    }


def lap(track: Track, **more: Any) -> Message:
    """A lap over the track."""
    return message("lap", **totals(track, **more))


def session(track: Track, **more: Any) -> Message:
    """A session over the track: a run, unless `more` says otherwise."""
    told = {"sport": "running", "sub_sport": "generic", "total_ascent": ASCENT_M}
    told |= {"first_lap_index": 0, "num_laps": 1}
    return message("session", **totals(track, **{**told, **more}))


def activity(end: dt.datetime, *, sessions: int = 1, offset_s: int | None = None) -> Message:
    """The end of the file; `offset_s` is the athlete's distance from UTC."""
    return message(
        "activity",
        timestamp=end,
        num_sessions=sessions,
        type="manual",
        event="activity",
        event_type="stop",
        local_timestamp=None if offset_s is None else fit_seconds(end) + offset_s,
    )


def recording(
    track: Track,
    *,
    of_session: dict[str, Any] | None = None,
    of_lap: dict[str, Any] | None = None,
    offset_s: int | None = None,
) -> bytes:
    """A whole recording of one session and one lap; what is None is left out of the message."""
    return fit_file(
        timer(track.start, "start"),
        *records(track),
        timer(track.end, "stop_all"),
        lap(track, **(of_lap or {})),
        session(track, **(of_session or {})),
        activity(track.end, offset_s=offset_s),
        about={"time_created": track.start},
    )
