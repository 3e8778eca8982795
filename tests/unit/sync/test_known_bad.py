"""What a file's owner ignores is the file as it was: in its source, under its name, with that content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from attrs import frozen
from sqlalchemy import literal, select

from fittrack_backend.sources.port import Found, Stamp
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import IgnoredFileRow, SourceFileRow
from fittrack_backend.sync import known_bad
from fittrack_backend.sync.decide import Settled
from fittrack_backend.sync.memory import KnownFile
from tests.unit.migrated import migrated, with_a_source

NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
STAMP = Stamp("as it was")


@frozen
class Home:
    """Two accounts with a folder each."""

    database: Database
    source_id: UUID
    other_id: UUID

    def ignored(self) -> dict[tuple[UUID, bytes], tuple[str, str]]:
        """Name and content of all that is ignored."""
        with self.database.session() as session:
            rows = session.scalars(select(IgnoredFileRow))
            return {(row.source_id, row.key): (row.name, row.content) for row in rows}

    def rename(self, *renamed: tuple[bytes, bytes]) -> None:
        """Files of the first folder have another name."""
        with self.database.session() as session:
            pairs = [
                (
                    KnownFile(self.source_id, old, old.decode(), STAMP, 1, "failed"),
                    Found(new, new.decode(), STAMP),
                )
                for old, new in renamed
            ]
            known_bad.move(session, self.source_id, pairs)
            session.commit()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    """Both ignore their a.fit, the first also its b.fit, the second its new.fit."""
    database = migrated(tmp_path / "test.db")
    _, source_id = with_a_source(database, NOW)
    _, other_id = with_a_source(database, NOW, "b")
    places = [(source_id, b"a.fit"), (source_id, b"b.fit"), (other_id, b"a.fit")]
    places.append((other_id, b"new.fit"))
    with database.session() as session:
        for number, (place, key) in enumerate(places):
            session.add(
                IgnoredFileRow(
                    source_id=place,
                    key=key,
                    name=key.decode(),
                    content=f"sha256:{number}",
                    reason="it is damaged",
                    ignored_at=NOW,
                )
            )
        session.commit()
    yield Home(database, source_id, other_id)
    database.dispose()


@pytest.mark.parametrize(
    ("sha256", "stamp", "content"),
    [
        ("ab", STAMP, "sha256:ab"),
        ("ab", None, "sha256:ab"),
        (None, STAMP, "stamp:as it was"),
        (None, None, None),
    ],
)
def test_the_database_tells_the_same_content_again_as_python_does(
    home: Home, sha256: str | None, stamp: Stamp | None, content: str | None
) -> None:
    assert known_bad.content_of(sha256, stamp) == content
    with home.database.session() as session:
        session.add(
            SourceFileRow(
                source_id=home.source_id,
                key=b"a.fit",
                name="a.fit",
                size=1,
                sha256=sha256,
                stamp=stamp,
                types=[],
                taken=[],
                outcome="failed",
                records=[],
            )
        )
        session.flush()
        query = select(known_bad.content_in_sql(SourceFileRow.sha256, SourceFileRow.stamp))
        assert session.scalar(query) == content
        assert session.scalar(select(known_bad.content_in_sql(literal("ab"), literal("x")))) == (
            "sha256:ab"
        )


def test_what_has_no_content_is_the_same_again_when_it_fails_for_the_same_reason() -> None:
    reason = known_bad.without_content("permission denied")
    assert reason == "reason:permission denied"
    assert known_bad.is_ignored(reason, reason)
    assert not known_bad.is_ignored(None, None), "nothing tells that it is the same again"
    assert not known_bad.is_ignored(reason, None)


def test_only_a_failure_with_the_content_that_is_ignored_is_left_out() -> None:
    failed = Settled("failed", "it is damaged", None, "activities")
    assert known_bad.unless_ignored(failed, "sha256:ab", "sha256:ab") == Settled(
        "skipped", "ignored by its owner: it is damaged", None, "activities"
    )
    assert known_bad.unless_ignored(failed, "sha256:cd", "sha256:ab") == failed
    assert known_bad.unless_ignored(failed, None, None) == failed
    mended = Settled("new", None, None, "activities")
    assert known_bad.unless_ignored(mended, "sha256:ab", "sha256:ab") == mended


def test_what_one_source_ignores_is_not_ignored_in_another(home: Home) -> None:
    with home.database.session() as session:
        assert known_bad.load_source(session, home.source_id) == {
            b"a.fit": "sha256:0",
            b"b.fit": "sha256:1",
        }
        places = [(home.source_id, b"a.fit"), (home.source_id, b"c.fit"), (home.other_id, b"b.fit")]
        assert known_bad.load_keys(session, places) == {(home.source_id, b"a.fit"): "sha256:0"}
        both = [(home.source_id, b"a.fit"), (home.source_id, b"b.fit"), (home.other_id, b"a.fit")]
        assert known_bad.load_keys(session, both) == {
            (home.source_id, b"a.fit"): "sha256:0",
            (home.source_id, b"b.fit"): "sha256:1",
            (home.other_id, b"a.fit"): "sha256:2",
        }


def test_a_file_that_is_renamed_stays_ignored(home: Home) -> None:
    home.rename((b"a.fit", b"new.fit"), (b"c.fit", b"d.fit"))
    assert home.ignored() == {
        (home.source_id, b"new.fit"): ("new.fit", "sha256:0"),
        (home.source_id, b"b.fit"): ("b.fit", "sha256:1"),
        (home.other_id, b"a.fit"): ("a.fit", "sha256:2"),
        (home.other_id, b"new.fit"): ("new.fit", "sha256:3"),
    }


def test_a_file_that_takes_the_name_of_an_ignored_one_takes_its_place(home: Home) -> None:
    home.rename((b"a.fit", b"b.fit"))
    assert home.ignored() == {
        (home.source_id, b"b.fit"): ("b.fit", "sha256:0"),
        (home.other_id, b"a.fit"): ("a.fit", "sha256:2"),
        (home.other_id, b"new.fit"): ("new.fit", "sha256:3"),
    }


def test_nothing_moves_when_no_ignored_file_was_renamed(home: Home) -> None:
    before = home.ignored()
    home.rename((b"c.fit", b"a.fit"))
    home.rename()
    assert home.ignored() == before
