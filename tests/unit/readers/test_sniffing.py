"""What a file is shows in its first bytes."""

from __future__ import annotations

import io

import pytest

from fittrack_backend.readers import NOT_KNOWN, SniffResult, sniff
from fittrack_backend.records.data_types import ALL_TYPES
from tests.unit.readers.fit_bytes import fit_file, message, run, with_checksum


def sniffed(data: bytes) -> SniffResult:
    return sniff(io.BytesIO(data), len(data))


@pytest.mark.parametrize(
    ("type", "held"),
    [
        ("activity", "activities"),
        ("workout", "workouts"),
        ("weight", "health"),
        ("monitoring_a", "health"),
        ("monitoring_daily", "health"),
        ("monitoring_b", "health"),
    ],
)
def test_the_type_tells_what_a_fit_file_holds(type: str, held: str) -> None:
    assert sniffed(fit_file(type=type)) == SniffResult("fit", frozenset({held}), None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type", "reason"),
    [
        ("settings", "a settings file"),
        ("course", "a course file"),
        ("activity_summary", None),
        ("exd_configuration", "an exd configuration file"),
        ("blood_pressure", "a blood pressure file"),
        (44, "a FIT file of type 44, which holds none of the data that is kept"),
    ],
)
def test_other_fit_files_are_skipped_with_a_reason(type: str | int, reason: str | None) -> None:
    assert sniffed(fit_file(type=type)).reason == reason


def test_every_chained_file_is_asked() -> None:
    chain = fit_file(type="settings") + fit_file(*run(900)) + fit_file(type="weight")
    assert sniffed(chain).types == {"activities", "health"}
    assert sniffed(fit_file(type="settings") + fit_file(type="goals")).reason == (
        "a settings file and a goals file"
    )


def test_in_doubt_a_fit_file_can_hold_anything() -> None:
    weight = message("weight_scale", weight=70.0)
    assert sniffed(fit_file(weight, type=None)) == SniffResult("fit", ALL_TYPES)
    assert sniffed(with_checksum(b"\xff" * 50)).types == ALL_TYPES


def test_a_fit_file_cut_short_still_has_its_type() -> None:
    assert sniffed(fit_file(*run(300))[:100]).types == {"activities"}


def test_a_chained_part_without_type_belongs_to_the_one_before() -> None:
    assert sniffed(fit_file(*run(9)) + fit_file(*run(9), type=None)).types == {"activities"}


def test_sniffing_a_long_file_reads_little() -> None:
    class Counting(io.BytesIO):
        count = 0

        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            self.count += len(data)
            return data

    data = fit_file(*run(5_000)) + fit_file(*run(5_000))
    file = Counting(data)
    sniff(file, len(data))
    assert file.count < 10_000 < len(data)


GPX = '<gpx version="1.1"><trk/></gpx>'


@pytest.mark.parametrize(
    "text",
    [
        GPX,
        f" \n\t{GPX}",
        f'<?xml version="1.0"?>\n<?pi a="<b>"?><!-- <TrainingCenterDatabase> -->{GPX}',
        f'<!DOCTYPE gpx SYSTEM "gpx.dtd">{GPX}',
        f'<!DOCTYPE gpx [<!ENTITY a ">">]>{GPX}',
        '<x:gpx xmlns:x="http://www.topografix.com/GPX/1/1"/>',
        "<gpx>",
        f"<!--{'-' * 5000} -->{GPX}",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_root_element_tells_an_xml_file(text: str, encoding: str) -> None:
    assert sniffed(text.encode(encoding)) == SniffResult("gpx", frozenset({"activities"}))


def test_a_tcx_file() -> None:
    data = b'<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/v2">'
    assert sniffed(data) == SniffResult("tcx", frozenset({"activities"}))


@pytest.mark.parametrize(
    "data",
    [
        b"hello",
        b"<html><body>gpx</body></html>",
        b"<gpxx/>",
        b"<!-- gpx",
        b"<",
        b"PK\x03\x04" + b"\0" * 100,
        b"\x0e\x10\0\0\0\0\0\0.FI",
        b"\xff" * 5000,
        b"\0" * 5000,
    ],
)
def test_anything_else_is_not_ours(data: bytes) -> None:
    assert sniffed(data) == SniffResult(None, frozenset(), NOT_KNOWN)


def test_an_empty_file() -> None:
    assert sniffed(b"").reason == "an empty file"
