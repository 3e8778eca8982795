"""Originals in a bucket: whole or not at all, and why not in words without addresses or keys."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import obstore
import pytest

from fittrack_backend.storage import originals_bucket
from fittrack_backend.storage.originals_bucket import BucketUnusable, OriginalsInBucket
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from tests.integration.processes import Bucket, free_port
from tests.servers import bucket as server


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    made = Bucket(tmp_path_factory.mktemp("bucket") / "objects", free_port())
    yield made
    made.process.kill()


@pytest.fixture
def store(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> OriginalsInBucket:
    for name, text in bucket.environment.items():
        monkeypatch.setenv(name, text)
    made = OriginalsInBucket(bucket.environment["FITTRACK_ORIGINALS"])
    made.check()  # waits for the bucket to start
    return made


def of(*contents: bytes) -> dict[str, bytes]:
    return {hashlib.sha256(data).hexdigest(): data for data in contents}


def test_what_is_kept_is_there_byte_for_byte(store: OriginalsInBucket, bucket: Bucket) -> None:
    originals = of(b"", b"one", bytes(700_000), *(b"%d" % number for number in range(150)))
    assert store.store_all(originals) == {}
    assert {one.sha256: one.size for one in store.kept()} == {
        sha256: len(data) for sha256, data in originals.items()
    }
    for sha256, data in originals.items():
        stored = store.open(sha256)
        assert stored.size == len(data)
        assert b"".join(stored.chunks) == data
    first = next(iter(originals))
    assert (bucket.folder / server.NAME / "originals" / first[:2] / first).is_file()
    for sha256 in originals:
        store.remove(sha256)
    store.remove(first)
    assert list(store.kept()) == []


def test_what_is_derived_goes_with_its_original(store: OriginalsInBucket) -> None:
    originals = of(b"one", b"two")
    one, two = originals
    store.store_all(originals)
    for sha256 in originals:
        store.keep_derived(sha256, "0.samples.parquet", b"first")
        store.keep_derived(sha256, "0.samples.parquet", sha256.encode())
    assert store.derived(one, "0.samples.parquet") == one.encode()
    assert {kept.sha256 for kept in store.kept()} == set(originals)
    assert set(store.all_derived()) == set(originals)
    store.remove(one)
    with pytest.raises(FileNotFoundError):
        store.derived(one, "0.samples.parquet")
    assert list(store.all_derived()) == [two]
    store.remove(two)
    assert list(store.kept()) == []
    assert list(store.all_derived()) == []


def test_what_is_damaged_is_written_anew(store: OriginalsInBucket, bucket: Bucket) -> None:
    ((sha256, data),) = of(b"whole").items()
    store.store_all({sha256: data})
    (bucket.folder / server.NAME / "originals" / sha256[:2] / sha256).write_bytes(b"holed")
    assert store.store_all({sha256: data}) == {}
    assert b"".join(store.open(sha256).chunks) == data


def test_what_is_not_there_is_said(store: OriginalsInBucket) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        store.open("ab" * 32)
    assert caught.value.strerror == "it is not in the bucket"


@pytest.mark.parametrize("kind", ["bucket", "folder"])
def test_whether_it_is_there_is_seen_without_reading_it(
    store: OriginalsInBucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    place = store if kind == "bucket" else OriginalsInFolder(tmp_path)
    place.prepare()
    ((sha256, data),) = of(b"kept").items()
    place.store_all({sha256: data})
    monkeypatch.setattr(obstore, "get", None)
    monkeypatch.setattr(Path, "open", None)
    assert place.is_there(sha256)
    assert not place.is_there("ab" * 32)


def test_a_refusal_names_no_key_and_no_address(
    store: OriginalsInBucket, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody-else")
    stranger = OriginalsInBucket(store.place)
    with pytest.raises(BucketUnusable) as caught:
        stranger.check()
    with pytest.raises(BucketUnusable):
        stranger.is_there("ab" * 32)
    assert caught.value.strerror == "the bucket refuses access"
    ((_, why),) = stranger.store_all(of(b"x")).items()
    assert why.strerror == "the bucket refuses access"
    for text in (str(why), str(caught.value)):
        assert server.SECRET_KEY not in text
        assert str(bucket.port) not in text


def test_a_bucket_that_restarts_is_waited_for_and_one_that_stays_away_is_said(
    store: OriginalsInBucket, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket.process.kill()
    bucket.process.start()
    assert store.store_all(of(b"while it starts")) == {}
    retry = originals_bucket._RETRY | {"retry_timeout": dt.timedelta(seconds=0.5)}
    monkeypatch.setattr(originals_bucket, "_RETRY", retry)
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    began = time.monotonic()
    ((_, why),) = OriginalsInBucket(store.place).store_all(of(b"y")).items()
    assert why.strerror == "the bucket cannot be reached"
    assert time.monotonic() - began < 30
    assert not list(Path(bucket.folder).glob("tmp*"))
