"""How many there are in all: over every page, of what was asked for, and of one account alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert

from fittrack_backend.storage import deleting, workouts
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.id_digits import ANY_ID, IdQuestion
from fittrack_backend.storage.pages import Page, PageAsked
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow, SyncJobRow, WorkoutRow
from fittrack_backend.sync import find_jobs
from tests.unit.migrated import migrated, with_a_source
from tests.unit.rows import a_job
from tests.unit.stored_activities import NOW, stored_activity

PREFIX = "abcd"


def _job(owner: UUID, state: str) -> SyncJobRow:
    parts = {"types": [], "source_ids": [], "counts": {}, "last_sequence": 0, "attempt": 1}
    return a_job(owner, NOW, id=uuid4(), state=state, **parts)


def _workout(owner: UUID, sport: str) -> WorkoutRow:
    return WorkoutRow(
        account_id=owner,
        content_key=uuid4().hex,
        sport=sport,
        steps=(),
        step_count=0,
        path=b"",
        file_name="a.fit",
        file_format="fit",
        file_sha256="1",
        created_at=NOW,
        updated_at=NOW,
    )


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[tuple[Database, UUID]]:
    """An account with three of each, the first of which differs, and another account with one."""
    database = migrated(tmp_path / "fittrack.db")
    account_id, _ = with_a_source(database, NOW)
    other_id = uuid4()
    with database.session() as session:
        account = {"id": other_id, "username": "b", "username_key": "b", "password_hash": "-"}
        session.execute(insert(AccountRow).values(**account, created_at=NOW))
        for owner, count in ((account_id, 3), (other_id, 1)):
            for number in range(count):
                start = NOW + dt.timedelta(days=number)
                row, _ = stored_activity(owner, None, start, uuid4().hex * 2)
                row.id = UUID(hex=f"{'1234' if number else PREFIX}{uuid4().hex[4:]}")
                row.deleted_at = dt.datetime.now(dt.UTC)
                session.add(row)
                session.add(_job(owner, "failed" if number else "succeeded"))
                session.add(_workout(owner, "cycling" if number else "running"))
        session.commit()
    yield database, account_id
    database.dispose()


def _deleted(
    session: AccountSession, cursor: str | None, *, some: bool, total: bool = True
) -> Page[object]:
    ids = IdQuestion(PREFIX) if some else ANY_ID
    found: Page[object] = deleting.list_deleted(  # type: ignore[assignment]
        session, PageAsked(1, cursor, with_total=total), ids=ids
    )
    return found


def _jobs(
    session: AccountSession, cursor: str | None, *, some: bool, total: bool = True
) -> Page[object]:
    state = "succeeded" if some else None
    found: Page[object] = find_jobs.list_all(  # type: ignore[assignment]
        session, PageAsked(1, cursor, with_total=total), state=state
    )
    return found


def _workouts(
    session: AccountSession, cursor: str | None, *, some: bool, total: bool = True
) -> Page[object]:
    sport = "running" if some else None
    found: Page[object] = workouts.list_all(  # type: ignore[assignment]
        session, PageAsked(1, cursor, with_total=total), sport=sport
    )
    return found


@pytest.mark.parametrize("ask", [_deleted, _jobs, _workouts])
def test_the_total_is_of_all_pages_of_what_was_asked_for(
    accounts: tuple[Database, UUID], ask: Callable[..., Page[object]]
) -> None:
    database, account_id = accounts
    with database.session_of(account_id) as session:
        first = ask(session, None, some=False)
        second = ask(session, first.next_cursor, some=False)
        assert (first.total, second.total) == (3, 3)
        assert ask(session, None, some=True).total == 1
        assert ask(session, None, some=False, total=False).total is None
