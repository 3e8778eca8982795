"""The days of an account, with their nights, weighings and series, as its requests read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, TypeVar
from uuid import UUID

from attrs import evolve
from sqlalchemy import Row, Select, and_, func, select

from fittrack_backend.errors import not_found
from fittrack_backend.records.as_json import made
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.health import DailyHealth, DailyHealthDetail, DaySource, GivenBy
from fittrack_backend.records.series import HealthSeries, Metric, points_of, unpacked
from fittrack_backend.records.sleep import SleepNight
from fittrack_backend.records.weighings import Weighing, Weight
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.pages import Key, Page, PageAsked, decode_cursor, make_page
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.shown import connected_sources
from fittrack_backend.storage.tables import HealthDayRow, HealthPartRow, SourceFileRow

D = TypeVar("D", bound=DailyHealth)
_Query = Select[tuple[Any, ...]]


def list_all(
    database: AccountSession, asked: PageAsked, *, since: dt.date | None, until: dt.date | None
) -> Page[DailyHealth]:
    """Latest day first."""
    query = _between(_days(DailyHealth), since, until)
    total = asked.total(database, HealthDayRow, query)
    rows = _latest_first(database, query, asked)
    page = make_page(_shown(database, DailyHealth, rows), asked.limit, lambda day: (day.date,))
    return evolve(page, total=total)


def show(database: AccountSession, date: dt.date) -> DailyHealthDetail:
    """One day. Raises a problem 404 when nothing is known of it."""
    rows = database.execute(_days(DailyHealthDetail).where(HealthDayRow.date == date)).all()
    if not rows:
        raise not_found("day of health data", date)
    return _shown(database, DailyHealthDetail, rows)[0]


def list_nights(
    database: AccountSession, asked: PageAsked, *, since: dt.date | None, until: dt.date | None
) -> Page[SleepNight]:
    """Latest day of waking first."""
    night = HealthDayRow.column("night")
    query = _between(select(night).where(night.is_not(None)), since, until)
    total = asked.total(database, HealthDayRow, query)
    rows = _latest_first(database, query, asked)
    nights: list[SleepNight] = [row.night for row in rows]
    return evolve(make_page(nights, asked.limit, lambda one: (one.date,)), total=total)


def list_weights(
    database: AccountSession, asked: PageAsked, *, since: dt.date | None, until: dt.date | None
) -> Page[Weighing]:
    """Latest day first, and in a day the latest weighing first."""
    query = select(HealthDayRow.date, HealthDayRow.column("weights")).where(
        HealthDayRow.column("weight_kg").is_not(None)
    )
    last: tuple[dt.date, dt.datetime] | None = None
    if asked.cursor is not None:
        last = decode_cursor(asked.cursor, dt.date, dt.datetime)
        query = query.where(HealthDayRow.date <= last[0])
    # Each of these days has a weighing; of the cursor's own there may be none left.
    rows = _latest_first(database, _between(query, since, until), PageAsked(asked.limit + 1))
    found = [
        _dated(weight, row.date)
        for row in rows
        for weight in reversed(row.weights)
        if last is None or (row.date, weight.measured_at) < last
    ]
    return make_page(found[: asked.limit + 1], asked.limit, lambda one: (one.date, one.measured_at))


def show_series(database: AccountSession, date: dt.date, metric: Metric) -> HealthSeries:
    """How a value went over a day. Raises a problem 404 where nothing is known of it."""
    query = (
        select(HealthPartRow.series)
        .where(
            HealthPartRow.date == date,
            HealthPartRow.series.is_not(None),
            counts(HealthPartRow),
        )
        .order_by(HealthPartRow.file_sha256)
    )
    parts = [
        part
        for data in database.scalars(query)
        if data is not None
        for part in unpacked(data)
        if part.metric == metric
    ]
    if not parts:
        raise not_found(f"series of {metric} on", date)
    return HealthSeries(date, metric, points_of(parts))


def _days(record: type[DailyHealth]) -> _Query:
    names = [name for name in fields_of(record) if name != "sources"]
    columns = [HealthDayRow.column(name) for name in (*names, "given_by")]
    return select(*columns)


def _between(query: _Query, since: dt.date | None, until: dt.date | None) -> _Query:
    if since is not None:
        query = query.where(HealthDayRow.date >= since)
    if until is not None:
        query = query.where(HealthDayRow.date <= until)
    return query


def _latest_first(
    database: AccountSession, query: _Query, asked: PageAsked
) -> Sequence[Row[tuple[Any, ...]]]:
    keys = (Key(HealthDayRow.date, descending=True),)
    return database.execute(asked.rows_of(query, keys, dt.date)).all()


def _shown(
    database: AccountSession, record: type[D], rows: Sequence[Row[tuple[Any, ...]]]
) -> list[D]:
    """Days with the sources of their values."""
    files = _files(database, [row.date for row in rows])
    found: list[D] = []
    for row in rows:
        values = dict(row._mapping)  # noqa: SLF001 (public, against homonyms)
        sources = tuple(
            _source(one, *files.get((row.date, one.file_sha256), (None, None)))
            for one in values.pop("given_by")
        )
        found.append(made(record, values | {"sources": sources}))
    return found


def _source(given_by: GivenBy, source_id: UUID | None, name: str | None) -> DaySource:
    return DaySource(given_by.file_sha256, given_by.gives, file_name=name, source_id=source_id)


def _files(
    database: AccountSession, dates: Collection[dt.date]
) -> dict[tuple[dt.date, str], tuple[UUID | None, str | None]]:
    """By day and digest: the source of what a file says, unless that is disconnected, and its name."""
    connected = connected_sources(database)
    found: dict[tuple[dt.date, str], tuple[UUID | None, str | None]] = {}
    for some in portions(dates):
        in_source = and_(
            SourceFileRow.source_id == HealthPartRow.source_id,
            SourceFileRow.sha256 == HealthPartRow.file_sha256,
        )
        query = (
            select(
                HealthPartRow.date,
                HealthPartRow.file_sha256,
                HealthPartRow.source_id,
                func.min(SourceFileRow.name),
            )
            .outerjoin(SourceFileRow, in_source)
            .where(HealthPartRow.date.in_(some), counts(HealthPartRow))
            .group_by(HealthPartRow.date, HealthPartRow.file_sha256, HealthPartRow.source_id)
        )
        for date, sha256, source_id, name in database.execute(query):
            is_connected = source_id in connected
            found[date, sha256] = (source_id, name) if is_connected else (None, None)
    return found


def _dated(weight: Weight, date: dt.date) -> Weighing:
    values: dict[str, object] = {name: getattr(weight, name) for name in fields_of(type(weight))}
    return made(Weighing, values | {"date": date})
