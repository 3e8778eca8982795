"""FIT files: what devices write, and what is left of it after damage.

It has more than 400 lines, since it is a list of what devices write, a test a finding.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import struct

import pytest
from garmin_fit_sdk import CrcCalculator, Decoder, Stream

from fittrack_backend.readers import NothingToSave, read
from fittrack_backend.readers.fit.checksum import crc
from fittrack_backend.readers.fit.parts import parts
from fittrack_backend.readers.fit.profile import number_of, wanted
from fittrack_backend.readers.fit.wire import messages
from fittrack_backend.records.activities import Lap, Recording
from fittrack_backend.records.health import DayActivity, DayTotals
from tests.unit.readers.fit_bytes import (
    at,
    define,
    fit_file,
    fit_seconds,
    message,
    resealed,
    run,
    with_checksum,
)

UINT8, UINT16, UINT32, ENUM, STRING = 0x02, 0x84, 0x86, 0x00, 0x07
RECORD, SESSION = number_of("record"), number_of("session")


def only(data: bytes) -> Recording:
    (activity,) = read(data, "fit").activities
    return activity


@pytest.mark.parametrize(
    "size", [*range(20), 60, 117, 118, 119, 4_094, 4_096, 5_000, 70_001, (1 << 20) + 3]
)
def test_the_folded_checksum_is_the_sdks(size: int) -> None:
    data = bytes((i * i * 31 + i // 7) & 0xFF for i in range(size))
    assert crc(data, 0, size) == CrcCalculator.calculate_crc(bytearray(data), 0, size)


def test_messages_are_the_sdks() -> None:
    data = fit_file(*run(50))
    decoded, errors = Decoder(Stream.from_byte_array(bytearray(data))).read(
        convert_datetimes_to_dates=False, convert_types_to_strings=False
    )
    fields = ("timestamp", "distance", "heart_rate")
    (part,) = parts(data)
    ours = [m.values for m in messages(part, wanted({"record": fields}))]
    records: list[dict[str, object]] = [{**record} for record in decoded["record_mesgs"]]
    theirs = [{name: record[name] for name in fields} for record in records]
    assert not errors
    assert ours == theirs
    assert len(ours) == 51


def test_a_session_with_its_laps_and_device() -> None:
    activity = only(fit_file(*run(60)))
    assert activity.start_time == at(0)
    assert activity.start_time.tzinfo is dt.UTC
    assert (activity.sport, activity.sub_sport, activity.summed_up) == ("running", None, False)
    assert (activity.distance_m, activity.timer_s, activity.elapsed_s) == (180.0, 60.0, 60.0)
    assert (activity.calories_kcal, activity.avg_hr_bpm, activity.max_hr_bpm) == (25, 140, 141)
    assert activity.device == "garmin edge1000"
    (lap,) = activity.laps
    assert (lap.start_time, lap.distance_m, lap.max_hr_bpm) == (at(0), 180.0, 141)


def test_laps_go_to_their_own_sessions() -> None:
    data = fit_file(*run(60), *run(90, begin=100, sport="cycling"))
    first, second = read(data, "fit").activities
    assert [lap.start_time for lap in first.laps] == [at(0)]
    assert [lap.start_time for lap in second.laps] == [at(100)]
    assert (first.sport, second.sport) == ("running", "cycling")


def test_chained_files_are_all_read() -> None:
    steps = message("workout_step", message_index=0, duration_type="open", intensity="active")
    workout = fit_file(message("workout", wkt_name="Tempo"), steps, type="workout")
    scale = fit_file(message("weight_scale", timestamp=at(5), weight=70.5), type="weight")
    found = read(fit_file(*run(60)) + workout + scale, "fit")
    assert [activity.sport for activity in found.activities] == ["running"]
    assert [workout.name for workout in found.workouts] == ["Tempo"]
    assert [weight.weight_kg for weight in found.weights] == [70.5]
    assert found.damage == ()


def test_a_damaged_file_does_not_lose_those_chained_to_it() -> None:
    broken = bytearray(fit_file(*run(60)))
    broken[20:60] = b"\xff" * 40
    found = read(bytes(broken) + fit_file(*run(60, begin=900, sport="rowing")), "fit")
    assert "rowing" in {activity.sport for activity in found.activities}
    assert found.damage


def test_a_number_that_the_profile_lacks_says_nothing() -> None:
    records = run(60)[:-2]
    found = only(fit_file(*records, _session(sport=200, sub_sport=252)))
    assert (found.sport, found.sub_sport) == ("generic", None)
    assert only(fit_file(*run(60)[:-1], _session(sport=200))).sport == "running"


def _session(**fields: object) -> dict[str, object]:
    values: dict[str, object] = {"timestamp": at(60), "start_time": at(0), "sport": "running"}
    values.update(fields)
    return message("session", **values)


def test_a_session_without_start_takes_it_from_its_end() -> None:
    session = message("session", timestamp=at(60), total_elapsed_time=60.0, sport="running")
    found = read(fit_file(session), "fit")
    assert found.activities[0].start_time == at(0)
    assert found.damage == (
        "a session does not say when it began: its start is taken from the rest",
    )


def test_a_session_without_start_takes_it_from_the_first_record() -> None:
    record = message("record", timestamp=at(7), heart_rate=100)
    assert only(fit_file(record, message("session", sport="running"))).start_time == at(7)


@pytest.mark.parametrize("seconds", [5, 0x0FFFFFFF, 0xFFFFFFFE])
def test_absurd_dates_are_no_dates(seconds: int) -> None:
    data = fit_file(message("session", start_time=seconds, sport="running"))
    with pytest.raises(NothingToSave, match="nothing says when"):
        read(data, "fit")


def test_nonsense_values_become_none() -> None:
    definition = define(
        0,
        SESSION,
        (2, 4, UINT32),
        (7, 4, 0x88),  # elapsed time as a float
        (9, 8, 0x89),  # distance as a double
        (16, 1, UINT8),
        (5, 1, ENUM),
    )
    for bad in (float("nan"), float("inf"), -5.0, 1e300):
        values = struct.pack("<BIfdBB", 0, fit_seconds(at(0)), min(bad, 3e38), bad, 0, 1)
        activity = only(with_checksum(definition + values))
        assert activity.elapsed_s is None
        assert activity.distance_m is None
        assert activity.avg_hr_bpm is None


def test_big_endian_messages() -> None:
    definition = define(3, SESSION, (2, 4, UINT32), (9, 4, UINT32), (5, 1, ENUM), big=True)
    body = definition + struct.pack(">BIIB", 3, fit_seconds(at(0)), 123_456, 2)
    activity = only(with_checksum(body))
    assert (activity.start_time, activity.distance_m, activity.sport) == (at(0), 1234.56, "cycling")


def test_compressed_timestamps() -> None:
    full = define(0, RECORD, (253, 4, UINT32), (5, 4, UINT32))
    short = define(1, RECORD, (5, 4, UINT32))
    body = full + struct.pack("<BII", 0, fit_seconds(at(0)), 0) + short
    for i in range(1, 101):
        low = (fit_seconds(at(0)) + i) & 0x1F
        body += struct.pack("<BI", 0x80 | 1 << 5 | low, i * 250)
    activity = only(with_checksum(body))
    assert activity.summed_up
    assert (activity.start_time, activity.elapsed_s) == (at(0), 100.0)
    assert activity.distance_m == 250.0


def test_developer_fields_are_stepped_over() -> None:
    definition = bytearray(define(0, SESSION, (2, 4, UINT32), (5, 1, ENUM)))
    definition[0] |= 0x20
    body = bytes(definition) + bytes([1, 0, 7, 0])
    body += struct.pack("<BIB7s", 0, fit_seconds(at(0)), 1, b"junk\xff\xff\xff") * 2
    found = read(with_checksum(body), "fit")
    assert [activity.start_time for activity in found.activities] == [at(0)]
    assert found.damage == ()


def test_hostile_names_stay_text() -> None:
    name = "\x1b[31mred\x07" + "x" * 240
    data = fit_file(message("workout", wkt_name=name), type="workout")
    (workout,) = read(data, "fit").workouts
    assert workout.name is not None
    assert workout.name.startswith("\x1b[31mred\x07xxx")
    assert len(workout.name) == 200
    definition = define(0, number_of("workout"), (8, 8, STRING))
    definition += define(1, 0, (0, 1, ENUM)) + bytes([1, 5])
    (workout,) = read(with_checksum(definition + b"\0a\xff\xfe\xedb\0cd"), "fit").workouts
    assert workout.name == "a\ufffd\ufffd\ufffdb"


def test_pauses_are_not_in_the_timer() -> None:
    def timer(seconds: int, kind: str) -> dict[str, object]:
        return message("event", timestamp=at(seconds), event="timer", event_type=kind)

    first = [m for m in run(50) if "heart_rate" in m]
    second = [m for m in run(20, begin=80) if "heart_rate" in m]
    activity = only(
        fit_file(timer(0, "start"), *first, timer(50, "stop_all"), timer(80, "start"), *second)
    )
    assert (activity.elapsed_s, activity.timer_s) == (100.0, 70.0)


def test_positions_give_the_distance_where_no_distance_is_told() -> None:
    degree = 2**31 / 180
    records = [
        message(
            "record",
            timestamp=at(i),
            position_lat=round(52 * degree),
            position_long=round((4 + i / 1000) * degree),
        )
        for i in range(11)
    ]
    # One hundredth of a degree on the 52nd parallel of a sphere of 6,371,008.8 m.
    assert only(fit_file(*records)).distance_m == pytest.approx(684.58, abs=0.1)


def test_a_stray_time_does_not_stretch_the_sum() -> None:
    records = [m for m in run(100) if "heart_rate" in m]
    records[50]["timestamp"] = at(60 * 365 * 86_400)
    activity = only(fit_file(*records))
    assert (activity.start_time, activity.elapsed_s) == (at(0), 100.0)


def test_laps_that_cover_the_records_are_believed() -> None:
    records = [m for m in run(100) if "heart_rate" in m]
    lap = message(
        "lap",
        timestamp=at(101),
        start_time=at(0),
        total_elapsed_time=100.7,
        total_timer_time=99.5,
        total_distance=303.25,
        total_calories=31,
        sport="hiking",
    )
    found = read(fit_file(*records, lap), "fit")
    (activity,) = found.activities
    assert (activity.elapsed_s, activity.timer_s, activity.distance_m) == (100.7, 99.5, 303.25)
    assert (activity.calories_kcal, activity.sport) == (31, "hiking")
    assert found.damage == (
        "there is no session message: the activity was summed up from its laps",
    )


def test_a_lap_that_covers_a_part_does_not_stand_for_all() -> None:
    records = [m for m in run(100) if "heart_rate" in m]
    lap = message(
        "lap", timestamp=at(3), start_time=at(0), total_elapsed_time=3.0, total_distance=9
    )
    activity = only(fit_file(*records, lap))
    assert (activity.elapsed_s, activity.distance_m) == (100.0, 300.0)
    assert len(activity.laps) == 1


def test_laps_alone_make_an_activity() -> None:
    lap = message(
        "lap", timestamp=at(60), start_time=at(0), total_elapsed_time=60.0, total_distance=200.0
    )
    activity = only(fit_file(lap))
    assert (activity.start_time, activity.distance_m, activity.summed_up) == (at(0), 200.0, True)


def test_a_file_cut_short_before_its_session() -> None:
    data = fit_file(*run(100))
    lost = len(data) - 150
    found = read(data[:lost], "fit")
    (activity,) = found.activities
    assert activity.summed_up
    assert activity.start_time == at(0)
    assert any(s.startswith("the file is cut short: ") for s in found.damage)
    assert any(s.startswith("there is no session message") for s in found.damage)


def test_the_last_session_of_a_file_cut_short_is_summed_up() -> None:
    data = fit_file(*run(60), *run(90, begin=200, sport="cycling"))
    session_at = data.rindex(struct.pack("<I", fit_seconds(at(290)))) - 40
    found = read(data[:session_at], "fit")
    first, second = found.activities
    assert (first.summed_up, second.summed_up) == (False, True)
    assert second.start_time == at(200)
    assert second.distance_m == pytest.approx(270, abs=20)


def test_a_damaged_checksum_loses_nothing() -> None:
    data = bytearray(fit_file(*run(60)))
    data[-1] ^= 0xFF
    found = read(bytes(data), "fit")
    assert found.activities == read(fit_file(*run(60)), "fit").activities
    assert found.damage == ("the checksum does not match",)


@pytest.mark.parametrize("length", [0, 100, 10_000_000])
def test_a_wrong_length_in_the_header_loses_nothing(length: int) -> None:
    data = bytearray(fit_file(*run(60)))
    data[4:8] = struct.pack("<I", length)
    found = read(bytes(data), "fit")
    assert [a.distance_m for a in found.activities] == [180.0]
    assert not found.activities[0].summed_up
    (sentence, *_) = found.damage
    assert ("length" in sentence) or ("how long" in sentence) or ("cut short" in sentence)


def test_damage_in_the_middle_is_passed_over() -> None:
    data = bytearray(fit_file(*run(200)))
    middle = len(data) // 2
    data[middle : middle + 30] = b"\x0f" * 30
    found = read(resealed(bytes(data)), "fit")
    (activity,) = found.activities
    assert not activity.summed_up
    assert activity.distance_m == 600.0
    assert any("could not be understood and were passed over" in s for s in found.damage)


def test_bytes_behind_the_end_are_told_and_padding_is_not() -> None:
    data = fit_file(*run(60))
    assert read(data + b"\0" * 500, "fit").damage == ()
    assert read(data + b"junk", "fit").damage == ("4 bytes after the end of the data were ignored",)


def test_a_file_without_file_id_gives_what_it_holds() -> None:
    weight = message("weight_scale", timestamp=at(5), weight=70.5)
    found = read(fit_file(*run(60), weight, type=None), "fit")
    assert len(found.activities) == 1
    assert [w.weight_kg for w in found.weights] == [70.5]


def test_a_workout_in_an_activity_names_it_and_is_no_plan() -> None:
    found = read(fit_file(message("workout", wkt_name="Hill repeats"), *run(60)), "fit")
    assert found.workouts == ()
    assert found.activities[0].name == "Hill repeats"


OTHER_TYPES = ["settings", "course", "goals", "blood_pressure", 44, 49, 250]


@pytest.mark.parametrize("type", OTHER_TYPES)
def test_files_of_other_types_hold_nothing(type: str | int) -> None:
    profile = message("user_profile", weight=70.0)
    with pytest.raises(NothingToSave) as caught:
        read(fit_file(profile, type=type), "fit")
    assert not caught.value.damaged


@pytest.mark.parametrize("type", [*OTHER_TYPES, "weight", "workout", "monitoring_b"])
def test_what_a_file_holds_is_told_by_its_messages(type: str | int) -> None:
    weight = message("weight_scale", timestamp=at(5), weight=70.5)
    found = read(fit_file(*run(60), weight, type=type), "fit")
    assert [a.distance_m for a in found.activities] == [180.0]
    assert [w.weight_kg for w in found.weights] == [70.5]
    assert found.damage == ()


def test_a_course_has_records_and_a_lap_and_is_no_activity() -> None:
    records_and_lap = run(60)[:-1]
    with pytest.raises(NothingToSave, match="a course file holds nothing to sync"):
        read(fit_file(*records_and_lap, type="course"), "fit")
    assert read(fit_file(*records_and_lap, type=44), "fit").activities


def test_a_workout_in_a_file_of_another_type_is_a_plan() -> None:
    step = message("workout_step", message_index=0, duration_type="open", intensity="active")
    plan = fit_file(message("workout", wkt_name="Tempo"), step, type=44)
    assert [one.name for one in read(plan, "fit").workouts] == ["Tempo"]


def test_an_activity_file_with_nothing_in_it() -> None:
    with pytest.raises(NothingToSave, match="there is no session, lap or record in it") as caught:
        read(fit_file(), "fit")
    assert caught.value.damaged


def _monitoring(*messages: dict[str, object]) -> bytes:
    info = message(
        "monitoring_info",
        timestamp=at(0),
        local_timestamp=fit_seconds(at(0)) + 3 * 3600,
        activity_type=["walking", "running"],
        cycles_to_distance=[1.5, 2.0],
        cycles_to_calories=[0.04, 0.1],
        resting_metabolic_rate=1900,
    )
    return fit_file(info, *messages, type="monitoring_b")


def test_days_are_local_and_counters_are_not_added_up() -> None:
    walk = [
        message("monitoring", timestamp=at(s), activity_type="walking", cycles=c, active_time=t)
        for s, c, t in ((3600, 100.0, 60.0), (7200, 250.0, 200.0), (54_000, 900.0, 700.0))
    ]
    # 54,000 s after 09:00 local time is midnight, so this still is the day's total.
    after = message("monitoring", timestamp=at(54_060), activity_type="walking", cycles=3.0)
    found = read(_monitoring(*walk, after), "fit")
    assert found.days == (
        DayActivity(dt.date(2024, 5, 1), "walking", 1800, 1350.0, 36, 700.0),
        DayActivity(dt.date(2024, 5, 2), "walking", 6, 4.5, 0, None),
    )
    assert found.day_totals == (DayTotals(dt.date(2024, 5, 1), resting_calories_kcal=1900),)


def test_what_the_device_counted_beats_what_cycles_say() -> None:
    walk = message(
        "monitoring",
        timestamp=at(3600),
        activity_type="walking",
        cycles=100.0,
        distance=140.5,
        active_calories=7,
    )
    (day,) = read(_monitoring(walk), "fit").days
    assert (day.steps, day.distance_m, day.active_calories_kcal) == (200, 140.5, 7)


def test_short_timestamps_roll_over() -> None:
    base = fit_seconds(at(0))
    short = [
        message("monitoring", timestamp_16=(base + s) & 0xFFFF, activity_type=6, cycles=c)
        for s, c in ((50_000, 10.0), (100_000, 20.0), (150_000, 30.0))
    ]
    days = read(_monitoring(*short), "fit").days
    assert [(day.date.day, day.steps) for day in days] == [(1, 20), (2, 40), (3, 60)]


def test_cycling_has_no_steps() -> None:
    ride = message(
        "monitoring", timestamp=at(60), activity_type="cycling", cycles=10.0, distance=50
    )
    (day,) = read(_monitoring(ride), "fit").days
    assert (day.activity_type, day.steps, day.distance_m) == ("cycling", None, 50.0)


def test_intensity_minutes_are_added_up() -> None:
    minutes = [
        message("monitoring", timestamp=at(60 * i), moderate_activity_minutes=1) for i in (1, 2, 3)
    ]
    minutes.append(message("monitoring", timestamp=at(300), vigorous_activity_minutes=4))
    (total,) = read(_monitoring(*minutes), "fit").day_totals
    assert (total.moderate_minutes, total.vigorous_minutes) == (3, 4)


def test_a_scale_that_is_still_weighing_is_no_weight() -> None:
    weighing = message("weight_scale", timestamp=at(0), weight=655.34)
    weight = message("weight_scale", timestamp=at(9), weight=81.2)
    found = read(fit_file(weighing, weight, type="weight"), "fit")
    assert [w.weight_kg for w in found.weights] == [81.2]


def test_a_lap_has_its_own_values_in_their_places() -> None:
    first = message(
        "lap",
        timestamp=at(300),
        start_time=at(0),
        total_elapsed_time=300.0,
        total_timer_time=290.0,
        total_distance=1010.0,
        total_calories=61,
        avg_heart_rate=142,
        max_heart_rate=163,
        total_ascent=17,
        total_descent=9,
    )
    second = message("lap", timestamp=at(420), start_time=at(300), total_elapsed_time=120.0)
    laps = only(fit_file(first, second, *run(420)[-1:])).laps
    assert laps == (
        Lap(
            index=0,
            start_time=at(0),
            distance_m=1010.0,
            timer_s=290.0,
            elapsed_s=300.0,
            calories_kcal=61,
            avg_hr_bpm=142,
            max_hr_bpm=163,
            ascent_m=17.0,
            descent_m=9.0,
        ),
        Lap(index=1, start_time=at(300), elapsed_s=120.0),
    )


def test_records_are_frozen() -> None:
    activity = only(fit_file(*run(60)))
    with pytest.raises(dataclasses.FrozenInstanceError):
        activity.sport = "rowing"  # type: ignore[misc]


def climbing(seconds: int, *, begin: int = 0, heart_rate: int = 140) -> list[dict[str, object]]:
    """Records of a run at 3 m/s that climbs a metre in ten seconds."""
    return [
        message(
            "record",
            timestamp=at(begin + second),
            distance=3.0 * (begin + second),
            heart_rate=heart_rate,
            altitude=100.0 + second / 10,
        )
        for second in range(seconds + 1)
    ]


def test_what_a_session_does_not_say_comes_from_its_records() -> None:
    found = only(fit_file(*climbing(600), _session(timestamp=at(600), total_elapsed_time=600.0)))
    assert (found.distance_m, found.timer_s, found.ascent_m) == (1800.0, 600.0, 60.0)
    assert (found.avg_hr_bpm, found.max_hr_bpm) == (140, 140)
    assert set(found.computed) == {
        "distance_m",
        "timer_s",
        "avg_hr_bpm",
        "max_hr_bpm",
        "ascent_m",
    }


def test_what_a_session_says_is_not_worked_out() -> None:
    session = _session(
        timestamp=at(600),
        total_elapsed_time=600.0,
        total_timer_time=500.0,
        total_distance=1.5,
        avg_heart_rate=99,
        max_heart_rate=199,
        total_ascent=0,
    )
    found = only(fit_file(*climbing(600), session))
    assert (found.distance_m, found.timer_s, found.ascent_m) == (1.5, 500.0, 0.0)
    assert (found.avg_hr_bpm, found.max_hr_bpm, found.computed) == (99, 199, ())


def test_laps_come_before_records() -> None:
    laps = [
        message(
            "lap",
            timestamp=at(end),
            start_time=at(end - 300),
            total_elapsed_time=300.0,
            total_timer_time=290.0,
            total_distance=1000.0,
            avg_heart_rate=150,
            max_heart_rate=160,
            total_ascent=7,
        )
        for end in (300, 600)
    ]
    found = only(
        fit_file(*climbing(600), *laps, _session(timestamp=at(600), total_elapsed_time=600.0))
    )
    assert (found.distance_m, found.timer_s, found.ascent_m) == (2000.0, 580.0, 14.0)
    assert (found.avg_hr_bpm, found.max_hr_bpm) == (150, 160)


def test_each_lap_is_filled_from_the_records_in_its_time() -> None:
    records = [*climbing(299, heart_rate=120), *climbing(300, begin=300, heart_rate=160)]
    laps = [
        message("lap", timestamp=at(end), start_time=at(end - 300), total_elapsed_time=300.0)
        for end in (300, 600)
    ]
    found = only(fit_file(*records, *laps, _session(timestamp=at(600), total_elapsed_time=600.0)))
    assert [lap.avg_hr_bpm for lap in found.laps] == [120, 160]
    assert [lap.distance_m for lap in found.laps] == [897.0, 903.0]
    assert found.distance_m == 1800.0


def test_a_pause_is_not_on_the_timer() -> None:
    events = [
        message("event", timestamp=at(100), event="timer", event_type="stop_all"),
        message("event", timestamp=at(160), event="timer", event_type="start"),
    ]
    records = climbing(600)
    session = _session(timestamp=at(600), total_elapsed_time=600.0)
    found = only(fit_file(*records[:101], *events, *records[160:], session))
    assert found.timer_s == 540.0


def test_two_sessions_are_filled_each_from_its_own_records() -> None:
    first = [*climbing(100, heart_rate=120), _session(timestamp=at(100), total_elapsed_time=100.0)]
    session = _session(
        start_time=at(200), timestamp=at(300), total_elapsed_time=100.0, sport="cycling"
    )
    found = read(fit_file(*first, *climbing(100, begin=200, heart_rate=160), session), "fit")
    assert [one.avg_hr_bpm for one in found.activities] == [120, 160]


def test_the_offset_of_the_devices_clock() -> None:
    activity = message(
        "activity", timestamp=at(60), local_timestamp=at(60 - 7 * 3600), num_sessions=1
    )
    assert only(fit_file(*run(60), activity)).clock_offset_s == -7 * 3600
    nonsense = message("activity", timestamp=at(60), local_timestamp=at(60 - 1000), num_sessions=1)
    assert only(fit_file(*run(60), nonsense)).clock_offset_s is None
    assert only(fit_file(*run(60))).clock_offset_s is None


def test_positions_without_a_count_leave_strays_out() -> None:
    def place(second: int, north_m: float) -> dict[str, object]:
        lat = round((45 + north_m / 111_195) * 2**31 / 180)
        return message("record", timestamp=at(second), position_lat=lat, position_long=10**8)

    records = [place(second, 3.0 * second) for second in range(0, 600, 5)]
    records[40] = place(200, 1_000_000)
    found = only(fit_file(*records))
    assert found.distance_m == pytest.approx(1785, abs=1)
    assert found.remarks == ("the position of a point was left out: no one gets there that fast",)
