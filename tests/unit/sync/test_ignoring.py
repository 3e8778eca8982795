"""Ignoring a file that failed: what fails again as it did then, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import frozen
from sqlalchemy import Update, select
from sqlalchemy.orm import Session

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage.database import Database, rows_changed
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.tables import IgnoredFileRow, SyncItemRow, SyncJobRow
from fittrack_backend.sync import ignoring
from fittrack_backend.sync.ignoring import IgnoredView
from tests.unit.migrated import migrated, with_a_source
from tests.unit.rows import a_job, an_item

NOW = dt.datetime.now(dt.UTC)
JOB = UUID(int=1)


@frozen
class Home:
    """An account with a folder and a job that ended."""

    database: Database
    account_id: UUID
    source_id: UUID

    def item(
        self,
        key: bytes = b"a.fit",
        outcome: str = "failed",
        content: str | None = "sha256:ab",
        reason: str | None = "it is damaged",
    ) -> UUID:
        item_id = uuid4()
        with self.database.session() as session:
            values = {"outcome": outcome, "reason": reason, "content": content}
            session.add(an_item(JOB, self.source_id, key, id=item_id, **values))
            session.commit()
        return item_id

    def ignore(self, item_id: UUID) -> IgnoredView:
        with self.database.session_of(self.account_id) as session:
            return ignoring.ignore(session, item_id)

    def refused(self, item_id: UUID) -> Problem:
        with pytest.raises(Problem) as caught:
            self.ignore(item_id)
        assert self.contents() == []
        return caught.value

    def contents(self) -> list[tuple[bytes, str]]:
        """What is ignored, under which key."""
        with self.database.session() as session:
            rows = session.scalars(select(IgnoredFileRow).order_by(IgnoredFileRow.key))
            return [(row.key, row.content) for row in rows]

    def listed(self) -> list[IgnoredView]:
        with self.database.session_of(self.account_id) as session:
            return list(ignoring.list_all(session, PageAsked(10)).items)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    database = migrated(tmp_path / "test.db")
    account_id, source_id = with_a_source(database, NOW)
    with database.session() as session:
        session.add(a_job(account_id, NOW, id=JOB, state="partial"))
        session.commit()
    yield Home(database, account_id, source_id)
    database.dispose()


def test_a_file_that_failed_is_ignored_with_its_content_and_why_it_failed(home: Home) -> None:
    view = home.ignore(home.item())
    assert home.contents() == [(b"a.fit", "sha256:ab")]
    assert (view.source_id, view.name, view.reason) == (home.source_id, "a.fit", "it is damaged")
    assert NOW <= view.ignored_at <= dt.datetime.now(dt.UTC)
    assert home.listed() == [view]


def test_a_file_that_failed_for_no_reason_that_is_known_is_ignored_as_well(home: Home) -> None:
    assert home.ignore(home.item(reason=None)).reason == ""


def test_what_is_ignored_is_listed_the_latest_first_and_taken_back_one_by_one(home: Home) -> None:
    first, second = home.ignore(home.item()), home.ignore(home.item(b"b.fit"))
    assert home.listed() == [second, first]
    with home.database.session_of(home.account_id) as session:
        ignoring.unignore(session, first.id)
    assert home.listed() == [second]
    with home.database.session_of(home.account_id) as session, pytest.raises(Problem) as caught:
        ignoring.unignore(session, first.id)
    assert caught.value.status == 404
    assert caught.value.detail == f"There is no ignored file {first.id}."


def test_a_file_that_fails_with_another_content_is_ignored_in_place_of_what_it_was(
    home: Home,
) -> None:
    first = home.ignore(home.item())
    other = home.ignore(home.item(b"b.fit"))
    with home.database.session() as session:
        session.query(SyncItemRow).delete()
        session.commit()
    again = home.ignore(home.item(content="sha256:cd", reason="it is cut short"))
    assert home.contents() == [(b"a.fit", "sha256:cd"), (b"b.fit", "sha256:ab")]
    assert (again.id, again.reason) == (first.id, "it is cut short")
    assert again.ignored_at > first.ignored_at
    assert other in home.listed()


def test_a_file_that_two_ignore_at_once_is_ignored_once(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL does not show a row that another transaction is about to commit."""
    first = home.ignore(home.item())
    with home.database.session() as session:
        session.query(SyncItemRow).delete()
        session.commit()
    changed: list[bool] = []

    def not_shown_yet(session: Session, change: Update) -> int:
        changed.append(bool(rows_changed(session, change)) if changed else False)
        return changed[-1]

    monkeypatch.setattr(ignoring, "rows_changed", not_shown_yet)
    view = home.ignore(home.item(content="sha256:cd"))
    assert changed == [False, True]
    assert view.id == first.id
    assert home.contents() == [(b"a.fit", "sha256:cd")]


def test_nothing_is_ignored_that_did_not_fail(home: Home) -> None:
    problem = home.refused(home.item(outcome="skipped"))
    assert problem.kind is Kind.NOT_IGNORABLE
    assert problem.detail == "a.fit did not fail in this job: it is skipped."


def test_nothing_is_ignored_whose_content_is_not_known(home: Home) -> None:
    problem = home.refused(home.item(content=None))
    assert problem.kind is Kind.NOT_IGNORABLE
    assert problem.detail == (
        "a.fit failed before its content was known, so that nothing could say whether it is the same "
        "that fails again."
    )


def test_a_stored_original_cannot_be_ignored(home: Home) -> None:
    item_id = home.item()
    with home.database.session() as session:
        session.get_one(SyncJobRow, JOB).reader_version = 3
        session.commit()
    problem = home.refused(item_id)
    assert problem.kind is Kind.NOT_IGNORABLE
    assert problem.detail.startswith("a.fit is a stored original")


def test_an_item_that_is_not_there_is_not_found(home: Home) -> None:
    missing = uuid4()
    problem = home.refused(missing)
    assert problem.status == 404
    assert problem.detail == f"There is no item {missing}."
