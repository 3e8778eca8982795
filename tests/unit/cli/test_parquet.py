"""Lists as Parquet: typed by the contract, with units, in row groups, and whole or not readable at all."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator
from typing import Any, cast

import pytest
from pyarrow import parquet

from fittrack_cli.errors import CliError, Incompatible, UsageError
from fittrack_cli.output.formats.field_types import types_of, unit_of
from fittrack_cli.output.output import Output
from fittrack_contract import FIELDS

FIRST = {
    "id": "0b9d7f2e-0000-4000-8000-000000000001",
    "start_time": "2026-03-01T06:30:00Z",
    "local_start_time": "2026-03-01T07:30:00+01:00",
    "utc_offset_s": 3600,
    "date": "2026-03-01",
    "sport": "running",
    "name": "half of a pair: \ud800, ünïcode",
    "distance_m": 10_000,
    "timer_s": 3000.5,
    "avg_hr_bpm": None,
    "remarks": ["a point", "two"],
}


class File(io.TextIOWrapper):
    """Standard output that goes into a file, or seems to go to a terminal."""

    is_terminal = False

    def isatty(self) -> bool:
        return self.is_terminal


def printing(fields: tuple[str, ...] = (), *, terminal: bool = False) -> tuple[Output, io.BytesIO]:
    raw = io.BytesIO()
    file = File(raw, encoding="utf-8")
    file.is_terminal = terminal
    return Output("parquet", file, io.StringIO(), fields=fields), raw


def read(raw: io.BytesIO) -> Any:
    return parquet.ParquetFile(io.BytesIO(raw.getvalue()))


def test_a_list_reads_back_with_its_types_and_units() -> None:
    output, raw = printing()
    later = {**FIRST, "avg_hr_bpm": 150}
    output.rows(iter([FIRST] * 1000 + [later]), [], fields=FIELDS["Activity"])
    found = read(raw)
    schema = found.schema_arrow
    assert schema.names == list(FIELDS["Activity"])
    assert {name: str(schema.field(name).type) for name in FIRST} == {
        "id": "string",
        "start_time": "timestamp[us, tz=UTC]",
        "local_start_time": "timestamp[us]",
        "utc_offset_s": "int64",
        "date": "date32[day]",
        "sport": "string",
        "name": "string",
        "distance_m": "double",
        "timer_s": "double",
        "avg_hr_bpm": "int64",
        "remarks": "string",
    }
    assert schema.field("distance_m").metadata == {b"unit": b"m"}
    assert schema.field("avg_hr_bpm").metadata == {b"unit": b"bpm"}
    assert schema.field("sport").metadata is None
    first = found.read_row_group(0).slice(0, 1).to_pylist()[0]
    assert first["start_time"] == dt.datetime(2026, 3, 1, 6, 30, tzinfo=dt.UTC)
    assert first["local_start_time"] == dt.datetime(2026, 3, 1, 7, 30)
    assert first["date"] == dt.date(2026, 3, 1)
    assert first["name"] == "half of a pair: \\ud800, ünïcode"
    assert (first["distance_m"], first["timer_s"], first["avg_hr_bpm"]) == (10_000.0, 3000.5, None)
    assert first["remarks"] == '["a point","two"]'
    assert found.read_row_group(1).to_pylist()[0]["avg_hr_bpm"] == 150


def test_it_is_written_a_thousand_rows_at_a_time() -> None:
    output, raw = printing(("date", "distance_m"))
    ahead: list[int] = []

    def rows() -> Iterator[dict[str, object]]:
        for number in range(2500):
            if number in (1500, 2499):
                ahead.append(len(raw.getvalue()))
            yield {**FIRST, "distance_m": number}

    assert output.rows(rows(), [], fields=FIELDS["Activity"]) == 2500
    found = read(raw)
    assert [found.metadata.row_group(index).num_rows for index in range(3)] == [1000, 1000, 500]
    assert found.schema_arrow.names == ["date", "distance_m"]
    assert found.read().column("distance_m").to_pylist() == list(range(2500))
    assert ahead[0] < ahead[1] < len(raw.getvalue())


def test_objects_are_columns_as_in_csv() -> None:
    counts = dict.fromkeys(FIELDS["SyncCounts"], 3)
    output, raw = printing()
    output.rows([{"counts": counts, "full": True}], [], fields=FIELDS["SyncJob"])
    (row,) = read(raw).read().to_pylist()
    assert (row["counts.new"], row["full"], row["finished_at"]) == (3, True, None)


def test_an_empty_list_has_its_columns() -> None:
    output, raw = printing()
    output.rows([], [], fields=FIELDS["Weighing"])
    found = read(raw)
    assert (found.metadata.num_rows, found.schema_arrow.names) == (0, list(FIELDS["Weighing"]))


def test_what_breaks_off_is_no_file() -> None:
    output, raw = printing()

    def rows() -> Iterator[dict[str, object]]:
        for _ in range(1500):
            yield FIRST
        raise CliError("the connection broke")

    with pytest.raises(CliError, match="broke"):
        output.rows(rows(), [], fields=FIELDS["Activity"])
    with pytest.raises(ValueError, match=r"[Pp]arquet"):
        read(raw)


def test_what_is_not_of_its_type_is_told_by_its_name() -> None:
    output, _ = printing()
    with pytest.raises(Incompatible) as error:
        output.rows([{**FIRST, "avg_hr_bpm": "many"}], [], fields=FIELDS["Activity"])
    assert "avg_hr_bpm" in error.value.detail


class NobodyAsks:
    def __iter__(self) -> Iterator[dict[str, object]]:
        return self

    def __next__(self) -> dict[str, object]:
        raise AssertionError("the backend was asked")


def test_a_terminal_gets_no_binary_data_and_nobody_is_asked() -> None:
    output, raw = printing(terminal=True)
    with pytest.raises(UsageError) as error:
        output.rows(NobodyAsks(), [], fields=FIELDS["Activity"])
    assert error.value.hint == "> FILE"
    assert raw.getvalue() == b""


def test_without_pyarrow_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", cast(Any, None))
    output, _ = printing()
    with pytest.raises(CliError) as error:
        output.rows(NobodyAsks(), [], fields=FIELDS["Activity"])
    assert "fittrack[parquet]" in error.value.hint


def test_it_is_for_lists() -> None:
    output, _ = printing()
    with pytest.raises(UsageError, match="for lists"):
        output.item({"id": 1})
    with pytest.raises(UsageError, match="for lists"):
        output.value([1])


@pytest.mark.parametrize(
    "name", ["Activity", "DailyHealth", "SleepNight", "Weighing", "Workout", "SyncItem", "Gear"]
)
def test_the_record_of_a_list_is_found_by_its_fields(name: str) -> None:
    found = dict(zip(FIELDS[name], types_of(FIELDS[name], FIELDS[name]), strict=True))
    for field, kind in found.items():
        if field.endswith(("_m", "_s", "_kg", "_bpm", "_ms", "_percent", "_count")):
            assert kind in ("integer", "number"), field
        if field.endswith("_at"):
            assert kind == "moment", field
    assert types_of(("name", "expansion"), ("name", "expansion")) == ["text", "text"]


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("avg_speed_mps", "m/s"),
        ("distance_m", "m"),
        ("vo2max_ml_kg_min", "mL/kg/min"),
        ("hrv_last_night_ms", "ms"),
        ("skin_temperature_c", "°C"),
        ("steps", None),
        ("item", None),
    ],
)
def test_units_are_the_ends_of_names(name: str, unit: str | None) -> None:
    assert unit_of(name) == unit
