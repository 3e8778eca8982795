"""A table of activities is told from others by what is in it, and each of its rows is an original that stays the same."""

# ruff: noqa: RUF001

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
from collections.abc import Iterator

import pytest

from fittrack_backend.export_tables import row_originals
from fittrack_backend.export_tables.dates import Order, order_of, time_of
from fittrack_backend.export_tables.numbers import Mark, mark_of, number
from fittrack_backend.export_tables.tables import Rows, may_be_table, table_of
from fittrack_backend.readers import NothingToSave, read, sniff
from fittrack_backend.records.activities import Recording
from tools.corpus import strava_export

MORNING = dt.datetime(2021, 3, 5, 7, 15, 2, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "cell",
    [
        *("Mar 5, 2021, 7:15:02 AM", "Mar 5, 2021, 7:15:02\u202fAM", "5 Mar 2021, 07:15:02"),
        *("05.03.2021, 07:15:02", "5 mars 2021 à 07:15:02", "5 mar 2021, 7:15:02"),
        *("5 de mar. de 2021, 07:15:02", "5 mrt. 2021 07:15:02", "2021/03/05 7:15:02"),
        *("2021年3月5日 上午7:15:02", "2021. 3. 5. 오전 7:15:02", "5 мар. 2021 г., 07:15:02"),
        *("2021-03-05 07:15:02", "2021-03-05T07:15:02Z", "5. března 2021 7:15:02"),
        "5. maaliskuuta 2021 klo 7.15.02",
    ],
)
def test_a_date_in_the_way_of_a_language(cell: str) -> None:
    assert time_of(cell, "dmy") == MORNING
    assert time_of("", "dmy") is None


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["05/03/2021 7:15", "25/03/2021 7:15"], "dmy"),
        (["03/05/2021 7:15", "03/25/2021 7:15"], "mdy"),
        (["2021/03/05 7:15"], "ymd"),
        (["03/05/2021 7:15", "04/02/2021 7:15", "05/01/2021 7:15"], "mdy"),
        (["05/03/2021 7:15", "02/04/2021 7:15", "01/05/2021 7:15"], "dmy"),
    ],
)
def test_which_number_is_the_day(cells: list[str], order: Order) -> None:
    assert order_of(cells, range(len(cells))) == order


@pytest.mark.parametrize(
    ("cells", "mark", "numbers"),
    [
        (["10,24", "1.234,5", "7"], ",", [10.24, 1234.5, 7.0]),
        (["10.24", "1,234.5", "1,234"], ".", [10.24, 1234.5, 1234.0]),
        (["1.500", "0,8"], ",", [1500.0, 0.8]),
        (["10240,5", "1 234,5"], ",", [10240.5, 1234.5]),
        (["1,234,567"], ".", [1234567.0]),
    ],
)
def test_numbers_with_a_comma(cells: list[str], mark: Mark, numbers: list[float]) -> None:
    assert mark_of(cells) == mark
    assert [number(cell, mark) for cell in cells] == numbers


def strava(**of_table: object) -> bytes:
    truths = strava_export.account(30)
    return strava_export.export(truths, **of_table)["activities.csv"]  # type: ignore[arg-type]


def rows_of(data: bytes) -> Rows:
    found = table_of(data)
    assert found is not None
    return found


def recordings(data: bytes) -> list[Recording]:
    rows = rows_of(data)
    return [read(rows.read(row.key), "csv").activities[0] for row in rows.rows()]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_another_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    plain = recordings(strava(language="de"))
    other = recordings(strava(language="de", delimiter=delimiter, encoding=encoding))
    if encoding == "cp1252":  # which has no Japanese names
        assert [one.distance_m for one in other] == [one.distance_m for one in plain]
        assert [one.sport for one in other] == [one.sport for one in plain]
    else:
        assert other == plain


def test_rows_stay_the_same_when_others_and_columns_are_added() -> None:
    first = rows_of(strava_export.export(strava_export.account(30), columns=87)["activities.csv"])
    more = strava_export.account(30, edition=2)
    later = rows_of(strava_export.export(more, columns=95)["activities.csv"])
    same = [row.key for row in first.rows() if first.read(row.key) == later.read(row.key)]
    renamed = [one for one in more[:30] if "(renamed)" in one.name]
    assert len(same) == 30 - len(renamed)
    assert [row.size for row in first.rows()] == [len(first.read(row.key)) for row in first.rows()]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"a,b,c,d\n",
        b"Athlete ID,Email,First,Last\n1,me@example.org,A,B\n",
        b"id,date,payee,amount\n1,2024-01-05 10:00:00,Shop,10.50\n2,2024-01-06 11:00:00,Bar,3.00\n",
        b"\x00\x01,\x02,\x03,\x04\n",
        b",,,,\n,,,,\n",
        b'[{"calendarDate": 5}]',
        b'[{"summarizedActivitiesExport": [',
    ],
)
def test_what_is_no_table_of_activities(data: bytes) -> None:
    assert table_of(data) is None


def test_a_table_that_was_cut_gives_what_is_whole() -> None:
    data = strava()
    for end in range(len(data) // 2, len(data), 997):
        rows = rows_of(data[:end])
        whole = 0
        for row in rows.rows():
            try:
                whole += len(read(rows.read(row.key), "csv").activities)
            except NothingToSave as error:
                assert error.damaged
        assert whole >= len([*rows.rows()]) - 1


@pytest.fixture
def usual_limit() -> Iterator[None]:
    """The longest cell that the csv module takes, which other tests raise."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


@pytest.mark.usefixtures("usual_limit")
def test_a_line_that_cannot_be_taken_apart_is_a_row_that_fails() -> None:
    lines = strava().split(b"\n4")
    lines.insert(9, b'711,"' + b"x" * 200_000 + b'",')
    rows = rows_of(b"\n4".join(lines))
    keys = [row.key for row in rows.rows()]
    assert len(keys) == 31
    failing = next(key for key in keys if key.startswith(b"row "))
    with pytest.raises(NothingToSave) as raised:
        read(rows.read(failing), "csv")
    assert raised.value.damaged


def test_damage_of_any_kind_is_borne() -> None:
    chance = random.Random(5)
    for _ in range(150):
        data = bytearray(strava()[:6000])
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.choice(b',"\n\r;\x00\xff0z')
        found = table_of(bytes(data)) if may_be_table(bytes(data[:4096])) else None
        for row in found.rows() if found is not None else ():
            original = found.read(row.key) if found is not None else b""
            try:
                read(original, "csv")
            except NothingToSave:
                pass


def test_a_row_is_told_from_other_files() -> None:
    rows = rows_of(strava())
    original = rows.read(next(rows.rows()).key)
    found = sniff(io.BytesIO(original), len(original))
    assert found.format == "csv"
    assert found.types == frozenset({"activities"})
    assert table_of(original) is None
    assert row_originals.kind_of_row(original) == "strava-activities"


def test_a_list_in_json_is_cut_into_its_elements() -> None:
    some = [{"activityId": number, "name": f"Ünïcode {number} 🏃"} for number in range(3)]
    data = json.dumps([{"summarizedActivitiesExport": some}], ensure_ascii=False).encode()
    rows = rows_of(data)
    assert [row.key for row in rows.rows()] == [b"0", b"1", b"2"]
    found = [row_originals.list_element(rows.read(row.key)).element for row in rows.rows()]
    assert found == some
    assert len([*rows_of(data[:-20]).rows()]) == 2
