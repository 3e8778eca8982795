"""Daily health: what each file says of a day, and the day's totals that follow from it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID, uuid4

from attrs import define, field, frozen
from sqlalchemy import Table as SqlTable
from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from fittrack_backend.accounts.caller import Caller
from fittrack_backend.readers.records import FileContents
from fittrack_backend.storage.origin import Taken, portions
from fittrack_backend.storage.pages import Key, Page, after, decode_cursor, make_page, order_by
from fittrack_backend.storage.tables import HealthDayRow, HealthPartRow
from fittrack_backend.storage.texts import real, whole

_DAYS = cast(SqlTable, HealthDayRow.__table__)
_PARTS = cast(SqlTable, HealthPartRow.__table__)
_COUNTERS = ("steps", "distance_m", "active_calories_kcal", "active_s")
_TOTALS = (
    "steps",
    "distance_m",
    "active_calories_kcal",
    "resting_calories_kcal",
    "active_minutes",
    "weight_kg",
    "weights",
)
_RESTING = frozenset({"sedentary", "stop_disable"})
"""Kinds of activity whose time is not active time."""

Part = dict[str, Any]


def parts_of(contents: FileContents) -> dict[dt.date, Part]:
    """What a file says of each day, fit for JSON."""
    parts: dict[dt.date, Part] = defaultdict(dict)
    for day in contents.days:
        kinds = parts[day.date].setdefault("kinds", {})
        before = kinds.get(day.activity_type, {})
        now = {
            "steps": whole(day.steps),
            "distance_m": real(day.distance_m),
            "active_calories_kcal": whole(day.active_calories_kcal),
            "active_s": real(day.active_s),
        }
        kinds[day.activity_type] = {
            name: _greatest([before.get(name), now[name]]) for name in _COUNTERS
        }
    for total in contents.day_totals:
        part = parts[total.date]
        part["resting"] = _greatest([part.get("resting"), whole(total.resting_calories_kcal)])
        part["moderate"] = _sum([part.get("moderate"), whole(total.moderate_minutes)])
        part["vigorous"] = _sum([part.get("vigorous"), whole(total.vigorous_minutes)])
    for weight in contents.weights:
        kilograms = real(weight.weight_kg)
        if kilograms is not None:
            measured_at = weight.measured_at.astimezone(dt.UTC).isoformat()
            parts[weight.date].setdefault("weights", {})[measured_at] = kilograms
    return dict(parts)


def totals_of(parts: Sequence[Part]) -> dict[str, Any] | None:
    """A day's totals from what all files say of it; None when none says anything.

    Counters count from midnight: of several files the greatest value of a kind of activity is the
    day's, and the kinds add up. Minutes that files recorded add up. A weighing counts once,
    whichever files have it.
    """
    if not parts:
        return None
    counters: dict[str, list[float]] = defaultdict(list)
    for kind in sorted({kind for part in parts for kind in part.get("kinds", {})}):
        for name in _COUNTERS:
            if name == "active_s" and kind in _RESTING:
                continue
            told = [part.get("kinds", {}).get(kind, {}).get(name) for part in parts]
            greatest = _greatest(told)
            if greatest is not None:
                counters[name].append(greatest)
    weights = {at: kilograms for part in parts for at, kilograms in part.get("weights", {}).items()}
    ordered = [{"measured_at": at, "weight_kg": weights[at]} for at in sorted(weights)]
    return {
        "steps": whole(_sum(counters["steps"])),
        "distance_m": _rounded(_sum(counters["distance_m"])),
        "active_calories_kcal": whole(_sum(counters["active_calories_kcal"])),
        "resting_calories_kcal": _greatest([part.get("resting") for part in parts]),
        "active_minutes": _active_minutes(counters["active_s"], parts),
        "weight_kg": ordered[-1]["weight_kg"] if ordered else None,
        "weights": ordered,
    }


def _active_minutes(active_s: Sequence[float], parts: Sequence[Part]) -> float | None:
    if active_s:
        return _rounded(sum(active_s) / 60)
    minutes = [part.get(name) for part in parts for name in ("moderate", "vigorous")]
    return _rounded(_sum(minutes))


def _greatest(values: Iterable[Any]) -> Any:
    told = [value for value in values if value is not None]
    return max(told) if told else None


def _sum(values: Iterable[Any]) -> Any:
    told = [value for value in values if value is not None]
    return sum(told) if told else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 2)


@define
class HealthBook:
    """The days that a batch of files touches: loaded once, changed here, written once."""

    session: Session
    account_id: UUID
    now: dt.datetime
    _parts: dict[dt.date, dict[str, Part]] = field(factory=lambda: defaultdict(dict), init=False)
    _days: dict[dt.date, dict[str, Any]] = field(factory=dict, init=False)
    _stored_parts: set[tuple[dt.date, str]] = field(factory=set, init=False)
    _stored_days: set[dt.date] = field(factory=set, init=False)
    _changed_parts: dict[tuple[dt.date, str], None] = field(factory=dict, init=False)
    _changed_days: dict[dt.date, None] = field(factory=dict, init=False)

    def load(self, dates: Iterable[dt.date]) -> None:
        """Reads what is there of these days."""
        for some in portions(set(dates)):
            parts = select(_PARTS.c.date, _PARTS.c.file_sha256, _PARTS.c.data).where(
                _PARTS.c.account_id == self.account_id, _PARTS.c.date.in_(some)
            )
            for date, sha256, data in self.session.execute(parts):
                self._parts[date][sha256] = data
                self._stored_parts.add((date, sha256))
            days = select(_DAYS).where(
                _DAYS.c.account_id == self.account_id, _DAYS.c.date.in_(some)
            )
            for row in self.session.execute(days).mappings():
                self._days[row["date"]] = dict(row)
                self._stored_days.add(row["date"])

    def take(
        self, parts: Mapping[dt.date, Part], sha256: str, *, instead_of: str | None
    ) -> list[Taken]:
        """Files what a file with this digest says of some days.

        `instead_of` is the digest of what the file held before, if no other file holds that too:
        what it said of these days no longer counts.
        """
        taken: list[Taken] = []
        for date in sorted(parts):
            of_day = self._parts[date]
            if instead_of is not None and instead_of != sha256 and instead_of in of_day:
                del of_day[instead_of]
                self._changed_parts[date, instead_of] = None
            if of_day.get(sha256) != parts[date]:
                of_day[sha256] = parts[date]
                self._changed_parts[date, sha256] = None
            taken.append(self._sum_up(date))
        return taken

    def _sum_up(self, date: dt.date) -> Taken:
        of_day = self._parts[date]
        totals = totals_of([of_day[sha256] for sha256 in sorted(of_day)]) or {}
        row = self._days.get(date)
        if row is None:
            self._days[date] = {
                "account_id": self.account_id,
                "date": date,
                **totals,
                "updated_at": self.now,
            }
            self._changed_days[date] = None
            return Taken(None, date, "new")
        if all(row[name] == totals[name] for name in _TOTALS):
            return Taken(None, date, "unchanged")
        row.update(totals, updated_at=self.now)
        self._changed_days[date] = None
        return Taken(None, date, "updated")

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
            _PARTS.delete().where(is_part),
            [
                {"of_sha256": sha256, "of_date": date}
                for date, sha256 in gone
                if (date, sha256) in self._stored_parts
            ],
        )
        self._execute(
            _PARTS.update().where(is_part),
            [
                {"of_sha256": sha256, "of_date": date, "data": self._parts[date][sha256]}
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
                }
                for date, sha256 in kept
                if (date, sha256) not in self._stored_parts
            ],
        )
        changed = [self._days[date] for date in self._changed_days]
        self._execute(
            _DAYS.insert(), [row for row in changed if row["date"] not in self._stored_days]
        )
        self._execute(
            _DAYS.update().where(
                _DAYS.c.account_id == self.account_id, _DAYS.c.date == bindparam("of_date")
            ),
            [
                {"of_date": row["date"], **{name: row[name] for name in (*_TOTALS, "updated_at")}}
                for row in changed
                if row["date"] in self._stored_days
            ],
        )

    def _execute(self, statement: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.session.execute(statement, rows)


# Reading


@frozen
class DayView:
    """A day as the contract shows it."""

    date: dt.date
    steps: int | None
    distance_m: float | None
    active_calories_kcal: int | None
    resting_calories_kcal: int | None
    active_minutes: float | None
    weight_kg: float | None
    weights: list[dict[str, Any]]
    updated_at: dt.datetime


def list_days(
    session: Session,
    caller: Caller,
    *,
    since: dt.date | None,
    until: dt.date | None,
    limit: int,
    cursor: str | None,
) -> Page[DayView]:
    """The account's days, latest first."""
    keys = (Key(HealthDayRow.date, descending=True),)
    query = select(*(_DAYS.c[name] for name in DayView.__annotations__)).where(
        HealthDayRow.account_id == caller.account_id
    )
    if since is not None:
        query = query.where(HealthDayRow.date >= since)
    if until is not None:
        query = query.where(HealthDayRow.date <= until)
    if cursor is not None:
        query = query.where(after(keys, decode_cursor(cursor, dt.date)))
    rows = session.execute(query.order_by(*order_by(keys)).limit(limit + 1)).all()
    return make_page([DayView(**row._mapping) for row in rows], limit, lambda day: (day.date,))
