"""Undoing a job: only one that ended and brought something, and never while another works on its sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from attrs import frozen
from sqlalchemy import select, update

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    ActivityRow,
    RemovalRow,
    SourceRow,
    SyncJobRow,
    SyncLockRow,
)
from fittrack_backend.sync import undoing
from tests.unit.migrated import migrated, with_a_source
from tests.unit.rows import a_job
from tests.unit.stored_activities import stored_activity

NOW = dt.datetime.now(dt.UTC)
JOB, OTHER_JOB = UUID(int=1), UUID(int=2)
MONTH = dt.timedelta(days=30)

Change = Callable[[AccountSession, UUID], object]
CHANGES: dict[str, Change] = {"undo": undoing.undo, "restore": undoing.restore}


@frozen
class Home:
    """An account with a job that brought an activity, and another job on the same folder."""

    database: Database
    account_id: UUID
    source_id: UUID

    def ask(self, question: Change, job_id: UUID = JOB) -> Any:
        with self.database.session_of(self.account_id) as session:
            return question(session, job_id)

    def refused(self, question: Change) -> Problem:
        """The problem, with which nothing has changed."""
        before = self.there()
        with pytest.raises(Problem) as caught:
            self.ask(question)
        assert self.there() == before
        return caught.value

    def change(self, row: type[SyncJobRow | RemovalRow], **values: object) -> None:
        """Changes all rows."""
        with self.database.session() as session:
            session.execute(update(row).values(**values))
            session.commit()

    def lock(self, source_id: UUID | None = None) -> None:
        """The other job runs on the folder."""
        with self.database.session() as session:
            place = source_id or self.source_id
            session.add(SyncLockRow(source_id=place, type="health", job_id=OTHER_JOB))
            session.commit()

    def there(self) -> tuple[int, dt.datetime | None]:
        """How many activities count, and since when the job is undone."""
        with self.database.session() as session:
            counting = select(ActivityRow.id).where(ActivityRow.deleted_at.is_(None))
            undone_at = session.get_one(SyncJobRow, JOB).undone_at
            return len(session.scalars(counting).all()), undone_at

    def removals(self) -> list[str]:
        """Why something was taken away and has not come back."""
        with self.database.session() as session:
            query = select(RemovalRow.why).where(RemovalRow.restored_at.is_(None))
            return list(session.scalars(query))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    database = migrated(tmp_path / "test.db")
    account_id, source_id = with_a_source(database, NOW)
    with database.session() as session:
        for job_id in (JOB, OTHER_JOB):
            session.add(a_job(account_id, NOW, id=job_id, source_ids=[str(source_id)]))
        session.flush()
        activity, recording = stored_activity(account_id, source_id, NOW, "ab")
        recording.job_id = JOB
        session.add(activity)
        session.flush()
        session.add(recording)
        session.commit()
    yield Home(database, account_id, source_id)
    database.dispose()


def test_what_a_job_brought_goes_and_comes_back(home: Home) -> None:
    assert home.ask(undoing.preview).activities == 1
    assert home.there() == (1, None), "looking changes nothing"
    view = home.ask(undoing.undo)
    assert view.id == JOB
    there, undone_at = home.there()
    assert there == 0
    assert undone_at is not None
    assert view.undone_at == undone_at
    assert home.removals() == [f"sync {JOB} was undone"]
    assert home.ask(undoing.restore).undone_at is None
    assert home.there() == (1, None)
    assert home.removals() == []


def test_undoing_again_and_restoring_again_change_nothing(home: Home) -> None:
    home.ask(undoing.undo)
    before = home.there()
    assert home.ask(undoing.undo).undone_at == before[1]
    assert home.there() == before
    assert len(home.removals()) == 1
    home.ask(undoing.restore)
    home.ask(undoing.restore)
    assert home.there() == (1, None)


def test_only_the_undoing_of_this_job_is_taken_back(home: Home) -> None:
    home.ask(undoing.undo, OTHER_JOB)
    home.ask(undoing.undo)
    home.ask(undoing.restore, OTHER_JOB)
    assert home.there()[0] == 0
    assert home.removals() == [f"sync {JOB} was undone"]


def test_a_job_that_was_undone_too_long_ago_stays_undone(home: Home) -> None:
    home.ask(undoing.undo)
    home.change(RemovalRow, removed_at=NOW - MONTH - dt.timedelta(hours=1))
    problem = home.refused(undoing.restore)
    assert problem.kind is Kind.NOTHING_TO_RESTORE
    assert "more than 30 days ago" in problem.detail


@pytest.mark.parametrize("question", [undoing.preview, undoing.undo], ids=["preview", "undo"])
def test_a_reread_brought_nothing_that_could_be_undone(home: Home, question: Change) -> None:
    home.change(SyncJobRow, reader_version=3)
    problem = home.refused(question)
    assert problem.kind is Kind.NOTHING_TO_UNDO
    assert str(JOB) in problem.detail


@pytest.mark.parametrize("question", [undoing.preview, undoing.undo], ids=["preview", "undo"])
@pytest.mark.parametrize("state", ["queued", "running"])
def test_a_job_is_not_undone_before_it_ends(home: Home, question: Change, state: str) -> None:
    home.change(SyncJobRow, state=state)
    problem = home.refused(question)
    assert problem.kind is Kind.JOB_RUNNING
    assert problem.members == {"job_id": str(JOB)}
    assert f"{JOB} is still {state}" in problem.detail


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_is_undone_or_restored_while_another_job_works_on_the_source(
    home: Home, name: str
) -> None:
    if name == "restore":
        home.ask(undoing.undo)
    home.lock()
    problem = home.refused(CHANGES[name])
    assert problem.kind is Kind.SYNC_CONFLICT
    assert problem.members == {"job_id": str(OTHER_JOB)}
    assert str(OTHER_JOB) in problem.detail


def test_a_job_on_another_source_is_in_nobodys_way(home: Home) -> None:
    elsewhere = SourceRow(
        id=uuid4(),
        account_id=home.account_id,
        kind="folder",
        identity=b"elsewhere",
        settings=b"",
        name="elsewhere",
        connected_at=NOW,
    )
    with home.database.session() as session:
        session.add(elsewhere)
        session.commit()
        home.lock(elsewhere.id)
    home.ask(undoing.undo)
    assert home.there()[0] == 0
