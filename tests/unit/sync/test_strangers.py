"""Jobs, what became of their files, and what is complete: each account sees its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import define, field, frozen
from sqlalchemy import select

from fittrack_backend.errors import Problem
from fittrack_backend.records.days import DayPart
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    AccountRow,
    AskedDaysRow,
    HealthDayRow,
    HealthPartRow,
    IgnoredFileRow,
    SourceFileRow,
    SourceRow,
    StandingRow,
    SyncItemRow,
    WorkoutRow,
)
from fittrack_backend.sync import coverage, find_jobs, held, ignoring, jobs, news, overview
from fittrack_backend.sync.jobs import JobRequest
from tests.unit.migrated import migrated
from tests.unit.rows import a_job
from tests.unit.stored_activities import stored_activity

NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
ALL = JobRequest(types=None, source_ids=None, since=None, until=None, full=False)


@define
class FakeEngine:
    """Notes what it is asked to run."""

    enqueued: list[UUID] = field(factory=list)
    cancelled: list[UUID] = field(factory=list)

    def enqueue(self, job_id: UUID, attempt: int) -> None:
        self.enqueued.append(job_id)

    def cancel(self, job_id: UUID, attempt: int) -> None:
        self.cancelled.append(job_id)


@frozen
class Account:
    database: Database
    id: UUID
    source_id: UUID

    def ask(self, question: Callable[[AccountSession], object]) -> object:
        with self.database.session_of(self.id) as session:
            return question(session)


@pytest.fixture
def engine() -> FakeEngine:
    return FakeEngine()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "test.db")
    yield database
    database.dispose()


def an_account(database: Database, name: str) -> Account:
    account = Account(database, uuid4(), uuid4())
    with database.session() as session:
        session.add(
            AccountRow(
                id=account.id, username=name, username_key=name, password_hash="", created_at=NOW
            )
        )
        session.flush()
        session.add(
            SourceRow(
                id=account.source_id,
                account_id=account.id,
                kind="folder",
                name=name,
                identity=name.encode(),
                settings=b"",
                connected_at=NOW,
            )
        )
        session.commit()
    return account


@pytest.fixture
def owner(database: Database) -> Account:
    return an_account(database, "owner")


@pytest.fixture
def stranger(database: Database) -> Account:
    return an_account(database, "stranger")


def synced(account: Account) -> UUID:
    """A job that ended, with an item, and everything that an overview counts."""
    job_id = uuid4()
    with account.database.session_of(account.id) as session:
        session.add(
            a_job(
                account.id,
                NOW,
                id=job_id,
                state="partial",
                types=["activities", "health", "workouts"],
                source_ids=[str(account.source_id)],
                last_sequence=1,
            )
        )
        session.flush()
        session.add_all(
            [
                StandingRow(
                    source_id=account.source_id,
                    type="activities",
                    ended_at=NOW,
                    job_id=job_id,
                    state="partial",
                ),
                AskedDaysRow(
                    source_id=account.source_id,
                    type="activities",
                    since=NOW.date(),
                    until=NOW.date(),
                    state="answered",
                    job_id=job_id,
                    at=NOW,
                ),
                IgnoredFileRow(
                    source_id=account.source_id,
                    key=b"b.fit",
                    name="b.fit",
                    content="sha256:0",
                    reason="it is damaged",
                    ignored_at=NOW,
                ),
                SyncItemRow(
                    job_id=job_id,
                    source_id=account.source_id,
                    key=b"a.fit",
                    name="a.fit",
                    outcome="failed",
                    sequence=1,
                    content="sha256:1",
                    remarks=(),
                    records=[],
                ),
                SourceFileRow(
                    source_id=account.source_id,
                    key=b"a.fit",
                    name="a.fit",
                    size=1,
                    sha256="1",
                    types=["activities"],
                    taken=[],
                    outcome="failed",
                    failed_job_id=job_id,
                    records=[],
                ),
                HealthPartRow(
                    account_id=account.id, file_sha256="1", date=NOW.date(), data=DayPart()
                ),
                *stored_activity(account.id, account.source_id, NOW, "1"),
                HealthDayRow(
                    account_id=account.id,
                    date=NOW.date(),
                    weights=(),
                    series=(),
                    given_by=(),
                    updated_at=NOW,
                ),
                WorkoutRow(
                    account_id=account.id,
                    source_id=account.source_id,
                    content_key="",
                    steps=(),
                    step_count=0,
                    path=b"",
                    file_name="a.fit",
                    file_format="fit",
                    file_sha256="1",
                    created_at=NOW,
                    updated_at=NOW,
                ),
            ]
        )
        session.commit()
    return job_id


def items_of(session: AccountSession, job_id: UUID) -> list[str]:
    page = find_jobs.list_items(
        session, job_id, PageAsked(10), outcome=None, type=None, messages=False
    )
    return [one.name for one in page.items]


def test_a_job_is_found_by_its_account_alone(
    owner: Account, stranger: Account, engine: FakeEngine
) -> None:
    job_id = synced(owner)
    questions: list[Callable[[AccountSession], object]] = [
        lambda session: find_jobs.show(session, job_id),
        lambda session: items_of(session, job_id),
        lambda session: jobs.cancel(session, engine, job_id, by="stranger"),
        lambda session: jobs.retry(session, engine, job_id, idempotency_key=None),
    ]
    for question in questions:
        with pytest.raises(Problem) as caught:
            stranger.ask(question)
        assert caught.value.status == 404
    assert stranger.ask(lambda session: news.look(session, job_id, 0)) is None
    assert owner.ask(lambda session: items_of(session, job_id)) == ["a.fit"]
    assert not engine.enqueued
    assert not engine.cancelled


def test_a_list_of_jobs_and_the_news_of_one_are_the_accounts_own(
    owner: Account, stranger: Account
) -> None:
    for account in (owner, stranger):
        job_id = synced(account)
        with account.database.session_of(account.id) as session:
            page = find_jobs.list_all(session, PageAsked(10), state=None)
            assert [one.id for one in page.items] == [job_id]
            found = news.look(session, job_id, 0)
            assert found is not None
            assert [one.job_id for one in found.items] == [job_id]


def test_the_overview_counts_the_accounts_own_alone(owner: Account, stranger: Account) -> None:
    job_id = synced(owner)
    with owner.database.session_of(owner.id) as session:
        for one in overview.show(session).rows:
            is_first = one.type == "activities"
            assert (one.last_job_id, one.records) == (job_id if is_first else None, 1), one.type
            assert one.failing_files == is_first
            assert one.failed_job_ids == ([job_id] if is_first else [])
    with stranger.database.session_of(stranger.id) as session:
        for one in overview.show(session).rows:
            assert one.source_id == stranger.source_id
            assert (one.last_job_id, one.records, one.failing_files) == (None, 0, 0)


def test_a_copy_of_anothers_file_is_not_the_strangers_record(
    owner: Account, stranger: Account
) -> None:
    for account in (owner, stranger):
        synced(account)  # files of the same content
    for account in (owner, stranger):
        with account.database.session_of(account.id) as session:
            found = held.held(session, [owner.source_id, stranger.source_id])
            assert {place: one.records for place, one in found.items()} == {
                (account.source_id, kind): 1 for kind in ("activities", "health", "workouts")
            }


def test_coverage_and_what_is_ignored_are_the_accounts_own(
    owner: Account, stranger: Account
) -> None:
    job_id = synced(owner)
    of_today = coverage.Question(NOW.date(), NOW.date(), "activities")
    with owner.database.session_of(owner.id) as session:
        (day,) = coverage.list_days(session, of_today, PageAsked(10)).items
        assert (day.state, day.records) == ("available", 1)
        (file,) = ignoring.list_all(session, PageAsked(10)).items
        item_id = session.scalars(select(SyncItemRow.id).where(SyncItemRow.job_id == job_id)).one()
    with stranger.database.session_of(stranger.id) as session:
        (day,) = coverage.list_days(session, of_today, PageAsked(10)).items
        assert (day.state, day.records, day.source_id) == ("not_asked", 0, stranger.source_id)
        assert ignoring.list_all(session, PageAsked(10)).items == []
        questions: list[Callable[[AccountSession], object]] = [
            lambda session: ignoring.ignore(session, item_id),
            lambda session: ignoring.unignore(session, file.id),
            lambda session: coverage.list_days(
                session, coverage.Question(source_id=owner.source_id), PageAsked(10)
            ),
        ]
        for question in questions:
            with pytest.raises(Problem) as caught:
                question(session)
            assert caught.value.status == 404
    with owner.database.session_of(owner.id) as session:
        assert ignoring.list_all(session, PageAsked(10)).items == [file]


def test_a_job_covers_the_accounts_own_sources_alone(
    owner: Account, stranger: Account, engine: FakeEngine
) -> None:
    with stranger.database.session_of(stranger.id) as session:
        job = jobs.start(session, engine, ALL, idempotency_key=None)
        assert job.source_ids == [stranger.source_id]
        theirs = JobRequest(None, [owner.source_id], None, None, full=False)
        with pytest.raises(Problem) as caught:
            jobs.start(session, engine, theirs, idempotency_key=None)
        assert caught.value.status == 404


def test_the_same_key_of_two_accounts_starts_two_jobs(
    owner: Account, stranger: Account, engine: FakeEngine
) -> None:
    started = []
    for account in (owner, stranger, owner):
        with account.database.session_of(account.id) as session:
            started.append(jobs.start(session, engine, ALL, idempotency_key="nightly").id)
    assert started[0] == started[2] != started[1]


def test_what_failed_is_taken_up_again_by_its_account(owner: Account, engine: FakeEngine) -> None:
    job_id = synced(owner)
    with owner.database.session_of(owner.id) as session:
        job = jobs.retry(session, engine, job_id, idempotency_key=None)
    assert (job.state, job.attempt) == ("queued", 2)
    assert engine.enqueued == [job_id]
    with owner.database.session_of(owner.id) as session:
        assert jobs.cancel(session, engine, job_id, by="owner").reason == "cancelled by owner"
    assert engine.cancelled == [job_id]
