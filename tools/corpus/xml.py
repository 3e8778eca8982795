"""Writing GPX and TCX as devices and services do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from tools.corpus.track import Point, Track

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_GPX = (
    '<gpx version="1.1" creator="FitTrack corpus" xmlns="http://www.topografix.com/GPX/1/1"'
    ' xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">\n'
)
_TCX = (
    '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'
    ' xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2"><Activities>\n'
)


def zulu(moment: dt.datetime) -> str:
    """A time as both formats have it."""
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def gpx_point(time: str, point: Point) -> str:
    """One point of a GPX track, with a heart rate as Garmin extends it."""
    return (
        f'<trkpt lat="{point.lat:.7f}" lon="{point.lon:.7f}"><ele>{point.altitude_m}</ele>'
        f"<time>{time}</time><extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>{point.bpm}"
        "</gpxtpx:hr></gpxtpx:TrackPointExtension></extensions></trkpt>\n"
    )


def gpx_points(track: Track) -> str:
    """All points of a track."""
    return "".join(gpx_point(zulu(time), point) for time, point in track.shown())


def gpx_track(points: str, *, sport: str | None = "running", name: str = "Morning run") -> str:
    """A track of one segment."""
    type = "" if sport is None else f"<type>{sport}</type>"
    return f"<trk><name>{name}</name>{type}<trkseg>\n{points}</trkseg></trk>"


def gpx(*tracks: str, before: str = "") -> str:
    """A GPX file of these tracks; `before` stands before its root."""
    return DECLARATION + before + _GPX + "".join(tracks) + "</gpx>\n"


def tcx_points(times: Iterable[tuple[dt.datetime, Point]], *, distances: bool = True) -> str:
    """Trackpoints, with or without what the device counted."""
    return "".join(
        f"<Trackpoint><Time>{zulu(time)}</Time><Position>"
        f"<LatitudeDegrees>{point.lat:.7f}</LatitudeDegrees>"
        f"<LongitudeDegrees>{point.lon:.7f}</LongitudeDegrees></Position>"
        f"<AltitudeMeters>{point.altitude_m}</AltitudeMeters>"
        + (f"<DistanceMeters>{point.odometer_m:.2f}</DistanceMeters>" if distances else "")
        + f"<HeartRateBpm><Value>{point.bpm}</Value></HeartRateBpm></Trackpoint>\n"
        for time, point in times
    )


def tcx_lap(
    start: dt.datetime,
    points: str,
    *,
    seconds: float,
    metres: float | None,
    kilocalories: int,
) -> str:
    """A lap with its totals."""
    told = "" if metres is None else f"<DistanceMeters>{metres}</DistanceMeters>"
    return (
        f'<Lap StartTime="{zulu(start)}"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>{told}'
        f"<Calories>{kilocalories}</Calories><Intensity>Active</Intensity>"
        f"<TriggerMethod>Manual</TriggerMethod><Track>\n{points}</Track></Lap>"
    )


def tcx(start: dt.datetime, *laps: str, sport: str = "Running") -> str:
    """A TCX file of one activity."""
    return (
        f'{DECLARATION}{_TCX}<Activity Sport="{sport}"><Id>{zulu(start)}</Id>{"".join(laps)}'
        "</Activity></Activities></TrainingCenterDatabase>\n"
    )
