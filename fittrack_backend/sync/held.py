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
    Date,
    Select,
    Subquery,
    Uuid,
    and_,
    bindparam,
    exists,
    func,
    literal,
    literal_column,
    null,
    select,
    union,
    union_all,
)

from fittrack_backend.records.numbers.streaks import of_days
from fittrack_backend.storage.activity_filter import is_there
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.scope import AccountSession, Prepared
from fittrack_backend.storage.tables import (
    ActivityRow,
    ActivitySumsRow,
    HealthPartRow,
    RecordingRow,
    SourceFileRow,
    WorkoutRow,
)

Place = tuple[UUID, str]
"""A source and a type."""
_Days = tuple[ColumnElement[dt.date], ColumnElement[dt.date]] | tuple[dt.date, dt.date]


@frozen
class Held:
    """How many records a source has, of one type, on how many days, the first and the last."""

    records: int = 0
    days: int = 0
    first: dt.date | None = None
    last: dt.date | None = None


def held(session: AccountSession, sources: Collection[UUID]) -> dict[Place, Held]:
    """The records of each of these sources, and of each type. Planned workouts have no days."""
    found: dict[Place, Held] = {}
    for source_id in sources:
        of_activities = _held_activities(session, source_id)
        if of_activities.records:
            found[source_id, "activities"] = of_activities
    for kind, counted in _COUNTED.items():
        for source_id, *numbers in session.prepared_rows(counted):
            found[source_id, kind] = Held(*numbers)
    return found


def days_held(
    session: AccountSession,
    sources: Collection[UUID],
    kinds: Collection[str],
    since: dt.date,
    until: dt.date,
) -> dict[Place, dict[dt.date, int]]:
    """The days with records, and how many there are, of each of these sources, and of each type that has days."""
    found: dict[Place, dict[dt.date, int]] = {}
    if "activities" in kinds:
        for source_id in sources:
            of_source = session.prepared_rows(
                _DAYS_OF_ACTIVITIES, source_id=source_id, since=since, until=until
            )
            if of_source:
                found[source_id, "activities"] = dict(map(tuple, of_source))
    if "health" in kinds:
        of_health = session.prepared_rows(_DAYS_OF_HEALTH, since=since, until=until)
        for source_id, day, records in of_health:
            found.setdefault((source_id, "health"), {})[day] = records
    return found


def _held_activities(session: AccountSession, source_id: UUID) -> Held:
    """The activities of a source as they are kept by month, and those of others that it has, too."""
    own = session.prepared_rows(_OWN_ACTIVITIES, source_id=source_id)
    number = sum(one.activity_count for one in own)
    parts = [(one.first_day.toordinal(), one.days) for one in own]
    (others,) = session.prepared_values(_OTHERS_ACTIVITIES, source_id=source_id)
    if others:
        number += others
        days = session.prepared_values(_DAYS_OF_OTHERS, source_id=source_id)
        parts += [(day.replace(day=1).toordinal(), 1 << day.day - 1) for day in days]
    active = of_days(parts)
    return Held(number, active.count, active.first_active, active.last_active)


_SOURCE: ColumnElement[UUID] = bindparam("source_id", type_=Uuid())
_DAYS: _Days = (
    bindparam("since", type_=Date()),
    bindparam("until", type_=Date()),
)


def _own() -> ColumnElement[bool]:
    """The condition for activities whose own file is of the source. There may be others that it has a recording of."""
    return and_(is_there(), ActivityRow.source_id == _SOURCE)


def _own_activities() -> Select[*tuple[Any, ...]]:
    row = ActivitySumsRow
    return select(row.first_day, row.days, row.activity_count).where(
        row.span == "month", row.source_id == _SOURCE
    )


def _others_activities() -> Select[*tuple[Any, ...]]:
    return select(func.count()).select_from(_others().subquery())


def _days_of_others() -> Select[*tuple[Any, ...]]:
    return select(_others().subquery().c.date).distinct()


def _days_of_activities() -> Select[*tuple[Any, ...]]:
    date = ActivityRow.column("date")
    own = select(date).where(_own(), date.between(*_DAYS))
    both = union_all(own, select(_others(_DAYS).subquery().c.date)).subquery().c
    return select(both.date, func.count()).group_by(both.date)


def _others(days: _Days | None = None) -> CompoundSelect[Any]:
    """Activities whose own file is of another source, and that this one has too, each once: as one of several
    recordings, or as a copy of one."""
    other = ActivityRow.source_id.is_distinct_from(_SOURCE)
    date = ActivityRow.column("date")
    found = select(ActivityRow.id, date).where(is_there(), other)
    if days is not None:
        found = found.where(date.between(*days))
    counts_here = and_(counts(RecordingRow), RecordingRow.activity_id == ActivityRow.id)
    read = exists().where(counts_here, RecordingRow.source_id == _SOURCE)
    several = ActivityRow.column("recording_count") > literal_column("1")  # as the index says it
    copied = found.join(RecordingRow, counts_here)
    elsewhere = (
        RecordingRow.source_id < _SOURCE,
        RecordingRow.source_id > _SOURCE,
        RecordingRow.source_id.is_(None),
    )
    is_copied = exists().where(
        SourceFileRow.sha256 == RecordingRow.column("file_sha256"),
        SourceFileRow.source_id == _SOURCE,
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


def _counted(records: Subquery) -> Select[*tuple[Any, ...]]:
    """By source: how many records, on how many days, the first and the last. `records` are sources, records of them and the
    records' days, each once."""
    source, _, date = records.c
    numbers = func.count(), func.count(func.distinct(date)), func.min(date), func.max(date)
    return select(source, *numbers).group_by(source)


def _days_counted(records: Subquery) -> Select[*tuple[Any, ...]]:
    source, _, date = records.c
    return select(source, date, func.count()).group_by(source, date)


_HEALTH = HealthPartRow.removal_id.is_(None)
_COUNTED = {
    "health": Prepared(_counted(_days_of_health(None, _HEALTH).subquery())),
    "workouts": Prepared(_counted(_workouts().subquery())),
}
_OWN_ACTIVITIES = Prepared(_own_activities())
_OTHERS_ACTIVITIES = Prepared(_others_activities())
_DAYS_OF_OTHERS = Prepared(_days_of_others())
_DAYS_OF_ACTIVITIES = Prepared(_days_of_activities())
_DAYS_OF_HEALTH = Prepared(_days_counted(_days_of_health(_DAYS, _HEALTH).subquery()))
