"""Samples as Parquet: what is read back is what was written, with units for whoever opens it."""

from __future__ import annotations

import json
from array import array
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fittrack_backend.readers import read_samples
from fittrack_backend.records.samples import Column, Recorded, RrIntervals, Samples
from fittrack_backend.storage.samples_parquet import (
    NotThese,
    names_in,
    recorded_of,
    tables_of,
)
from tests.corpora import OURS
from tests.unit.readers.generated_fit import generated

SHA256 = "ab" * 32
NAN = float("nan")

RECORDED = Recorded(
    3,
    Samples(
        array("d", [1714543200.0, NAN, 1714543201.25]),
        (
            Column("speed_m_s", "float", [3.25, None, 0.1], "m/s", "enhanced_speed"),
            Column("hr_bpm", "int", [140, None, 141], "bpm", "heart_rate"),
            Column("activity_type", "text", [None, "running", "wälking"], None, "activity_type"),
            Column("speed_1s_m_s", "numbers", [(1.0, None), None, ()], "m/s", "speed_1s"),
            Column("dev_id", "int", [2**64 - 2, None, 1], None, "Id", True),
            Column("dev_power", "int", [1, 2, 3], "Watts", "Power", True, "power_w"),
        ),
    ),
    RrIntervals(array("d", [1714543200.9]), array("d", [0.9])),
    {"events": Samples(array("d", [1714543200.0]), (Column("event", "text", ["timer"]),))},
)


def same(one: Recorded, other: Recorded) -> bool:
    """Whether they are equal, where NaN is NaN."""
    return repr(one) == repr(other)


def test_what_is_read_back_is_what_was_written() -> None:
    tables = tables_of(RECORDED, SHA256, 7)
    assert list(tables) == ["events", "rr", "samples"]
    assert names_in(tables["samples"], 7) == ("events", "rr")
    assert same(recorded_of(3, tables, 7), RECORDED)


@pytest.mark.parametrize(
    "data", [OURS.read("multisport.fit"), *(generated(seed).bytes() for seed in range(5))]
)
def test_whatever_is_read_from_files_comes_back(data: bytes) -> None:
    for recorded in read_samples(data, "fit"):
        back = recorded_of(recorded.number, tables_of(recorded, SHA256, 1), 1)
        assert back.samples.names() == recorded.samples.names()
        assert repr(back.samples.times) == repr(recorded.samples.times)
        for one, other in zip(back.samples.columns, recorded.samples.columns, strict=True):
            assert (one.kind, one.unit, one.field) == (other.kind, other.unit, other.field)
            assert list(one.values) == list(other.values)
        assert repr(back.rr) == repr(recorded.rr)
        assert back.others.keys() == recorded.others.keys()


def test_units_and_names_of_the_file_are_in_the_metadata(tmp_path: Path) -> None:
    path = tmp_path / "samples.parquet"
    path.write_bytes(tables_of(RECORDED, SHA256, 7)["samples"])
    schema = pq.read_schema(path)
    assert schema.field("time").type == pa.timestamp("us", tz="UTC")
    assert schema.field("speed_m_s").metadata == {
        b"kind": b"float",
        b"unit": b"m/s",
        b"field": b"enhanced_speed",
    }
    assert schema.field("dev_power").metadata == {
        b"kind": b"int",
        b"unit": b"Watts",
        b"field": b"Power",
        b"stands_for": b"power_w",
        b"developer": b"yes",
    }
    of_file = pq.read_metadata(path).metadata
    assert of_file[b"fittrack.reader_version"] == b"7"
    assert of_file[b"fittrack.original_sha256"] == SHA256.encode()
    assert json.loads(of_file[b"units"])["hr_bpm"] == "bpm"


def test_what_is_damaged_or_by_other_readers_is_not_taken() -> None:
    samples = tables_of(RECORDED, SHA256, 7)["samples"]
    damaged = bytearray(samples)
    damaged[len(damaged) // 3] ^= 0xFF
    for data, version in ((samples, 8), (samples[:-20], 7), (b"", 7), (b"PAR1" * 9, 7)):
        with pytest.raises(NotThese):
            names_in(data, version)
