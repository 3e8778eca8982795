"""Starts the syncs whose time has come.

When a schedule runs next stands in the database. Whoever finds that it is due starts the job with a key of that time,
and then moves the schedule on. So a run is neither lost nor doubled by a crash in between or by several servers, and
what came while no server ran is caught up once.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select, update

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage import athletes
from fittrack_backend.storage.database import Database, rows_changed
from fittrack_backend.storage.one_at_a_time import STARTING_SYNCS, one_at_a_time
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow, SyncScheduleRow
from fittrack_backend.sync import jobs, schedule_times, schedules
from fittrack_backend.sync.jobs import JobRequest
from fittrack_backend.sync.runner import Runner
from fittrack_backend.sync.schedule_times import NoSuchTime

EVERY_S = 5.0
"""How often it looks at the clock. It does not wait for a moment: clocks jump, and machines sleep."""
_FOR_LATER = frozenset({Kind.BUSY, Kind.STORAGE_FULL})
"""Why a run is tried again at the next look."""
_AT_ONCE = 100
_NEVER = dt.timedelta(days=366)
"""When a schedule is looked at again whose time comes no more."""

_log = logging.getLogger("fittrack.sync")


class Scheduler:
    """Runs the schedules of all accounts."""

    def __init__(
        self, database: Database, runner: Runner, clock: Callable[[], dt.datetime]
    ) -> None:
        self._database = database
        self._runner = runner
        self._clock = clock
        self._seen: dt.datetime | None = None

    def run(self, stopping: threading.Event) -> None:
        """Starts what is due until the server stops."""
        while not stopping.is_set():
            try:
                with one_at_a_time(self._database, STARTING_SYNCS) as ours:
                    if ours:
                        self.look(stopping)
            except Exception:  # a database that is away must not end the schedules
                _log.exception("schedules cannot be looked at at the moment")
            stopping.wait(EVERY_S)

    def look(self, stopping: threading.Event | None = None) -> None:
        """Starts what is due now."""
        now = self._clock()
        for account_id, schedule_id in self._to_plan_anew(now):
            with self._database.session_of(account_id) as session:
                self._plan_anew(session, schedule_id, now)
        self._seen = now
        with self._database.session() as session:
            due = session.execute(
                select(SyncScheduleRow.account_id, SyncScheduleRow.id)
                .where(SyncScheduleRow.next_run_at <= now)
                .order_by(SyncScheduleRow.next_run_at)
                .limit(_AT_ONCE)
            ).all()
        for account_id, schedule_id in due:
            if stopping is not None and stopping.is_set():
                return
            with self._database.session_of(account_id) as session:
                self._run(session, schedule_id, now)

    def _to_plan_anew(self, now: dt.datetime) -> list[tuple[UUID, UUID]]:
        """The schedules of accounts that moved to another zone; all of them where the clock was set back, also while no
        server ran."""
        query = select(SyncScheduleRow.account_id, SyncScheduleRow.id).join(
            AccountRow, AccountRow.id == SyncScheduleRow.account_id
        )
        if self._seen is not None and self._seen <= now:
            query = query.where(SyncScheduleRow.time_zone.is_distinct_from(AccountRow.time_zone))
        with self._database.session() as session:
            return [(account_id, schedule_id) for account_id, schedule_id in session.execute(query)]

    def _plan_anew(self, session: AccountSession, schedule_id: UUID, now: dt.datetime) -> None:
        row = session.get(SyncScheduleRow, schedule_id)
        if row is None:
            return
        zone = athletes.time_zone(session)
        try:
            planned = schedule_times.planned_anew(
                schedules.rule_of(row),
                zone,
                planned=row.next_run_at,
                last_due=row.last_due_at,
                now=now,
                jitter=schedules.jitter(session, row),
            )
        except NoSuchTime as error:
            planned = now + _NEVER
            _log.warning("schedule %s: %s", row.id, error)
        if planned != row.next_run_at or zone != row.time_zone:
            _move(session, row, next_run_at=planned, time_zone=zone)

    def _run(self, session: AccountSession, schedule_id: UUID, now: dt.datetime) -> None:
        row = session.get(SyncScheduleRow, schedule_id)
        if row is None or row.next_run_at > now:
            return
        due, reason, job_id = row.next_run_at, None, None
        request = JobRequest(
            types=row.types,
            source_ids=None if row.source_ids is None else [UUID(one) for one in row.source_ids],
            since=None,
            until=None,
            full=False,
        )
        try:
            # The request's digest is in the key: a source that was disconnected since makes it another request.
            key = f"{row.id} {due.isoformat()} {request.digest()}"
            job_id = jobs.start(
                session, self._runner, request, idempotency_key=key, operation="scheduled_sync"
            ).id
            _log.info("schedule %s started job %s", row.id, job_id)
        except Problem as problem:
            session.rollback()
            if problem.kind in _FOR_LATER:
                _log.warning("schedule %s will be tried again: %s", row.id, problem.detail)
                return
            reason, running = problem.detail, problem.members.get("job_id")
            job_id = None if running is None else UUID(running)
            _log.info("schedule %s started no job: %s", row.id, reason)
        try:
            following = schedule_times.following(
                schedules.rule_of(row), row.time_zone, due, now, schedules.jitter(session, row)
            )
        except NoSuchTime as error:
            following, reason = now + _NEVER, str(error)
        _move(
            session,
            row,
            next_run_at=following,
            last_due_at=due,
            last_run_at=now,
            last_job_id=job_id,
            last_reason=reason,
        )


def _move(session: AccountSession, row: SyncScheduleRow, **values: object) -> None:
    """Changes a schedule, unless somebody else has moved it on."""
    as_it_was = (
        SyncScheduleRow.id == row.id,
        SyncScheduleRow.next_run_at == row.next_run_at,
    )
    rows_changed(session, update(SyncScheduleRow).where(*as_it_was).values(**values))
    session.commit()
