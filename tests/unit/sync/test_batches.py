"""A large job is shared out: each file that waits is in one batch, and the batches have their turns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

import pytest
from attrs import frozen
from sqlalchemy import select

from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import SyncItemRow, SyncJobRow
from fittrack_backend.sync import batches
from fittrack_backend.sync.claim import JobKey, NotOurs
from tests.unit.migrated import migrated, with_a_source
from tests.unit.rows import a_job, an_item

NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
JOB, OTHER_JOB = JobKey(UUID(int=1), 1), JobKey(UUID(int=2), 1)
MB = 2**20


@frozen
class Home:
    """An account with a folder and two jobs on it."""

    database: Database
    source_id: UUID

    def add(
        self,
        sizes: Sequence[int],
        job: JobKey = JOB,
        outcome: str = "pending",
        batch: int | None = None,
    ) -> None:
        """Items of these sizes, named in their order."""
        with self.database.session() as session:
            there = len(session.scalars(select(SyncItemRow.id)).all())
            for number, size in enumerate(sizes, there):
                values = {"size_bytes": size, "outcome": outcome, "batch": batch}
                session.add(an_item(job.id, self.source_id, b"%04d.fit" % number, **values))
            session.commit()

    def share_out(self, job: JobKey = JOB) -> list[int]:
        with self.database.session() as session:
            return batches.share_out(session, job, [self.source_id])

    def first(self, job: JobKey = JOB) -> int | None:
        with self.database.session() as session:
            return batches.first(session, job)

    def end(self, batch: int) -> None:
        """All items of a batch are done."""
        with self.database.session() as session:
            for item in session.scalars(select(SyncItemRow).where(SyncItemRow.batch == batch)):
                item.outcome = "new"
            session.commit()

    def shared(self) -> list[int | None]:
        """The batch of each item, in the order of their names."""
        with self.database.session() as session:
            return list(session.scalars(select(SyncItemRow.batch).order_by(SyncItemRow.key)))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    database = migrated(tmp_path / "test.db")
    account_id, source_id = with_a_source(database, NOW)
    with database.session() as session:
        for key in (JOB, OTHER_JOB):
            session.add(a_job(account_id, NOW, id=key.id, state="running"))
        session.commit()
    yield Home(database, source_id)
    database.dispose()


def test_files_are_shared_out_by_their_number(home: Home) -> None:
    home.add([1] * (batches.MOST_FILES + 1))
    assert home.share_out() == [0, 1]
    assert home.shared() == [0] * batches.MOST_FILES + [1]


def test_files_are_shared_out_by_their_size(home: Home) -> None:
    home.add([8 * MB, 8 * MB, 8 * MB, 8 * MB, 1, 40 * MB, 1])
    assert home.share_out() == [0, 1, 2, 3, 4]
    assert home.shared() == [0, 0, 1, 1, 2, 3, 4], "one that is too large for any batch has its own"


def test_only_what_waits_in_this_job_is_shared_out(home: Home) -> None:
    home.add([1], OTHER_JOB)
    home.add([1], outcome="new")
    home.add([1])
    assert home.share_out() == [0]
    assert home.shared() == [None, None, 0]


def test_a_job_that_is_shared_out_again_keeps_its_batches(home: Home) -> None:
    home.add([1], batch=7)
    home.add([1], batch=5)
    home.add([1], batch=5)
    home.add([1], outcome="new", batch=2)
    home.add([1], OTHER_JOB, batch=1)
    assert home.share_out() == [5, 7]
    assert home.shared() == [7, 5, 5, 2, 1]


def test_a_job_without_anything_that_waits_has_no_batch(home: Home) -> None:
    assert home.share_out() == []
    assert home.first() is None


def test_the_batches_of_a_job_have_their_turns_in_their_order(home: Home) -> None:
    home.add([1], OTHER_JOB, batch=0)
    home.add([1], batch=3)
    home.add([1], batch=2)
    assert home.first() == 2
    home.end(2)
    assert home.first() == 3
    home.end(3)
    assert home.first() is None


def test_a_job_that_is_taken_up_again_is_shared_out_anew_and_no_other(home: Home) -> None:
    home.add([1], batch=7)
    home.add([1], OTHER_JOB, batch=7)
    with home.database.session() as session:
        batches.forget(session, JOB.id)
        session.commit()
    assert home.shared() == [None, 7]
    assert home.share_out() == [0]


def test_an_attempt_that_is_over_shares_nothing_out(home: Home) -> None:
    home.add([1])
    with home.database.session() as session:
        session.get_one(SyncJobRow, JOB.id).state = "cancelled"
        session.commit()
    with pytest.raises(NotOurs):
        home.share_out()
    assert home.shared() == [None]
