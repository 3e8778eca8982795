"""Files that hold more than any real one: read up to a limit, which the damage names."""

from __future__ import annotations

import struct

import pytest

from fittrack_backend.readers import FileContents, read, xml_stream
from fittrack_backend.readers import gpx as gpx_reader
from fittrack_backend.readers import tcx as tcx_reader
from fittrack_backend.readers.fit import activities, activity_messages, record_sums, wire, workouts
from tests.unit.readers.fit_bytes import (
    at,
    define,
    fit_file,
    fit_seconds,
    message,
    run,
    with_checksum,
)
from tests.unit.readers.test_xml import gpx, lap, point, tcx, trackpoint

UINT32 = 0x86
RECORD = 20


def limited(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str, most: int, data: bytes, kind: str
) -> FileContents:
    """What is read of a file that is within the limit, once the limit is lower."""
    assert read(data, kind).damage == ()
    monkeypatch.setattr(module, name, most)
    return read(data, kind)


def track(points: int) -> str:
    return f"<trk><trkseg>{''.join(point(second) for second in range(points))}</trkseg></trk>"


def test_tracks(monkeypatch: pytest.MonkeyPatch) -> None:
    found = limited(monkeypatch, gpx_reader, "_MOST_TRACKS", 3, gpx(track(2) * 5), "gpx")
    assert len(found.activities) == 3
    assert found.damage == ("there are more than 3 tracks in it: the rest was left out",)


def test_points_of_a_track(monkeypatch: pytest.MonkeyPatch) -> None:
    found = limited(monkeypatch, gpx_reader, "MOST_POINTS", 6, gpx(track(9)), "gpx")
    assert [one.elapsed_s for one in found.activities] == [5.0]
    assert found.damage == ("a track has more than 6 points: the rest was left out",)


def test_activities_laps_and_points_of_tcx(monkeypatch: pytest.MonkeyPatch) -> None:
    points = "".join(trackpoint(second, metres=3.0 * second) for second in range(4))
    laps = lap(0, f"<Track>{points}</Track>", seconds=30), lap(60, seconds=30)
    data = tcx(
        *(f'<Activity Sport="Running">{some}</Activity>' for some in ("".join(laps), laps[1]))
    )
    for name, most, sentence, count in (
        ("_MOST_ACTIVITIES", 1, "there are more than 1 activities in it", 1),
        ("_MOST_LAPS", 1, "an activity has more than 1 laps", 1),
        ("MOST_POINTS", 2, "an activity has more than 2 points", 1),
    ):
        with monkeypatch.context() as patched:
            found = limited(patched, tcx_reader, name, most, data, "tcx")
        assert found.damage == (f"{sentence}: the rest was left out",)
        assert len(found.activities) == count


def test_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    found = limited(monkeypatch, xml_stream, "_ELEMENT_LIMIT", 12, gpx(track(2) + track(50)), "gpx")
    assert len(found.activities) == 2
    assert found.damage == ("the XML has more than 12 elements: the rest was left out",)


def test_records_behind_the_limit_are_left_out_and_the_session_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    messages = run(60)
    for name in ("avg_heart_rate", "max_heart_rate"):
        messages[-1].pop(name)
        messages[-2].pop(name)
    found = limited(monkeypatch, wire, "_MOST_WANTED", 20, fit_file(*messages), "fit")
    (activity,) = found.activities
    assert (activity.distance_m, activity.avg_hr_bpm) == (180.0, 140)
    assert found.damage == (
        "it holds more than 20 messages of the kinds that are read: the rest was left out",
    )


def test_messages_and_definitions(monkeypatch: pytest.MonkeyPatch) -> None:
    record = define(0, RECORD, (253, 4, UINT32))
    body = b"".join(
        record + b"\0" + struct.pack("<I", fit_seconds(at(second))) for second in range(100)
    )
    for name, most, what in (
        ("_MOST_MESSAGES", 50, "messages"),
        ("_MOST_DEFINITIONS", 30, "definitions of messages"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(wire, name, most)
            found = read(with_checksum(body), "fit")
        assert f"it holds more than {most} {what}: the rest was left out" in found.damage
        assert found.activities[0].elapsed_s in (24.0, 29.0)


def test_laps_that_sessions_share_are_not_multiplied(monkeypatch: pytest.MonkeyPatch) -> None:
    *records, one_lap, session = run(60)
    sessions = [{**session, "first_lap_index": 0, "num_laps": 3} for _ in range(3)]
    for number, each in enumerate(sessions):
        each["start_time"] = at(number)
    data = fit_file(*records, one_lap, one_lap, one_lap, *sessions)
    assert [len(one.laps) for one in read(data, "fit").activities] == [3, 3, 3]
    monkeypatch.setattr(activities, "MOST_LAPS", 4)
    found = read(data, "fit")
    assert [len(one.laps) for one in found.activities] == [3, 1, 0]
    assert found.damage == ("it holds more than 4 laps: the rest was left out",)


def test_sessions_laps_and_workouts(monkeypatch: pytest.MonkeyPatch) -> None:
    *records, one_lap, session = run(60)
    later = {**session, "start_time": at(7), "sport": "cycling"}
    data = fit_file(*records, one_lap, one_lap, session, later)
    with monkeypatch.context() as patched:
        found = limited(patched, activity_messages, "_MOST_SESSIONS", 1, data, "fit")
        assert found.damage == ("it holds more than 1 sessions: the rest was left out",)
    with monkeypatch.context() as patched:
        found = limited(patched, activity_messages, "MOST_LAPS", 1, data, "fit")
        assert found.damage == ("it holds more than 1 laps: the rest was left out",)
    steps = [message("workout_step", message_index=number) for number in range(5)]
    data = fit_file(message("workout", wkt_name="a"), *steps, type="workout")
    found = limited(monkeypatch, workouts, "_MOST_STEPS", 3, data, "fit")
    assert found.damage == ("it holds more than 3 steps of workouts: the rest was left out",)
    assert len(found.workouts[0].steps) == 3


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_a_large_text_is_transcoded_in_pieces(encoding: str) -> None:
    """A character may lie across two pieces."""
    name = "跑步" * 50_001
    data = gpx(f"<trk><desc>a{name}</desc></trk>" + track(3))
    data = data.replace(b'"1.0"', f'"1.0" encoding="{encoding}"'.encode(), 1)
    found = read(data.decode().encode(encoding), "gpx")
    assert found.damage == ("a track was left out: no points",)


def test_pauses_of_an_activity(monkeypatch: pytest.MonkeyPatch) -> None:
    def timer(second: int, kind: str) -> dict[str, object]:
        return message("event", timestamp=at(second), event="timer", event_type=kind)

    pauses = [
        timer(10 * number + second, kind)
        for number in range(4)
        for second, kind in ((1, "stop_all"), (6, "start"))
    ]
    records = [message("record", timestamp=at(second)) for second in (0, 40)]
    data = fit_file(records[0], *pauses, records[1])
    assert not any("pauses" in one for one in read(data, "fit").damage)
    monkeypatch.setattr(record_sums, "_MOST_PAUSES", 3)
    found = read(data, "fit")
    assert found.activities[0].timer_s == 25.0
    assert "it holds more than 3 pauses: the rest was left out" in found.damage
