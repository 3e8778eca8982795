"""Pages of a list hold each row once, in order, and a cursor is taken only by the list that made it."""

from __future__ import annotations

import base64
import datetime as dt
import json
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, create_engine, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from fittrack_backend.errors import Problem
from fittrack_backend.storage.pages import (
    CursorValue,
    Key,
    after,
    decode_cursor,
    encode_cursor,
    make_page,
    order_by,
)

AT = dt.datetime(2026, 3, 1, 8, 30, 0, 123456, tzinfo=dt.UTC)
SOMEBODY = UUID("5d3df4bb-0dcd-449b-9ce9-229a8c7bacfd")


class Base(DeclarativeBase):
    pass


class Row(Base):
    __tablename__ = "rows"
    id: Mapped[int] = mapped_column(primary_key=True)
    major: Mapped[int]
    minor: Mapped[int]


@pytest.fixture
def engine() -> Engine:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        places = product(range(3), range(3), range(2))
        session.execute(insert(Row), [{"major": a, "minor": b} for a, b, _ in places])
        session.commit()
    return engine


@pytest.mark.parametrize("descending", [*product([False, True], repeat=3)])
@pytest.mark.parametrize("limit", [1, 2, 5, 17, 18, 19])
def test_pages_hold_each_row_once_in_order(
    engine: Engine, descending: tuple[bool, bool, bool], limit: int
) -> None:
    columns = (Row.major, Row.minor, Row.id)
    keys = [Key(column, down) for column, down in zip(columns, descending, strict=True)]
    found: list[tuple[int, int, int]] = []
    cursor = None
    with Session(engine) as session:
        while True:
            query = select(*columns).order_by(*order_by(keys)).limit(limit + 1)
            if cursor is not None:
                query = query.where(after(keys, decode_cursor(cursor, int, int, int)))
            rows = [(row.major, row.minor, row.id) for row in session.execute(query)]
            page = make_page(rows, limit, lambda row: row)
            assert len(page.items) <= limit
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
    signs = [-1 if down else 1 for down in descending]
    expected = sorted(
        found, key=lambda row: tuple(s * value for s, value in zip(signs, row, strict=True))
    )
    assert found == expected
    assert len(set(found)) == 18


def test_an_empty_list_is_one_page() -> None:
    nothing: list[tuple[int]] = []
    page = make_page(nothing, 3, lambda row: row)
    assert (page.items, page.next_cursor) == ([], None)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Morning Run",
        "ünïcode ❤️",
        0,
        -5,
        2**63 - 1,
        -(2**63 - 1),
        b"",
        b"\xff\x00name",
        AT,
        AT.date(),
        SOMEBODY,
    ],
    ids=repr,
)
def test_a_cursor_brings_back_what_went_in(value: Any) -> None:
    cursor = encode_cursor(value)
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    (back,) = decode_cursor(cursor, type(value))
    assert (back, type(back)) == (value, type(value))


def test_a_cursor_keeps_its_values_apart_and_in_order() -> None:
    values = (AT, SOMEBODY, "x")
    assert decode_cursor(encode_cursor(*values), dt.datetime, UUID, str) == values


def test_a_time_of_another_zone_comes_back_in_utc() -> None:
    there = AT.astimezone(dt.timezone(dt.timedelta(hours=-7)))
    (back,) = decode_cursor(encode_cursor(there), dt.datetime)
    assert back.isoformat() == AT.isoformat()


def cursor_of(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    ("cursor", "kind"),
    [
        ("", str),
        ("!", str),
        ("ä", str),
        ("A", str),
        (encode_cursor("x") + "\n", str),
        (base64.b64encode(b'["\xff"]').decode(), str),
        (base64.b64encode(b"not json").decode(), str),
        (base64.b64encode(b"[" * 100_000).decode(), str),
        (cursor_of("x"), str),
        (cursor_of({"0": "x"}), str),
        (cursor_of([]), str),
        (cursor_of(["x", "y"]), str),
        (cursor_of([None]), str),
        (cursor_of([1]), str),
        (cursor_of(["nul \0"]), str),
        (cursor_of(["\ud800"]), str),
        (cursor_of(["1"]), int),
        (cursor_of([True]), int),
        (cursor_of([1.0]), int),
        (cursor_of([2**63]), int),
        (cursor_of([-(2**63)]), int),
        (cursor_of(["2026-03-01T08:30:00"]), dt.datetime),
        (cursor_of(["0001-01-01T00:00:00+23:59"]), dt.datetime),
        (cursor_of(["yesterday"]), dt.datetime),
        (cursor_of(["2026-02-30"]), dt.date),
        (cursor_of(["no id"]), UUID),
        (cursor_of(["a?b="]), bytes),
        (cursor_of([7]), UUID),
    ],
)
def test_what_is_no_cursor_of_the_list_is_refused(cursor: str, kind: type[CursorValue]) -> None:
    with pytest.raises(Problem) as caught:
        decode_cursor(cursor, kind)
    assert (caught.value.slug, caught.value.status) == ("validation", 422)
    assert caught.value.members["errors"] == [
        {"field": "query.cursor", "message": "This is not a cursor of this list."}
    ]


def test_a_place_has_a_value_for_each_key() -> None:
    with pytest.raises(ValueError, match="shorter"):
        after([Key(Row.major), Key(Row.id)], [1])


@pytest.mark.parametrize(("count", "has_more"), [(2, False), (3, False), (4, True)])
def test_a_page_that_is_just_full_is_the_last(count: int, has_more: bool) -> None:
    page = make_page([(number,) for number in range(count)], 3, lambda row: row)
    assert len(page.items) == min(count, 3)
    assert (page.next_cursor is not None) is has_more
