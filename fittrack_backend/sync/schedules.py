"""The schedules of an account: when a sync starts by itself, and of what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID, uuid4

from attrs import frozen
from sqlalchemy import select

from fittrack_backend.errors import invalid, not_found
from fittrack_backend.records.data_types import TYPES
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.storage import athletes
from fittrack_backend.storage.pages import Page, PageAsked, page_by_time
from fittrack_backend.storage.room import require_room
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import SourceRow, SyncScheduleRow
from fittrack_backend.sync import schedule_times
from fittrack_backend.sync.schedule_times import NoSuchTime, Rule

MOST = 50
"""How many an account may have."""


@frozen
class ScheduleRequest:
    """What is to be synced, and when; None stands for all types, and for all sources."""

    types: Sequence[str] | None
    source_ids: Sequence[UUID] | None
    rule: Rule


@frozen
class ScheduleView:
    """A schedule as the contract shows it."""

    id: UUID
    types: list[str] | None
    source_ids: list[UUID] | None
    every_s: int | None
    at: str | None
    cron: str | None
    time_zone: str
    created_at: dt.datetime
    next_run_at: dt.datetime
    last_run_at: dt.datetime | None
    last_job_id: UUID | None
    last_reason: str | None


def create(session: AccountSession, request: ScheduleRequest, now: dt.datetime) -> ScheduleView:
    """Makes a schedule; it runs for the first time when its time comes, or after its interval.

    Problems: 422 unless exactly one says when, and for a cron expression that cannot be read or never comes; 404 for a source that is not connected;
    409 `limit-reached` where the account has as many as it may have.
    """
    rule = request.rule
    if sum(one is not None for one in (rule.every, rule.at, rule.cron)) != 1:
        raise invalid("body.every_s", "Exactly one of every_s, at and cron says when.")
    try:
        schedule_times.check(rule)
    except NoSuchTime as error:
        raise invalid("body.cron", str(error)) from None
    require_room(
        session,
        session.account_id,
        SyncScheduleRow,
        (),
        MOST,
        things="schedules",
        way_out="Remove one first.",
    )
    source_ids = list(dict.fromkeys(request.source_ids)) if request.source_ids else None
    _check_connected(session, source_ids or ())
    wanted = set(request.types or ())
    row = SyncScheduleRow(
        id=uuid4(),
        account_id=session.account_id,
        types=[one for one in TYPES if one in wanted] or None,
        source_ids=[str(one) for one in source_ids] if source_ids else None,
        every_s=int(rule.every.total_seconds()) if rule.every is not None else None,
        at=rule.at,
        cron=rule.cron,
        time_zone=athletes.time_zone(session),
        created_at=now,
    )
    row.next_run_at = schedule_times.following(rule, row.time_zone, now, now, jitter(session, row))
    session.add(row)
    session.commit()
    return _view(row)


def list_all(session: AccountSession, asked: PageAsked) -> Page[ScheduleView]:
    """The account's schedules, the one that runs next first."""
    query, time = select(SyncScheduleRow), SyncScheduleRow.next_run_at
    page = page_by_time(session, query, time, asked, latest_first=False)
    return page.each(_view)


def delete(session: AccountSession, schedule_id: UUID) -> None:
    """Ends a schedule; a problem 404 when it is not one of the account's. A sync that it started goes on."""
    row = session.get(SyncScheduleRow, schedule_id)
    if row is None:
        raise not_found("schedule", schedule_id)
    session.delete(row)
    session.commit()


def rule_of(row: SyncScheduleRow) -> Rule:
    """When a schedule runs."""
    every = None if row.every_s is None else dt.timedelta(seconds=row.every_s)
    return Rule(every, row.at, row.cron)


def jitter(session: AccountSession, row: SyncScheduleRow) -> dt.timedelta:
    """How much later than it says it runs: not at all where it asks none but folders."""
    kinds = select(SourceRow.kind, SourceRow.settings).where(SourceRow.is_connected())
    if row.source_ids is not None:
        kinds = kinds.where(SourceRow.id.in_([UUID(one) for one in row.source_ids]))
    asks_a_service = any(
        KINDS[kind].folder(settings) is None for kind, settings in session.execute(kinds)
    )
    return schedule_times.jitter_of(row.id) if asks_a_service else dt.timedelta()


def _check_connected(session: AccountSession, source_ids: Sequence[UUID]) -> None:
    there = set(session.scalars(select(SourceRow.id).where(SourceRow.is_connected())))
    for one in source_ids:
        if one not in there:
            session.rollback()
            raise not_found("source", one)


def _view(row: SyncScheduleRow) -> ScheduleView:
    return ScheduleView(
        id=row.id,
        types=row.types,
        source_ids=None if row.source_ids is None else [UUID(one) for one in row.source_ids],
        every_s=row.every_s,
        at=row.at,
        cron=row.cron,
        time_zone=row.time_zone or "UTC",
        created_at=row.created_at,
        next_run_at=row.next_run_at,
        last_run_at=row.last_run_at,
        last_job_id=row.last_job_id,
        last_reason=row.last_reason,
    )
