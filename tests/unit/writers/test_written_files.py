"""What writers make of an activity is valid, and is read as the same activity: every file of our corpus, and the larger one."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from fittrack_backend.readers import SAMPLES_VERSION, NothingToSave, read, read_samples
from fittrack_backend.records.activities import ActivityDetail, Recording
from fittrack_backend.records.as_json import sparse
from fittrack_backend.records.points import Point
from fittrack_backend.records.samples import Column, Recorded, Samples
from fittrack_backend.storage.samples_parquet import SAMPLES, tables_of
from fittrack_backend.storage.samples_points import breaks_in, has_places, points_in
from fittrack_backend.writers.gpx import gpx
from fittrack_backend.writers.tcx import tcx
from tests.corpora import CASES, LARGER, OURS
from tests.exported_shapes import GPX, TCX, check_shape

_FILES = [
    path
    for corpus in (OURS, CASES, LARGER)
    if corpus.is_there
    for path in sorted(corpus.folder.rglob("*"))
    if path.is_file() and path.suffix in (".fit", ".tcx", ".gpx") and path.stat().st_size < 200_000
]


def activity_of(recording: Recording) -> ActivityDetail:
    """An activity of this one recording."""
    values = dict(vars(recording))
    values |= {} if recording.measures is None else vars(recording.measures)
    return sparse(ActivityDetail, {**values, "date": recording.start_time.date()})


def points_of(recorded: Recorded) -> Iterator[Point]:
    tables = tables_of(recorded, "", SAMPLES_VERSION)
    return points_in(tables[SAMPLES], breaks_in(tables.get("events"), tables.get("segments")))


def recordings_in(path: Path) -> list[tuple[Recording, Recorded]]:
    data = path.read_bytes()
    format = path.suffix[1:]
    try:
        return list(zip(read(data, format).activities, read_samples(data, format), strict=True))
    except NothingToSave:
        return []


def again(data: bytes, format: str) -> Recording:
    (found,) = read(data, format).activities
    return found


@pytest.mark.parametrize("path", _FILES, ids=lambda path: path.name)
def test_each_file_comes_back_as_the_same_activity(path: Path) -> None:
    for recording, recorded in recordings_in(path):
        activity = activity_of(recording)
        in_tcx = "".join(tcx(activity, points_of(recorded))).encode()
        check_shape(in_tcx)
        _check_same(recording, again(in_tcx, "tcx"))
        samples = tables_of(recorded, "", SAMPLES_VERSION)[SAMPLES]
        if has_places(samples):
            in_gpx = "".join(gpx(activity, points_of(recorded))).encode()
            root = check_shape(in_gpx)
            if len(root.findall(f".//{{{GPX}}}trkpt")) > 1:
                again(in_gpx, "gpx")


def _check_same(one: Recording, other: Recording) -> None:
    assert one.start_time == other.start_time
    for name in ("timer_s", "distance_m"):
        of_laps = sum(getattr(lap, name) or 0.0 for lap in one.laps)
        # TCX has the laps' totals alone, and some devices' laps contradict their session.
        before = of_laps if len(one.laps) > 1 and of_laps else getattr(one, name)
        if before:
            assert getattr(other, name) == pytest.approx(before, rel=0.001, abs=1), name
    for name in ("avg_hr_bpm", "max_hr_bpm") if len(one.laps) < 2 else ("max_hr_bpm",):
        before, after = getattr(one, name), getattr(other, name)
        if before and after:
            assert after == pytest.approx(before, abs=1), name


def test_gpx_is_the_same_track() -> None:
    ((recording, recorded),) = recordings_in(OURS.folder / "ride-with-pause.fit")
    data = "".join(gpx(activity_of(recording), points_of(recorded))).encode()
    root = check_shape(data)
    assert len(root.findall(f".//{{{GPX}}}trkseg")) == 1
    found = again(data, "gpx")
    assert found.sport == recording.sport
    assert abs((found.start_time - recording.start_time).total_seconds()) <= 1
    assert found.elapsed_s == pytest.approx(recording.elapsed_s, abs=1)
    assert found.distance_m == pytest.approx(recording.distance_m, rel=0.02)
    (before,), (after,) = read_samples_of(OURS.read("ride-with-pause.fit"), data)
    for name in ("lat_deg", "lon_deg", "altitude_m", "hr_bpm", "power_w", "cadence_rpm"):
        one, other = before.samples.column(name), after.samples.column(name)
        assert (one is None) == (other is None), name
        if one is not None and other is not None:
            expected = [value for value in one.numbers() if value is not None]
            assert [value for value in other.numbers() if value is not None] == pytest.approx(
                expected, abs=0.51 if name == "cadence_rpm" else 1e-3
            ), name


def test_the_timer_makes_segments_and_tracks() -> None:
    ((recording, recorded),) = recordings_in(OURS.folder / "ride-with-pause.fit")
    times = recorded.samples.times
    events = (
        (times[0], "timer", "start"),
        (times[5], "timer", "stop_all"),
        (times[9] + 1, "timer", "start"),
        (times[20], "battery", "marker"),
        (times[30], "timer", "start"),  # it ran already
        (times[39], "timer", "stop_all"),
    )
    columns = [
        Column("event", "text", [one[1] for one in events]),
        Column("event_type", "text", [one[2] for one in events]),
    ]
    paused = evolve(
        recorded, others={"events": Samples(array("d", [one[0] for one in events]), tuple(columns))}
    )
    in_gpx = check_shape("".join(gpx(activity_of(recording), points_of(paused))).encode())
    segments = in_gpx.findall(f".//{{{GPX}}}trkseg")
    assert [len(one) for one in segments] == [10, len(times) - 10]
    in_tcx = check_shape("".join(tcx(activity_of(recording), points_of(paused))).encode())
    assert len(in_tcx.findall(f".//{{{TCX}}}Track")) == len(recording.laps) + 1


def read_samples_of(fit: bytes, in_gpx: bytes) -> tuple[tuple[Recorded, ...], tuple[Recorded, ...]]:
    return read_samples(fit, "fit"), read_samples(in_gpx, "gpx")


def test_segments_and_sub_sports_of_gpx_stay() -> None:
    ((recording, recorded),) = recordings_in(OURS.folder / "walk.gpx")
    first = "".join(gpx(activity_of(recording), points_of(recorded))).encode()
    found = again(first, "gpx")
    assert found.distance_m == pytest.approx(recording.distance_m, abs=0.5)
    assert (found.timer_s, found.elapsed_s) == (recording.timer_s, recording.elapsed_s)
    assert (found.start_time, found.sport) == (recording.start_time, recording.sport)
    trail = activity_of(
        sparse(Recording, {**vars(recording), "sub_sport": "trail", "sport": "running"})
    )
    again_trail = again("".join(gpx(trail, points_of(recorded))).encode(), "gpx")
    assert (again_trail.sport, again_trail.sub_sport) == ("running", "trail")


@pytest.mark.parametrize("name", [']]> & <b> "quoted" \x00\x1b[31m\ufffe', "\x08", "a" * 5000])
def test_a_name_from_anywhere_does_no_harm(name: str) -> None:
    ((recording, recorded),) = recordings_in(OURS.folder / "run.fit")
    hostile = activity_of(sparse(Recording, {**vars(recording), "name": name, "device": name}))
    for write in (gpx, tcx):
        check_shape("".join(write(hostile, points_of(recorded))).encode())


def test_places_at_the_edges_of_the_earth_are_written_as_the_schema_wants() -> None:
    ((recording, _),) = recordings_in(OURS.folder / "run.fit")
    start = recording.start_time.timestamp()
    places = [(90.0, 180.0), (-90.0, -180.0), (1e-9, -1e-12), (91.0, 0.0), (0.0, 181.0)]
    points = [
        Point(start + number, lat_deg=lat, lon_deg=lon, hr_bpm=0, power_w=70_000, cadence_rpm=300)
        for number, (lat, lon) in enumerate(places)
    ]
    root = check_shape("".join(gpx(activity_of(recording), points)).encode())
    assert len(root.findall(f".//{{{GPX}}}trkpt")) == 3
    check_shape("".join(tcx(activity_of(recording), points)).encode())


def test_an_activity_without_samples_is_its_laps() -> None:
    ((recording, _),) = recordings_in(OURS.folder / "run.fit")
    data = "".join(tcx(activity_of(recording), [])).encode()
    root = check_shape(data)
    assert not root.findall(f".//{{{TCX}}}Track")
    _check_same(recording, again(data, "tcx"))
