"""Samples come from where they are kept, or from the original at once; and go with it."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fittrack_backend.readers import read_samples
from fittrack_backend.records.samples import Recorded
from fittrack_backend.storage import samples as storage
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.originals_place import open_store
from fittrack_backend.storage.samples import SAMPLES_TABLE
from fittrack_backend.sync import sample_tasks, samples
from fittrack_backend.sync.sample_tasks import SamplesRead, SamplesTask, read_table
from tests.corpora import OURS

MULTISPORT = OURS.read("multisport.fit")
SHA256 = hashlib.sha256(MULTISPORT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> OriginalsInFolder:
    made = open_store(str(tmp_path / "originals"))
    assert isinstance(made, OriginalsInFolder)
    made.prepare()
    assert made.store_all({SHA256: MULTISPORT}) == {}
    return made


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The formats of the originals that were read."""
    formats: list[str] = []

    def counted(data: bytes, format: str) -> tuple[Recorded, ...]:
        formats.append(format)
        return read_samples(data, format)

    monkeypatch.setattr(samples, "read_samples", counted)
    return formats


def asked(store: OriginalsInFolder, number: int, file_format: str = "fit") -> SamplesRead:
    task = SamplesTask(str(store.folder), SHA256, file_format, number, SAMPLES_TABLE)
    return read_table(task)


def samples_in(store: OriginalsInFolder, number: int) -> dict[str, list[object]]:
    """The columns of a recording, as they are served."""
    read = asked(store, number)
    assert read.outcome == "read" and read.data is not None, read
    found: dict[str, list[object]] = pq.read_table(pa.BufferReader(read.data)).to_pydict()
    return found


def kept_files(store: OriginalsInFolder) -> list[Path]:
    return sorted(path for path in (store.folder / "derived").rglob("*") if path.is_file())


def test_an_original_is_read_once_for_all_its_recordings(
    store: OriginalsInFolder, files_read: list[str]
) -> None:
    lengths = [len(samples_in(store, number)["time"]) for number in range(5)]
    assert lengths == [21, 3, 41, 2, 31]
    assert files_read == ["fit"]
    assert list(store.all_derived()) == [SHA256]


def test_only_their_owner_may_read_them(store: OriginalsInFolder) -> None:
    samples_in(store, 0)
    (folder, *_) = {path.parent for path in kept_files(store)}
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept_files(store)} == {0o600}
    for one in (folder, folder.parent, folder.parent.parent):
        assert stat.S_IMODE(one.stat().st_mode) == 0o700


def test_what_is_damaged_missing_or_of_another_version_is_derived_again(
    store: OriginalsInFolder, files_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = samples_in(store, 2)
    path = next(path for path in kept_files(store) if path.name == "2.samples.parquet")
    path.write_bytes(path.read_bytes()[:-10])
    assert samples_in(store, 2) == whole
    path.unlink()
    assert samples_in(store, 2) == whole
    for module in (samples, sample_tasks):
        monkeypatch.setattr(module, "SAMPLES_VERSION", 99)
    assert samples_in(store, 2) == whole
    assert samples_in(store, 2) == whole
    assert len(files_read) == 4


def test_they_go_with_their_original(store: OriginalsInFolder) -> None:
    samples_in(store, 0)
    store.remove(SHA256)
    assert kept_files(store) == []
    assert list(store.all_derived()) == []
    assert asked(store, 0).outcome == "gone"


def test_samples_of_an_original_that_was_removed_meanwhile_do_not_stay(
    store: OriginalsInFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, *_ = read_samples(MULTISPORT, "fit")
    store.remove(SHA256)
    storage.keep_samples(store, SHA256, whole, 1)
    assert kept_files(store) == []


def test_that_they_cannot_be_kept_is_no_failure(
    store: OriginalsInFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(store, "keep_derived", refused)
    assert len(samples_in(store, 0)["time"]) == 21
    assert not asked(store, 0).kept


def test_what_cannot_be_given_says_so(store: OriginalsInFolder) -> None:
    assert asked(store, 0, "zip").outcome == "failed"
    none = asked(store, 5)
    assert (none.outcome, none.reason) == ("failed", "the file has no such recording")
