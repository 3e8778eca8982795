"""Which activities are asked for: days, sports, distance, time, a part of the name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import Any
from uuid import UUID

from attrs import evolve, frozen
from sqlalchemy import ColumnElement, and_, false, func, literal, true
from sqlalchemy.orm import InstrumentedAttribute

from fittrack_backend.storage.tables import ActivityRow

Column = InstrumentedAttribute[Any] | ColumnElement[Any]
_A_DAY = dt.timedelta(days=1)


@frozen(kw_only=True)
class ActivityFilter:
    """What activities must have; None is anything.

    Days are the athlete's own, both included. `sports` are any of these. `duration_s` is the time without pauses, as
    `timer_s`. `search` is a part of the name, whatever its case; `gear` is the whole name of a piece of gear. Who lacks a value is not among those that have at least
    or at most so much of it.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    sports: tuple[str, ...] = ()
    min_distance_m: int | None = None
    max_distance_m: int | None = None
    min_duration_s: int | None = None
    max_duration_s: int | None = None
    search: str | None = None
    gear: str | None = None
    among: tuple[UUID, ...] | None = None
    """They are among these."""

    def condition(self, along: str = "start_time") -> ColumnElement[bool]:
        """The condition for activities that are there and fit, to be found in the order of that value; or, where they are `among`
        some, by their ids."""
        starts = self._starts() if along == "start_time" and self.among is None else ()
        return and_(is_there(), *starts, *self._conditions(along))

    def fits(self) -> ColumnElement[bool]:
        """The condition for activities that fit, whether they are there or not."""
        return and_(true(), *self._conditions(None))

    def beside_the_order(self, along: str) -> Iterator[ColumnElement[bool]]:
        """What is asked for that no index has in the order of that value, each by itself, as an index of its own finds it."""
        for name, condition in self._values():
            if not self._is_found(name, along):
                yield condition(ActivityRow.column(name))

    def is_of_days_and_sports(self) -> bool:
        """Whether nothing else is asked of activities."""
        return evolve(self, since=None, until=None, sports=()) == ActivityFilter()

    def each_sport(self) -> Sequence[ActivityFilter]:
        """The same asked of each sport by itself: an index has the activities of one in their order, not those of some."""
        return [evolve(self, sports=(one,)) for one in dict.fromkeys(self.sports)] or [self]

    def _starts(self) -> Iterator[ColumnElement[bool]]:
        # By its own day, an activity is at most a day away from that of its start in UTC: with this, the order of
        # starts leads to the days.
        if self.since is not None and self.since > dt.date.min:
            yield ActivityRow.start_time >= _midnight(self.since - _A_DAY)
        if self.until is not None and self.until < dt.date.max - _A_DAY:
            yield ActivityRow.start_time < _midnight(self.until + 2 * _A_DAY)

    def _values(self) -> Iterator[tuple[str, Callable[[Column], ColumnElement[bool]]]]:
        """The values that are asked for, and their conditions."""
        for name, least, most in (
            ("date", self.since, self.until),
            ("distance_m", self.min_distance_m, self.max_distance_m),
            ("timer_s", self.min_duration_s, self.max_duration_s),
        ):
            if (least, most) != (None, None):
                yield name, partial(_between, least=least, most=most)
        if self.sports:
            yield "sport", lambda sport: sport.in_(self.sports)
        if self.gear is not None:
            yield "gear", lambda gear: gear == self.gear

    def _is_found(self, name: str, along: str | None) -> bool:
        """Whether an index has what is asked of this value in the order of that one; None is any order."""
        if along is None:
            return True
        by_start = along == "start_time" and name in ("date", "sport", "gear")
        return self.among is None and (name == along or by_start)

    def _conditions(self, along: str | None) -> Iterator[ColumnElement[bool]]:
        for name, condition in self._values():
            column = ActivityRow.column(name)
            yield condition(column if self._is_found(name, along) else beside(column))
        if self.among is not None:
            yield ActivityRow.id.in_(self.among) if self.among else false()
        if self.search:
            yield is_like(ActivityRow.column("name"), literal(part(self.search)))


def _between(column: Column, least: object, most: object) -> ColumnElement[bool]:
    bounds = (
        () if least is None else (column >= least,),
        () if most is None else (column <= most,),
    )
    return and_(true(), *chain(*bounds))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def is_there() -> ColumnElement[bool]:
    """The condition for activities that are neither deleted nor merged into others."""
    return and_(ActivityRow.merged_into.is_(None), ActivityRow.deleted_at.is_(None))


def beside(column: Column) -> ColumnElement[Any]:
    """A column for a condition on what is found by another one: no index of it is used instead."""
    return func.coalesce(column, column)


def are_gone() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The conditions for the deleted, and for those of the others that were merged, which each have an index of them
    alone. They are said as ranges, by which SQLite prefers it to an index that holds all that is asked for."""
    return (
        ActivityRow.deleted_at > _midnight(dt.date.min),
        and_(ActivityRow.merged_into >= UUID(int=0), ActivityRow.deleted_at.is_(None)),
    )


def is_like(
    column: ColumnElement[str] | InstrumentedAttribute[Any], pattern: ColumnElement[str]
) -> ColumnElement[bool]:
    """The condition for a text that a pattern fits, whatever the case of either."""
    return func.lower(column).like(func.lower(pattern), escape="\\")


def part(text: str) -> str:
    """The pattern of texts that have this one as a part."""
    return f"%{_literal(text)}%"


def _literal(text: str) -> str:
    """The text as a pattern of LIKE for exactly itself."""
    return "".join(f"\\{one}" if one in "\\%_" else one for one in text)
