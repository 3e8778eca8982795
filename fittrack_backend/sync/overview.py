"""How complete everything is, type by type."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from attrs import define, frozen
from sqlalchemy import func, select

from fittrack_backend.records.data_types import TYPES
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    ActivityRow,
    HealthDayRow,
    SourceFileRow,
    SourceRow,
    SyncJobRow,
    WorkoutRow,
)
from fittrack_backend.sync.claim import UNFINISHED


@frozen
class CoverageView:
    """The days that are there."""

    first_date: dt.date | None
    last_date: dt.date | None
    records: int
    days_with_records: int
    missing_days: int | None


@frozen
class TypeOverviewView:
    """How complete one type is."""

    type: str
    last_success_at: dt.datetime | None
    last_job_id: UUID | None
    last_job_state: str | None
    running_job_id: UUID | None
    failed_items: int
    coverage: CoverageView


@frozen
class OverviewView:
    """How complete everything is."""

    types: list[TypeOverviewView]


@define
class _Jobs:
    last_success_at: dt.datetime | None = None
    last_id: UUID | None = None
    last_state: str | None = None
    running_id: UUID | None = None


def show(session: AccountSession) -> OverviewView:
    """The account's overview."""
    found = _jobs(session)
    failed = _failed(session)
    coverages = {
        "activities": _activities(session),
        "health": _health(session),
        "workouts": _workouts(session),
    }
    return OverviewView(
        types=[
            TypeOverviewView(
                type=kind,
                last_success_at=found[kind].last_success_at,
                last_job_id=found[kind].last_id,
                last_job_state=found[kind].last_state,
                running_job_id=found[kind].running_id,
                failed_items=failed[kind],
                coverage=coverages[kind],
            )
            for kind in TYPES
        ]
    )


def _jobs(session: AccountSession) -> dict[str, _Jobs]:
    found: dict[str, _Jobs] = {kind: _Jobs() for kind in TYPES}
    without_success = set(TYPES)
    query = (
        select(SyncJobRow.id, SyncJobRow.state, SyncJobRow.types, SyncJobRow.finished_at)
        .order_by(SyncJobRow.created_at.desc(), SyncJobRow.id.desc())
        .execution_options(yield_per=100)
    )
    for row in session.execute(query):
        for kind in row.types:
            jobs = found[kind]
            if jobs.last_id is None:
                jobs.last_id, jobs.last_state = row.id, row.state
            if row.state in UNFINISHED and jobs.running_id is None:
                jobs.running_id = row.id
            if row.state == "succeeded" and kind in without_success:
                jobs.last_success_at = row.finished_at
                without_success.discard(kind)
        if not without_success:
            break
    return found


def _failed(session: AccountSession) -> dict[str, int]:
    """Files whose last reading failed; one whose kind is not known may hold any type."""
    query = (
        select(SourceFileRow.types)
        .join(SourceRow, SourceRow.id == SourceFileRow.source_id)
        .where(
            SourceRow.disconnected_at.is_(None),
            SourceFileRow.outcome == "failed",
            SourceFileRow.gone_at.is_(None),
        )
    )
    numbers: dict[str, int] = dict.fromkeys(TYPES, 0)
    for types in session.scalars(query):
        for kind in types or TYPES:
            numbers[kind] += 1
    return numbers


def _activities(session: AccountSession) -> CoverageView:
    date = ActivityRow.column("date")
    query: Any = select(
        func.min(date), func.max(date), func.count(), func.count(func.distinct(date))
    )
    first, last, records, days = session.execute(query).one()
    return CoverageView(first, last, records, days, None)


def _health(session: AccountSession) -> CoverageView:
    date = HealthDayRow.date
    query: Any = select(func.min(date), func.max(date), func.count())
    first, last, days = session.execute(query).one()
    missing = (last - first).days + 1 - days if days else 0
    return CoverageView(first, last, days, days, missing)


def _workouts(session: AccountSession) -> CoverageView:
    query = select(func.count()).select_from(WorkoutRow)
    return CoverageView(None, None, session.scalar(query) or 0, 0, None)
