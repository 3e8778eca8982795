"""Which records came from which source: counted, and by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    ActivityRow,
    HealthPartRow,
    SourceFileRow,
    WorkoutRow,
)

Place = tuple[UUID, str]
"""A source and a type."""


@frozen
class Held:
    """How many records came from a source, of one type, on how many days, the first and the last."""

    records: int = 0
    days: int = 0
    first: dt.date | None = None
    last: dt.date | None = None


@frozen
class _Dated:
    """Where the records of a type are that have a day: the columns of their source and of their day."""

    source: InstrumentedAttribute[Any]
    date: InstrumentedAttribute[Any]
    records: Select[*tuple[Any, ...]]


def _dated() -> dict[str, _Dated]:
    # What files tell of days of health is one record a day, and from all sources that have such a file.
    source, date = SourceFileRow.source_id, HealthPartRow.date
    parts: Select[*tuple[Any, ...]] = select(source, date).join(
        HealthPartRow, SourceFileRow.sha256 == HealthPartRow.file_sha256
    )
    activities = ActivityRow.source_id, ActivityRow.column("date")
    return {
        "activities": _Dated(*activities, select(*activities).where(activities[0].is_not(None))),
        "health": _Dated(source, date, parts.distinct()),
    }


def held(session: AccountSession) -> dict[Place, Held]:
    """The records of each source and type. Planned workouts have no days."""
    found: dict[Place, Held] = {}
    for kind, of_kind in _dated().items():
        rows = of_kind.records.subquery()
        source, date = rows.c
        counted = select(
            source, func.count(), func.count(func.distinct(date)), func.min(date), func.max(date)
        ).group_by(source)
        for source_id, *numbers in session.execute(counted):
            found[source_id, kind] = Held(*numbers)
    workouts = select(WorkoutRow.source_id, func.count()).group_by(WorkoutRow.source_id)
    for source_id, records in session.execute(workouts):
        if source_id is not None:
            found[source_id, "workouts"] = Held(records)
    return found


def days_held(
    session: AccountSession, kinds: Collection[str], since: dt.date, until: dt.date
) -> dict[Place, dict[dt.date, int]]:
    """The days with records, and how many there are, of each source and type."""
    found: dict[Place, dict[dt.date, int]] = {}
    for kind, of_kind in _dated().items():
        if kind not in kinds:
            continue
        rows = of_kind.records.where(of_kind.date >= since, of_kind.date <= until).subquery()
        source, date = rows.c
        counted = select(source, date, func.count()).group_by(source, date)
        for source_id, day, records in session.execute(counted):
            found.setdefault((source_id, kind), {})[day] = records
    return found
