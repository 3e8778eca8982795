"""The best efforts among an account's activities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from fittrack_backend.records.numbers.best_power import DURATIONS_S
from fittrack_backend.records.numbers.best_times import RUNNING_DISTANCES_M
from fittrack_backend.records.recording_numbers import BestKind
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.activity_numbers import best_of
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.samples_to_come import numbers_to_come
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, BestRow, RecordingRow


@frozen
class BestView:
    """A best effort, of which activity it is, and its place among those of its kind: 1 is the best."""

    rank: int
    sport: str
    kind: BestKind
    distance_m: float | None
    duration_s: float
    power_w: float | None
    activity_id: UUID
    activity_name: str | None
    recording_id: UUID
    start_time: dt.datetime
    date: dt.date


@frozen
class BestsView:
    """The bests that were asked for, and how many activities may still change them."""

    items: Sequence[BestView]
    pending: int


def bests(database: AccountSession, wanted: ActivityFilter, limit: int) -> BestsView:
    """The best `limit` over each distance and for each time, of each sport that is asked for; one of an activity."""
    overs = {"time": RUNNING_DISTANCES_M, "power": DURATIONS_S}
    queries = {kind: _query(wanted, kind, limit) for kind in overs}
    found = [
        view
        for sport in wanted.sports
        for kind in overs
        for over in overs[kind]
        for view in _of_one(database, queries[kind], sport, kind, over)
    ]
    pending = database.scalar(
        select(func.count(RecordingRow.activity_id.distinct())).where(numbers_to_come())
    )
    return BestsView(found, pending or 0)


def _query(wanted: ActivityFilter, kind: str, limit: int) -> Select[*tuple[Any, ...]]:
    """The best of a kind; which sport, and over how much, are parameters, since to make a query costs more than to run it."""
    value = BestRow.value
    return (
        select(
            *(BestRow.value, BestRow.from_s, ActivityRow.id, ActivityRow.column("name")),
            *(RecordingRow.id, RecordingRow.start_time, ActivityRow.column("date")),
        )
        .join(RecordingRow, RecordingRow.id == BestRow.recording_id)
        .join(ActivityRow, ActivityRow.id == RecordingRow.activity_id)
        .where(
            BestRow.kind == kind,
            BestRow.over == bindparam("over"),
            wanted.condition(),
            ActivityRow.column("sport") == bindparam("sport"),
            counts(RecordingRow),
            ~_has_a_fuller_one(),
        )
        .order_by(value if kind == "time" else value.desc(), RecordingRow.start_time)
        .limit(limit)
    )


def _of_one(
    database: AccountSession,
    query: Select[*tuple[Any, ...]],
    sport: str,
    kind: str,
    over: float,
) -> Iterator[BestView]:
    rows = database.execute(query, {"sport": sport, "over": over}).all()
    for rank, (amount, from_s, activity_id, name, recording_id, start, date) in enumerate(rows, 1):
        best = best_of(kind, over, amount, from_s)
        yield BestView(
            rank=rank,
            sport=sport,
            kind=best.kind,
            distance_m=best.distance_m,
            duration_s=best.duration_s,
            power_w=best.power_w,
            activity_id=activity_id,
            activity_name=name,
            recording_id=recording_id,
            start_time=start + dt.timedelta(seconds=from_s),
            date=date,
        )


def _has_a_fuller_one() -> ColumnElement[bool]:
    """The condition for recordings whose activity takes its samples from another one (`recording_with_samples`)."""
    other = aliased(RecordingRow)
    samples, theirs = RecordingRow.column("samples"), other.column("samples")
    return exists().where(
        other.activity_id == RecordingRow.activity_id,
        counts(other),
        or_(
            theirs > samples,
            and_(theirs == samples, other.start_time < RecordingRow.start_time),
            and_(
                theirs == samples,
                other.start_time == RecordingRow.start_time,
                other.id < RecordingRow.id,
            ),
        ),
    )
