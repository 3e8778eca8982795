"""Stores daily health: what each file says about a day, and the day's totals that follow."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast
from uuid import UUID, uuid4

from attrs import define, evolve, field
from sqlalchemy import Executable, and_, bindparam, select
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from fittrack_backend.records.as_json import made
from fittrack_backend.records.days import DayPart, FileDay, sum_of
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.health import DaySum, StoredDay
from fittrack_backend.records.reader_version import READER_VERSION
from fittrack_backend.storage.origin import Taken, changes, differs, portions
from fittrack_backend.storage.removed import why_removed
from fittrack_backend.storage.tables import HealthDayRow, HealthPartRow

_DAYS = cast(SqlTable, HealthDayRow.__table__)
_PARTS = cast(SqlTable, HealthPartRow.__table__)
_TOTALS = tuple(name for name in fields_of(DaySum) if name != "date")


@dataclass(frozen=True, kw_only=True)
class KeptDay(StoredDay):
    """A row of the table of days."""

    account_id: UUID


@define
class DayBook:
    """The days that a batch of files touches: loaded once, changed here, written once."""

    session: Session
    account_id: UUID
    job_id: UUID | None
    now: dt.datetime
    _parts: dict[dt.date, dict[str, DayPart]] = field(factory=lambda: defaultdict(dict), init=False)
    """Those that count."""
    _removed: dict[tuple[dt.date, str], UUID] = field(factory=dict, init=False)
    """The removals of those that were taken away."""
    _replaced: set[tuple[dt.date, str]] = field(factory=set, init=False)
    """Those whose file holds something else now."""
    _marked: dict[tuple[dt.date, str], None] = field(factory=dict, init=False)
    """Those that were replaced, or came back."""
    _brought: dict[tuple[dt.date, str], tuple[UUID, UUID | None]] = field(factory=dict, init=False)
    """The sources and jobs that brought those that are to be inserted."""
    _older: set[tuple[dt.date, str]] = field(factory=set, init=False)
    """Those that an older version of the readers derived."""
    _dropped: dict[tuple[dt.date, str], None] = field(factory=dict, init=False)
    """Those that are no longer read from their files."""
    _series: dict[tuple[dt.date, str], bytes | None] = field(factory=dict, init=False)
    """Those of the parts that are to be written."""
    _days: dict[dt.date, KeptDay] = field(factory=dict, init=False)
    _stored_parts: set[tuple[dt.date, str]] = field(factory=set, init=False)
    _known: set[str] = field(factory=set, init=False)
    """The digests of the files that say something of these days."""
    _stored_days: set[dt.date] = field(factory=set, init=False)
    _changed_parts: dict[tuple[dt.date, str], None] = field(factory=dict, init=False)
    _changed_days: dict[dt.date, None] = field(factory=dict, init=False)

    def load(self, dates: Iterable[dt.date]) -> None:
        """Reads what is there of these days."""
        for some in portions(set(dates)):
            columns = (_PARTS.c.date, _PARTS.c.file_sha256, _PARTS.c.data)
            parts = select(
                *columns, _PARTS.c.replaced_at, _PARTS.c.removal_id, _PARTS.c.reader_version
            ).where(_PARTS.c.account_id == self.account_id, _PARTS.c.date.in_(some))
            for date, sha256, data, replaced_at, removal_id, version in self.session.execute(parts):
                self._stored_parts.add((date, sha256))
                self._known.add(sha256)
                if replaced_at is not None:
                    self._replaced.add((date, sha256))
                if version != READER_VERSION:
                    self._older.add((date, sha256))
                if removal_id is not None:
                    self._removed[date, sha256] = removal_id
                elif replaced_at is None:
                    self._parts[date][sha256] = data
            stored = select(_DAYS).where(
                _DAYS.c.account_id == self.account_id, _DAYS.c.date.in_(some)
            )
            for row in self.session.execute(stored):
                day = made(KeptDay, row._asdict())
                self._days[day.date] = day
                self._stored_days.add(day.date)

    def take(
        self,
        parts: Mapping[dt.date, FileDay],
        sha256: str,
        source_id: UUID,
        *,
        instead_of: str | None,
        kept_away: str | None = None,
    ) -> list[Taken]:
        """Stores what a file of a source, with this digest, says about some days.

        `instead_of` is the digest of what the file held before and no other file holds:
        what it said about these days no longer counts. `kept_away` is why what counts no more does not come back.
        """
        taken: list[Taken] = []
        for date in sorted(parts):
            of_day = self._parts[date]
            is_changed = self._replace(date, sha256, instead_of, kept_away)
            removal_id = self._removed.get((date, sha256))
            why = kept_away if (date, sha256) in self._replaced else None
            if removal_id is not None:
                why = why_removed(self.session, removal_id)
            if why is not None:
                if is_changed:
                    self._sum_up(date)
                taken.append(Taken(None, date, "skipped", why=why))
                continue
            part = parts[date].part
            before = of_day.get(sha256)
            if before != part or (date, sha256) in self._older:
                of_day[sha256] = part
                self._series[date, sha256] = parts[date].series
                self._changed_parts[date, sha256] = None
                self._known.add(sha256)
                self._brought[date, sha256] = source_id, self.job_id
                self._older.discard((date, sha256))
                self._dropped.pop((date, sha256), None)
            of_series = before is not None and before.series != part.series
            summed = self._sum_up(date)
            if of_series:
                summed = evolve(summed, changed=(*summed.changed, "series"))
            taken.append(summed)
        return taken

    def drop(self, date: dt.date, sha256: str) -> Taken | None:
        """A file is no longer read to say anything about a day; None where that did not count."""
        if self._parts[date].pop(sha256, None) is None:
            return None
        self._dropped[date, sha256] = None
        self._changed_parts.pop((date, sha256), None)
        return self._sum_up(date)

    def knows(self, sha256: str) -> bool:
        """Whether something that was read from this content is there."""
        return sha256 in self._known

    def removal_of(self, sha256: str) -> UUID | None:
        """The removal that took away what was read from this content."""
        return next((by for (_, one), by in self._removed.items() if one == sha256), None)

    def _replace(
        self, date: dt.date, sha256: str, instead_of: str | None, kept_away: str | None
    ) -> bool:
        """What the file said of the day before no longer counts, and what it says now does, unless it is kept away;
        whether another part counted."""
        if (date, sha256) in self._replaced and kept_away is None:
            self._replaced.discard((date, sha256))
            self._marked[date, sha256] = None
        if instead_of is None or (date, instead_of) in self._replaced:
            return False
        if (date, instead_of) not in self._stored_parts | self._changed_parts.keys():
            return False
        self._replaced.add((date, instead_of))
        self._marked[date, instead_of] = None
        return self._parts[date].pop(instead_of, None) is not None

    def _sum_up(self, date: dt.date) -> Taken:
        of_day = self._parts[date]
        day = self._days.get(date)
        totals = sum_of(date, of_day)
        if totals is None:
            self._days.pop(date, None)
            self._changed_days[date] = None
            return Taken(None, date, "updated", changed=() if day is None else _given(vars(day)))
        if day is not None and not differs(day, vars(totals)):
            return Taken(None, date, "unchanged")
        values = {name: value for name, value in vars(totals).items() if name != "given_by"}
        same_values = day is not None and not differs(day, values)
        kept = {
            "account_id": self.account_id,
            "updated_at": day.updated_at if day is not None and same_values else self.now,
        }
        self._days[date] = made(KeptDay, vars(totals) | kept)
        self._changed_days[date] = None
        if same_values:  # of which another file gives one now
            return Taken(None, date, "unchanged")
        if day is None:
            return Taken(None, date, "new", changed=_given(values))
        return Taken(None, date, "updated", changed=changes(day, values))

    def flush(self) -> None:
        """Writes what changed."""
        self._flush_dropped()
        kept = [key for key in self._changed_parts if key[1] in self._parts[key[0]]]
        is_part = and_(
            _PARTS.c.account_id == self.account_id,
            _PARTS.c.file_sha256 == bindparam("of_sha256"),
            _PARTS.c.date == bindparam("of_date"),
        )
        self._execute(
            _PARTS.update().where(is_part).values(replaced_at=bindparam("at")),
            [
                {
                    "of_sha256": sha256,
                    "of_date": date,
                    "at": self.now if (date, sha256) in self._replaced else None,
                }
                for date, sha256 in self._marked
                if (date, sha256) in self._stored_parts
            ],
        )
        self._execute(
            _PARTS.update()
            .where(is_part)
            .values(
                data=bindparam("new_data"),
                series=bindparam("new_series"),
                reader_version=READER_VERSION,
            ),
            [
                {
                    "of_sha256": sha256,
                    "of_date": date,
                    "new_data": self._parts[date][sha256],
                    "new_series": self._series[date, sha256],
                }
                for date, sha256 in kept
                if (date, sha256) in self._stored_parts
            ],
        )
        self._execute(
            _PARTS.insert(),
            [
                {
                    "id": uuid4(),
                    "account_id": self.account_id,
                    "file_sha256": sha256,
                    "date": date,
                    "data": self._parts[date][sha256],
                    "series": self._series[date, sha256],
                    "source_id": self._brought[date, sha256][0],
                    "job_id": self._brought[date, sha256][1],
                    "reader_version": READER_VERSION,
                }
                for date, sha256 in kept
                if (date, sha256) not in self._stored_parts
            ],
        )
        names = (*_TOTALS, "updated_at")
        changed = [self._days[date] for date in self._changed_days if date in self._days]
        gone = [date for date in self._changed_days if date not in self._days]
        self._execute(
            _DAYS.delete().where(
                _DAYS.c.account_id == self.account_id, _DAYS.c.date == bindparam("of_date")
            ),
            [{"of_date": date} for date in gone if date in self._stored_days],
        )
        self._execute(
            _DAYS.insert(), [vars(day) for day in changed if day.date not in self._stored_days]
        )
        self._execute(
            _DAYS.update().where(
                _DAYS.c.account_id == self.account_id, _DAYS.c.date == bindparam("of_date")
            ),
            [
                {"of_date": day.date, **{name: getattr(day, name) for name in names}}
                for day in changed
                if day.date in self._stored_days
            ],
        )

    def _flush_dropped(self) -> None:
        of_account = _PARTS.c.account_id == self.account_id
        self._execute(
            _PARTS.delete().where(
                of_account,
                _PARTS.c.file_sha256 == bindparam("of_sha256"),
                _PARTS.c.date == bindparam("of_date"),
            ),
            [{"of_sha256": sha256, "of_date": date} for date, sha256 in self._dropped],
        )

    def _execute(self, statement: Executable, rows: list[dict[str, object]]) -> None:
        if rows:
            self.session.execute(statement, rows)


def _given(values: Mapping[str, object]) -> tuple[str, ...]:
    """The names of a day's totals that have a value."""
    return tuple(name for name in _TOTALS if name != "given_by" and values.get(name) is not None)
