"""The order of a list of activities, page by page: by their start, or by a value that some of them lack."""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, Literal
from uuid import UUID

from attrs import frozen
from sqlalchemy import ColumnElement, Select, select
from typing_extensions import TypeAliasType

from fittrack_backend.errors import invalid
from fittrack_backend.storage.activity_filter import Column, beside
from fittrack_backend.storage.kept_lines import OF_A_LINE, uuid_of, with_lines
from fittrack_backend.storage.pages import CursorValue, Key, after, decode_cursor, order_by
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow

ActivitySort = TypeAliasType(
    "ActivitySort",
    Literal[
        "start_time",
        "distance_m",
        "timer_s",
        "elapsed_s",
        "ascent_m",
        "calories_kcal",
        "avg_hr_bpm",
    ],
)
"""What activities are sorted by."""
SortOrder = TypeAliasType("SortOrder", Literal["desc", "asc"])
"""The greatest, or the latest, first; or the least."""
_Query = Select[*tuple[Any, ...]]
Plain = tuple[Any, ...]
"""A row as the driver gives it: `OF_A_LINE`, the start and what is sorted by."""
_PLACES = (0, -2, -1)
"""Where the keys of a row are: the last key, the one before it, and the value that is sorted by."""


@frozen
class ActivityOrder:
    """By which value, and which of them comes first. Those that lack it come last, whichever that is; of equal ones the
    latest comes first where the greatest does, and last where the least does: one index serves both, each in its direction."""

    sort: ActivitySort = "start_time"
    order: SortOrder = "desc"

    def rows(
        self,
        database: AccountSession,
        conditions: Sequence[ColumnElement[bool]],
        cursor: str | None,
        most: int,
        *,
        of_few: bool = False,
    ) -> list[Plain]:
        """The first `most` activities after the cursor that any of the conditions has, of which no activity fits two. A problem
        422 where the cursor is not of this order.

        Where few activities are asked for by their ids, these are found and put in order; no list is gone through for them.
        """
        of = beside if of_few else _as_it_is
        columns = with_lines(
            select(*OF_A_LINE, ActivityRow.start_time, ActivityRow.column(self.sort))
        )
        queries = [columns.where(one) for one in conditions]
        if self.sort == "start_time":
            keys = _starts(of, descending=self.order == "desc")
            begin = () if cursor is None else decode_cursor(cursor, dt.datetime, UUID)
            return _some(database, queries, keys, begin, most)
        known, values = self._place(cursor)
        value = of(ActivityRow.column(self.sort))
        found: list[Plain] = []
        if known:
            descending = self.order == "desc"
            keys = (Key(value, descending), *_starts(of, descending=descending))
            there = [query.where(value.is_not(None)) for query in queries]
            found += _some(database, there, keys, values, most)
            values = ()
        if len(found) < most:
            without = [query.where(value.is_(None)) for query in queries]
            keys = _starts(of, descending=True)
            found += _some(database, without, keys, values, most - len(found))
        return found

    def cursor_values(self, row: Plain) -> tuple[CursorValue, ...]:
        """What a cursor holds of the last row of a page."""
        activity_id, *_, start, value = row
        if isinstance(start, str):
            start = dt.datetime.fromisoformat(f"{start}+00:00")
        if self.sort == "start_time":
            return start, uuid_of(activity_id)
        return f"{self.sort} {self.order} {json.dumps(value)}", start, uuid_of(activity_id)

    def _place(self, cursor: str | None) -> tuple[bool, tuple[CursorValue | float, ...]]:
        """Whether the page begins among those that have the value, and the values of the last one before it."""
        if cursor is None:
            return True, ()
        name, start, activity_id = decode_cursor(cursor, str, dt.datetime, UUID)
        value = self._value(name)
        of_the_last = () if value is None else (value,)
        return value is not None, (*of_the_last, start, activity_id)

    def _value(self, name: str) -> float | None:
        sort, _, rest = name.partition(" ")
        order, _, text = rest.partition(" ")
        try:
            value = json.loads(text)
        except (ValueError, RecursionError):
            value = math.nan
        of_a_number = isinstance(value, int | float) and not isinstance(value, bool)
        if value is None and (sort, order) == (self.sort, self.order):
            return None
        if (sort, order) != (self.sort, self.order) or not of_a_number or not _is_finite(value):
            raise invalid("query.cursor", "This is not a cursor of this list in this order.")
        return float(value)


LATEST_FIRST = ActivityOrder()


def _starts(of: Callable[[Column], Column], *, descending: bool) -> tuple[Key, ...]:
    return tuple(Key(of(one), descending) for one in (ActivityRow.start_time, ActivityRow.id))


def _as_it_is(column: Column) -> Column:
    return column


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _some(
    database: AccountSession,
    queries: Sequence[_Query],
    keys: Sequence[Key],
    values: Sequence[CursorValue | float],
    most: int,
) -> list[Plain]:
    found: list[Plain] = []
    for query in queries:
        rest = query.where(after(keys, values)) if values else query
        found += database.driver_rows(rest.order_by(*order_by(keys)).limit(most))
    if len(queries) > 1:
        for place, key in zip(_PLACES, reversed(keys), strict=False):
            found.sort(key=itemgetter(place), reverse=key.descending)
    return found[:most]
