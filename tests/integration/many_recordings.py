"""Activities in several files each, and activities that are near others and different, drawn from a seed.

Files are FIT, TCX and GPX, some in gzip or zip, as watches, phones and services write them.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import random
import zipfile
from collections.abc import Iterator

from attrs import evolve, frozen

from tools.corpus import recorded
from tools.corpus.cases.runs import gpx_of, tcx_of
from tools.corpus.packing import gzipped
from tools.corpus.track import Point, Track

BEGIN = dt.datetime(2023, 1, 1, 5, 0, tzinfo=dt.UTC)
M_PER_DEGREE = 111_194.9


@frozen
class File:
    """A file, and which activity it is of."""

    name: str
    data: bytes
    activity: str


def run(start: dt.datetime, seconds: int, chance: random.Random, *, step_s: int = 0) -> Track:
    """A run on a circle that begins anywhere on land or sea."""
    lat, lon = chance.uniform(-60, 60), chance.uniform(-170, 170)
    speed = chance.uniform(2.2, 5.0)
    radius = speed * seconds / (2 * math.pi) / M_PER_DEGREE
    step_s = step_s or max(5, seconds // 40)
    points = []
    for second in [*range(0, seconds, step_s), seconds]:
        turn = 2 * math.pi * second / seconds
        points.append(
            Point(
                second=second,
                lat=round(lat + radius * math.sin(turn), 7),
                lon=round(lon + radius * math.cos(turn) / math.cos(math.radians(lat)), 7),
                altitude_m=round(100 + 3 * math.sin(second / 240), 1),
                odometer_m=round(speed * second, 2),
                bpm=chance.randint(120, 170),
            )
        )
    return Track(start, tuple(points))


def later(track: Track, seconds: float) -> Track:
    """The same all over, some seconds later by its clock."""
    return evolve(track, start=track.start + dt.timedelta(seconds=seconds))


def trimmed(track: Track, front: int, back: int) -> Track:
    """Without some points at its beginning and its end."""
    kept = track.points[front : len(track.points) - back]
    begun = kept[0]
    points = tuple(
        evolve(
            point,
            second=point.second - begun.second,
            odometer_m=round(point.odometer_m - begun.odometer_m, 2),
        )
        for point in kept
    )
    return Track(track.at(begun), points)


def _recording(track: Track, kind: str, chance: random.Random) -> tuple[str, bytes]:
    """The ending and the bytes of one recording of a track."""
    match kind:
        case "watch":
            return "fit", recorded.recording(track)
        case "second device":
            metres = round(track.odometer_m * chance.uniform(0.95, 1.05), 2)
            late = later(track, chance.randint(0, 60))
            more = {"total_distance": metres, "total_calories": 251}
            return "fit", recorded.recording(late, of_session=more, of_lap=more)
        case "no type":
            return "gpx", gpx_of(later(track, chance.randint(0, 79)), sport=None).encode()
        case "trimmed":
            many = len(track.points) // 10
            cut = trimmed(track, chance.randint(0, many), chance.randint(0, many))
            return "gpx", gpx_of(cut).encode()
        case "other":
            return "tcx", tcx_of(track, sport="Other").encode()
        case "late":
            return "gpx", gpx_of(later(track, chance.randint(0, 79))).encode()
        case "early":
            return "tcx", tcx_of(later(track, -chance.randint(0, 79))).encode()
    raise AssertionError(kind)


KINDS = ("second device", "no type", "trimmed", "other", "late", "early")


def of_one(count: int, seed: int = 8) -> Iterator[File]:
    """Two to four files of each of `count` activities, each on a day of its own."""
    chance = random.Random(seed)
    for number in range(count):
        start = BEGIN + dt.timedelta(days=number, seconds=chance.randrange(40_000))
        track = run(start, chance.randint(400, 12_000), chance)
        kinds = ["watch" if chance.random() < 0.7 else "late"]
        kinds += chance.sample(KINDS, chance.randint(1, 3))
        for kind in dict.fromkeys(kinds):
            ending, data = _recording(track, kind, chance)
            yield from _packed(f"{number:03d}-{kind}", ending, data, f"one {number}", chance)


def _packed(
    name: str, ending: str, data: bytes, activity: str, chance: random.Random
) -> Iterator[File]:
    packing = chance.choice(("", "", ".gz", ".zip"))
    if packing == ".gz" and len(data) <= 0xFFFF:
        data = gzipped(data)
    elif packing == ".zip":
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr(f"inner/{name}.{ending}", data)
        data = archive.getvalue()
    else:
        packing = ""
    yield File(f"{name}.{ending}{packing}", data, activity)


def near(count: int, seed: int = 9) -> Iterator[File]:
    """Two files of two activities, `count` times, each pair on a day of its own."""
    chance = random.Random(seed)
    for number in range(count):
        start = BEGIN + dt.timedelta(days=1000 + number, seconds=chance.randrange(30_000))
        kind = ("laps", "loop again", "commute", "relay", "strides")[number % 5]
        for side, track in enumerate(_pair(kind, start, chance)):
            ending, data = chance.choice(
                (
                    ("fit", recorded.recording(track)),
                    ("gpx", gpx_of(track).encode()),
                    ("tcx", tcx_of(track).encode()),
                )
            )
            name = f"near-{number:03d}-{kind}-{side}"
            yield from _packed(name, ending, data, name, chance)


def _pair(kind: str, start: dt.datetime, chance: random.Random) -> tuple[Track, Track]:
    match kind:
        case "laps":
            lap = run(start, chance.randint(60, 120), chance, step_s=5)
            return lap, later(lap, lap.seconds + chance.randint(30, 90))
        case "loop again":
            loop = run(start, chance.randint(900, 3000), chance)
            return loop, later(loop, loop.seconds + chance.randint(10, 300))
        case "commute":
            there = run(start, chance.randint(900, 3000), chance)
            return there, later(there, chance.randint(7, 10) * 3600)
        case "relay":
            leg = run(start, chance.randint(600, 2000), chance)
            return leg, later(leg, leg.seconds)
        case "strides":
            stride = run(start, chance.randint(15, 35), chance, step_s=5)
            return stride, later(stride, 40)
    raise AssertionError(kind)
