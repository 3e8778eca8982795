"""Reading files in a worker, and workers that die."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import pickle
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from attrs import evolve, frozen

from fittrack_backend import readers
from fittrack_backend.records.data_types import ALL_TYPES
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.folder.memory import FolderMemory
from fittrack_backend.sources.folder.source import FolderSource
from fittrack_backend.storage.originals import download_name
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.originals_place import open_store
from fittrack_backend.sync import reading, worker
from fittrack_backend.sync.pool import DecodePool
from fittrack_backend.sync.reading import LookTask, Range, ReadTask

GPX = b"""<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>
<trkpt lat="1" lon="1"><time>2026-01-01T10:00:00Z</time></trkpt>
<trkpt lat="1.001" lon="1"><time>2026-01-01T10:05:00Z</time></trkpt>
</trkseg></trk></gpx>"""


DIGEST = hashlib.sha256(b"data").hexdigest()


def keep(place: str, sha256: str, data: bytes) -> None:
    assert open_store(place).store_all({sha256: data}) == {}


def task(folder: Path, name: str, *, max_bytes: int = 2**20) -> ReadTask:
    return ReadTask(
        source(folder), name.encode(), ALL_TYPES, Range(), str(folder / "originals"), max_bytes
    )


def source(folder: Path) -> FolderSource:
    return FolderSource(os.fsencode(folder), FolderMemory(), AllowedFolders())


def test_the_original_is_kept_byte_for_byte(tmp_path: Path) -> None:
    (tmp_path / "a.gpx").write_bytes(GPX)
    found = reading.read(task(tmp_path, "a.gpx"), keep)
    assert found.outcome == "read"
    assert found.sha256 is not None
    assert OriginalsInFolder(tmp_path / "originals").path(found.sha256).read_bytes() == GPX


def test_what_yields_nothing_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "bad.gpx").write_bytes(b"<gpx></gpx>")
    found = reading.read(task(tmp_path, "bad.gpx"), keep)
    assert found.outcome in ("failed", "skipped")
    assert not (tmp_path / "originals").exists()


def test_a_disk_that_refuses_the_original_is_not_the_files_fault(tmp_path: Path) -> None:
    def refuse(place: str, sha256: str, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.gpx").write_bytes(GPX)
    found = reading.read(task(tmp_path, "a.gpx"), refuse)
    assert (found.outcome, found.reason) == ("stopped", "the disk is full")


@pytest.mark.parametrize(("times", "outcome"), [(1, "read"), (2, "failed")])
def test_a_file_that_changes_while_it_is_read_is_read_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, outcome: str
) -> None:
    path = tmp_path / "a.gpx"
    path.write_bytes(GPX)
    left = [times]
    sniff = readers.sniff

    def meddle(*arguments: object) -> readers.SniffResult:
        found = sniff(*arguments)  # type: ignore[arg-type]
        if left[0]:
            left[0] -= 1
            path.write_bytes(path.read_bytes() + b"\n")
        return found

    monkeypatch.setattr(readers, "sniff", meddle)
    found = reading.read(task(tmp_path, "a.gpx"), keep)
    assert found.outcome == outcome
    if outcome == "failed":
        assert found.reason == "it changed while it was being read"


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.gpx").write_bytes(GPX)
    found = reading.read(task(tmp_path, "a.gpx", max_bytes=50), keep)
    assert found.outcome == "failed"
    assert found.sha256 is None


@pytest.fixture
def pool() -> Iterator[DecodePool]:
    made = DecodePool(2)
    made.start()
    yield made
    made.stop()


def fatal(folder: Path, do: Callable[..., object], *arguments: object) -> ReadTask:
    """A task that makes the worker that is given it do something before it reads."""
    good = task(folder, "a.gpx")
    return evolve(good, wanted=cast("frozenset[str]", _Poison(do, arguments)))


@frozen
class _Poison:
    """Does it in the process that unpickles it."""

    do: Callable[..., object]
    arguments: tuple[object, ...]

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return self.do, self.arguments


def _kill_this(signal_number: int) -> object:
    os.kill(os.getpid(), signal_number)
    time.sleep(60)
    return frozenset({"activities"})


def _kill_once(mark: str) -> object:
    """As somebody who kills a worker once: the next one reads the file."""
    if not Path(mark).exists():
        Path(mark).touch()
        _kill_this(signal.SIGKILL)
    return frozenset({"activities"})


def test_a_file_that_kills_its_worker_fails_alone(tmp_path: Path, pool: DecodePool) -> None:
    (tmp_path / "a.gpx").write_bytes(GPX)
    good = task(tmp_path, "a.gpx")
    batch = pool.read([good, fatal(tmp_path, os._exit, 1), good])
    assert batch.wait(90)
    outcomes = [(one.outcome, one.reason) for one in batch.results()]
    assert outcomes == [
        ("read", None),
        ("failed", "it made the reader crash"),
        ("read", None),
    ]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (signal.SIGSEGV, "it made the reader crash"),
        (signal.SIGABRT, "it made the reader crash"),
        (
            signal.SIGKILL,
            "the process that read it was killed, by somebody or because memory ran out",
        ),
    ],
)
def test_a_crash_and_a_kill_are_told_apart(
    tmp_path: Path, pool: DecodePool, number: int, reason: str
) -> None:
    (tmp_path / "a.gpx").write_bytes(GPX)
    batch = pool.read([fatal(tmp_path, _kill_this, number)])
    assert batch.wait(90)
    assert [(one.outcome, one.reason) for one in batch.results()] == [("failed", reason)]


def test_a_worker_that_is_killed_costs_no_file(tmp_path: Path, pool: DecodePool) -> None:
    (tmp_path / "a.gpx").write_bytes(GPX)
    batch = pool.read([fatal(tmp_path, _kill_once, str(tmp_path / "killed"))])
    assert batch.wait(90)
    assert (tmp_path / "killed").exists()
    assert [one.outcome for one in batch.results()] == ["read"]


def test_a_file_that_takes_too_long_fails_alone(tmp_path: Path, pool: DecodePool) -> None:
    (tmp_path / "a.gpx").write_bytes(GPX)
    warm = pool.read([task(tmp_path, "a.gpx")])
    assert warm.wait(90)
    pool.time_limit_s = 0.0
    slow = pool.read([_slow(tmp_path)])
    assert slow.wait(90)
    assert [(one.outcome, one.reason) for one in slow.results()] == [
        ("failed", "it took too long to read")
    ]


@pytest.mark.parametrize(
    "sent",
    [
        b"cos\nsystem\n(S'true'\ntR.",
        b"\x80\x04\x8c\x1dfittrack_backend.sync.reading\x94\x8c\x07os.name\x94\x93.",
        b"\x80\x04\x8c\x08datetime\x94\x8c\x0bsys.modules\x94\x93.",
        pickle.dumps(Path("a")),
        pickle.dumps(_kill_this),
        b"",
        b"\x80\x04\x8c",
        b"\xff" * 20,
    ],
)
def test_a_worker_in_foreign_hands_makes_the_server_run_nothing(sent: bytes) -> None:
    message = worker.LENGTH.pack(len(sent)) + sent
    with pytest.raises((ValueError, EOFError)):
        worker.receive_results(io.BytesIO(message))


def test_a_worker_that_announces_too_much_is_refused() -> None:
    with pytest.raises((ValueError, EOFError)):
        worker.receive_results(io.BytesIO(worker.LENGTH.pack(2**63) + b"x"))


def _slow(folder: Path) -> ReadTask:
    return fatal(folder, time.sleep, 60)


def test_abandoned_work_frees_its_worker(tmp_path: Path, pool: DecodePool) -> None:
    (tmp_path / "a.gpx").write_bytes(GPX)
    stuck = [pool.read([_slow(tmp_path)]) for _ in range(2)]
    for batch in stuck:
        pool.abandon(batch)
    found = pool.look([LookTask(source(tmp_path), b"a.gpx", True, 2**20)])
    assert found.wait(60)
    assert found.results()[0].outcome == "fine"


def test_the_pool_ends_whatever_it_does(tmp_path: Path) -> None:
    pool = DecodePool(2)
    pool.start()
    pool.read([_slow(tmp_path)])
    began = time.monotonic()
    pool.stop()
    assert time.monotonic() - began < 5


def test_download_names_are_harmless() -> None:
    assert download_name("2026/run.fit") == "run.fit"
    assert download_name("line\nbreak\x1b[31m.fit") == "line_break_[31m.fit"
    assert download_name("...") == "original"


def test_an_original_that_the_disk_refuses_takes_no_other_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = OriginalsInFolder(tmp_path / "originals")
    store.prepare()
    fsync = os.fsync

    def refuse_the_second(descriptor: int) -> None:
        if os.fstat(descriptor).st_size == 2:
            raise OSError(28, "No space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_the_second)
    refused = store.store_all({"aa1": b"1", "bb2": b"22", "aa3": b"333"})
    assert list(refused) == ["bb2"]
    there = {path.name: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()}
    assert there == {"aa1": b"1", "aa3": b"333"}


def test_an_original_whose_folder_cannot_be_flushed_is_not_kept_for_sure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = OriginalsInFolder(tmp_path / "originals")
    store.prepare()
    assert store.store_all({"aa0": b"0", "bb0": b"00"}) == {}
    fsync = os.fsync
    folder = (store.folder / "aa").stat().st_ino

    def refuse_a_folder(descriptor: int) -> None:
        if os.fstat(descriptor).st_ino == folder:
            raise OSError(5, "Input/output error")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_a_folder)
    assert sorted(store.store_all({"aa1": b"1", "bb2": b"22", "aa3": b"333"})) == ["aa1", "aa3"]


def test_the_first_original_of_a_folder_is_kept_once_the_disk_has_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = OriginalsInFolder(tmp_path / "originals")
    store.prepare()
    fsync = os.fsync
    parent = store.folder.stat().st_ino
    flushed: list[int] = []

    def note(descriptor: int) -> None:
        flushed.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def refuse_the_parent(descriptor: int) -> None:
        if os.fstat(descriptor).st_ino == parent:
            raise OSError(5, "Input/output error")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_the_parent)
    assert sorted(store.store_all({"aa1": b"1", "bb2": b"22"})) == ["aa1", "bb2"]
    with pytest.raises(OSError, match="Input/output"):
        store.store_file(DIGEST, io.BytesIO(b"data"))
    for name in ("another", "the same"):
        originals = {f"aa{name}": b"1", f"bb{name}": b"22"}
        flushed.clear()
        monkeypatch.setattr(os, "fsync", note)
        assert store.store_all(originals) == {}
        assert flushed.count(parent) == (name == "another")
    shutil.rmtree(store.folder / "aa")
    flushed.clear()
    assert store.store_all({"aa1": b"1"}) == {}
    assert parent in flushed


def test_an_original_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = OriginalsInFolder(tmp_path / "originals")
    store.prepare()

    def refuse(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", refuse)
        assert store.store_all({DIGEST: b"data"})[DIGEST].strerror == "No space left on device"
    assert not [path for path in store.folder.rglob("*") if path.is_file()]
    assert store.store_all({DIGEST: b"data"}) == {}
    assert store.path(DIGEST).read_bytes() == b"data"
    for name, age_s in (("old", 7200), ("new", 0)):
        left = store.path(DIGEST).with_name(f".writing-{name}")
        left.touch()
        os.utime(left, (time.time() - age_s,) * 2)
    store.remove_leftovers()
    store.path(DIGEST).with_name(".writing-new").unlink()  # another process may be writing it
    assert len([path for path in store.folder.rglob("*") if path.is_file()]) == 1


def test_damage_of_what_was_packed_is_said(tmp_path: Path) -> None:
    points = "".join(
        f'<trkpt lat="1.{n * 7919 % 10**6:06}" lon="1"><time>2026-01-01T10:{n // 60:02}:{n % 60:02}Z</time></trkpt>'
        for n in range(3000)
    )
    packed = gzip.compress(f"<gpx><trk><trkseg>{points}</trkseg></trk></gpx>".encode())
    (tmp_path / "cut.gpx.gz").write_bytes(packed[: len(packed) * 3 // 4])
    found = reading.read(task(tmp_path, "cut.gpx.gz"), keep)
    assert found.outcome == "read"
    assert found.contents is not None
    assert found.contents.damage[0] == "the gzip is cut short"
    (tmp_path / "stump.gz").write_bytes(gzip.compress(os.urandom(1000))[:500])
    for outcome, reason in (
        (found.outcome, found.reason)
        for found in (
            reading.read(task(tmp_path, "stump.gz"), keep),
            reading.look(LookTask(source(tmp_path), b"stump.gz", True, 2**20)),
        )
    ):
        assert outcome == "failed"
        assert reason == (
            "the gzip is cut short: what came before the damage does not show what it is"
        )
