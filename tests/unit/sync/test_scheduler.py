"""Schedules run once each: by a clock that tests set, over crashes, several servers, and a sync that is busy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import define, field
from sqlalchemy import select

from fittrack_backend.errors import Problem
from fittrack_backend.sources import connected
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import AccountRow, SyncJobRow, SyncLockRow, SyncScheduleRow
from fittrack_backend.sync import jobs, schedules
from fittrack_backend.sync.schedule_times import Rule
from fittrack_backend.sync.scheduler import Scheduler
from fittrack_backend.sync.schedules import ScheduleRequest
from tests.unit.migrated import migrated, with_a_source
from tests.unit.sync.test_strangers import FakeEngine

START = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
DAILY = Rule(at="05:30")
"""03:30 UTC in Berlin in summer."""


@define
class World:
    """An account with a folder, the clock, and the servers."""

    database: Database
    account_id: UUID
    source_id: UUID
    now: dt.datetime = START
    engine: FakeEngine = field(factory=FakeEngine)

    def server(self) -> Scheduler:
        return Scheduler(self.database, self.engine, lambda: self.now)

    def schedule(self, rule: Rule, source_ids: list[UUID] | None = None) -> UUID:
        with self.database.session_of(self.account_id) as session:
            request = ScheduleRequest(None, source_ids, rule)
            return schedules.create(session, request, self.now).id

    def row(self) -> SyncScheduleRow:
        with self.database.session() as session:
            return session.scalars(select(SyncScheduleRow)).one()

    def jobs(self) -> list[SyncJobRow]:
        with self.database.session() as session:
            return list(session.scalars(select(SyncJobRow).order_by(SyncJobRow.created_at)))

    def end_jobs(self) -> None:
        with self.database.session() as session:
            for lock in session.scalars(select(SyncLockRow)):
                session.delete(lock)
            for job in session.scalars(select(SyncJobRow)):
                job.state = "succeeded"
            session.commit()

    def run_until(
        self, end: dt.datetime, *servers: Scheduler, step: dt.timedelta = HOUR / 2
    ) -> None:
        while self.now < end:
            self.now = min(self.now + step, end)
            for server in servers:
                server.look()
            self.end_jobs()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    database = migrated(tmp_path / "test.db")
    account_id, source_id = with_a_source(database, START)
    with database.session() as session:
        session.get_one(AccountRow, account_id).time_zone = "Europe/Berlin"
        session.commit()
    yield World(database, account_id, source_id)
    database.dispose()


def test_several_servers_run_each_time_once(world: World) -> None:
    world.schedule(DAILY)
    world.run_until(START + dt.timedelta(days=3), world.server(), world.server())
    assert len(world.jobs()) == 3
    assert world.row().next_run_at == dt.datetime(2026, 7, 5, 3, 30, tzinfo=dt.UTC)
    assert [job.id for job in world.jobs()] == world.engine.enqueued
    assert world.row().last_job_id == world.jobs()[-1].id


def test_what_was_missed_while_no_server_ran_is_caught_up_once(world: World) -> None:
    world.schedule(DAILY)
    world.schedule(Rule(every=6 * HOUR))
    world.now += dt.timedelta(days=10)
    server = world.server()
    server.look()
    world.end_jobs()
    server.look()
    assert len(world.jobs()) == 1, "the second found the first one's sync running"
    world.now += HOUR / 60
    server.look()
    assert len(world.jobs()) == 1


def test_a_crash_between_start_and_moving_on_starts_no_second_job(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.schedule(DAILY)
    world.now += dt.timedelta(days=1)
    with monkeypatch.context() as patch:
        patch.setattr("fittrack_backend.sync.scheduler._move", _crash)
        with pytest.raises(SystemError):
            world.server().look()
    world.end_jobs()
    world.now += HOUR
    world.server().look()
    assert len(world.jobs()) == 1
    assert world.row().last_job_id == world.jobs()[0].id
    assert world.row().next_run_at > world.now


def _crash(*_args: object, **_values: object) -> None:
    raise SystemError


def test_a_sync_that_runs_counts(world: World) -> None:
    world.schedule(DAILY)
    with world.database.session_of(world.account_id) as session:
        request = jobs.JobRequest(None, None, None, None, full=False)
        running = jobs.start(session, world.engine, request, idempotency_key=None)
    world.now += dt.timedelta(days=1)
    world.server().look()
    row = world.row()
    assert (row.last_job_id, row.next_run_at > world.now) == (running.id, True)
    assert row.last_reason is not None and "already syncing" in row.last_reason


def test_the_clock_jumps_ahead_and_back(world: World) -> None:
    world.schedule(DAILY)
    server = world.server()
    world.now += dt.timedelta(days=400)
    server.look()
    world.end_jobs()
    world.now = START + HOUR
    server.look()
    assert len(world.jobs()) == 1
    # The run ahead of time was the one of the 2nd.
    assert world.row().next_run_at == dt.datetime(2026, 7, 3, 3, 30, tzinfo=dt.UTC)
    world.run_until(START + dt.timedelta(days=2), server)
    assert len(world.jobs()) == 2


def test_a_clock_that_is_set_back_a_little_repeats_nothing(world: World) -> None:
    world.schedule(DAILY)
    server = world.server()
    world.run_until(dt.datetime(2026, 7, 2, 3, 30, tzinfo=dt.UTC), server)
    assert len(world.jobs()) == 1
    for restarted in (False, True):
        world.now = dt.datetime(2026, 7, 2, 1, tzinfo=dt.UTC)
        world.run_until(
            dt.datetime(2026, 7, 2, 5, tzinfo=dt.UTC), world.server() if restarted else server
        )
    assert len(world.jobs()) == 1
    world.run_until(dt.datetime(2026, 7, 3, 5, tzinfo=dt.UTC), server)
    assert len(world.jobs()) == 2


def test_a_schedule_moves_with_its_account_to_another_zone(world: World) -> None:
    world.schedule(DAILY)
    server = world.server()
    server.look()
    with world.database.session() as session:
        session.get_one(AccountRow, world.account_id).time_zone = "America/New_York"
        session.commit()
    server.look()
    assert world.row().next_run_at == dt.datetime(2026, 7, 2, 9, 30, tzinfo=dt.UTC)
    assert world.row().time_zone == "America/New_York"


def test_a_disabled_account_starts_nothing(world: World) -> None:
    world.schedule(DAILY)
    with world.database.session() as session:
        session.get_one(AccountRow, world.account_id).disabled_at = START
        session.commit()
    world.now += dt.timedelta(days=1)
    world.server().look()
    assert world.jobs() == [] and world.row().next_run_at > world.now


def test_a_schedule_goes_with_the_last_source_that_it_names(world: World) -> None:
    kept = world.schedule(DAILY)
    world.schedule(DAILY, [world.source_id])
    with world.database.session_of(world.account_id) as session:
        connected.disconnect(session, world.source_id)
    assert world.row().id == kept
    world.now += dt.timedelta(days=1)
    world.server().look()
    assert world.row().last_reason == "Connect a source before syncing."


def test_what_cannot_be_a_schedule_is_refused(world: World) -> None:
    with world.database.session_of(world.account_id) as session:
        for rule in (Rule(), Rule(at="05:30", every=HOUR)):
            with pytest.raises(Problem, match="Exactly one"):
                schedules.create(session, ScheduleRequest(None, None, rule), START)
        with pytest.raises(Problem, match="never comes"):
            schedules.create(session, ScheduleRequest(None, None, Rule(cron="0 0 30 2 *")), START)
        with pytest.raises(Problem, match="source"):
            schedules.create(session, ScheduleRequest(None, [uuid4()], DAILY), START)
        for _ in range(schedules.MOST):
            schedules.create(session, ScheduleRequest(None, None, DAILY), START)
        with pytest.raises(Problem, match="50 schedules"):
            schedules.create(session, ScheduleRequest(None, None, DAILY), START)
