"""How much work waits, as the operator sees it: of all accounts, and nothing that has ended or begun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from fittrack_backend.storage.database import Database
from fittrack_backend.sync import waiting
from tests.unit.migrated import migrated, with_a_source
from tests.unit.rows import a_job

NOW = dt.datetime.now(dt.UTC)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "test.db")
    yield database
    database.dispose()


def test_nothing_waits_where_there_are_no_jobs(database: Database) -> None:
    with database.session() as session:
        assert waiting.unfinished_by_state(session) == {"queued": 0, "running": 0}
        assert waiting.oldest_s(session) == 0.0


def test_the_jobs_of_all_accounts_that_have_not_ended_are_counted(database: Database) -> None:
    mine, _ = with_a_source(database, NOW)
    other, _ = with_a_source(database, NOW, "b")
    with database.session() as session:
        for account, state in [
            (mine, "queued"),
            (other, "queued"),
            (other, "running"),
            (mine, "succeeded"),
        ]:
            session.add(a_job(account, NOW, state=state))
        session.commit()
        assert waiting.unfinished_by_state(session) == {"queued": 2, "running": 1}


def test_the_oldest_job_is_the_one_that_has_waited_longest_for_its_start(
    database: Database,
) -> None:
    account, _ = with_a_source(database, NOW)
    with database.session() as session:
        session.add_all(
            [
                a_job(account, NOW - 3 * HOUR, state="running", started_at=NOW),
                a_job(account, NOW - 4 * HOUR, state="cancelled"),
                a_job(account, NOW - 2 * HOUR, state="queued"),
                a_job(account, NOW - HOUR, state="queued"),
            ]
        )
        session.commit()
        waited = waiting.oldest_s(session)
        since = (dt.datetime.now(dt.UTC) - NOW).total_seconds()
    assert 7200 <= waited <= 7200 + since


def test_a_clock_that_was_set_back_makes_nobody_wait_less_than_not_at_all(
    database: Database,
) -> None:
    account, _ = with_a_source(database, NOW)
    with database.session() as session:
        session.add(a_job(account, NOW + HOUR, state="queued"))
        session.commit()
        assert waiting.oldest_s(session) == 0.0
