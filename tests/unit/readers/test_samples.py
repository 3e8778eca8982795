"""What `read_samples` gives: the columns, who gets which sample, and what is not a value."""

from __future__ import annotations

import math
import struct
from decimal import Decimal

import pytest

from fittrack_backend.readers import NothingToSave, read, read_samples
from fittrack_backend.records.samples import Recorded
from tests.corpora import OURS
from tests.unit.readers.fit_bytes import (
    START,
    at,
    define,
    fit_file,
    fit_seconds,
    message,
    run,
    with_checksum,
)


def the_recorded(data: bytes, format: str = "fit") -> Recorded:
    (recorded,) = read_samples(data, format)
    return recorded


def values(recorded: Recorded, name: str) -> list[object]:
    column = recorded.samples.column(name)
    assert column is not None, recorded.samples.names()
    return list(column.values)


def test_records_become_columns_with_units_in_their_names() -> None:
    recorded = the_recorded(fit_file(*run(3)))
    assert recorded.number == 0
    assert list(recorded.samples.times) == [START.timestamp() + second for second in range(4)]
    assert recorded.samples.names() == ("distance_m", "hr_bpm")
    assert values(recorded, "distance_m") == [0.0, 3.0, 6.0, 9.0]
    assert [(one.unit, one.field, one.kind) for one in recorded.samples.columns] == [
        ("m", "distance", "float"),
        ("bpm", "heart_rate", "int"),
    ]


def test_a_value_that_a_record_lacks_is_none() -> None:
    records = [
        message("record", timestamp=at(0), heart_rate=140),
        message("record", timestamp=at(1), power=200),
    ]
    recorded = the_recorded(fit_file(*records, *run(1, begin=1)[-2:]))
    assert values(recorded, "hr_bpm") == [140, None]
    assert values(recorded, "power_w") == [None, 200]


def by_hand(number: int, *fields: tuple[int, int, bytes], local: int = 0) -> bytes:
    """A definition and its message; a field is its number, base type and bytes."""
    plan = [(field, len(value), base) for field, base, value in fields]
    return define(local, number, *plan) + bytes([local]) + b"".join(value for *_, value in fields)


def a_file(*bodies: bytes) -> bytes:
    """A FIT file of an activity without a session, with these messages."""
    return with_checksum(by_hand(0, (0, 0x00, b"\x04")) + b"".join(bodies))


def record(second: int, *fields: tuple[int, int, bytes]) -> bytes:
    time = struct.pack("<I", fit_seconds(at(second)))
    return by_hand(20, (253, 0x86, time), *fields)


def test_the_enhanced_value_wins_over_the_plain_one() -> None:
    speeds = [(6, 0x84, struct.pack("<H", 2_000)), (73, 0x86, struct.pack("<I", 2_345))]
    recorded = the_recorded(a_file(record(0, *speeds), record(1, speeds[0])))
    assert values(recorded, "speed_m_s") == [2.345, 2.0]


def test_counters_of_few_bits_count_on() -> None:
    bodies = [
        record(second, (18, 0x02, bytes([cycles])), (28, 0x84, struct.pack("<H", power)))
        for second, (cycles, power) in enumerate([(250, 65_000), (4, 65_500), (10, 100)])
    ]
    recorded = the_recorded(a_file(*bodies))
    assert values(recorded, "total_cycles") == [250, 260, 266]
    assert values(recorded, "accumulated_power_w") == [65_000, 65_500, 65_636]
    assert recorded.samples.names() == ("total_cycles", "accumulated_power_w")


def test_speed_and_distance_in_three_bytes() -> None:
    """12 bits of speed in 1/100 m/s, then 12 bits of a distance in 1/16 m that begins anew at 256 m."""
    bodies = [
        record(second, (8, 0x0D, (speed | distance << 12).to_bytes(3, "little")))
        for second, (speed, distance) in enumerate([(250, 4_000), (260, 4_090), (270, 84)])
    ]
    recorded = the_recorded(a_file(*bodies))
    assert values(recorded, "speed_m_s") == [2.5, 2.6, 2.7]
    assert values(recorded, "distance_m") == [250.0, 255.625, 261.25]


def test_cadence_has_its_fraction() -> None:
    recorded = the_recorded(
        a_file(
            record(0, (4, 0x02, b"\x5a"), (53, 0x02, b"\x40")),
            record(1, (4, 0x02, b"\x5a"), (53, 0x02, b"\xff")),
        )
    )
    assert values(recorded, "cadence_rpm") == [90.5, 90.0]
    assert recorded.samples.names() == ("cadence_rpm",)


def test_a_receiver_without_a_fix_is_nowhere() -> None:
    def place(lat: int, lon: int) -> list[tuple[int, int, bytes]]:
        return [(0, 0x85, struct.pack("<i", lat)), (1, 0x85, struct.pack("<i", lon))]

    recorded = the_recorded(a_file(record(0, *place(0, 0)), record(1, *place(0, 1 << 29))))
    assert values(recorded, "lat_deg") == [None, 0.0]
    assert values(recorded, "lon_deg") == [None, 45.0]


def test_an_array_keeps_its_length() -> None:
    recorded = the_recorded(a_file(record(0, (17, 0x02, bytes([16, 255, 32])))))
    assert values(recorded, "speed_1s_m_s") == [(1.0, None, 2.0)]


def test_a_field_that_the_profile_lacks_is_kept_as_it_is() -> None:
    recorded = the_recorded(a_file(record(0, (61, 0x84, struct.pack("<H", 700)))))
    assert values(recorded, "unknown_61") == [700]


def test_a_value_of_another_shape_than_the_profile_has_is_kept_apart() -> None:
    """A heart rate is one number: a column keeps its kind whatever a definition says."""
    recorded = the_recorded(
        a_file(
            record(0, (3, 0x02, b"\x46")),
            record(1, (3, 0x02, b"\x47\x48")),
            record(2, (3, 0x07, b"fast\0")),
        )
    )
    assert values(recorded, "hr_bpm") == [70, None, None]
    assert values(recorded, "unknown_3") == [None, (71, 72), None]
    assert values(recorded, "unknown_3_text") == [None, None, "fast"]


def a_developer_field(
    number: int, name: bytes, base_type: int, *more: tuple[int, int, bytes]
) -> bytes:
    return by_hand(207, (3, 0x02, b"\x00")) + by_hand(
        206,
        (0, 0x02, b"\x00"),
        (1, 0x02, bytes([number])),
        (2, 0x02, bytes([base_type])),
        (3, 0x07, name + b"\0"),
        (8, 0x07, b"KN/m\0"),
        *more,
    )


def with_developer(second: int, number: int, value: bytes) -> bytes:
    time = struct.pack("<I", fit_seconds(at(second)))
    head = struct.pack("<BBBHB", 0x60, 0, 0, 20, 1) + bytes([253, 4, 0x86])
    return head + bytes([1, number, len(value), 0]) + b"\x00" + time + value


def test_developer_fields_have_the_names_and_units_of_the_file() -> None:
    described = a_developer_field(
        3, b"Leg Spring (left)", 0x84, (6, 0x02, b"\x0a"), (15, 0x02, b"\x07")
    )
    recorded = the_recorded(
        a_file(
            described,
            with_developer(0, 3, struct.pack("<H", 83)),
            with_developer(1, 3, b"\xff\xff"),
        )
    )
    (column,) = recorded.samples.columns
    assert column.name == "dev_leg_spring_left"
    assert (column.field, column.unit, column.developer) == ("Leg Spring (left)", "KN/m", True)
    assert column.stands_for == "power_w"
    assert list(column.values) == [8.3, None]


def test_developer_fields_of_one_name_are_two() -> None:
    body = b"".join(
        [
            a_developer_field(1, b"Power", 0x02),
            a_developer_field(2, b"power", 0x02),
            with_developer(0, 1, b"\x05"),
            with_developer(0, 2, b"\x06"),
        ]
    )
    recorded = the_recorded(a_file(body))
    assert recorded.samples.names() == ("dev_power", "dev_power_2")


def test_a_developer_field_may_be_described_anew() -> None:
    body = b"".join(
        [
            a_developer_field(1, b"Power", 0x02),
            with_developer(0, 1, b"\x05"),
            a_developer_field(1, b"Form", 0x01),
            with_developer(1, 1, b"\xff"),
        ]
    )
    recorded = the_recorded(a_file(body))
    assert values(recorded, "dev_power") == [5, None]
    assert values(recorded, "dev_form") == [None, -1]


def test_heart_rates_of_a_strap_are_woven_in_without_a_fraction_of_a_second_too() -> None:
    recorded = the_recorded(OURS.read("pool-swim.fit"))
    assert values(recorded, "hr_bpm")[0] == 118


def test_a_chain_of_heartbeats_follows_the_clock() -> None:
    def beats(*milliseconds: int) -> bytes:
        return by_hand(78, (0, 0x84, struct.pack("<5H", *milliseconds)))

    recorded = the_recorded(
        a_file(
            record(10, (3, 0x02, b"\x46")),
            beats(1000, 900, 0xFFFF, 0xFFFF, 0xFFFF),
            record(11, (3, 0x02, b"\x46")),
            beats(800, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF),
            record(60, (3, 0x02, b"\x46")),
            beats(700, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF),
        )
    )
    begin = START.timestamp()
    assert list(recorded.rr.seconds) == [1.0, 0.9, 0.8, 0.7]
    assert [round(time - begin, 3) for time in recorded.rr.times] == [9.1, 10.0, 10.8, 60.0]


def test_heartbeats_with_a_time_of_their_own() -> None:
    time = struct.pack("<I", fit_seconds(at(5)))
    beats = by_hand(
        290,
        (253, 0x86, time),
        (0, 0x84, struct.pack("<H", 250)),
        (1, 0x84, struct.pack("<2H", 800, 900)),
    )
    packed = by_hand(372, (253, 0x86, time), (1, 0x84, struct.pack("<2H", 800 | 1 << 14, 900)))
    for body, first in ((beats, 6.05), (packed, 5.8)):
        recorded = the_recorded(a_file(record(0, (3, 0x02, b"\x46")), body))
        assert list(recorded.rr.seconds) == [0.8, 0.9]
        times = [round(time - START.timestamp(), 3) for time in recorded.rr.times]
        assert times == [first, round(first + 0.9, 3)]


def test_events_and_gears_have_their_own_times() -> None:
    time = struct.pack("<I", fit_seconds(at(7)))
    gears = by_hand(
        21,
        (253, 0x86, time),
        (0, 0x00, b"\x2b"),
        (1, 0x00, b"\x03"),
        (3, 0x86, bytes([11, 17, 2, 50])),
    )
    events = the_recorded(a_file(record(0, (3, 0x02, b"\x46")), gears)).others["events"]
    assert list(events.times) == [at(7).timestamp()]
    assert {one.name: one.values[0] for one in events.columns} == {
        "event": "rear_gear_change",
        "event_type": "marker",
        "rear_gear_num": 11,
        "rear_gear": 17,
        "front_gear_num": 2,
        "front_gear": 50,
    }


def test_raw_sensors_have_milliseconds_and_arrays() -> None:
    time = struct.pack("<I", fit_seconds(at(7)))
    raw = by_hand(
        165,
        (253, 0x86, time),
        (0, 0x84, struct.pack("<H", 250)),
        (1, 0x84, struct.pack("<2H", 0, 40)),
        (5, 0x88, struct.pack("<2f", 0.5, -1.25)),
    )
    found = the_recorded(a_file(record(0, (3, 0x02, b"\x46")), raw)).others["accelerations"]
    assert list(found.times) == [at(7).timestamp() + 0.25]
    assert {one.name: one.values[0] for one in found.columns} == {
        "timestamp_ms": 250,
        "sample_time_offset_ms": (0, 40),
        "calibrated_accel_x_g": (0.5, -1.25),
    }


def test_a_record_without_a_time_is_kept() -> None:
    recorded = the_recorded(OURS.read("no-times.fit"))
    assert len(recorded.samples) == 3
    assert all(math.isnan(time) for time in recorded.samples.times)


def test_each_sample_of_several_sessions_is_of_exactly_one() -> None:
    data = OURS.read("multisport.fit")
    recorded = read_samples(data, "fit")
    assert [one.number for one in recorded] == list(range(len(read(data, "fit").activities)))
    assert [len(one.samples) for one in recorded] == [21, 3, 41, 2, 31]


def test_a_file_without_a_recording_has_no_samples() -> None:
    assert read_samples(OURS.read("settings.fit"), "fit") == ()


def test_a_format_that_is_not_known_is_refused() -> None:
    with pytest.raises(NothingToSave):
        read_samples(b"", "zip")


def test_an_altitude_reads_as_it_was_recorded() -> None:
    """Fifths of a metre above -500 m, by the plain field and the enhanced one, in the shortest text of their number."""
    stored = [*range(0, 65_534, 977), 3003]
    plain = [record(at, (2, 0x84, struct.pack("<H", one))) for at, one in enumerate(stored)]
    enhanced = [record(at, (78, 0x86, struct.pack("<I", one))) for at, one in enumerate(stored)]
    recorded = [str(Decimal(one) / 5 - 500) for one in stored]
    for records in (plain, enhanced):
        shown = [repr(one) for one in values(the_recorded(a_file(*records)), "altitude_m")]
        assert [one.removesuffix(".0") for one in shown] == recorded
