"""How a job ends: in which state, what is told of its sources, and that the next one may begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import frozen
from sqlalchemy import select

from fittrack_backend.storage import counted
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import (
    SourceRow,
    StandingRow,
    SyncJobRow,
    SyncLockRow,
)
from fittrack_backend.sync import job_end
from fittrack_backend.sync.claim import JobKey
from tests.unit.migrated import migrated, with_a_source
from tests.unit.rows import a_job, a_source, an_item

NOW = dt.datetime.now(dt.UTC)
OTHER = UUID(int=2)
"""A second source of the account."""


@frozen
class Home:
    """An account with two sources."""

    database: Database
    account_id: UUID
    source_id: UUID

    def job(
        self, *items: tuple[UUID, str], collecting: bool = False, kind: str = "activities"
    ) -> JobKey:
        """A job on both sources that waits for somebody, with these items, by source and outcome, and its locks."""
        job_id = uuid4()
        numbers: dict[str, int] = {}
        for _, outcome in items:
            numbers[outcome] = numbers.get(outcome, 0) + 1
        with self.database.session() as session:
            session.add(
                a_job(
                    self.account_id,
                    NOW,
                    id=job_id,
                    state="running",
                    types=["activities"],
                    source_ids=[str(self.source_id), str(OTHER)],
                    collecting=collecting,
                    waiting_until=NOW,
                    waiting_for="Garmin",
                    counts={"activities": numbers},
                )
            )
            session.flush()
            for number, (source_id, outcome) in enumerate(items):
                session.add(an_item(job_id, source_id, b"%d" % number, outcome=outcome))
            session.add(SyncLockRow(source_id=self.source_id, type=kind, job_id=job_id))
            session.commit()
        return JobKey(job_id, 1)

    def read(self, key: JobKey) -> SyncJobRow:
        with self.database.session() as session:
            return session.get_one(SyncJobRow, key.id)

    def locked(self) -> list[UUID]:
        """The jobs that hold up others."""
        with self.database.session() as session:
            return list(session.scalars(select(SyncLockRow.job_id)))

    def synced_well(self) -> set[UUID]:
        """The sources whose last sync was complete."""
        with self.database.session() as session:
            query = select(SourceRow.id).where(SourceRow.last_sync_at >= NOW)
            return set(session.scalars(query))

    def why(self) -> dict[UUID, str | None]:
        """Why each source failed last."""
        with self.database.session() as session:
            query = select(StandingRow.source_id, StandingRow.reason)
            return {row.source_id: row.reason for row in session.execute(query)}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    database = migrated(tmp_path / "test.db")
    account_id, source_id = with_a_source(database, NOW)
    with database.session() as session:
        session.add(a_source(account_id, NOW, id=OTHER, identity=b"other"))
        session.commit()
    yield Home(database, account_id, source_id)
    database.dispose()


def go_on(home: Home, key: JobKey) -> bool:
    with home.database.session() as session:
        return job_end.go_on_or_end(session, session.get_one(SyncJobRow, key.id))


def finish(home: Home, key: JobKey) -> None:
    with home.database.session() as session:
        job_end.finish(session, key)


def test_the_last_item_ends_a_job_and_the_next_one_may_begin(home: Home) -> None:
    key = home.job((home.source_id, "new"))
    assert not go_on(home, key)
    row = home.read(key)
    assert (row.state, row.reason) == ("succeeded", None)
    assert row.finished_at is not None
    assert NOW <= row.finished_at <= dt.datetime.now(dt.UTC)
    assert (row.collecting, row.waiting_until, row.waiting_for) == (False, None, None)
    assert home.locked() == []
    assert home.synced_well() == {home.source_id, OTHER}


def test_a_job_with_items_that_wait_goes_on(home: Home) -> None:
    key = home.job((home.source_id, "new"), (home.source_id, "pending"))
    assert go_on(home, key)
    assert (home.read(key).state, home.read(key).finished_at) == ("running", None)
    assert home.locked() == [key.id]


def test_a_job_for_which_more_is_collected_does_not_end_yet(home: Home) -> None:
    key = home.job((home.source_id, "new"), collecting=True)
    assert not go_on(home, key)
    finish(home, key)
    assert (home.read(key).state, home.read(key).finished_at) == ("running", None)
    assert home.locked() == [key.id]
    assert home.synced_well() == set()


def test_what_was_done_with_the_last_item_is_written_with_the_end_or_without(home: Home) -> None:
    for collecting in (False, True):
        key = home.job((home.source_id, "new"), collecting=collecting)
        with home.database.session() as session:
            row = session.get_one(SyncJobRow, key.id)
            row.last_sequence = 7
            job_end.go_on_or_end(session, row)
        assert home.read(key).last_sequence == 7


def test_a_job_with_failed_items_ends_as_partial_and_only_its_other_sources_did_well(
    home: Home,
) -> None:
    failed_elsewhere = home.job((OTHER, "failed"), (OTHER, "pending"), kind="health")
    key = home.job((home.source_id, "failed"), (home.source_id, "new"), (OTHER, "new"))
    finish(home, key)
    assert home.read(key).state == "partial"
    assert home.synced_well() == {OTHER}
    assert home.locked() == [failed_elsewhere.id], "another job's locks stay"


def test_a_job_of_which_every_source_has_failures_leaves_none_as_synced(home: Home) -> None:
    key = home.job((home.source_id, "failed"), (OTHER, "failed"))
    finish(home, key)
    assert home.synced_well() == set()


def test_only_the_sources_of_the_job_are_told_to_be_synced(home: Home) -> None:
    key = home.job()
    with home.database.session() as session:
        session.get_one(SyncJobRow, key.id).source_ids = [str(home.source_id)]
        session.commit()
    finish(home, key)
    assert home.synced_well() == {home.source_id}


def test_a_job_that_fails_says_why_and_why_each_source_was_away(home: Home) -> None:
    key = home.job((home.source_id, "pending"), collecting=True)
    with home.database.session() as session:
        job_end.fail(session, key, "no source can be read", {OTHER: "the folder is not there"})
    row = home.read(key)
    assert (row.state, row.reason) == ("failed", "no source can be read")
    assert row.finished_at is not None
    assert not row.collecting
    assert home.why() == {home.source_id: "no source can be read", OTHER: "the folder is not there"}
    assert home.locked() == []
    assert home.synced_well() == set()


def test_a_job_is_cancelled_with_what_else_its_transaction_does(home: Home) -> None:
    key = home.job()
    with home.database.session() as session:
        job_end.end_cancelled(session, session.get_one(SyncJobRow, key.id), "cancelled by ada")
        session.rollback()
    assert home.read(key).state == "running"
    with home.database.session() as session:
        job_end.end_cancelled(session, session.get_one(SyncJobRow, key.id), "cancelled by ada")
        session.commit()
    row = home.read(key)
    assert (row.state, row.reason) == ("cancelled", "cancelled by ada")
    assert row.finished_at is not None
    assert home.locked() == []


def test_the_operator_sees_how_many_jobs_and_items_ended_how(home: Home) -> None:
    jobs, items = counted.totals("sync_jobs"), counted.totals("sync_items")
    finish(home, home.job((home.source_id, "failed"), (OTHER, "new"), (OTHER, "new")))
    assert grown(jobs, "sync_jobs") == {"partial": 1}
    assert grown(items, "sync_items") == {"failed": 1, "new": 2}


def grown(before: dict[str, int], what: str) -> dict[str, int]:
    found = {kind: number - before.get(kind, 0) for kind, number in counted.totals(what).items()}
    return {kind: number for kind, number in found.items() if number}
