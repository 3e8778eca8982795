"""What was collected is kept before anything names it, read from the store, and let go when its owner deleted it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import frozen
from sqlalchemy import select

from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.collected import items
from fittrack_backend.sources.collected.source import CollectedSource
from fittrack_backend.sources.port import NotReadable, NotThere, Page, SavedSource
from fittrack_backend.storage import purging
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    AccountRow,
    CollectedItemRow,
    OriginalRow,
    SourceRow,
    WorkerRow,
)
from tests.unit.migrated import migrated

NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)


@frozen
class Collecting:
    database: Database
    originals: OriginalsInFolder
    account_id: UUID
    source_id: UUID

    def put(self, key: str, content: bytes, name: str = "") -> items.Put:
        with AccountSession(self.database.engine, self.account_id) as session:
            return items.put(
                session, self.originals, self.source_id, key.encode(), name or key, content
            )

    def source(self, remembered: bytes | None = None) -> CollectedSource:
        with self.database.session() as session:
            collected = items.of_source(session, self.source_id)
        saved = SavedSource(b"", remembered, AllowedFolders(), self.originals.place, collected)
        return CollectedSource.of(saved)

    def scan(self, *known: bytes, remembered: bytes | None = None) -> Page:
        (page,) = self.source(remembered).scan(known, lambda: False)
        return page

    def read(self, key: bytes) -> bytes:
        with self.source().for_opening(key).open(key) as opened:
            return opened.file.read()


@pytest.fixture
def collecting(tmp_path: Path) -> Iterator[Collecting]:
    database = migrated(tmp_path / "fittrack.sqlite3")
    account_id, source_id = uuid4(), uuid4()
    with database.session() as session:
        session.add(
            AccountRow(
                id=account_id,
                username="runner",
                username_key="runner",
                password_hash="",
                created_at=NOW,
                founder=True,
            )
        )
        session.flush()
        session.add(
            SourceRow(
                id=source_id,
                account_id=account_id,
                kind="upload",
                identity=b"upload",
                settings=b"",
                name="uploads",
                connected_at=NOW,
            )
        )
        session.commit()
    originals = OriginalsInFolder(tmp_path / "originals")
    originals.prepare()
    yield Collecting(database, originals, account_id, source_id)
    database.dispose()


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.gpx", content)
    return out.getvalue()


def names(page: Page) -> list[str]:
    return [one.name for one in page.found]


def test_it_is_listed_and_read_from_the_store(collecting: Collecting) -> None:
    first = collecting.put("a", b"first", "morning.fit")
    collecting.put("b", b"second")
    page = collecting.scan()
    assert [(one.name, one.stamp, one.size) for one in page.found] == [
        ("morning.fit", first.sha256, 5),
        ("b", collecting.source().items[b"b"].sha256, 6),
    ]
    assert collecting.read(b"a") == b"first"
    with pytest.raises(NotThere):
        collecting.read(b"c")


def test_the_same_again_changes_nothing_and_other_bytes_take_its_place(
    collecting: Collecting,
) -> None:
    first = collecting.put("day", b"until noon")
    again = collecting.put("day", b"until noon")
    assert (again.id, again.is_new) == (first.id, False)
    later = collecting.put("day", b"until night")
    assert (later.id, later.is_new) == (first.id, True)
    assert collecting.read(b"day") == b"until night"
    assert len(collecting.scan().found) == 1


def test_archives_are_unfolded_and_not_opened_again(
    collecting: Collecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    collecting.put("a", zipped(one=b"1", two=b"2"), "export.zip")
    page = collecting.scan()
    assert names(page) == ["export.zip/one.gpx", "export.zip/two.gpx"]
    assert [collecting.read(one.key) for one in page.found] == [b"1", b"2"]
    monkeypatch.setattr("fittrack_backend.sources.collected.source.open_original", None)
    keys = [one.key for one in page.found]
    assert names(collecting.scan(*keys, remembered=page.remember)) == names(page)


def test_what_is_gone_says_why(collecting: Collecting) -> None:
    collecting.put("activity/1", b"first")
    collecting.put("activity/2", zipped(one=b"1"))
    known = [one.key for one in collecting.scan().found]
    with AccountSession(collecting.database.engine, collecting.account_id) as session:
        items.note_gone(
            session, collecting.source_id, [b"activity/1", b"activity/2"], "deleted at the service"
        )
        session.commit()
    page = collecting.scan(*known)
    assert not page.found
    assert {one.reason for one in page.gone} == {"deleted at the service"}
    assert [one.key for one in page.gone] == known
    collecting.put("activity/1", b"first")
    assert names(collecting.scan()) == ["activity/1"]


def test_an_original_that_is_missing_or_damaged_fails_alone(collecting: Collecting) -> None:
    one = collecting.put("a", b"first")
    collecting.put("b", b"second")
    path = collecting.originals.path(one.sha256)
    path.write_bytes(b"fir5t")
    with pytest.raises(NotReadable, match="damaged"):
        collecting.read(b"a")
    path.unlink()
    with pytest.raises(NotReadable, match="missing"):
        collecting.read(b"a")
    assert collecting.read(b"b") == b"second"


def test_no_purge_takes_an_original_that_was_collected(collecting: Collecting) -> None:
    one = collecting.put("a", b"first")
    with collecting.database.session() as session:
        purging.purge_originals(session, collecting.originals)
    assert collecting.read(b"a") == b"first"
    with collecting.database.session() as session:
        row = session.get_one(CollectedItemRow, one.id)
        row.purged_at = NOW
        session.commit()
        purging.purge_originals(session, collecting.originals)
    assert not collecting.originals.is_there(one.sha256)
    assert not collecting.scan().found
    assert collecting.put("a", b"first").is_new
    assert collecting.read(b"a") == b"first"


def test_an_original_that_goes_before_its_row_comes_is_kept_again(
    collecting: Collecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, calls = OriginalsInFolder.store_file, 0

    def swept(self: OriginalsInFolder, sha256: str, file: io.BytesIO) -> None:
        nonlocal calls
        calls += 1
        store(self, sha256, file)
        if calls == 1:
            with collecting.database.session() as session:
                purging.remove_leftovers(session, self, [sha256])

    monkeypatch.setattr(OriginalsInFolder, "store_file", swept)
    one = collecting.put("a", b"first")
    assert calls == 2
    assert collecting.read(b"a") == b"first"
    with collecting.database.session() as session:
        assert session.scalars(select(OriginalRow.sha256)).all() == [one.sha256]
        assert not session.scalars(select(WorkerRow)).all()


def test_nothing_is_kept_that_is_not_admitted(collecting: Collecting) -> None:
    def refuse(size: int) -> None:
        raise ValueError(size)

    with (
        AccountSession(collecting.database.engine, collecting.account_id) as session,
        pytest.raises(ValueError, match="5"),
    ):
        items.put(
            session,
            collecting.originals,
            collecting.source_id,
            b"a",
            "a",
            b"first",
            admit=refuse,
        )
    assert not collecting.scan().found


def test_what_a_service_says_of_an_activity_tells_of_its_file(collecting: Collecting) -> None:
    told = {b"activity/7": b"activity/7/file", b"activity/7/file": None, b"a" * 64: None}
    for key, of_file in told.items():
        collecting.put(key.decode(), key)
        with collecting.source().for_opening(key).open(key) as opened:
            assert opened.tells_of == of_file
