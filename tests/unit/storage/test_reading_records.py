"""What was synced is shown to its account and to nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import frozen

from fittrack_backend.errors import Problem
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.days import parts_of
from fittrack_backend.records.health import DayActivity
from fittrack_backend.records.local_time import local_start
from fittrack_backend.records.workouts import PlannedWorkout
from fittrack_backend.storage import activities, days, workouts
from fittrack_backend.storage.activity_book import ActivityBook
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.day_book import DayBook
from fittrack_backend.storage.origin import Origin
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow, SourceRow
from fittrack_backend.storage.workout_book import WorkoutBook
from tests.unit.migrated import migrated
from tests.unit.stored_activities import shown

NOW = dt.datetime(2026, 3, 2, 6, 12, tzinfo=dt.UTC)
DAY = dt.date(2026, 3, 1)


@frozen
class Records:
    """What one account synced."""

    account_id: UUID
    source_id: UUID
    activity_id: UUID
    workout_id: UUID


def synced(database: Database, name: str) -> Records:
    account_id, source_id = uuid4(), uuid4()
    with database.session() as session:
        session.add(
            AccountRow(
                id=account_id, username=name, username_key=name, password_hash="", created_at=NOW
            )
        )
        session.flush()
        session.add(
            SourceRow(
                id=source_id,
                account_id=account_id,
                kind="folder",
                identity=name.encode(),
                settings=b"",
                name=name,
                connected_at=NOW,
            )
        )
        session.flush()
        origin = Origin(source_id, name.encode(), name, "fit", name * 8, None)
        start = dt.datetime(2026, 3, 1, 7, 15, 2, tzinfo=dt.UTC)
        activity_book = ActivityBook(session, account_id, None, None, NOW)
        recording = Recording(start_time=start, sport="running", laps=(), summed_up=False)
        activity = activity_book.take(
            replace(recording, local=local_start(recording, None)),
            origin,
            instead_of=None,
            connected={source_id},
        )
        activity_book.flush()
        workout_book = WorkoutBook(session, account_id, None, NOW)
        workout = workout_book.take(
            PlannedWorkout(name=name, sport="running", steps=()),
            origin,
            None,
            lambda _holder, _id: True,
        )
        workout_book.flush()
        day_book = DayBook(session, account_id, None, NOW)
        walked = DayActivity(DAY, "walking", 1000, None, None, None)
        day_book.take(parts_of([walked], [], []), origin.sha256, source_id, instead_of=None)
        day_book.flush()
        session.commit()
    assert activity.id is not None
    assert workout.id is not None
    return Records(account_id, source_id, activity.id, workout.id)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "test.db")
    yield database
    database.dispose()


@pytest.fixture
def owner(database: Database) -> Records:
    return synced(database, "owner")


@pytest.fixture
def stranger(database: Database) -> Records:
    return synced(database, "stranger")


Look = Callable[[AccountSession, Records], object]
LOOKS: dict[str, Look] = {
    "an activity": lambda session, records: activities.show(session, records.activity_id),
    "its file": lambda session, records: activities.original(session, records.activity_id),
    "a workout": lambda session, records: workouts.show(session, records.workout_id),
    "a workout's file": lambda session, records: workouts.original(session, records.workout_id),
}


@pytest.mark.parametrize("what", LOOKS)
def test_one_is_shown_to_its_account_alone(
    database: Database, owner: Records, stranger: Records, what: str
) -> None:
    with database.session_of(owner.account_id) as session:
        assert LOOKS[what](session, owner)
    with database.session_of(stranger.account_id) as session:
        with pytest.raises(Problem) as caught:
            LOOKS[what](session, owner)
        assert caught.value.status == 404


def test_a_list_holds_the_accounts_own_alone(
    database: Database, owner: Records, stranger: Records
) -> None:
    for records in (owner, stranger):
        with database.session_of(records.account_id) as session:
            found = activities.list_all(session, ActivityFilter(sports=("running",)), PageAsked(10))
            assert [one.id for one in shown(found)] == [records.activity_id]
            planned = workouts.list_all(session, PageAsked(10), sport="running")
            assert [one.id for one in planned.items] == [records.workout_id]
            of_days = days.list_all(session, PageAsked(10), since=None, until=None)
            assert [(day.date, day.steps) for day in of_days.items] == [(DAY, 1000)]


def test_a_source_that_was_disconnected_is_not_named(database: Database, owner: Records) -> None:
    with database.session_of(owner.account_id) as session:
        assert activities.show(session, owner.activity_id).source_id == owner.source_id
        (listed,) = shown(activities.list_all(session, ActivityFilter(), PageAsked(2)))
        assert listed.source_id == owner.source_id
        session.get_one(SourceRow, owner.source_id).disconnected_at = NOW
        session.commit()
        assert activities.show(session, owner.activity_id).source_id is None
        (listed,) = shown(activities.list_all(session, ActivityFilter(), PageAsked(2)))
        assert listed.source_id is None
        assert workouts.show(session, owner.workout_id).source_id is None
