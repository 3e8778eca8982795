"""Lists in pages: a cursor names the last row of a page, and the next page starts after it."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, overload
from uuid import UUID

from attrs import frozen
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from fittrack_backend.errors import invalid
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import Table

CursorValue = str | int | bytes | dt.datetime | dt.date | UUID

T = TypeVar("T")
V = TypeVar("V")
R = TypeVar("R", bound=Table)
Q = TypeVar("Q", bound=Select[Any])
A = TypeVar("A", str, int, bytes, dt.datetime, dt.date, UUID)
B = TypeVar("B", str, int, bytes, dt.datetime, dt.date, UUID)
C = TypeVar("C", str, int, bytes, dt.datetime, dt.date, UUID)

_LARGEST_INTEGER = 2**63 - 1


@frozen
class Page(Generic[T]):
    """Some items of a list, and where the next ones start; None at the end."""

    items: list[T]
    next_cursor: str | None
    id_digits: int | None = None
    """How many first digits tell the ids from all others of the account, where that was asked for."""
    total: int | None = None
    """How many there are on all pages, where that was asked for."""

    def each(self, view: Callable[[T], V]) -> Page[V]:
        """The same page of what is made of its items."""
        items = [view(item) for item in self.items]
        return Page(items, self.next_cursor, self.id_digits, self.total)


@frozen
class PageAsked:
    """Which page of a list is asked for: the first one, or the one after the page that gave the cursor."""

    limit: int
    """How many items at most."""
    cursor: str | None = None
    with_total: bool = False
    """Whether all items are to be counted as well."""

    def rows_of(self, query: Q, keys: Sequence[Key], *types: type[CursorValue]) -> Q:
        """The query for the page's rows, and for one more where there are more.

        A cursor has a value of each of these types, one for each key; another one is a problem 422.
        """
        if self.cursor is not None:
            query = query.where(after(keys, _decoded(self.cursor, types)))
        return query.order_by(*order_by(keys)).limit(self.limit + 1)

    def total(self, database: AccountSession, rows: type[Table], query: Select[Any]) -> int | None:
        """How many of the account's rows the list's query finds on all pages, where that is asked for."""
        if not self.with_total:
            return None
        count = select(func.count()).select_from(rows)
        if query.whereclause is not None:
            count = count.where(query.whereclause)
        return database.scalar(count) or 0


@frozen
class Key:
    """A column that a list is ordered by. All keys of a list together are unique."""

    column: InstrumentedAttribute[Any] | ColumnElement[Any]
    descending: bool = False


def order_by(keys: Sequence[Key]) -> list[ColumnElement[Any]]:
    """The keys for a statement's `order_by`."""
    return [key.column.desc() if key.descending else key.column.asc() for key in keys]


def after(keys: Sequence[Key], values: Sequence[CursorValue | float]) -> ColumnElement[bool]:
    """The condition for rows that come after the one with these values, one for each key.

    That the first key is not before its value follows from the rest; a database that is given it begins there in
    its index, and not at the list's beginning.
    """
    alternatives: list[ColumnElement[bool]] = []
    same: list[ColumnElement[bool]] = []
    for key, value in zip(keys, values, strict=True):
        beyond = key.column < value if key.descending else key.column > value
        alternatives.append(and_(*same, beyond))
        same.append(key.column == value)
    first, value = keys[0], values[0]
    not_before = first.column <= value if first.descending else first.column >= value
    return and_(not_before, or_(*alternatives))


def make_page(
    rows: Sequence[T], limit: int, key_of: Callable[[T], Sequence[CursorValue]]
) -> Page[T]:
    """A page of `limit` rows, given one row more than that where there are more."""
    items = list(rows[:limit])
    more = len(rows) > limit
    return Page(items=items, next_cursor=encode_cursor(*key_of(items[-1])) if more else None)


def page_by_time(
    database: AccountSession,
    query: Select[R],
    time: InstrumentedAttribute[dt.datetime] | InstrumentedAttribute[dt.datetime | None],
    asked: PageAsked,
    *,
    latest_first: bool,
) -> Page[R]:
    """A page of rows in the order of one of their times and, where that is the same, of their ids."""
    names = (time.key, "id")
    keys = [Key(getattr(time.class_, name), latest_first) for name in names]
    rows = database.scalars(asked.rows_of(query, keys, dt.datetime, UUID)).all()
    return make_page(rows, asked.limit, lambda row: [getattr(row, name) for name in names])


def encode_cursor(*values: CursorValue) -> str:
    """The values as opaque text."""
    text = json.dumps([_to_json(value) for value in values], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@overload
def decode_cursor(text: str, first: type[A], /) -> tuple[A]: ...
@overload
def decode_cursor(text: str, first: type[A], second: type[B], /) -> tuple[A, B]: ...
@overload
def decode_cursor(
    text: str, first: type[A], second: type[B], third: type[C], /
) -> tuple[A, B, C]: ...


def decode_cursor(text: str, *types: type[Any]) -> tuple[Any, ...]:
    """The values in a cursor, which must be of these types; otherwise a problem 422."""
    return _decoded(text, types)


def _decoded(text: str, types: Sequence[type[Any]]) -> tuple[Any, ...]:
    try:
        padded = text + "=" * (-len(text) % 4)
        values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not isinstance(values, list) or len(values) != len(types):
            raise ValueError("another number of values")
        return tuple(_from_json(value, kind) for value, kind in zip(values, types, strict=True))
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error) as error:
        raise invalid("query.cursor", "This is not a cursor of this list.") from error


def _to_json(value: CursorValue) -> str | int:
    match value:
        case dt.datetime() | dt.date():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode()
        case UUID():
            return value.hex
        case _:
            return value


def _from_json(value: object, kind: type[Any]) -> CursorValue:
    if kind is int:
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST_INTEGER:
            raise ValueError("not an integer")
        return value
    if not isinstance(value, str) or "\0" in value:
        raise ValueError("not text")
    if kind is dt.datetime:
        time = dt.datetime.fromisoformat(value)
        if time.tzinfo is None:
            raise ValueError("a time without a zone")
        return time.astimezone(dt.UTC)
    if kind is dt.date:
        return dt.date.fromisoformat(value)
    if kind is UUID:
        return UUID(value)
    if kind is bytes:
        return base64.b64decode(value, validate=True)
    value.encode()
    return value
