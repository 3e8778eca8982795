"""Some of a table of samples: what is left of it, and how it is written."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
import time
from array import array
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fittrack_backend.records.samples import Column, Recorded, Samples
from fittrack_backend.storage import samples_chosen
from fittrack_backend.storage.samples_chosen import Choice, NoSuchColumn, chosen
from fittrack_backend.storage.samples_parquet import SAMPLES, NotThese, tables_of

SHA256 = "a" * 64
START = dt.datetime(2026, 3, 1, 7, 0, tzinfo=dt.UTC)
SECONDS = START.timestamp()


def parquet_of(*columns: Column, times: list[float] | None = None) -> bytes:
    """A kept table, a second from row to row."""
    count = len(columns[0].values)
    moments = array("d", times or [SECONDS + row for row in range(count)])
    return tables_of(Recorded(0, Samples(moments, columns)), SHA256, 1)[SAMPLES]


def as_json(data: bytes | None, choice: Choice | None = None) -> Any:
    members = samples_chosen.json_members(chosen(data, choice or Choice()))
    return json.loads(f"{{{''.join(members)}}}")


ALL_KINDS = parquet_of(
    Column("hr_bpm", "int", [120, None, 2**53], "bpm", "heart_rate"),
    Column("speed_m_s", "float", [0.1, 1e-7, 1e300], "m/s"),
    Column('dev_"ü"', "text", ['a "quoted"\n,', None, "\x01\u2028"], developer=True),
    Column("several", "numbers", [(1.5, None), None, ()]),
)


def test_json_has_every_kind_of_value_exactly() -> None:
    found = as_json(ALL_KINDS)
    assert found["time"] == ["2026-03-01T07:00:00Z", "2026-03-01T07:00:01Z", "2026-03-01T07:00:02Z"]
    assert {one["name"]: one["values"] for one in found["columns"]} == {
        "hr_bpm": [120, None, 2**53],
        "speed_m_s": [0.1, 1e-7, 1e300],
        'dev_"ü"': ['a "quoted"\n,', None, "\x01\u2028"],
        "several": [[1.5, None], None, []],
    }
    (rate, *_, text, _) = found["columns"]
    assert (rate["unit"], rate["field"], rate["developer"]) == ("bpm", "heart_rate", False)
    assert (text["kind"], text["developer"], text["unit"]) == ("text", True, None)


def test_what_json_cannot_hold_is_null() -> None:
    strange = Column("x", "float", [math.inf, -math.inf, math.nan, 1.0])
    times = [SECONDS, math.nan, SECONDS + 0.25, SECONDS - 1]
    found = as_json(parquet_of(strange, times=times))
    assert found["columns"][0]["values"] == [None, None, None, 1]
    assert found["time"] == [
        "2026-03-01T07:00:00.000Z",
        None,
        "2026-03-01T07:00:00.250Z",
        "2026-03-01T06:59:59.000Z",
    ]


def test_csv_reads_back() -> None:
    lines = samples_chosen.csv(chosen(ALL_KINDS, Choice())).decode()
    top, *rows = csv.reader(io.StringIO(lines, newline=""))
    assert top == ["time", "hr_bpm", "speed_m_s", 'dev_"ü"', "several"]
    assert rows[0] == ["2026-03-01T07:00:00Z", "120", "0.1", 'a "quoted"\n,', "[1.5,null]"]
    assert rows[1][1] == rows[1][3] == rows[1][4] == ""
    assert rows[2][4] == "[]"


def test_parquet_keeps_what_is_said_of_columns() -> None:
    table = chosen(ALL_KINDS, Choice(columns=("speed_m_s",)))
    read = pq.read_table(pa.BufferReader(samples_chosen.parquet(table)))
    assert read.column_names == ["time", "speed_m_s"]
    assert read.schema.field("speed_m_s").metadata[b"unit"] == b"m/s"


def test_columns_come_as_they_are_asked_for_and_once() -> None:
    found = as_json(ALL_KINDS, Choice(columns=("several", "hr_bpm", "several")))
    assert [one["name"] for one in found["columns"]] == ["several", "hr_bpm"]
    with pytest.raises(NoSuchColumn) as refused:
        chosen(ALL_KINDS, Choice(columns=("hr_bpm", "time")))
    assert refused.value.name == "time"
    assert refused.value.known == ("hr_bpm", "speed_m_s", 'dev_"ü"', "several")


def test_a_span_includes_both_ends_and_nothing_without_a_time() -> None:
    data = parquet_of(
        Column("x", "int", [0, 1, 2, 3, 4]),
        times=[SECONDS, SECONDS + 1, math.nan, SECONDS + 2, SECONDS + 3],
    )
    second = dt.timedelta(seconds=1)
    found = as_json(data, Choice(since=START + second, until=START + 2 * second))
    assert found["columns"][0]["values"] == [1, 3]


def test_fewer_rows_keep_the_extremes() -> None:
    rates = [100 + row % 50 for row in range(1000)]
    rates[333], rates[777] = 250, 30
    found = as_json(parquet_of(Column("hr_bpm", "int", rates)), Choice(rows=20))
    values = found["columns"][0]["values"]
    assert len(values) <= 20
    assert {250, 30, rates[0], rates[-1]} <= set(values)
    texts = as_json(parquet_of(Column("x", "text", [str(n) for n in range(90)])), Choice(rows=10))
    assert 2 <= len(texts["time"]) <= 10


def test_a_table_that_a_recording_lacks_has_no_rows() -> None:
    assert as_json(None, Choice(rows=10)) == {"time": [], "columns": []}


def test_damage_is_noticed() -> None:
    with pytest.raises(NotThese):
        chosen(ALL_KINDS[:-9], Choice())


def test_20_000_rows_are_json_in_a_fifth_of_a_second() -> None:
    columns = [
        Column(f"x{number}", "float", [number + row / 7 for row in range(20_000)])
        for number in range(15)
    ]
    data = parquet_of(*columns)
    taken = []
    for _ in range(3):
        began = time.process_time()
        length = sum(map(len, samples_chosen.json_members(chosen(data, Choice()))))
        taken.append(time.process_time() - began)
    assert length > 4_000_000
    assert min(taken) < 0.2
