"""What is in archives in a folder is found like files, and an archive is read again only when it changed."""

from __future__ import annotations

import errno
import gzip
import io
import os
import pickle
import threading
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.archives import Archive
from fittrack_backend.sources.folder.memory import FolderMemory
from fittrack_backend.sources.folder.source import FolderSource
from fittrack_backend.sources.inner_files import LEVEL
from fittrack_backend.sources.port import Found, NotReadable, NotThere, Page


def zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


class Scanner:
    """A folder that is scanned again and again, as a sync does it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.known: dict[bytes, str] = {}
        self.memory: bytes | None = None

    def source(self) -> FolderSource:
        return FolderSource(
            os.fsencode(self.folder), FolderMemory.of(self.memory), AllowedFolders()
        )

    def scan(self) -> Page:
        (page,) = self.source().scan(list(self.known), lambda: False)
        self.known = {one.key: one.stamp for one in page.found}
        self.memory = page.remember
        return page

    def content(self, found: Found) -> bytes:
        with self.source().open(found.key) as opened:
            data = opened.file.read()
            assert opened.size == len(data)
            return data


@pytest.fixture
def scanner(tmp_path: Path) -> Scanner:
    return Scanner(tmp_path)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every archive whose directory is read."""
    names: list[str] = []
    init = Archive.__attrs_post_init__

    def noted(self: Archive) -> None:
        names.append(str(getattr(self.file, "name", "inside")))
        init(self)

    monkeypatch.setattr(Archive, "__attrs_post_init__", noted)
    return names


def test_each_file_in_an_archive_is_found_and_read(scanner: Scanner) -> None:
    inner = zipped({"3.fit": b"three"})
    (scanner.folder / "export.zip").write_bytes(
        zipped({"a/1.fit": b"one", "a/2.fit.gz": gzip.compress(b"two"), "part.zip": inner})
    )
    (scanner.folder / "plain.fit").write_bytes(b"plain")
    page = scanner.scan()
    assert {one.name: scanner.content(one) for one in page.found} == {
        "export.zip/a/1.fit": b"one",
        "export.zip/a/2.fit.gz": b"two",
        "export.zip/part.zip/3.fit": b"three",
        "plain.fit": b"plain",
    }
    assert not page.not_offered


def test_a_zip_is_told_from_its_bytes_and_a_gzip_is_unpacked(scanner: Scanner) -> None:
    (scanner.folder / "activity.fit").write_bytes(zipped({"1.fit": b"one"}))
    (scanner.folder / "run.gpx.gz").write_bytes(gzip.compress(b"<gpx/>"))
    found = scanner.scan().found
    assert {one.name: scanner.content(one) for one in found} == {
        "activity.fit/1.fit": b"one",
        "run.gpx.gz": b"<gpx/>",
    }


def test_an_archive_is_not_opened_again_as_long_as_its_bytes_are_the_same(
    scanner: Scanner, opened: list[str]
) -> None:
    archive = scanner.folder / "export.zip"
    archive.write_bytes(zipped({"1.fit": b"one", "2.fit": b"two"}))
    before = scanner.scan()
    assert len(opened) == 1
    again = scanner.scan()
    os.utime(archive, (1, 1))
    touched = scanner.scan()
    assert len(opened) == 1
    stamps = [{one.key: one.stamp for one in page.found} for page in (before, again, touched)]
    assert stamps[0] == stamps[1] == stamps[2]
    archive.write_bytes(zipped({"1.fit": b"one", "3.fit": b"three"}))
    changed = scanner.scan()
    assert len(opened) == 2
    assert [one.key for one in changed.gone] == [b"export.zip" + LEVEL + b"2.fit"]
    assert not stamps[0].items() & {one.key: one.stamp for one in changed.found}.items()


def test_it_is_opened_again_when_not_all_that_was_in_it_is_known(
    scanner: Scanner, opened: list[str]
) -> None:
    """A sync that was cancelled may know a part only."""
    (scanner.folder / "export.zip").write_bytes(zipped({"1.fit": b"one", "2.fit": b"two"}))
    scanner.scan()
    scanner.known.popitem()
    assert len(scanner.scan().found) == 2
    assert len(opened) == 2


def test_what_is_wrong_in_an_archive_is_said_each_time(scanner: Scanner) -> None:
    (scanner.folder / "cut.zip").write_bytes(zipped({"1.fit": b"one"})[:-10])
    deep = zipped({"1.fit": b"one"})
    for _ in range(3):
        deep = zipped({"a.zip": deep})
    (scanner.folder / "deep.zip").write_bytes(deep)
    first, second = scanner.scan(), scanner.scan()
    assert first.not_offered == second.not_offered
    assert {one.name: (one.reason, one.failed) for one in first.not_offered} == {
        "cut.zip": ("the archive is cut short: its directory is missing", True),
        "deep.zip/a.zip/a.zip/a.zip": ("archives are more than 3 levels deep", True),
    }


def test_a_removed_archive_takes_all_that_was_in_it(scanner: Scanner) -> None:
    archive = scanner.folder / "export.zip"
    archive.write_bytes(zipped({"1.fit": b"one", "2.fit": b"two"}))
    known = {one.key for one in scanner.scan().found}
    archive.unlink()
    assert {one.key for one in scanner.scan().gone} == known


def test_a_file_that_becomes_an_archive_is_noticed(scanner: Scanner) -> None:
    file = scanner.folder / "1.fit"
    file.write_bytes(b"plain")
    (plain,) = scanner.scan().found
    file.write_bytes(zipped({"1.fit": b"one"}))
    with pytest.raises(NotReadable, match="become an archive"), scanner.source().open(plain.key):
        pass
    assert [one.name for one in scanner.scan().found] == ["1.fit/1.fit"]


def test_what_is_no_longer_in_the_archive_cannot_be_read(scanner: Scanner) -> None:
    archive = scanner.folder / "export.zip"
    archive.write_bytes(zipped({"1.fit": b"one", "2.fit": b"two"}))
    one, two = scanner.scan().found
    assert scanner.content(one) == b"one"
    archive.write_bytes(zipped({"1.fit": b"another"}))
    assert scanner.content(one) == b"another"
    with pytest.raises(NotReadable, match="not in the archive any more"):
        scanner.content(two)
    archive.unlink()
    with pytest.raises(NotThere):
        scanner.content(one)


def test_an_archive_that_is_replaced_while_it_is_read_is_another_one(scanner: Scanner) -> None:
    archive = scanner.folder / "export.zip"
    archive.write_bytes(zipped({"1.fit": b"one"}))
    (one,) = scanner.scan().found
    with scanner.source().open(one.key) as opened:
        assert not opened.has_changed()
        archive.write_bytes(zipped({"1.fit": b"two"}))
        assert opened.has_changed()


def test_the_memory_of_an_older_version_is_a_mount_point() -> None:
    assert FolderMemory.of(b"/media/watch") == FolderMemory(b"/media/watch")
    memory = FolderMemory(b"/m\xff", 5)
    assert FolderMemory.of(memory.kept()) == memory


def test_what_goes_to_a_worker_does_not_grow_with_the_archives(scanner: Scanner) -> None:
    def size() -> int:
        scanner.scan()
        return len(pickle.dumps(scanner.source()))

    before = size()
    for number in range(20):
        (scanner.folder / f"{number}.zip").write_bytes(zipped({f"{number}.fit": b"x"}))
    assert size() == before
    assert pickle.loads(pickle.dumps(scanner.source())).root == scanner.source().root


def test_what_can_never_be_unpacked_has_the_stamp_that_it_failed_with(scanner: Scanner) -> None:
    """So nothing opens the archive again only to find the same."""
    bomb = gzip.compress(bytes(40 << 20))
    (scanner.folder / "export.zip").write_bytes(zipped({"bomb.gz": bomb}))
    (one,) = scanner.scan().found
    with pytest.raises(NotReadable, match="grows") as caught, scanner.source().open(one.key):
        pass
    assert caught.value.stamp == one.stamp


def test_an_archive_that_cannot_be_opened_any_more_hides_what_it_held(scanner: Scanner) -> None:
    archive = scanner.folder / "export.zip"
    whole = zipped({"1.fit": b"one", "part.zip": zipped({"2.fit": b"two"})})
    archive.write_bytes(whole)
    known = {one.key: one.stamp for one in scanner.scan().found}
    archive.write_bytes(whole[:-10])
    cut = scanner.scan()
    assert [(one.name, one.failed) for one in cut.not_offered] == [("export.zip", True)]
    assert not cut.found and not cut.gone
    scanner.known = dict(known)
    archive.write_bytes(zipped({"1.fit": b"one", "part.zip": zipped({"2.fit": b"two"})[:-10]}))
    damaged = scanner.scan()
    assert [one.name for one in damaged.found] == ["export.zip/1.fit"]
    assert [one.name for one in damaged.not_offered] == ["export.zip/part.zip"]
    assert not damaged.gone
    scanner.known |= known
    archive.write_bytes(whole)
    assert {one.key for one in scanner.scan().found} == known.keys()


def test_a_device_that_fails_while_an_archive_is_read_is_no_damage(
    scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = scanner.folder / "export.zip"
    archive.write_bytes(zipped({"1.fit": b"one"}))
    scanner.scan()
    os.utime(archive, (1, 1))
    known = dict(scanner.known)

    def fail(*arguments: object) -> str:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr("fittrack_backend.sources.unfolding.sha256_of", fail)
        page = scanner.scan()
    assert [(one.name, one.reason, one.failed) for one in page.not_offered] == [
        ("export.zip", "input/output error", True)
    ]
    assert not page.found and not page.gone
    scanner.known = known
    assert [one.name for one in scanner.scan().found] == ["export.zip/1.fit"]


def test_an_archive_that_was_closed_is_looked_into_once_it_is_open(
    scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when nothing shows that it changed: a network's permissions are none of the file's."""
    monkeypatch.setattr("fittrack_backend.sources.folder.source._RACY_NS", -(10**18))
    (scanner.folder / "export.zip").write_bytes(zipped({"1.fit": b"one"}))

    def refuse(*arguments: object) -> object:
        raise NotReadable("permission denied")

    with monkeypatch.context() as patched:
        patched.setattr("fittrack_backend.sources.folder.source.open_file", refuse)
        assert [one.name for one in scanner.scan().found] == ["export.zip"]
    assert [one.name for one in scanner.scan().found] == ["export.zip/1.fit"]


def test_an_archive_is_closed_soon_after_its_last_use(
    scanner: Scanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that stays open keeps its device from being unmounted."""
    monkeypatch.setattr("fittrack_backend.sources.unpacking._KEPT_S", 0.0)
    closed = threading.Event()
    close = Archive.close

    def noted(self: Archive) -> None:
        close(self)
        closed.set()

    (scanner.folder / "export.zip").write_bytes(zipped({"1.fit": b"one"}))
    (one,) = scanner.scan().found
    monkeypatch.setattr(Archive, "close", noted)
    assert scanner.content(one) == b"one"
    assert closed.wait(60)
