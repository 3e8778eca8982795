"""The training files of the athlete whose commands are recorded."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from fittrack_cli.commands.quickstart.sample_season.fit_writer import FitFile, wall_clock
from fittrack_cli.commands.quickstart.sample_season.health_files import (
    Walking,
    WeighIn,
    monitoring_file,
    weight_file,
)
from fittrack_cli.commands.quickstart.sample_season.plan import LOCAL_TIME
from fittrack_cli.commands.quickstart.sample_season.workout_files import workout_file
from fittrack_cli.commands.quickstart.sample_season.workouts import WORKOUTS

_DAY = dt.date(2020, 6, 1)


def write_training(folder: Path) -> None:
    """A few files of each kind, always the same: some small, one damaged, one that is not a training file."""
    folder.mkdir()
    created = dt.datetime.combine(_DAY, dt.time(7), LOCAL_TIME)
    walked = [
        Walking(created + dt.timedelta(hours=hour), steps)
        for hour, steps in ((0, 0), (4, 3210), (16, 8765))
    ]
    workout = next(one for one in WORKOUTS if one.file_name.startswith("track"))
    ride = _tcx("Biking", "2020-06-02T06:30:00Z", [(1800, 15000.0, 450), (1500, 13250.5, 390)])
    files = {
        "damaged.fit": workout_file(workout, created)[:14] + b"\xff" * 60,
        "day.fit": monitoring_file(_DAY, walked, []) + _night(),
        "notes.txt": b"Shoes: 412 km.\n",
        "ride.tcx": ride,
        "run.gpx": _gpx("2020-06-03T17:00:00Z", 5),
        "scale.fit": weight_file([WeighIn(created, 71.5, 14.5, 61.0)]),
        "track.fit": workout_file(workout, created),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
        os.utime(folder / name, (created.timestamp(), created.timestamp()))


def _night() -> bytes:
    """The night that ended on the day, and some heart rates after it."""
    begun = dt.datetime.combine(_DAY, dt.time(0, 10), LOCAL_TIME)
    fit = FitFile("monitoring_b", begun)
    fit.add("monitoring_info", timestamp=begun, local_timestamp=wall_clock(begun))
    for number, level in enumerate(("light", "deep", "rem", "light", "awake")):
        fit.add("sleep_level", timestamp=begun + dt.timedelta(hours=number), sleep_level=level)
    fit.add("sleep_assessment", overall_sleep_score=78)
    waking = begun + dt.timedelta(hours=5)
    fit.add("hrv_status_summary", timestamp=waking, last_night_average=47.0, status="balanced")
    for minute, bpm in enumerate((51, 64, 58)):
        time = waking + dt.timedelta(minutes=minute)
        fit.add("monitoring", timestamp=time, heart_rate=bpm)
    return fit.close()


def _tcx(sport: str, start: str, laps: list[tuple[int, float, int]]) -> bytes:
    moment = dt.datetime.fromisoformat(start)
    written = []
    for seconds, metres, kcal in laps:
        written.append(
            f'<Lap StartTime="{moment:%Y-%m-%dT%H:%M:%SZ}">'
            f"<TotalTimeSeconds>{seconds}</TotalTimeSeconds>"
            f"<DistanceMeters>{metres}</DistanceMeters><Calories>{kcal}</Calories>"
            "<AverageHeartRateBpm><Value>141</Value></AverageHeartRateBpm>"
            "<MaximumHeartRateBpm><Value>163</Value></MaximumHeartRateBpm></Lap>\n"
        )
        moment += dt.timedelta(seconds=seconds)
    return (
        '<?xml version="1.0"?>\n<TrainingCenterDatabase'
        ' xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">\n<Activities>'
        f'<Activity Sport="{sport}"><Id>{start}</Id>\n{"".join(written)}</Activity></Activities>\n'
        "</TrainingCenterDatabase>\n"
    ).encode()


def _gpx(start: str, points: int) -> bytes:
    moment = dt.datetime.fromisoformat(start)
    track = "".join(
        f'<trkpt lat="52.{number:03d}" lon="4.9"><ele>{number}</ele>'
        f"<time>{moment + dt.timedelta(minutes=number):%Y-%m-%dT%H:%M:%SZ}</time></trkpt>\n"
        for number in range(points)
    )
    return (
        '<?xml version="1.0"?>\n<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1"'
        ' creator="FitTrack"><trk><name>Evening Run</name><type>running</type><trkseg>\n'
        f"{track}</trkseg></trk></gpx>\n"
    ).encode()
