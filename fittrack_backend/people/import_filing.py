"""Rows of an archive into an account's tables, in the caller's transaction: what is there already stays as it is.

A row is there when its key or one of its unique values is. A recording that is new comes to where its activity's other
recordings are; an activity whose recordings are all there already only leads to theirs. What then turns out to be of the
same activity as something else is joined as a sync would, unless a person said otherwise.
"""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from attrs import define, field
from sqlalchemy import Table as SqlTable
from sqlalchemy import UniqueConstraint, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from fittrack_backend.people.import_reading import NotAnArchive
from fittrack_backend.records.local_time import is_zone
from fittrack_backend.sources.upload import UPLOAD
from fittrack_backend.storage.days_again import sum_again
from fittrack_backend.storage.merging import derive_again
from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    AccountRow,
    ActivityRow,
    AskedDaysRow,
    HealthDayRow,
    HealthPartRow,
    RecordingRow,
    SourceRow,
    SyncScheduleRow,
    Table,
    WorkoutRow,
)
from fittrack_backend.storage.twins_again import join_twins
from fittrack_backend.sync.schedule_times import NoSuchTime, Rule, check, following, jitter_of

_PAGE = 200
_EVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

Row = dict[str, Any]
RowsOf = Callable[[type[Owned]], Iterator[Row]]


@define
class Filled:
    """How many rows came into each table, and how many were there already."""

    new: Counter[str] = field(factory=Counter)
    unchanged: int = 0


def identity_of(source: Mapping[str, object]) -> bytes:
    """What a source of an archive is known by when it is connected again: a folder by its path, a service by its kind, since
    an account has one of each. The archive does not have it, since it could hold a secret."""
    path = source["path"]
    return os.fsencode(path) if isinstance(path, str) else str(source["kind"]).encode()


@define
class Filing:
    """Files an archive's rows, which `rows_of` a table gives in their order."""

    session: AccountSession
    rows_of: RowsOf
    filled: Filled = field(factory=Filled, init=False)
    _was_empty: bool = field(default=True, init=False)
    _new_sources: set[UUID] = field(factory=set, init=False)
    _dates: set[dt.date] = field(factory=set, init=False)
    """The days of which a part came."""
    _came: set[UUID] = field(factory=set, init=False)
    """The activities that came, where there were some before."""

    def file(self, tables: Sequence[type[Owned]]) -> Filled:
        """Files all tables, each after those that its rows name. Raises NotAnArchive, IntegrityError."""
        self._was_empty = not any(
            self.session.scalar(select(row.id).limit(1)) is not None
            for row in (ActivityRow, HealthPartRow, WorkoutRow, SourceRow)
        )
        last: list[type[Owned]] = [HealthDayRow]
        for row in tables:
            if row is AccountRow:
                self._account()
            elif row is ActivityRow:
                self._activities()
            elif row is not RecordingRow and row not in last:
                self._table(row)
        self._days()
        self.session.flush()
        if self._came:
            join_twins(self.session, self._came, _EVER)
        return self.filled

    def _account(self) -> None:
        for one in self.rows_of(AccountRow):
            zone = one["time_zone"]
            if self._was_empty and isinstance(zone, str) and is_zone(zone):
                account = self.session.get_one(AccountRow, self.session.account_id)
                account.time_zone = zone
                self.session.flush()

    def _table(self, row: type[Owned]) -> None:
        for page in _pages(self.rows_of(row)):
            self._insert(row, self._new_rows(row, page))

    def _new_rows(self, row: type[Owned], page: Sequence[Row]) -> list[Row]:
        """Those of the rows that are not there."""
        page = [self._fitting(row, one) for one in page]
        if row is AskedDaysRow:
            new = [one for one in page if one["source_id"] in self._new_sources]
        else:
            there = [self._there(row, names, page) for names in _unique(row)]
            new = [
                one
                for one in page
                if not any(
                    tuple(one[name] for name in names) in known
                    for names, known in zip(_unique(row), there, strict=True)
                )
            ]
        self.filled.unchanged += len(page) - len(new)
        return self._with_known_references(row, new)

    def _fitting(self, row: type[Owned], one: Row) -> Row:
        if row is SourceRow:
            is_connected = one["kind"] == UPLOAD
            return {
                **one,
                "identity": identity_of(one),
                "settings": b"",
                "disconnected_at": None if is_connected else dt.datetime.now(dt.UTC),
            }
        if row is SyncScheduleRow:
            return {**one, "next_run_at": _next_run(one, dt.datetime.now(dt.UTC))}
        return one

    def _there(
        self, row: type[Owned], names: tuple[str, ...], page: Sequence[Row]
    ) -> set[tuple[object, ...]]:
        columns = [getattr(row, name) for name in names]
        wanted = [tuple(one[name] for name in names) for one in page]
        query = select(*columns)
        if len(columns) == 1:
            query = query.where(columns[0].in_([one for (one,) in wanted]))
        else:
            query = query.where(tuple_(*columns).in_(wanted))
        return {tuple(one) for one in self.session.execute(query)}

    def _with_known_references(self, row: type[Owned], rows: Sequence[Row]) -> list[Row]:
        """The rows, naming only what the account has: who it names instead is nobody, where that is possible."""
        found = [dict(one) for one in rows]
        for name, whole in _references(row):
            known = self._known(whole.id, {one[name] for one in found if one[name] is not None})
            for one in found:
                if one[name] is None or one[name] in known:
                    continue
                if not _table(row).columns[name].nullable:
                    raise NotAnArchive(
                        f"a record of {_table(row).name} names a {name} that is not in it"
                    )
                one[name] = None
        return found

    def _known(self, column: InstrumentedAttribute[Any], ids: set[UUID]) -> set[UUID]:
        return set(self.session.scalars(select(column).where(column.in_(ids)))) if ids else set()

    def _insert(self, row: type[Owned], rows: Sequence[Row]) -> None:
        if not rows:
            return
        # Their owner was put in here, and what they are parts of was looked up as the account's: a row for each through
        # the session would cost ten times as much.
        self.session.flush()
        self.session.connection().execute(_table(row).insert(), list(rows))
        self.filled.new[_table(row).name] += len(rows)
        if row is SourceRow:
            self._new_sources |= {one["id"] for one in rows}
        elif row is HealthPartRow:
            self._dates |= {one["date"] for one in rows}

    # Activities with their recordings

    def _activities(self) -> None:
        """Those with recordings first: others lead to them."""
        recordings = _Ahead(self.rows_of(RecordingRow))
        for page in _pages(self.rows_of(ActivityRow)):
            with_theirs = [(one, recordings.of(one["id"])) for one in page]
            self._file_activities(
                [
                    (one, theirs)
                    for one, theirs in with_theirs
                    if theirs or one["merged_into"] is None
                ]
            )
        if not recordings.is_at_end:
            raise NotAnArchive(
                "its recordings do not stand together, in the order of their activities"
            )
        for page in _pages(self.rows_of(ActivityRow)):
            leading = [one for one in page if one["merged_into"] is not None]
            self._insert(ActivityRow, self._new_rows(ActivityRow, leading))

    def _file_activities(self, some: Sequence[tuple[Row, list[Row]]]) -> None:
        homes = self._homes(some)
        leads = self._leads([one["id"] for one, _ in some])
        activities: list[Row] = []
        leading: list[Row] = []
        recordings: list[Row] = []
        changed: set[UUID] = set()
        for one, theirs in some:
            new = [each for each in theirs if _key(each) not in homes]
            self.filled.unchanged += len(theirs) - len(new) + (one["id"] in leads)
            known = [homes[_key(each)] for each in theirs if _key(each) in homes]
            home = known[0] if known else leads.get(one["id"])
            if home is None:
                activities.append(one)
                if not self._was_empty and one["deleted_at"] is None:
                    self._came.add(one["id"])
            elif new:
                changed.add(home)
            if home is not None and one["id"] not in leads:
                leading.append({**one, "merged_into": home})
            recordings += [{**each, "activity_id": home or one["id"]} for each in new]
        for row, rows in ((ActivityRow, activities), (RecordingRow, recordings)):
            self._insert(row, self._with_known_references(row, rows))
        self._insert(ActivityRow, self._with_known_references(ActivityRow, leading))
        for home in self._there_among(changed):
            derive_again(self.session, home)

    def _homes(self, some: Sequence[tuple[Row, list[Row]]]) -> dict[tuple[str, int], UUID]:
        """The activities that recordings are of which the account has."""
        keys = [_key(each) for _, theirs in some for each in theirs]
        digest, number = RecordingRow.column("file_sha256"), RecordingRow.column("number")
        query = select(digest, number, RecordingRow.activity_id)
        found = self.session.execute(query.where(tuple_(digest, number).in_(keys))) if keys else ()
        return {(sha256, count): activity_id for sha256, count, activity_id in found}

    def _leads(self, ids: Sequence[UUID]) -> dict[UUID, UUID]:
        """The activities that the account has of these, and where each leads: mostly to itself."""
        query = select(ActivityRow.id, ActivityRow.merged_into).where(ActivityRow.id.in_(ids))
        return {one: merged_into or one for one, merged_into in self.session.execute(query)}

    def _there_among(self, ids: set[UUID]) -> list[UUID]:
        of_these = ActivityRow.id.in_(ids)
        query = select(ActivityRow.id).where(of_these, ActivityRow.deleted_at.is_(None))
        return list(self.session.scalars(query)) if ids else []

    # Days

    def _days(self) -> None:
        """A day that the account had already, and that a part came of, is worked out again."""
        again: set[dt.date] = set()
        for page in _pages(self.rows_of(HealthDayRow)):
            dates = [one["date"] for one in page]
            query = select(HealthDayRow.date).where(HealthDayRow.date.in_(dates))
            there = set(self.session.scalars(query))
            again |= there & self._dates
            self.filled.unchanged += len(there)
            self._insert(HealthDayRow, [one for one in page if one["date"] not in there])
        sum_again(self.session, sorted(again))


def _next_run(schedule: Row, now: dt.datetime) -> dt.datetime:
    """When a schedule runs first; whoever runs it puts that right by the account's zone."""
    every_s = schedule["every_s"]
    every = None if every_s is None else dt.timedelta(seconds=every_s)
    try:
        rule = Rule(every, schedule["at"], schedule["cron"])
        check(rule)
        return following(rule, None, now, now, jitter_of(schedule["id"]))
    except (NoSuchTime, ValueError, ArithmeticError, AssertionError) as error:
        raise NotAnArchive("a schedule of it never comes") from error


class _Ahead:
    """Recordings in the order of their activities: those of the next one."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    @property
    def is_at_end(self) -> bool:
        """Whether none is left."""
        return self._next is None

    def of(self, activity_id: UUID) -> list[Row]:
        """Those of this activity, if they are next."""
        found: list[Row] = []
        while self._next is not None and self._next["activity_id"] == activity_id:
            found.append(self._next)
            self._next = next(self._rows, None)
        return found


def _key(recording: Row) -> tuple[str, int]:
    return recording["file_sha256"], recording["number"]


def _pages(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while page := list(islice(rows, _PAGE)):
        yield page


def _table(row: type[Owned]) -> SqlTable:
    found: SqlTable = row.__table__  # type: ignore[attr-defined]
    return found


def _unique(row: type[Owned]) -> list[tuple[str, ...]]:
    """The columns that together are no two rows' of an account, its key first."""
    table = _table(row)
    sets = [
        tuple(column.name for column in table.primary_key.columns),
        *(
            tuple(column.name for column in one.columns)
            for one in sorted(table.constraints, key=lambda one: str(one.name))
            if isinstance(one, UniqueConstraint)
        ),
    ]
    return [tuple(name for name in names if name != row.OWNER) for names in sets]


def _references(row: type[Owned]) -> list[tuple[str, Any]]:
    """The columns that name a row of the account, and of which table."""
    classes = {mapper.local_table: mapper.class_ for mapper in Table.registry.mappers}
    return [
        (column.name, classes[key.column.table])
        for column in _table(row).columns
        for key in column.foreign_keys
        if key.column.table is not AccountRow.__table__
    ]
