"""Accounts in a database of their own, with a clock that tests move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from fittrack_backend.accounts import registration
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.accounts.passwords import Passwords
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.storage.database import Database
from tests.unit.accounts.world import HOME, PASSWORD, FakeClock, World
from tests.unit.migrated import migrated


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC))


@pytest.fixture
def safeguards(clock: FakeClock) -> Safeguards:
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    return Safeguards(server_key=b"k" * 32, clock=clock, passwords=Passwords(quick))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "test.db")
    yield database
    database.dispose()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as session:
        yield session


@pytest.fixture
def world(
    database: Database, session: Session, safeguards: Safeguards, clock: FakeClock
) -> Iterator[World]:
    with ExitStack() as opened:
        yield World(database, session, safeguards, clock, opened)


@pytest.fixture
def athlete(world: World) -> Caller:
    """Somebody who is signed in."""
    world.register()
    return world.caller(world.sign_in())


@pytest.fixture
def friend(world: World, athlete: Caller) -> Caller:
    """Another account on the same backend."""
    invitation = registration.invite(world.own(athlete), world.safeguards).code
    registration.register(
        world.session, world.safeguards, "friend", PASSWORD, invitation=invitation, address=HOME
    )
    return world.caller(world.sign_in("friend"))


@pytest.fixture
def secrets(world: World, athlete: Caller, friend: Caller) -> dict[str, str]:
    """The secrets of two accounts' second factors."""
    return {one.username: world.enroll_as(one)[0] for one in (athlete, friend)}
