"""Which records came from which source: counted, and by day.

A source has a record where a file of it was read for it, and also where it has a copy of such a file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    Subquery,
    and_,
    exists,
    func,
    literal,
    literal_column,
    null,
    select,
    union,
    union_all,
)

from fittrack_backend.records.data_types import TYPES
from fittrack_backend.storage.activity_filter import are_gone, is_there
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    ActivityRow,
    HealthPartRow,
    RecordingRow,
    SourceFileRow,
    SourceRow,
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
    for source_id in _sources(session):
        of_activities = _held_activities(session, source_id)
        if of_activities.records:
            found[source_id, "activities"] = of_activities
    for kind in TYPES:
        if kind == "activities":
            continue
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
    days = since, until
    for kind in kinds:
        if kind == "activities":
            for source_id in _sources(session):
                of_source = _days_of_activities(session, source_id, days)
                if of_source:
                    found[source_id, kind] = of_source
            continue
        source, _, date = _records(kind, days).c
        counted = select(source, date, func.count()).group_by(source, date)
        for source_id, day, records in session.execute(counted):
            found.setdefault((source_id, kind), {})[day] = records
    return found


def _sources(session: AccountSession) -> Sequence[UUID]:
    return session.scalars(select(SourceRow.id)).all()


def _held_activities(session: AccountSession, source_id: UUID) -> Held:
    """The activities of a source: counted in an index, and its days by going from each to the next one there."""
    own, date = _own(source_id), ActivityRow.column("date")
    every = select(func.count()).where(ActivityRow.source_id == source_id)
    number = sum(
        sign * (session.scalar(one) or 0)
        for sign, one in ((1, every), *((-1, every.where(gone)) for gone in are_gone()))
    )
    ends = [session.scalar(select(of(date)).where(own)) for of in (func.min, func.max)]
    day = select(func.min(date).label("day")).where(own).cte(recursive=True)
    following = select(func.min(date)).where(own, date > day.c.day).scalar_subquery()
    day = day.union_all(select(following).where(day.c.day.is_not(None)))
    days = session.scalar(select(func.count(day.c.day))) or 0
    other = _others(source_id, None).subquery().c
    others, *other_ends = session.execute(
        select(func.count(), func.min(other.date), func.max(other.date))
    ).one()
    if not others:
        return Held(number, days, *ends)
    is_new = ~exists().where(own, date == other.date)
    days += session.scalar(select(func.count(other.date.distinct())).where(is_new)) or 0
    first, last = zip(ends, other_ends, strict=True)
    return Held(
        number + others,
        days,
        min(one for one in first if one is not None),
        max(one for one in last if one is not None),
    )


def _days_of_activities(
    session: AccountSession, source_id: UUID, days: _Days
) -> dict[dt.date, int]:
    date = ActivityRow.column("date")
    own = select(date).where(_own(source_id), date.between(*days))
    both = union_all(own, select(_others(source_id, days).subquery().c.date)).subquery().c
    counted = select(both.date, func.count()).group_by(both.date)
    return dict(session.execute(counted).all())


def _own(source_id: UUID) -> ColumnElement[bool]:
    """The condition for activities whose own file is of the source. There may be others that it has a recording of."""
    return and_(is_there(), ActivityRow.source_id == source_id)


def _others(source_id: UUID, days: _Days | None) -> CompoundSelect[Any]:
    """Activities whose own file is of another source, and that this one has too, each once: as one of several
    recordings, or as a copy of one."""
    other = ActivityRow.source_id.is_distinct_from(source_id)
    date = ActivityRow.column("date")
    found = select(ActivityRow.id, date).where(is_there(), other)
    if days is not None:
        found = found.where(date.between(*days))
    counts_here = and_(counts(RecordingRow), RecordingRow.activity_id == ActivityRow.id)
    read = exists().where(counts_here, RecordingRow.source_id == source_id)
    several = ActivityRow.column("recording_count") > literal_column("1")  # as the index says it
    copied = found.join(RecordingRow, counts_here)
    elsewhere = (
        RecordingRow.source_id < source_id,
        RecordingRow.source_id > source_id,
        RecordingRow.source_id.is_(None),
    )
    is_copied = exists().where(
        SourceFileRow.sha256 == RecordingRow.column("file_sha256"),
        SourceFileRow.source_id == source_id,
    )
    return union(
        found.where(several, read),
        *(copied.where(of_another, is_copied) for of_another in elsewhere),
    )


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
