"""Which records came from which source: counted, and by day.

A source has a record where a file of it was read for it, and also where it has a copy of such a file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    func,
    literal,
    null,
    select,
    union,
)

from fittrack_backend.records.data_types import TYPES
from fittrack_backend.storage.activities import is_there
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    ActivityRow,
    HealthPartRow,
    RecordingRow,
    SourceFileRow,
    WorkoutRow,
)

Place = tuple[UUID, str]
"""A source and a type."""
_Days = tuple[dt.date, dt.date]


@frozen
class Held:
    """How many records a source has, of one type, on how many days, the first and the last."""

    records: int = 0
    days: int = 0
    first: dt.date | None = None
    last: dt.date | None = None


def held(session: AccountSession) -> dict[Place, Held]:
    """The records of each source and type. Planned workouts have no days."""
    found: dict[Place, Held] = {}
    for kind in TYPES:
        source, _, date = _records(kind).c
        counted = select(
            source, func.count(), func.count(func.distinct(date)), func.min(date), func.max(date)
        ).group_by(source)
        for source_id, *numbers in session.execute(counted):
            found[source_id, kind] = Held(*numbers)
    return found


def days_held(
    session: AccountSession, kinds: Collection[str], since: dt.date, until: dt.date
) -> dict[Place, dict[dt.date, int]]:
    """The days with records, and how many there are, of each source and type."""
    found: dict[Place, dict[dt.date, int]] = {}
    for kind in kinds:
        source, _, date = _records(kind, (since, until)).c
        counted = select(source, date, func.count()).group_by(source, date)
        for source_id, day, records in session.execute(counted):
            found.setdefault((source_id, kind), {})[day] = records
    return found


def days_of_deleted(
    session: AccountSession, since: dt.date, until: dt.date
) -> dict[Place, set[dt.date]]:
    """The days of each source and type with records that their owner deleted, in whichever way."""
    days = since, until
    found: dict[Place, set[dt.date]] = {}
    of_types = []
    for kind, query in (
        ("activities", _activities(days, ActivityRow.deleted_at.is_not(None))),
        ("health", _days_of_health(days, HealthPartRow.removal_id.is_not(None))),
    ):
        source, _, date = query.subquery().c
        of_types.append(select(source, literal(kind), date))
    for source_id, of_type, day in session.execute(union(*of_types)):
        found.setdefault((source_id, of_type), set()).add(day)
    return found


def _records(kind: str, days: _Days | None = None) -> Subquery:
    """Rows of a source, a record of it, and the record's day; each once."""
    match kind:
        case "activities":
            return _activities(days, and_(RecordingRow.removal_id.is_(None), is_there())).subquery()
        case "health":
            return _days_of_health(days, HealthPartRow.removal_id.is_(None)).subquery()
        case _:
            return _workouts().subquery()


def _activities(days: _Days | None, which: ColumnElement[bool]) -> CompoundSelect[Any]:
    date = ActivityRow.column("date")
    of_activity = RecordingRow.activity_id == ActivityRow.id
    counts = and_(RecordingRow.replaced_at.is_(None), which)
    read = (
        select(RecordingRow.source_id, ActivityRow.id, date)
        .join(ActivityRow, of_activity)
        .where(RecordingRow.source_id.is_not(None), counts)
    )
    copied = (
        select(SourceFileRow.source_id, ActivityRow.id, date)
        .join(RecordingRow, SourceFileRow.sha256 == RecordingRow.column("file_sha256"))
        .join(ActivityRow, of_activity)
        .where(counts)
    )
    if days is not None:
        read, copied = (one.where(date.between(*days)) for one in (read, copied))
    return union(read, copied)


def _days_of_health(days: _Days | None, which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """What all files of a source say about a day is one record."""
    date = HealthPartRow.date
    found = (
        select(SourceFileRow.source_id, date.label("record"), date.label("date"))
        .join(HealthPartRow, SourceFileRow.sha256 == HealthPartRow.file_sha256)
        .where(HealthPartRow.replaced_at.is_(None), which)
    )
    return (found if days is None else found.where(date.between(*days))).distinct()


def _workouts() -> CompoundSelect[Any]:
    none = null().label("date")
    read = select(WorkoutRow.source_id, WorkoutRow.id, none).where(
        WorkoutRow.source_id.is_not(None), WorkoutRow.removal_id.is_(None)
    )
    copied = (
        select(SourceFileRow.source_id, WorkoutRow.id, none)
        .join(WorkoutRow, SourceFileRow.sha256 == WorkoutRow.column("file_sha256"))
        .where(WorkoutRow.removal_id.is_(None))
    )
    return union(read, copied)
