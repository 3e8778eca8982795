"""Archives as people have them, and as an attacker makes them."""

from __future__ import annotations

import errno
import gzip
import io
import os
import random
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterable

import pytest

from fittrack_backend.sources.archives import Archive, kind_of, unpacked
from fittrack_backend.sources.inner_files import ArchiveError, Inner, Limits, display

LIMITS = Limits(file_bytes=50 << 20)


def zipped(files: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


def opened(data: bytes, limits: Limits = LIMITS) -> Archive:
    return Archive(io.BytesIO(data), limits)


def listed(data: bytes, limits: Limits = LIMITS) -> list[Inner]:
    return list(opened(data, limits).inner())


def contents(data: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    archive = opened(data, limits)
    return {one.name: archive.read(one.path).data for one in archive.inner() if one.problem is None}


def test_each_file_by_its_path() -> None:
    data = zipped([("a.fit", b"A"), ("b/c.gpx", b"C"), ("b/", b""), (".hidden", b"x")])
    assert contents(data) == {"a.fit": b"A", "b/c.gpx": b"C"}


def test_files_compressed_once_more_and_zips_in_zips() -> None:
    part = zipped([("1.fit", b"one"), ("2.fit.gz", gzip.compress(b"two"))])
    export = zipped([("UploadedFiles_0-_Part1.zip", part), ("profile.json", b"{}")])
    assert contents(export) == {
        "UploadedFiles_0-_Part1.zip/1.fit": b"one",
        "UploadedFiles_0-_Part1.zip/2.fit.gz": b"two",
        "profile.json": b"{}",
    }


def test_the_kind_is_told_from_the_bytes() -> None:
    assert kind_of(zipped([("a", b"")])) == kind_of(zipped([])) == "zip"
    assert kind_of(gzip.compress(b"")) == "gzip"
    assert kind_of(b"\x0e\x10.FIT") is kind_of(b"") is None
    assert unpacked(b"plain", LIMITS).data == b"plain"


def test_names_in_several_scripts_and_encodings() -> None:
    dos = zipped([("xxx.fit", b"1")]).replace(b"xxx.fit", b"\x81\x84\x94.fit")
    unmarked = zipped([("abcdef.fit", b"2")]).replace(b"abcdef.fit", "跑步.fit".encode())
    for data, name in ((dos, "üäö.fit"), (unmarked, "跑步.fit")):
        assert list(contents(data)) == [name]
    assert list(contents(zipped([("跑步/Бег 🏃.fit", b"3")]))) == ["跑步/Бег 🏃.fit"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_two_files() -> None:
    data = zipped([("a.fit", b"1"), ("a.fit", b"2"), ("a.fit", b"3")])
    assert contents(data) == {"a.fit": b"1", "a.fit (2)": b"2", "a.fit (3)": b"3"}
    assert len({one.path for one in listed(data)}) == 3


def test_names_that_lead_elsewhere_are_names() -> None:
    data = zipped([("../../etc/passwd", b"1"), ("/abs.fit", b"2"), ("c:\\x.fit", b"3")])
    assert list(contents(data)) == ["../../etc/passwd", "/abs.fit", "c:\\x.fit"]


def reason(data: bytes, limits: Limits = LIMITS) -> str:
    try:
        archive = opened(data, limits)
        (one,) = archive.inner()
        if one.problem is not None:
            return one.problem
        archive.read(one.path)
    except ArchiveError as error:
        return str(error)
    raise AssertionError("it was read")


def test_a_bomb_is_told_before_it_goes_off() -> None:
    zeros = zipped([("a.gpx", bytes(40 << 20))])
    tracemalloc.start()
    try:
        assert reason(zeros) == "it grows to more than 200 times its size"
        assert tracemalloc.get_traced_memory()[1] < 25 << 20
    finally:
        tracemalloc.stop()
    assert reason(zipped([("a", bytes(2 << 20))]), Limits(1 << 20)) == "it has more than 1 MB"
    packed = gzip.compress(bytes(40 << 20))
    assert reason(zipped([("a.gz", packed)])) == "it grows to more than 200 times its size"


def test_a_bomb_that_grows_slowly_enough_takes_no_memory_either() -> None:
    """It stays within how much a file may grow, so that only its size gives it away."""
    noise = random.Random(1).randbytes(40_000)
    packed = gzip.compress((noise + bytes(100 * len(noise))) * 30)
    limits = Limits(100 << 20)
    tracemalloc.start()
    try:
        assert reason(zipped([("a.gz", packed)]), limits) == "it has more than 100 MB"
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()


def test_a_long_file_is_whole() -> None:
    data = b"".join(struct.pack("<L", number) for number in range(5 << 20))
    assert contents(zipped([("a.gpx", data)])) == {"a.gpx": data}


def test_an_archive_inside_counts_once_however_often_it_is_opened() -> None:
    part = zipped([("a.fit", b"x" * 9000)], zipfile.ZIP_STORED)
    whole = zipped([("1.zip", part), ("2.zip", part)], zipfile.ZIP_STORED)
    archive = opened(whole, Limits(1 << 20, nested_bytes=20_000))
    paths = [one.path for one in archive.inner()]
    for _ in range(5):
        assert [len(archive.read(path).data) for path in paths] == [9000, 9000]


def test_a_size_that_the_directory_makes_up_is_not_believed() -> None:
    data = zipped([("a", b"x" * 1000)], zipfile.ZIP_STORED)
    lying = data.replace(struct.pack("<LL", 1000, 1000), struct.pack("<LL", 1000, 1 << 31))
    archive = opened(lying)
    assert len(archive.read(b"a").data) <= 1000


def test_archives_in_archives_have_a_limit() -> None:
    data = zipped([("a.fit", b"x")])
    for _ in range(3):
        data = zipped([("a.zip", data)])
    assert reason(data) == "archives are more than 3 levels deep"
    part = zipped([("a.fit", b"x" * 9000)], zipfile.ZIP_STORED)
    whole = zipped([("1.zip", part), ("2.zip", part)], zipfile.ZIP_STORED)
    problems = [one.problem for one in listed(whole, Limits(1 << 20, nested_bytes=10_000))]
    assert problems == [None, "the archives in it have more than 9.76562 kB"]


def test_an_archive_of_itself_ends() -> None:
    """Every level holds the one above: only the depth ends it."""
    data = zipped([("a.fit", b"x")])
    for _ in range(40):
        data = zipped([("1.zip", data), ("2.zip", data)], zipfile.ZIP_DEFLATED)[: 4 << 20]
        if len(data) > 1 << 20:
            break
    assert len(listed(data)) <= 8


@pytest.mark.parametrize("name", ["..\\..\\outside.fit", ".\\a.fit", "../../a.fit", "./a.fit"])
def test_a_path_that_begins_with_dots_is_not_hidden(name: str) -> None:
    assert len(listed(zipped([(name, b"x")]))) == 1


@pytest.mark.parametrize("name", [".hidden", "a/.b/c.fit", "__MACOSX/._a.fit", "../.a.fit"])
def test_what_is_hidden_is_left_out(name: str) -> None:
    assert listed(zipped([(name, b"x")])) == []


def test_more_entries_than_allowed() -> None:
    data = zipped([(f"{number}.fit", b"") for number in range(30)])
    assert len(listed(data, Limits(1, entries=30))) == 30
    with pytest.raises(ArchiveError, match="more than 29 entries"):
        listed(data, Limits(1, entries=29))


def test_twenty_five_thousand_entries() -> None:
    data = zipped([(f"activities/{number}.fit", b"x") for number in range(25_000)])
    assert len(listed(data)) == 25_000


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zipped([("a", b"x" * 99)])[:-30], "the archive is cut short: its directory is missing"),
        (b"PK\x03\x04", "the archive is cut short: its directory is missing"),
    ],
    ids=["cut short", "its first bytes"],
)
def test_what_cannot_be_opened_says_why(data: bytes, why: str) -> None:
    with pytest.raises(ArchiveError) as caught:
        opened(data)
    assert str(caught.value) == why


def test_a_damaged_file_gives_what_comes_before_the_damage() -> None:
    noise = zlib.compress(
        b"".join(struct.pack("<L", n * 2_654_435_761 % 2**32) for n in range(90_000))
    )
    data = bytearray(zipped([("a", noise), ("b", b"whole")]))
    data[200_000] ^= 0xFF
    archive = opened(bytes(data))
    saved = archive.read(b"a").data
    assert 0 < len(saved) <= len(noise)
    assert archive.read(b"b").data == b"whole"
    packed = gzip.compress(noise)
    assert noise.startswith(unpacked(packed[: len(packed) // 2], LIMITS).data)


def test_a_device_that_fails_is_no_damage() -> None:
    class Failing(io.BytesIO):
        fails_from = 1 << 30

        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() >= self.fails_from:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return super().read(size)

    file = Failing(zipped([("a.fit", bytes(1 << 20))], zipfile.ZIP_STORED))
    archive = Archive(file, LIMITS)
    (one,) = archive.inner()
    for fails_from in (0, 1 << 19):
        file.fails_from = fails_from
        with pytest.raises(OSError, match="Input/output error"):
            archive.read(one.path)


def test_an_encrypted_file_is_told() -> None:
    data = bytearray(zipped([("a", b"x")]))
    directory = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[directory + 8] |= 1
    assert reason(bytes(data)) == "it is encrypted"


def test_damaged_archives_of_every_kind_end_in_words() -> None:
    part = zipped([("1.fit", b"one" * 50), ("2.fit.gz", gzip.compress(b"two" * 50))])
    whole = zipped([("part.zip", part), ("x.gpx", b"<gpx/>" * 30)])
    for at in range(len(whole)):
        for flip in (0x01, 0x80, 0xFF):
            data = bytearray(whole)
            data[at] ^= flip
            try:
                contents(bytes(data))
            except ArchiveError as error:
                assert str(error)
    for length in range(0, len(whole), 3):
        try:
            contents(whole[:length])
        except ArchiveError as error:
            assert str(error)


def test_paths_for_people() -> None:
    assert display(b"a.zip\0/b/c.fit\0#2") == "a.zip/b/c.fit (2)"


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda packed: packed[:-100], "the gzip is cut short"),
        (lambda packed: packed[:-6], "the gzip is cut short"),
        (lambda packed: packed[:-5] + b"????" + packed[-1:], "the gzip is damaged"),
        (
            lambda packed: packed[:-8] + bytes(4) + packed[-4:],
            "the gzip is damaged: its checksum does not match",
        ),
        (
            lambda packed: packed + b"more",
            "there is more after the end of the gzip: it was left out",
        ),
        (lambda packed: packed, None),
    ],
    ids=["cut", "trailer", "length", "checksum", "more", "whole"],
)
def test_the_damage_of_a_gzip_is_named(damage: Callable[[bytes], bytes], words: str | None) -> None:
    text = "".join(f"<trkpt lat='{n * 7919 % 90}'/>" for n in range(9000)).encode()
    found = unpacked(damage(gzip.compress(text)), LIMITS)
    assert text.startswith(found.data)
    assert found.damage == words or (words and found.damage and found.damage.startswith(words))


def test_a_gzip_with_nothing_in_front_of_its_damage_says_what_it_is() -> None:
    with pytest.raises(ArchiveError, match="the gzip is cut short"):
        unpacked(gzip.compress(b"x" * 99)[:8], LIMITS)


def test_the_damage_of_a_member_is_named() -> None:
    data = bytearray(zipped([("a", bytes(range(256)) * 9)]))
    at = data.index(b"PK\x01\x02") + 16
    data[at : at + 4] = b"????"
    local = data.index(b"PK\x03\x04") + 14
    data[local : local + 4] = b"????"
    found = opened(bytes(data)).read(b"a")
    assert found.data == bytes(range(256)) * 9
    assert found.damage == "the archive is damaged there: its checksum does not match"
