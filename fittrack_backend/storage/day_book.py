"""Stores daily health: what each file says about a day, and the day's totals that follow."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast
from uuid import UUID, uuid4

from attrs import define, field
from sqlalchemy import Executable, and_, bindparam, select
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from fittrack_backend.records.as_json import made
from fittrack_backend.records.days import DayPart, sum_of
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.health import DailyHealth, DaySum
from fittrack_backend.storage.origin import Taken, differs, portions
from fittrack_backend.storage.removed import why_removed
from fittrack_backend.storage.tables import HealthDayRow, HealthPartRow

_DAYS = cast(SqlTable, HealthDayRow.__table__)
_PARTS = cast(SqlTable, HealthPartRow.__table__)
_TOTALS = tuple(name for name in fields_of(DaySum) if name != "date")


@dataclass(frozen=True, kw_only=True)
class KeptDay(DailyHealth):
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
    _sources: dict[tuple[dt.date, str], UUID] = field(factory=dict, init=False)
    """Where those that are to be inserted come from."""
    _days: dict[dt.date, KeptDay] = field(factory=dict, init=False)
    _stored_parts: set[tuple[dt.date, str]] = field(factory=set, init=False)
    _stored_days: set[dt.date] = field(factory=set, init=False)
    _changed_parts: dict[tuple[dt.date, str], None] = field(factory=dict, init=False)
    _changed_days: dict[dt.date, None] = field(factory=dict, init=False)

    def load(self, dates: Iterable[dt.date]) -> None:
        """Reads what is there of these days."""
        for some in portions(set(dates)):
            columns = (_PARTS.c.date, _PARTS.c.file_sha256, _PARTS.c.data)
            parts = select(*columns, _PARTS.c.replaced_at, _PARTS.c.removal_id).where(
                _PARTS.c.account_id == self.account_id, _PARTS.c.date.in_(some)
            )
            for date, sha256, data, replaced_at, removal_id in self.session.execute(parts):
                self._stored_parts.add((date, sha256))
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
        parts: Mapping[dt.date, DayPart],
        sha256: str,
        source_id: UUID,
        *,
        instead_of: str | None,
    ) -> list[Taken]:
        """Stores what a file of a source, with this digest, says about some days.

        `instead_of` is the digest of what the file held before, if no other file holds that too:
        what it said about these days no longer counts.
        """
        taken: list[Taken] = []
        for date in sorted(parts):
            removal_id = self._removed.get((date, sha256))
            if removal_id is not None:
                why = why_removed(self.session, removal_id)
                taken.append(Taken(None, date, "skipped", why=why))
                continue
            of_day = self._parts[date]
            if instead_of is not None and instead_of != sha256 and instead_of in of_day:
                del of_day[instead_of]
                self._changed_parts[date, instead_of] = None
            if of_day.get(sha256) != parts[date]:
                of_day[sha256] = parts[date]
                self._changed_parts[date, sha256] = None
                self._sources[date, sha256] = source_id
            taken.append(self._sum_up(date))
        return taken

    def _sum_up(self, date: dt.date) -> Taken:
        of_day = self._parts[date]
        day = self._days.get(date)
        totals = sum_of(date, [of_day[sha256] for sha256 in sorted(of_day)])
        assert totals is not None, "a day is summed up when a file has it"
        if day is not None and not differs(day, vars(totals)):
            return Taken(None, date, "unchanged")
        kept = {"account_id": self.account_id, "updated_at": self.now}
        self._days[date] = made(KeptDay, vars(totals) | kept)
        self._changed_days[date] = None
        return Taken(None, date, "new" if day is None else "updated")

    def flush(self) -> None:
        """Writes what changed."""
        gone = [key for key in self._changed_parts if key[1] not in self._parts[key[0]]]
        kept = [key for key in self._changed_parts if key[1] in self._parts[key[0]]]
        is_part = and_(
            _PARTS.c.account_id == self.account_id,
            _PARTS.c.file_sha256 == bindparam("of_sha256"),
            _PARTS.c.date == bindparam("of_date"),
        )
        self._execute(
            _PARTS.update()
            .where(is_part)
            .values(replaced_at=self.now, replaced_by_job_id=self.job_id),
            [
                {"of_sha256": sha256, "of_date": date}
                for date, sha256 in gone
                if (date, sha256) in self._stored_parts
            ],
        )
        self._execute(
            _PARTS.update()
            .where(is_part)
            .values(data=bindparam("new_data"), replaced_at=None, replaced_by_job_id=None),
            [
                {"of_sha256": sha256, "of_date": date, "new_data": self._parts[date][sha256]}
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
                    "source_id": self._sources[date, sha256],
                    "job_id": self.job_id,
                }
                for date, sha256 in kept
                if (date, sha256) not in self._stored_parts
            ],
        )
        names = (*_TOTALS, "updated_at")
        changed = [self._days[date] for date in self._changed_days]
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

    def _execute(self, statement: Executable, rows: list[dict[str, object]]) -> None:
        if rows:
            self.session.execute(statement, rows)
