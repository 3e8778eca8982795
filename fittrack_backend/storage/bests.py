"""The best efforts among an account's activities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import (
    ColumnElement,
    Date,
    Double,
    Integer,
    Row,
    String,
    and_,
    bindparam,
    exists,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from fittrack_backend.records.numbers.best_power import DURATIONS_S
from fittrack_backend.records.numbers.best_times import RUNNING_DISTANCES_M
from fittrack_backend.records.recording_numbers import BestKind
from fittrack_backend.storage.activity_filter import ActivityFilter, beside, is_there
from fittrack_backend.storage.activity_numbers import best_of
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.samples_to_come import activities_without_numbers
from fittrack_backend.storage.scope import AccountSession, Prepared
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
    """The best `limit` over each distance and for each time, of each sport that is asked for, within the days of `wanted`; one of an
    activity."""
    asked = {
        "since": wanted.since or dt.date.min,
        "until": wanted.until or dt.date.max,
        "most": limit,
    }
    found = [
        view
        for sport in wanted.sports
        for kind, (query, overs) in _OF_KINDS.items()
        for over in overs
        for view in _views(
            sport, kind, over, database.prepared_rows(query, sport=sport, over=over, **asked)
        )
    ]
    return BestsView(found, activities_without_numbers(database))


def _query(kind: str) -> Prepared:
    """The best of a kind, by its index: of a sport in many years the best are among the first."""
    value, sport, day = BestRow.value, ActivityRow.column("sport"), ActivityRow.column("date")
    return Prepared(
        select(
            *(BestRow.value, BestRow.from_s, ActivityRow.id, ActivityRow.column("name")),
            *(RecordingRow.id, RecordingRow.start_time, day),
        )
        .join(RecordingRow, RecordingRow.id == BestRow.recording_id)
        .join(ActivityRow, ActivityRow.id == RecordingRow.activity_id)
        .where(
            BestRow.kind == kind,
            BestRow.over == bindparam("over", type_=Double()),
            is_there(),
            beside(sport) == bindparam("sport", type_=String()),
            beside(day).between(bindparam("since", type_=Date()), bindparam("until", type_=Date())),
            counts(RecordingRow),
            ~_has_a_fuller_one(),
        )
        .order_by(value if kind == "time" else value.desc(), RecordingRow.start_time)
        .limit(bindparam("most", type_=Integer()))
    )


def _views(
    sport: str, kind: str, over: float, rows: Sequence[Row[*tuple[Any, ...]]]
) -> Iterator[BestView]:
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


_OF_KINDS = {
    "time": (_query("time"), RUNNING_DISTANCES_M),
    "power": (_query("power"), DURATIONS_S),
}
