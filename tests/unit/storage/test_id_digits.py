"""Lists by the first digits of ids, and how many digits tell ids from all others of the account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import frozen
from sqlalchemy import insert

from fittrack_backend.storage import activities, deleting, workouts
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.id_digits import IdQuestion
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow
from fittrack_backend.sync import find_jobs
from tests.unit.migrated import migrated, with_a_source
from tests.unit.storage.test_statements_stay_small import plans
from tests.unit.stored_activities import NOW, shown, stored_activity

OTHERS = UUID("aaaa1111-2222-4333-8444-555566667777")
DELETED = UUID("bbbbcccc-dd00-4000-8000-000000000001")
ZEROS = UUID(int=1)
FS = UUID(int=2**128 - 1)


def an_id(digits: str) -> UUID:
    """An id that begins so; zeros follow."""
    return UUID(hex=digits.ljust(32, "0"))


@frozen
class World:
    database: Database
    account_id: UUID

    def listed(self, prefix: str | None, *, limit: int = 100) -> tuple[set[UUID], int | None]:
        with self.database.session_of(self.account_id) as session:
            ids = IdQuestion(prefix, wants_digits=True)
            page = activities.list_all(session, ActivityFilter(), PageAsked(limit), ids=ids)
        return {one.id for one in shown(page)}, page.id_digits

    def store(self, *ids: UUID, of: UUID | None = None, deleted: bool = False) -> None:
        with self.database.session() as session:
            for number, activity_id in enumerate(ids):
                start = NOW + dt.timedelta(days=number)
                row, _ = stored_activity(of or self.account_id, None, start, uuid4().hex * 2)
                row.id = activity_id
                row.deleted_at = dt.datetime.now(dt.UTC) if deleted else None
                session.add(row)
            session.commit()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    database = migrated(tmp_path / "fittrack.db")
    account_id, _ = with_a_source(database, NOW)
    other_account = uuid4()
    with database.session() as session:
        account = {"id": other_account, "username": "b", "username_key": "b", "password_hash": "-"}
        session.execute(insert(AccountRow).values(**account, created_at=NOW))
        session.commit()
    made = World(database, account_id)
    made.store(OTHERS, of=other_account)
    yield made
    database.dispose()


def test_a_prefix_is_a_range_of_ids_of_the_account(world: World) -> None:
    one, two = an_id("aaaa"), an_id("aaab")
    world.store(one, two, ZEROS, FS)
    assert world.listed("aaaa")[0] == {one}
    assert world.listed("AAA" + "a")[0] == {one}
    assert world.listed("aaa")[0] == {one, two}
    assert world.listed("0000")[0] == {ZEROS}
    assert world.listed("ffff")[0] == {FS}
    assert world.listed(FS.hex)[0] == {FS}
    assert world.listed("1234") == (set(), None)
    assert world.listed(OTHERS.hex)[0] == set()


@pytest.mark.parametrize(
    ("others", "digits"),
    [
        ((), 6),
        (("12345",), 6),
        (("1234567",), 8),
        (("123456789abcdef0123456789abcde1",), 31),
        (("123456789abcdef0123456789abcdef1",), 32),
        (("0", "1234567", "12345678"), 9),
    ],
)
def test_digits_are_enough_for_all_that_the_account_has(
    world: World, others: tuple[str, ...], digits: int
) -> None:
    there = UUID("12345678-9abc-def0-1234-56789abcdef0")
    world.store(*(an_id(one) for one in others), there)
    assert world.listed(None, limit=1) == ({there}, digits)


def test_digits_count_what_is_deleted_and_nothing_of_others(world: World) -> None:
    world.store(an_id("aaaa1111222"), an_id("bbbbccccd"))
    world.store(DELETED, deleted=True)
    assert world.listed(None)[1] == 10
    with world.database.session_of(world.account_id) as session:
        page = deleting.list_deleted(
            session, PageAsked(1), ids=IdQuestion("bbbb", wants_digits=True)
        )
    assert ([one.id for one in page.items], page.id_digits) == ([DELETED], 10)


def test_digits_are_not_counted_unless_asked_for(world: World) -> None:
    world.store(an_id("aaaa"))
    with world.database.session_of(world.account_id) as session:
        assert activities.list_all(session, ActivityFilter(), PageAsked(1)).id_digits is None


BY_PREFIX = IdQuestion("aaaa")
WITH_DIGITS = IdQuestion(wants_digits=True)


@pytest.mark.parametrize(
    ("table", "ask"),
    [
        (
            "activities",
            lambda session, ids: activities.list_all(
                session, ActivityFilter(), PageAsked(11), ids=ids
            ),
        ),
        (
            "sync_jobs",
            lambda session, ids: find_jobs.list_all(session, PageAsked(11), state=None, ids=ids),
        ),
        (
            "workouts",
            lambda session, ids: workouts.list_all(session, PageAsked(11), sport=None, ids=ids),
        ),
    ],
)
def test_a_range_of_the_index_is_read_and_no_more(
    world: World, table: str, ask: Callable[[AccountSession, IdQuestion], object]
) -> None:
    index = f"ix_{table}_account_id_id"
    with world.database.session_of(world.account_id) as session, plans() as found:
        ask(session, BY_PREFIX)
    assert any(f"{index} (account_id=? AND id>? AND id<?)" in plan for plan in found), found


def test_neighbours_are_read_from_the_index(world: World) -> None:
    world.store(an_id("aaaa"), an_id("bbbb"))
    with world.database.session_of(world.account_id) as session, plans() as found:
        activities.list_all(session, ActivityFilter(), PageAsked(2), ids=WITH_DIGITS)
    index = "ix_activities_account_id_id"
    for beyond in ("id<?", "id>?"):
        assert any(f"{index} (account_id=? AND {beyond})" in plan for plan in found), found
