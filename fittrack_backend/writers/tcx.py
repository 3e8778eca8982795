"""TCX: Garmin's Training Center Database v2 with its ActivityExtension v2 (speed, running cadence, power).

The schema wants distance, calories, intensity and trigger of each lap; what is not known is 0, `Active` and `Manual`.
It knows the sports `Running` and `Biking`; all else is `Other`. A pause within a lap begins a new track. Totals are
those of the laps: the format has no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fittrack_backend.records.activities import ActivityDetail, Lap
from fittrack_backend.records.as_json import sparse
from fittrack_backend.records.points import Point
from fittrack_backend.writers.xml import decimal, element, moment, number, text, whole

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'
    ' xmlns:ax="http://www.garmin.com/xmlschemas/ActivityExtension/v2"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n<Activities>\n'
)
_SPORTS = {"running": "Running", "cycling": "Biking", "e_biking": "Biking"}
_ON_FOOT = frozenset({"running", "walking", "hiking"})
_INTENSITIES = {"rest": "Resting", "recovery": "Resting"}
_TRIGGERS = {
    "distance": "Distance",
    "time": "Time",
    "position_start": "Location",
    "position_lap": "Location",
    "position_waypoint": "Location",
    "position_marked": "Location",
}
_ALSO_OF_LAPS = (
    *("start_time", "distance_m", "timer_s", "elapsed_s", "calories_kcal"),
    *("avg_hr_bpm", "max_hr_bpm", "avg_cadence_rpm", "avg_speed_m_s", "avg_power_w"),
)
_MOST = 65535


def tcx(activity: ActivityDetail, points: Iterable[Point]) -> Iterator[str]:
    """The file, piece by piece. A point is of the last lap that had begun; those before the first are of the first."""
    start = moment(activity.start_time)
    sport = _SPORTS.get(activity.sport, "Other")
    yield f'{_HEAD}<Activity Sport="{sport}">\n<Id>{start}</Id>\n'
    laps = sorted(activity.laps, key=lambda lap: lap.start_time)
    laps = laps if len(laps) > 1 else [_only_lap(activity)]
    yield from _laps(laps, points, on_foot=activity.sport in _ON_FOOT)
    if activity.name:
        yield element("Notes", text(activity.name)) + "\n"
    if activity.device:
        yield (
            f'<Creator xsi:type="Device_t">{element("Name", text(" ".join(activity.device.split())))}'
            "<UnitId>0</UnitId><ProductID>0</ProductID>"
            "<Version><VersionMajor>0</VersionMajor><VersionMinor>0</VersionMinor></Version></Creator>\n"
        )
    yield "</Activity>\n</Activities>\n</TrainingCenterDatabase>\n"


def _only_lap(activity: ActivityDetail) -> Lap:
    """The one lap of an activity, which is all of it."""
    of_lap = vars(activity.laps[0]) if activity.laps else {"index": 0}
    of_all = {name: getattr(activity, name) for name in _ALSO_OF_LAPS}
    known = {name: value for name, value in of_all.items() if value is not None}
    return sparse(Lap, {**of_lap, **known})


def _laps(laps: Sequence[Lap], points: Iterable[Point], *, on_foot: bool) -> Iterator[str]:
    number_of_lap = 0
    yield _lap_head(laps[0])
    in_track, last = False, len(laps) - 1
    for point in points:
        while number_of_lap < last and point.time >= laps[number_of_lap + 1].start_time.timestamp():
            yield ("</Track>\n" if in_track else "") + _lap_end(laps[number_of_lap], on_foot)
            in_track = False
            number_of_lap += 1
            yield _lap_head(laps[number_of_lap])
        if not in_track:
            yield "<Track>\n"
            in_track = True
        elif point.begins:
            yield "</Track>\n<Track>\n"
        yield _trackpoint(point, on_foot)
    yield ("</Track>\n" if in_track else "") + _lap_end(laps[number_of_lap], on_foot)
    for lap in laps[number_of_lap + 1 :]:
        yield _lap_head(lap) + _lap_end(lap, on_foot)


def _lap_head(lap: Lap) -> str:
    seconds = next((one for one in (lap.timer_s, lap.elapsed_s) if one is not None), 0.0)
    return (
        f'<Lap StartTime="{moment(lap.start_time)}">'
        f"<TotalTimeSeconds>{decimal(seconds)}</TotalTimeSeconds>"
        f"<DistanceMeters>{decimal(lap.distance_m or 0.0)}</DistanceMeters>"
        f"{number('MaximumSpeed', lap.max_speed_m_s)}"
        f"<Calories>{whole(lap.calories_kcal, 0, _MOST) or 0}</Calories>"
        f"{_heart_rate('AverageHeartRateBpm', lap.avg_hr_bpm)}"
        f"{_heart_rate('MaximumHeartRateBpm', lap.max_hr_bpm)}"
        f"<Intensity>{_INTENSITIES.get(lap.intensity or '', 'Active')}</Intensity>"
        f"{element('Cadence', whole(lap.avg_cadence_rpm, 0, 254))}"
        f"<TriggerMethod>{_TRIGGERS.get(lap.trigger or '', 'Manual')}</TriggerMethod>\n"
    )


def _lap_end(lap: Lap, on_foot: bool) -> str:
    strides = whole(lap.max_cadence_rpm, 0, 254)
    found = (
        number("ax:AvgSpeed", lap.avg_speed_m_s)
        + ("" if on_foot else element("ax:MaxBikeCadence", strides))
        + (element("ax:AvgRunCadence", whole(lap.avg_cadence_rpm, 0, 254)) if on_foot else "")
        + (element("ax:MaxRunCadence", strides) if on_foot else "")
        + element("ax:AvgWatts", whole(lap.avg_power_w, 0, _MOST))
        + element("ax:MaxWatts", whole(lap.max_power_w, 0, _MOST))
    )
    extensions = f"<Extensions><ax:LX>{found}</ax:LX></Extensions>" if found else ""
    return f"{extensions}</Lap>\n"


def _trackpoint(point: Point, on_foot: bool) -> str:
    position = point.position
    placed = (
        f"<Position><LatitudeDegrees>{decimal(position[0], 9)}</LatitudeDegrees>"
        f"<LongitudeDegrees>{decimal(position[1], 9)}</LongitudeDegrees></Position>"
        if position is not None
        else ""
    )
    cadence = whole(point.cadence_rpm, 0, 254)
    found = (
        number("ax:Speed", point.speed_m_s)
        + (element("ax:RunCadence", cadence) if on_foot else "")
        + element("ax:Watts", whole(point.power_w, 0, _MOST))
    )
    return (
        f"<Trackpoint><Time>{moment(point.time)}</Time>{placed}"
        f"{number('AltitudeMeters', point.altitude_m)}"
        f"{number('DistanceMeters', point.distance_m)}"
        f"{_heart_rate('HeartRateBpm', point.hr_bpm)}"
        f"{'' if on_foot else element('Cadence', cadence)}"
        f"{f'<Extensions><ax:TPX>{found}</ax:TPX></Extensions>' if found else ''}</Trackpoint>\n"
    )


def _heart_rate(name: str, bpm: float | None) -> str:
    value = whole(bpm, 1, 255)
    return "" if value is None else f"<{name}><Value>{value}</Value></{name}>"
