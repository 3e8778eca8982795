"""What a file is shows in its first bytes."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile

import pytest

from fittrack_backend.readers import NOT_KNOWN, NothingToSave, SniffResult, read, sniff
from fittrack_backend.records.data_types import ALL_TYPES
from tests.unit.readers.fit_bytes import define, fit_file, message, run, with_checksum


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


@pytest.mark.parametrize("type", ["settings", "weight", "course", 44, 49, 68, 250])
def test_messages_tell_what_a_file_of_an_unknown_or_wrong_type_holds(type: str | int) -> None:
    weight = message("weight_scale", weight=70.0)
    assert sniffed(fit_file(weight, *run(9), type=type)).types == {"activities", "health"}
    assert sniffed(fit_file(message("workout_step", message_index=0), type=type)).types >= {
        "workouts"
    }


def test_a_file_of_another_type_is_looked_at_as_far_as_its_messages_are_few() -> None:
    file_id = define(0, 0, (0, 1, 0)) + b"\x00\x02"
    profiles = define(1, 3, (4, 200, 0x0D)) + (b"\x01" + bytes(200)) * 5_300
    long = with_checksum(file_id + profiles)
    assert len(long) > 1 << 20
    assert sniffed(long).types == ALL_TYPES
    with pytest.raises(NothingToSave, match="a settings file holds nothing to sync"):
        read(long, "fit")


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


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_what_is_packed_in_a_way_that_is_not_read_says_so(form: int) -> None:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as tar:
        tar.addfile(tarfile.TarInfo("Läufe/a.fit"), io.BytesIO())
    data = buffer.getvalue()
    packed = {
        "a tar archive": data,
        "an xz file": lzma.compress(data),
        "a bzip2 file": bz2.compress(data),
    }
    for what, each in packed.items():
        reason = f"{what}, which is not read: only zip and gzip are"
        assert sniffed(each) == SniffResult(None, frozenset(), reason)


def test_an_empty_file() -> None:
    assert sniffed(b"").reason == "an empty file"
