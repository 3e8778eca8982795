"""What is done often looks at no more of an account than it needs, however much the account has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from attrs import frozen
from sqlalchemy import Engine, event, select

from fittrack_backend.settings import Quota
from fittrack_backend.storage import activities, deleting, merging
from fittrack_backend.storage.activity_book import ActivityBook
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.held_activities import Incoming
from fittrack_backend.storage.origin import Origin
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.removed import removed_by
from fittrack_backend.storage.tables import ActivityRow
from tests.unit.migrated import migrated, with_a_source
from tests.unit.storage.test_books import NOW, run

WHOLE = re.compile(
    r"SCAN (activities|recordings)"
    r"|(activities|recordings) USING (?!.*ix_recordings_account_length).*\(account_id=\?\)"
)
"""A plan that looks at all that an account has, or that anybody has; the longest is the last by its length."""


@frozen
class World:
    database: Database
    account_id: UUID
    source_id: UUID

    def file(self, *starts_s: float) -> None:
        """Files an activity for each of these starts, as a sync does."""
        with self.database.session() as session:
            book = ActivityBook(session, self.account_id, None, None, NOW)
            found = [(f"{start}".zfill(64), run(100.0, later_s=start)) for start in starts_s]
            book.load([Incoming(sha256, one) for sha256, one in found], ())
            for sha256, one in found:
                origin = Origin(self.source_id, sha256.encode(), sha256, "fit", sha256, None)
                book.take(one, origin, instead_of=None, connected={self.source_id})
            book.flush()
            session.commit()

    def ids(self) -> list[UUID]:
        with self.database.session() as session:
            return list(session.scalars(select(ActivityRow.id).order_by(ActivityRow.start_time)))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    database = migrated(tmp_path / "fittrack.db")
    made = World(database, *with_a_source(database, NOW))
    made.file(0, 7_200, 14_400, 21_600)
    yield made
    database.dispose()


@contextmanager
def plans() -> Iterator[list[str]]:
    """How SQLite looks for the rows of each statement that is executed meanwhile."""
    found: list[str] = []

    def explain(_: object, cursor: Any, statement: str, values: Any, *rest: Any) -> None:
        is_many = rest[-1]
        explained = cursor.connection.cursor()
        query = f"EXPLAIN QUERY PLAN {statement}"
        rows = explained.execute(query, values[0] if is_many else values).fetchall()
        found.extend(row[-1] for row in rows)
        explained.close()

    event.listen(Engine, "before_cursor_execute", explain)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", explain)


def merged(world: World, first: UUID, second: UUID) -> None:
    with world.database.session_of(world.account_id) as session:
        merging.merge(session, first, [second])


def split(world: World, first: UUID, second: UUID) -> None:
    merged(world, first, second)
    with world.database.session_of(world.account_id) as session:
        merging.split(session, first, None, Quota())


def restored(world: World, first: UUID, _: UUID) -> None:
    with world.database.session_of(world.account_id) as session:
        deleting.delete(session, first)
    world.file(3)
    with world.database.session_of(world.account_id) as session:
        deleting.restore(session, first)


def synced(world: World, *_: UUID) -> None:
    world.file(3, 7_203, 100_000)


def looked_for_what_was_removed(world: World, *_: UUID) -> None:
    with world.database.session() as session:
        removed_by(session, world.account_id)


def listed_deleted(world: World, *_: UUID) -> None:
    with world.database.session_of(world.account_id) as session:
        deleting.list_deleted(session, PageAsked(5))


def shown(world: World, first: UUID, _: UUID) -> None:
    with world.database.session_of(world.account_id) as session:
        activities.show(session, first)


@pytest.mark.parametrize(
    "act", [merged, split, restored, synced, looked_for_what_was_removed, listed_deleted, shown]
)
def test_it_does_not_look_at_all_activities(
    world: World, act: Callable[[World, UUID, UUID], None]
) -> None:
    first, second, *_ = world.ids()
    with plans() as found:
        act(world, first, second)
    whole = [plan for plan in found if WHOLE.search(plan)]
    assert not whole
