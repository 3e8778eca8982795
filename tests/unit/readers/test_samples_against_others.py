"""Every value of every sample, as garmin-fit-sdk and as fitdecode read it."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import fitdecode
import pytest
from attrs import frozen
from garmin_fit_sdk import Decoder, Profile, Stream
from garmin_fit_sdk.fit import BASE_TYPE_DEFINITIONS

from fittrack_backend.readers import NothingToSave, read, read_samples
from fittrack_backend.readers.fit.units import UNITS, name_with_unit
from fittrack_backend.records.samples import Recorded
from tests.corpora import CASES, LARGER, OURS
from tests.thorough import THOROUGH
from tests.unit.readers.generated_fit import generated

EPOCH_S = 631_065_600
YEARS_S = 10 * 365 * 86_400
"""A clock that was never set is this far from what the file says at its end."""
FILES = 100 if THOROUGH else 20
QUICK_BYTES = 30_000
"""garmin-fit-sdk and fitdecode take some 2 s for each 100 KB."""
EARLIEST = 0x10000000
"""Below it a time counts from when the device was switched on."""
COUNTERS = {"accumulated_power_w", "total_cycles"}
"""What fitdecode counts from 0, whatever the file said before."""
FACTORS = {"semicircles": 180 / 2**31, "km": 1000.0}
RECORD = Profile["messages"][20]["fields"]
BY_NAME = {entry["name"]: entry for entry in RECORD.values()}
TAKEN_APART = {"compressed_speed_distance", "cycles", "compressed_accumulated_power"}
ENHANCED = {"altitude", "speed", "respiration_rate"}

Row = dict[str, Any]
"""A record as the columns should have it, and `time` in seconds since 1970."""


def fit_files() -> Iterator[Path]:
    for corpus in (OURS, CASES, LARGER):
        if corpus.is_there:
            for path in sorted(corpus.folder.rglob("*.fit")):
                if THOROUGH or corpus is not LARGER or path.stat().st_size < QUICK_BYTES:
                    yield path


def named(entry: Mapping[str, Any]) -> str:
    unit = entry["units"][0] if isinstance(entry["units"], list) else entry["units"]
    return name_with_unit(entry["name"], UNITS.get(unit))


def scaled(entry: Mapping[str, Any], value: Any) -> Any:
    unit = entry["units"][0] if isinstance(entry["units"], list) else entry["units"]
    factor = FACTORS.get(unit)
    if isinstance(value, (list, tuple)):
        return tuple(value)
    if entry["array"] == "true":
        return (value,)
    return value if factor is None else value * factor


def finished(row: Row) -> Row:
    """What becomes of a record's values whoever reads them."""
    for name in ("activity_type", "stroke_type"):
        if isinstance(number := row.get(name), int):
            row[name] = Profile["types"][name].get(number, f"{name}_{number}")
    if (row.get("lat_deg") == 0 and row.get("lon_deg") == 0) or abs(row.get("lat_deg", 0)) > 90:
        row.pop("lat_deg")
        row.pop("lon_deg", None)
    fraction = row.pop("fractional_cadence_rpm", 0.0)
    if "cadence_rpm" in row:
        row["cadence_rpm"] += fraction
    return {name: value for name, value in row.items() if name == "time" or not is_nothing(value)}


def is_nothing(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(is_nothing(one) for one in value)
    return value is None or (isinstance(value, float) and not math.isfinite(value))


@frozen
class BySdk:
    """The records by garmin-fit-sdk.

    `is_whole` says that it read the file to its end, `has_strap` that heart rates of a strap are in it, and
    `is_woven` that it wove them in: it does not where their message lacks the fraction of a second.
    """

    rows: list[Row]
    is_whole: bool
    has_strap: bool
    is_woven: bool


def by_sdk(data: bytes) -> BySdk:

    def decoded(expand: bool) -> tuple[dict[str, list[dict[Any, Any]]], list[Exception]]:
        stream: Any = Stream.from_byte_array(bytearray(data))
        found: Any = Decoder(stream).read(
            convert_datetimes_to_dates=False,
            convert_types_to_strings=False,
            enable_crc_check=False,
            expand_components=expand,
            merge_heart_rates=expand,
        )
        messages, errors = found
        return messages, errors

    messages, errors = decoded(expand=True)
    plain, trouble = decoded(expand=False)
    described = messages.get("field_description_mesgs", [])
    rows: list[Row] = []
    given = plain.get("record_mesgs", [])
    for record, stored in zip(messages.get("record_mesgs", []), given, strict=True):
        row: Row = {"time": math.nan}
        for name, value in record.items():
            if name == "timestamp":
                row["time"] = value + EPOCH_S
            elif name == "developer_fields":
                row |= developer_values(value, described)
            elif not isinstance(name, str):
                row[f"unknown_{name}"] = tuple(value) if isinstance(value, list) else value
            elif name not in TAKEN_APART and name not in ENHANCED:
                # What a record gives itself counts before what follows from another field.
                given_value = value if name == "heart_rate" else stored.get(name, value)
                row[named(BY_NAME[name])] = scaled(BY_NAME[name], given_value)
        for name in ENHANCED:  # the SDK has the plain one win
            value = stored.get(f"enhanced_{name}", stored.get(name))
            if value is not None:
                row[named(BY_NAME[f"enhanced_{name}"])] = value
        rows.append(finished(row))
    return BySdk(rows, not trouble, "hr_mesgs" in messages, not errors)


def developer_values(values: Mapping[int, Any], described: Sequence[Row]) -> Row:
    found: Row = {}
    for key, value in values.items():
        description = described[key]
        invalid = BASE_TYPE_DEFINITIONS[description["fit_base_type_id"] & 0x1F]["invalid"]
        is_bytes = description["fit_base_type_id"] & 0x1F == 0x0D
        if isinstance(value, (list, tuple)):
            if all(one == invalid for one in value):
                continue
            value = tuple(None if one == invalid and not is_bytes else one for one in value)
            value = tuple(None if is_nothing(one) else one for one in value)
        elif value == invalid:
            continue
        found[description["field_name"]] = value
    return found


def by_fitdecode(data: bytes) -> list[Row]:
    """The records by fitdecode, as far as it goes."""
    rows: list[Row] = []
    reader = fitdecode.FitReader(
        data,
        processor=None,
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    try:
        rows.extend(
            fitdecode_row(frame)
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage) and frame.global_mesg_num == 20
        )
    except fitdecode.FitError:
        pass
    return rows


def fitdecode_row(frame: fitdecode.FitDataMessage) -> Row:
    row: Row = {"time": math.nan}
    explicit = {
        one.def_num for one in frame.fields if not one.is_expanded and not is_nothing(one.value)
    }
    for one in frame.fields:
        value = one.value
        if one.is_expanded and one.def_num in explicit:
            continue
        if isinstance(value, tuple):
            value = tuple(None if is_nothing(each) else each for each in value)
        if isinstance(one.field_def, fitdecode.types.DevFieldDefinition):
            # A character that the field's end cuts is there as a mark.
            row[one.name] = value.rstrip("\ufffd") if isinstance(value, str) else value
            continue
        entry = RECORD.get(one.def_num)
        if one.def_num == 253:
            is_date = isinstance(value, int) and value >= EARLIEST
            row["time"] = value + EPOCH_S if is_date else math.nan
        elif entry is None:
            row[f"unknown_{one.def_num}"] = value
        elif entry["name"] not in TAKEN_APART | ENHANCED and not is_nothing(value):
            row[named(entry)] = scaled(entry, value)
    return finished(row)


def rows_of(recorded: Recorded) -> list[Row]:
    rows: list[Row] = [{"time": time} for time in recorded.samples.times]
    for column in recorded.samples.columns:
        name = (column.field or "") if column.developer else column.name
        assert len(column.values) == len(rows)
        for row, value in zip(rows, column.values, strict=True):
            if value is not None:
                row[name] = value
    return rows


def shared(rows: Sequence[Row], starts: Sequence[float]) -> list[list[Row]]:
    """Records by the session in whose time they are: the last that had begun."""
    found: list[list[Row]] = [[] for _ in starts]
    at = 0
    for row in rows:
        if not math.isnan(row.get("time", math.nan)):
            at = max(0, bisect_right(starts, row["time"]) - 1)
        found[at].append(row)
    return found


def assert_same(
    mine: Sequence[Row], theirs: Sequence[Row], whose: str, without: Collection[str]
) -> None:
    for place, (one, other) in enumerate(zip(mine, theirs, strict=False)):
        for name in (one.keys() | other.keys()).difference(without):
            assert same(one.get(name), other.get(name)), (
                f"record {place}, {name}: {one.get(name)!r}, {whose} has {other.get(name)!r}"
            )


def single(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) and len(value) == 1 else value


def same(one: Any, other: Any) -> bool:
    """Whether two decoders mean the same: not all show an array of one number as an array."""
    one, other = single(one), single(other)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12) or (
            math.isnan(one) and math.isnan(other)
        )
    return bool(one == other)


def check(data: bytes) -> int:
    """Compares all samples of a file; how many there were."""
    recorded = read_samples(data, "fit")
    if not recorded:
        assert by_fitdecode(data) == []
        return 0
    by_session = [rows_of(one) for one in recorded]
    try:
        starts = [one.start_time.timestamp() for one in read(data, "fit").activities]
    except NothingToSave:  # one without any time
        starts = [0.0]
    sdk = by_sdk(data)
    first = sdk.rows[0]["time"] if sdk.rows else math.nan
    clock = {"time"} if recorded[0].samples.times[0] - first > YEARS_S else set()
    without = clock | ({"hr_bpm"} if sdk.has_strap and not sdk.is_woven else set())
    if sdk.is_whole:
        for mine, theirs in zip(by_session, shared(sdk.rows, starts), strict=True):
            assert len(mine) == len(theirs)
            assert_same(mine, theirs, "garmin-fit-sdk", without)
    if len(recorded) == 1:
        assert_same(by_session[0], sdk.rows, "garmin-fit-sdk", without)
        without = clock | COUNTERS | ({"hr_bpm"} if sdk.has_strap else set())
        assert_same(by_session[0], by_fitdecode(data), "fitdecode", without)
    return sum(map(len, by_session))


OTHERS = {"event": "events", "device_info": "devices", "jump": "jumps", "climb_pro": "climbs"}


def check_others(data: bytes) -> int:
    """Compares what has times of its own with garmin-fit-sdk, field by field; how many values there were."""
    recorded = read_samples(data, "fit")
    stream: Any = Stream.from_byte_array(bytearray(data))
    decoded: Any = Decoder(stream).read(
        convert_datetimes_to_dates=False, enable_crc_check=False, merge_heart_rates=False
    )
    found, errors = decoded
    if errors or len(recorded) != 1:
        return 0
    compared = 0
    for message, name in OTHERS.items():
        theirs = found.get(f"{message}_mesgs", [])
        mine = recorded[0].others.get(name)
        assert len(theirs) == (0 if mine is None else len(mine))
        for row, other in enumerate(theirs):
            assert mine is not None
            own = {one.field: one.values[row] for one in mine.columns if not one.developer}
            values = {str(key): value for key, value in other.items() if key != "developer_fields"}
            values |= {"device_index": 0} if values.get("device_index") == "creator" else {}
            taken_apart = {"data", "data16", "gear_change_data", "product", "device_type"}
            assert other.get("timestamp", math.nan) + EPOCH_S == mine.times[row]
            for key, value in values.items():
                key = f"unknown_{key}" if key.isdigit() else key
                expected = own.get(key)
                if key == "timestamp" or (key in taken_apart and expected is None):
                    continue
                if isinstance(expected, str) and isinstance(value, int):
                    assert expected.endswith(f"_{value}")
                elif expected is not None or not is_nothing(value):
                    assert same(expected, value), (message, row, key, expected, value)
                compared += 1
    return compared


@pytest.mark.parametrize("path", list(fit_files()), ids=lambda path: path.name)
def test_events_and_devices(path: Path) -> None:
    check_others(path.read_bytes())


def test_events_at_random() -> None:
    assert sum(check_others(generated(seed).bytes()) for seed in range(FILES)) > FILES


@pytest.mark.parametrize("path", list(fit_files()), ids=lambda path: path.name)
def test_files_of_devices(path: Path) -> None:
    check(path.read_bytes())


@pytest.mark.parametrize("seed", range(FILES))
def test_files_at_random(seed: int) -> None:
    assert check(generated(seed).bytes()) > 0


@pytest.mark.parametrize("seed", range(FILES // 2))
def test_files_at_random_with_compressed_timestamps(seed: int) -> None:
    """garmin-fit-sdk does not understand these and stops at the first."""
    assert check(generated(1_000 + seed, is_compressed=True).bytes()) > 0
