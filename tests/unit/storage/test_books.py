"""The books of records: whose file holds what, and what no longer counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import frozen
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from fittrack_backend.records.activities import Lap, Recording
from fittrack_backend.records.days import parts_of
from fittrack_backend.records.health import DayActivity
from fittrack_backend.records.local_time import with_local_start
from fittrack_backend.storage.activity_book import ActivityBook
from fittrack_backend.storage.day_book import DayBook
from fittrack_backend.storage.origin import Origin
from fittrack_backend.storage.tables import (
    AccountRow,
    ActivityRow,
    HealthDayRow,
    HealthPartRow,
    SourceRow,
)
from tests.unit.migrated import migrated

NOW = dt.datetime(2026, 3, 2, 6, 12, tzinfo=dt.UTC)
START = dt.datetime(2026, 3, 1, 7, 15, 2, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 1)


@frozen
class World:
    """A database with an account and a source of its own."""

    session: Session
    account_id: UUID
    source_id: UUID

    def file(self, name: str) -> Origin:
        return Origin(self.source_id, name.encode(), name, "fit", name * 8, None)

    def take(self, recording: Recording, name: str, *, is_live: bool) -> str:
        book = ActivityBook(self.session, self.account_id, NOW)
        book.load([recording])
        taken = book.take(recording, self.file(name), lambda _holder, _id: is_live)
        book.flush()
        return taken.outcome

    def take_steps(self, steps: int, sha256: str, *, instead_of: str | None = None) -> str:
        walked = DayActivity(DAY, "walking", steps, None, None, None)
        parts = parts_of([walked], [], [])
        book = DayBook(self.session, self.account_id, NOW)
        book.load(parts)
        (taken,) = book.take(parts, sha256, instead_of=instead_of)
        book.flush()
        return taken.outcome


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    database = migrated(tmp_path / "fittrack.db")
    account_id, source_id = uuid4(), uuid4()
    with database.session() as session:
        account = {"id": account_id, "username": "a", "username_key": "a", "password_hash": "-"}
        session.execute(insert(AccountRow).values(**account, created_at=NOW))
        source = {"id": source_id, "account_id": account_id, "kind": "folder", "name": "watch"}
        session.execute(insert(SourceRow).values(**source, connected_at=NOW))
        yield World(session, account_id, source_id)
    database.dispose()


def run(distance_m: float | None = None) -> Recording:
    laps = (Lap(index=0, start_time=START, distance_m=500.0), Lap(index=1, start_time=START))
    recording = Recording(
        start_time=START, sport="running", laps=laps, summed_up=False, distance_m=distance_m
    )
    return with_local_start(recording, None)


def test_the_file_that_holds_an_activity_changes_it(world: World) -> None:
    assert world.take(run(100.0), "a", is_live=True) == "new"
    assert world.take(run(100.0), "a", is_live=True) == "unchanged"
    assert world.take(run(200.0), "a", is_live=True) == "updated"
    row = world.session.scalars(select(ActivityRow)).one()
    assert row.path == b"a"
    assert vars(row)["distance_m"] == 200.0
    assert vars(row)["laps"] == run().laps
    assert vars(row)["lap_count"] == 2


def test_another_file_leaves_an_activity_alone_while_its_holder_is_there(world: World) -> None:
    world.take(run(100.0), "a", is_live=True)
    assert world.take(run(200.0), "b", is_live=True) == "unchanged"
    row = world.session.scalars(select(ActivityRow)).one()
    assert (row.path, vars(row)["distance_m"]) == (b"a", 100.0)


def test_another_file_takes_an_activity_over_when_its_holder_is_gone(world: World) -> None:
    world.take(run(100.0), "a", is_live=True)
    assert world.take(run(200.0), "b", is_live=False) == "updated"
    row = world.session.scalars(select(ActivityRow)).one()
    assert (row.path, vars(row)["distance_m"]) == (b"b", 200.0)


def test_what_a_file_said_of_a_day_before_it_was_edited_no_longer_counts(world: World) -> None:
    assert world.take_steps(9_000, "before") == "new"
    assert world.take_steps(4_000, "after", instead_of="before") == "updated"
    assert vars(world.session.scalars(select(HealthDayRow)).one())["steps"] == 4_000
    assert world.session.scalars(select(HealthPartRow.file_sha256)).all() == ["after"]


def test_what_another_file_says_of_a_day_still_counts(world: World) -> None:
    world.take_steps(9_000, "other")
    assert world.take_steps(4_000, "after") == "unchanged"
    assert vars(world.session.scalars(select(HealthDayRow)).one())["steps"] == 9_000
