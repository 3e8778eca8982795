"""One job at a time on a source and type; whoever comes second is told which one is in the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import frozen
from sqlalchemy import select

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import SyncJobRow, SyncLockRow
from fittrack_backend.sync import locks
from tests.unit.migrated import migrated, with_a_source
from tests.unit.rows import a_job, a_source

NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
GARMIN = UUID(int=7)


@frozen
class Home:
    """An account with a folder and a Garmin account."""

    database: Database
    account_id: UUID
    folder_id: UUID

    def start(self, types: Sequence[str], *sources: UUID) -> UUID:
        """A job with its locks; the folder's without sources."""
        job = a_job(
            self.account_id,
            NOW,
            id=uuid4(),
            state="queued",
            types=list(types),
            source_ids=[str(one) for one in sources or (self.folder_id,)],
        )
        with self.database.session_of(self.account_id) as session:
            session.add(job)
            assert locks.commit_with_locks(session, job)
            return job.id

    def refused(self, types: Sequence[str], *sources: UUID) -> Problem:
        """The problem that a job meets, which leaves nothing behind."""
        before = self.jobs(), self.locks()
        with pytest.raises(Problem) as caught:
            self.start(types, *sources)
        assert (self.jobs(), self.locks()) == before
        assert caught.value.kind is Kind.SYNC_CONFLICT
        return caught.value

    def jobs(self) -> set[UUID]:
        with self.database.session() as session:
            return set(session.scalars(select(SyncJobRow.id)))

    def locks(self) -> set[tuple[UUID, str, UUID]]:
        with self.database.session() as session:
            rows = session.scalars(select(SyncLockRow))
            return {(row.source_id, row.type, row.job_id) for row in rows}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    database = migrated(tmp_path / "test.db")
    account_id, folder_id = with_a_source(database, NOW)
    with database.session() as session:
        session.add(a_source(account_id, NOW, id=GARMIN, kind="garmin", settings=b"{}"))
        session.commit()
    yield Home(database, account_id, folder_id)
    database.dispose()


def test_a_job_is_stored_with_a_lock_for_each_of_its_sources_and_types(home: Home) -> None:
    job_id = home.start(["activities", "health"])
    assert home.jobs() == {job_id}
    assert home.locks() == {
        (home.folder_id, "activities", job_id),
        (home.folder_id, "health", job_id),
    }


def test_jobs_of_other_types_run_beside_each_other_in_a_folder(home: Home) -> None:
    first, second = home.start(["activities"]), home.start(["health"])
    assert home.jobs() == {first, second}


def test_a_second_job_is_told_which_one_is_in_the_way_and_of_what(home: Home) -> None:
    job_id = home.start(["activities", "health"])
    problem = home.refused(["workouts", "health"])
    assert problem.members == {"job_id": str(job_id)}
    assert problem.detail == f"Job {job_id} is already syncing health from this source."
    both = home.refused(["health", "activities"])
    assert both.detail == f"Job {job_id} is already syncing activities and health from this source."


def test_a_job_on_several_sources_needs_all_of_them(home: Home) -> None:
    job_id = home.start(["activities"])
    problem = home.refused(["activities"], GARMIN, home.folder_id)
    assert problem.members == {"job_id": str(job_id)}


def test_a_service_is_asked_by_one_job_at_a_time_whatever_its_types(home: Home) -> None:
    job_id = home.start(["activities"], GARMIN)
    assert home.locks() == {
        (GARMIN, "activities", job_id),
        (GARMIN, locks.COLLECTING, job_id),
    }
    problem = home.refused(["health"], GARMIN)
    assert problem.detail == f"Job {job_id} is already syncing other data from this source."
    beside_it = home.start(["activities"])
    assert home.jobs() == {job_id, beside_it}, "a folder is another matter"


def test_a_job_tries_again_when_what_was_in_its_way_is_gone(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one ends between the refusal and the look at who it was."""
    home.start(["activities"])
    look = locks._check_conflict

    def end_first(*arguments: object) -> None:
        with home.database.session() as session:
            for lock in session.scalars(select(SyncLockRow)):
                session.delete(lock)
            session.commit()
        look(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(locks, "_check_conflict", end_first)
    job = a_job(
        home.account_id, NOW, id=uuid4(), types=["activities"], source_ids=[str(home.folder_id)]
    )
    with home.database.session_of(home.account_id) as session:
        session.add(job)
        assert not locks.commit_with_locks(session, job)
    assert job.id not in home.jobs()
