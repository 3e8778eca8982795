"""How complete everything is: each source and type by itself."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import Row, bindparam, select

from fittrack_backend.records.data_types import TYPES
from fittrack_backend.records.local_time import today
from fittrack_backend.sources.connected import warnings_of
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.storage import athletes
from fittrack_backend.storage.scope import AccountSession, Prepared
from fittrack_backend.storage.tables import (
    AskedDaysRow,
    SourceRow,
    StandingRow,
    SyncJobRow,
    SyncLockRow,
)
from fittrack_backend.sync.asked import Asked, without
from fittrack_backend.sync.failing import Failing, failing
from fittrack_backend.sync.held import Held, Place, days_held, held
from fittrack_backend.sync.standings import as_asked

_Row = Row[*tuple[Any, ...]]


@frozen
class OverviewRowView:
    """How complete one type is in one source. Without a type: its files whose kind is not known."""

    source_id: UUID
    source_name: str
    type: str | None
    last_success_at: dt.datetime | None
    last_success_job_id: UUID | None
    last_attempt_at: dt.datetime | None
    last_job_id: UUID | None
    last_state: str | None
    last_reason: str | None
    running_job_id: UUID | None
    waiting_until: dt.datetime | None
    waiting_for: str | None
    records: int
    first_date: dt.date | None
    last_date: dt.date | None
    days_with_records: int
    missing_days: int | None
    unasked_days: int | None
    failing_files: int
    failed_job_ids: list[UUID]
    ignored_files: int


@frozen
class OverviewView:
    """How complete everything is."""

    rows: list[OverviewRowView]
    warnings: list[str]
    """What the account's owner should see to."""


@frozen
class _Found:
    """All that is known of the account's sources and types."""

    standings: Mapping[Place, _Row]
    running: Mapping[Place, UUID]
    waiting: Mapping[UUID, tuple[dt.datetime | None, str | None]]
    held: Mapping[Place, Held]
    unasked: Mapping[Place, int]
    failing: Mapping[tuple[UUID, str | None], Sequence[Failing]]


_SOURCES = Prepared(
    select(SourceRow).where(SourceRow.is_connected()).order_by(SourceRow.connected_at, SourceRow.id)
)
_LOCKS = Prepared(select(SyncLockRow.source_id, SyncLockRow.type, SyncLockRow.job_id))
_STANDINGS = Prepared(select(StandingRow))
_WAITING = Prepared(
    select(SyncJobRow.id, SyncJobRow.waiting_until, SyncJobRow.waiting_for).where(
        SyncJobRow.id == bindparam("id"), SyncJobRow.waiting_until.is_not(None)
    )
)
_ANSWERED = Prepared(select(AskedDaysRow).where(AskedDaysRow.state == "answered"))


def show(session: AccountSession) -> OverviewView:
    """The account's overview: its connected sources in the order in which they were connected."""
    sources = session.prepared_rows(_SOURCES)
    of_places = held(session, [source.id for source in sources])
    locks = session.prepared_rows(_LOCKS)
    running = {(source_id, kind): job_id for source_id, kind, job_id in locks}
    found = _Found(
        {(row.source_id, row.type): row for row in session.prepared_rows(_STANDINGS)},
        running,
        _waiting(session, running.values()),
        of_places,
        _unasked(session, of_places),
        _by_place(failing(session)),
    )
    return OverviewView(
        [
            _row(source, kind, found)
            for source in sources
            for kind in (*TYPES, None)
            if kind is not None or (source.id, None) in found.failing
        ],
        warnings_of(sources, dt.datetime.now(dt.UTC).date()),
    )


def _waiting(
    session: AccountSession, running: Iterable[UUID]
) -> dict[UUID, tuple[dt.datetime | None, str | None]]:
    """Which of the jobs that run wait for a service, and until when."""
    rows = (session.prepared_row(_WAITING, id=job_id) for job_id in set(running))
    return {row.id: (row.waiting_until, row.waiting_for) for row in rows if row is not None}


def _by_place(every: Sequence[Failing]) -> Mapping[tuple[UUID, str | None], Sequence[Failing]]:
    found: defaultdict[tuple[UUID, str | None], list[Failing]] = defaultdict(list)
    for one in every:
        found[one.source_id, one.type].append(one)
    return found


def _row(source: _Row, kind: str | None, found: _Found) -> OverviewRowView:
    place = source.id, kind or ""
    standing = found.standings.get(place)
    of_place = found.held.get(place, Held())
    known = [one for one in found.failing.get((source.id, kind), ()) if one.ignored]
    fails = [one for one in found.failing.get((source.id, kind), ()) if not one.ignored]
    running = found.running.get(place)
    until, service = found.waiting.get(running, (None, None)) if running else (None, None)
    return OverviewRowView(
        source_id=source.id,
        source_name=source.name,
        type=kind,
        last_success_at=standing.succeeded_at if standing else None,
        last_success_job_id=standing.succeeded_job_id if standing else None,
        last_attempt_at=standing.ended_at if standing else None,
        last_job_id=standing.job_id if standing else None,
        last_state=standing.state if standing else None,
        last_reason=standing.reason if standing else None,
        running_job_id=running,
        waiting_until=until,
        waiting_for=service,
        records=of_place.records,
        first_date=of_place.first,
        last_date=of_place.last,
        days_with_records=of_place.days,
        missing_days=_missing(of_place) if kind == "health" else None,
        unasked_days=found.unasked.get(place) if KINDS[source.kind].can_be_asked else None,
        failing_files=sum(one.files for one in fails),
        failed_job_ids=list(dict.fromkeys(one.job_id for one in fails if one.job_id is not None)),
        ignored_files=sum(one.files for one in known),
    )


def _missing(of_health: Held) -> int:
    """The days between the first and the last on which nothing was recorded."""
    if of_health.first is None or of_health.last is None:
        return 0
    return (of_health.last - of_health.first).days + 1 - of_health.days


def _unasked(session: AccountSession, of_places: Mapping[Place, Held]) -> dict[Place, int]:
    """How many days from the first record to today no sync can speak for: those without a record for
    which the source was not asked, or did not answer."""
    now = dt.datetime.now(dt.UTC)
    last = today(athletes.time_zone(session), now)
    answered: defaultdict[Place, list[Asked]] = defaultdict(list)
    for row in session.prepared_rows(_ANSWERED):
        answered[row.source_id, row.type].append(as_asked(row))
    gaps = {
        place: without(
            [Asked(one.first, last, "answered", session.account_id, now)], answered[place]
        )
        for place, one in of_places.items()
        if one.first is not None and one.first <= last
    }
    first = min((gap.since for some in gaps.values() for gap in some), default=None)
    days = {}
    if first is not None:
        sources, kinds = {place[0] for place in gaps}, {place[1] for place in gaps}
        days = days_held(session, sources, kinds, first, last)
    return {
        place: sum(
            (gap.until - gap.since).days
            + 1
            - sum(gap.since <= day <= gap.until for day in days.get(place, ()))
            for gap in some
        )
        for place, some in gaps.items()
    }
