"""An activity takes each value from the recording that knows it best, whatever the order."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from uuid import UUID

import pytest

from fittrack_backend.records.activities import KeptRecording, Lap
from fittrack_backend.records.derive import derived, in_order

START = dt.datetime(2026, 3, 1, 7, 0, tzinfo=dt.UTC)


def recording(name: str, file_format: str = "fit", **values: object) -> KeptRecording:
    found = KeptRecording(
        id=UUID(int=ord(name)),
        number=0,
        samples=100,
        lap_count=0,
        computed=(),
        gives=(),
        created_at=START,
        source_id=None,
        file_name=f"{name}.{file_format}",
        file_format=file_format,  # type: ignore[arg-type]
        file_sha256=name * 64,
        damage=None,
        remarks=(),
        laps=(),
        summed_up=False,
        clock_offset_s=None,
        start_lat=None,
        start_lon=None,
        places=(),
        start_time=START,
        sport="running",
    )
    return replace(found, **values)  # type: ignore[arg-type]


def values(*recordings: KeptRecording, account_zone: str | None = None) -> dict[str, object]:
    """The activity's values, which no order changes."""
    found = [derived(order, account_zone) for order in itertools.permutations(recordings)]
    assert all(one == found[0] for one in found)
    return dict(found[0].values)


def test_what_the_device_gives_comes_before_what_is_worked_out() -> None:
    watch = recording("a", distance_m=900.0, avg_hr_bpm=140, computed=("distance_m",))
    export = recording("b", "tcx", distance_m=1000.0, avg_hr_bpm=139)
    found = values(watch, export)
    assert (found["distance_m"], found["avg_hr_bpm"]) == (1000.0, 140)


def test_fit_comes_before_tcx_before_gpx() -> None:
    some = [
        recording(name, kind, ascent_m=float(number), samples=number * 100)
        for number, (name, kind) in enumerate((("a", "fit"), ("b", "tcx"), ("c", "gpx")))
    ]
    assert values(*some)["ascent_m"] == 0.0
    assert values(*some[1:])["ascent_m"] == 1.0


def test_more_samples_come_before_fewer_and_then_the_fullest() -> None:
    few, many = recording("a", distance_m=1.0, samples=5), recording("b", distance_m=2.0)
    assert values(few, many)["distance_m"] == 2.0
    full = recording("c", distance_m=3.0, calories_kcal=5)
    assert values(many, full)["distance_m"] == 3.0


def test_a_whole_file_comes_before_a_damaged_one() -> None:
    damaged = recording("a", distance_m=1.0, samples=900, damage="the checksum does not match")
    assert values(damaged, recording("b", distance_m=2.0))["distance_m"] == 2.0


@pytest.mark.parametrize("name", ["distance_m", "timer_s", "elapsed_s"])
def test_none_of_a_distance_or_a_time_is_no_knowledge_of_it(name: str) -> None:
    of_watch, of_trainer = {name: 0.0}, {name: 15.0}
    watch = recording("a", "fit", **of_watch)
    trainer = recording("b", "gpx", **of_trainer)
    assert values(watch, trainer)[name] == 15.0
    assert values(watch)[name] == 0.0


def test_no_ascent_is_an_ascent() -> None:
    flat, other = recording("a", ascent_m=0.0), recording("b", "gpx", ascent_m=80.0)
    assert values(flat, other)["ascent_m"] == 0.0


def test_a_sport_comes_before_none_and_brings_its_sub_sport() -> None:
    phone = recording("a", sport="generic", sub_sport="treadmill")
    export = recording("b", "gpx", sport="running", sub_sport="trail")
    found = values(phone, export)
    assert (found["sport"], found["sub_sport"]) == ("running", "trail")


def test_what_a_person_edits_is_a_services_and_what_was_measured_the_files() -> None:
    file = recording("a", "gpx", distance_m=9.0, sport="cycling", computed=("distance_m",))
    file = replace(file, name="as recorded")
    row = recording("b", "csv", distance_m=8.0, avg_hr_bpm=140, sport="rowing")
    row = replace(row, name="Home")
    found = values(file, row)
    assert (found["name"], found["sport"], found["distance_m"]) == ("Home", "rowing", 9.0)
    assert found["avg_hr_bpm"] == 140
    assert values(file, replace(row, sport="generic", name=None))["name"] == "as recorded"


def test_of_one_service_the_latest_counts_and_of_two_always_the_same() -> None:
    first = recording("a", "csv", gear="Old", gear_brand="Asics", description="more")
    later = recording("b", "csv", gear="New", created_at=START + dt.timedelta(days=1))
    other = recording("c", "json", created_at=START + dt.timedelta(days=2))
    first, later, other = (
        replace(one, name=name) for one, name in ((first, "old"), (later, "new"), (other, "other"))
    )
    found = values(first, later, other)
    assert (found["name"], found["description"]) == ("new", "more")
    assert (found["gear"], found["gear_brand"]) == ("New", None)


def test_laps_come_from_one_recording() -> None:
    lap = Lap(index=0, start_time=START)
    export = recording("b", "tcx", laps=(lap, lap))
    found = values(recording("a"), export)
    assert (found["laps"], found["lap_count"]) == ((lap, lap), 2)


def test_the_file_is_the_one_that_says_when_it_began() -> None:
    late = START + dt.timedelta(seconds=9)
    whole = recording("b", "tcx", start_time=late, damage="the file is cut short", remarks=("x",))
    rest = recording("a", summed_up=True, remarks=("y",), calories_kcal=1)
    found = values(whole, rest)
    assert (found["start_time"], found["file_name"]) == (late, "b.tcx")
    assert (found["damage"], found["remarks"]) == ("the file is cut short", ("x", "y"))


def test_what_gives_nothing_says_nothing() -> None:
    best = recording("a", distance_m=5.0)
    found = values(best, recording("b", "gpx", distance_m=6.0, remarks=("a point was left out",)))
    assert found["remarks"] == ()


def test_the_local_time_is_from_a_clock_then_a_place_then_the_account() -> None:
    plain = recording("a")
    placed = recording("b", "gpx", start_lat=39.74, start_lon=-104.99)
    timed = recording("c", "gpx", clock_offset_s=3600)
    assert values(plain, placed, timed)["utc_offset_s"] == 3600
    assert values(plain, placed)["time_zone"] == "America/Denver"
    assert values(plain, account_zone="Asia/Kolkata")["utc_offset_s"] == 19_800


def test_the_recording_that_gives_the_most_is_shown_first() -> None:
    one, other = recording("a", "gpx", distance_m=1.0), recording("b", distance_m=2.0, ascent_m=1.0)
    gives = derived([one, other], None).gives
    shown = in_order([replace(each, gives=gives[each.id]) for each in (one, other)])
    assert [each.file_name for each in shown] == ["b.fit", "a.gpx"]
    assert gives[one.id] == ()
    assert {"start_time", "sport", "distance_m", "ascent_m"} == set(gives[other.id])
