"""A key starts its job once, for a week; older keys are forgotten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from fittrack_backend.errors import Problem
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import AccountRow, IdempotencyRow
from fittrack_backend.sync.idempotency import KEPT, remember_request, same_request
from tests.unit.migrated import migrated
from tests.unit.rows import a_job

NOW = dt.datetime.now(dt.UTC)
HOUR = dt.timedelta(hours=1)
ME, STRANGER, JOB = UUID(int=1), UUID(int=2), UUID(int=3)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "test.db")
    with database.session() as session:
        for account_id, name in ((ME, "me"), (STRANGER, "stranger")):
            session.add(
                AccountRow(
                    id=account_id,
                    username=name,
                    username_key=name,
                    password_hash="",
                    created_at=NOW,
                )
            )
        session.flush()
        session.add(a_job(ME, NOW, id=JOB))
        session.commit()
    yield database
    database.dispose()


def noted(database: Database, account_id: UUID, key: str, age: dt.timedelta) -> None:
    """A key that came in some time ago."""
    with database.session() as session:
        session.add(
            IdempotencyRow(
                account_id=account_id,
                operation="start_sync",
                key=key,
                request_sha256="a",
                job_id=JOB,
                created_at=NOW - age,
            )
        )
        session.commit()


def keys(database: Database) -> set[str]:
    with database.session() as session:
        return set(session.scalars(select(IdempotencyRow.key)))


def test_a_new_key_makes_the_account_forget_those_older_than_a_week(database: Database) -> None:
    assert dt.timedelta(days=7) == KEPT
    noted(database, ME, "old", KEPT + HOUR)
    noted(database, ME, "recent", KEPT - HOUR)
    noted(database, STRANGER, "old of a stranger", KEPT + HOUR)
    with database.session_of(ME) as session:
        remember_request(session, "start_sync", "new", "a", JOB)
        session.commit()
    assert keys(database) == {"recent", "new", "old of a stranger"}


def test_a_key_finds_the_job_that_it_started(database: Database) -> None:
    with database.session_of(ME) as session:
        remember_request(session, "start_sync", "key", "a", JOB)
        session.commit()
        found = same_request(session, "start_sync", "key", "a")
        assert found is not None
        assert found.id == JOB
        assert same_request(session, "start_sync", "another", "a") is None
        assert same_request(session, f"retry_sync {uuid4()}", "key", "a") is None
        assert same_request(session, "start_sync", None, "a") is None
        with pytest.raises(Problem, match="belongs to another request"):
            same_request(session, "start_sync", "key", "b")
    with database.session_of(STRANGER) as session:
        assert same_request(session, "start_sync", "key", "a") is None
