"""Long lists: printed as they come, page by page, without models, and the same as if they were held and encoded whole."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator

import httpx
import pytest

from fittrack_cli.output.output import Output
from fittrack_cli.wire.items import read_items, read_lines
from fittrack_cli.wire.pages import fetched_ahead

ROWS: list[dict[str, object]] = [
    {"id": "a", "distance_m": 10.5, "remarks": [], "name": None, "there": True, "n": -3},
    {"id": "b", "distance_m": 1e21, "remarks": ["one", "two"], "name": "Zürich 🚴"},
    {"id": "c", "inner": {"of": {"more": [1, {"x": "{["}]}}, "name": 'a "{" \\ brace'},
    {"id": "d", "name": "\x1b[31m \u202e \u2028 \x7f \n \ufeff"},
]


def _answer(text: str) -> httpx.Response:
    return httpx.Response(200, text=text)


def _line(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _as_served(rows: list[dict[str, object]]) -> str:
    lines = ",\n".join(map(_line, rows))
    return f'{{"items":[\n{lines}\n],"next_cursor":"n","total":null}}'


@pytest.mark.parametrize(
    "text",
    [
        _as_served(ROWS),
        _as_served(ROWS[:2]),
        _as_served([]),
        json.dumps({"next_cursor": "n", "items": ROWS}, indent=2),
        json.dumps({"items": ROWS, "next_cursor": "n"}),
        json.dumps({"items": ROWS, "next_cursor": "n"}, indent=0),
        '{"items":[\n{"a":[{"b":1},\n{"c":2}]}\n],"next_cursor":"n"}',
    ],
)
def test_lines_are_the_items_however_the_page_is_written(text: str) -> None:
    expected = json.loads(text)["items"]
    of_all = list(expected[0])[:1] if expected else ["id"]
    assert read_items(_answer(text), of_all).items == expected
    page = read_lines(_answer(text), of_all)
    assert page.next_cursor == "n"
    assert [json.loads(line) for line in page.items] == expected
    assert not any("\n" in line for line in page.items)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"items":[\n{}\n],',
        '{"items":[\n{}\n]}',
        '{"items":{},"next_cursor":null}',
        '{"items":[1],"next_cursor":null}',
        _as_served([{"name": "an item that lacks all"}]),
        '{"items":[\n{"a":\n],"next_cursor":null}',
    ],
)
def test_what_is_no_page_is_refused(text: str) -> None:
    for read in (read_items, read_lines):
        with pytest.raises((ValueError, TypeError, KeyError)):
            read(_answer(text), ["id"])


ODD = [
    "a",
    "Zürich",
    "\x1b[31m\x7f",
    "\u202e\u2028",
    '": [',
    "},\n    {",
    "},{",
    "=1+1",
    "a\nb,",
    "NaN",
]
VALUES: list[object] = [
    *(None, True, False, 0, -3, 10**25, 0.1, -0.0, 1e21, 1e308, float("inf"), 123456789.123456789),
    *([], {}, ["x"], [[]], {"a": 1}, {"a": {"b": []}}, [{"id": 1}], *ODD),
]


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("safe", [False, True])
def test_many_rows_at_once_are_written_as_one_by_one(form: str, safe: bool) -> None:
    """Rows of all kinds together, and of each kind alone, since those that are alike are written in another way."""
    every = [
        {"id": name, "there": value, "empty": [], "size": 1.5} for name in ODD for value in VALUES
    ]
    fields = tuple(every[0])
    alike = [[row for row in every if row["there"] is value] for value in VALUES]
    for rows in (every, every[:1], [], *alike, *([row] * 300 for row in every[:2])):
        one_by_one, at_once = io.StringIO(), io.StringIO()
        Output(form, one_by_one, io.StringIO(), csv_safe=safe).rows(iter(rows), (), fields=fields)
        output = Output(form, at_once, io.StringIO(), csv_safe=safe)
        assert output.takes_pages
        output.pages([rows[:3], [], rows[3:]], fields=fields)
        assert at_once.getvalue() == one_by_one.getvalue()


@pytest.mark.parametrize("form", ["json", "csv"])
def test_a_page_is_narrowed_to_the_fields_that_are_asked_for(form: str) -> None:
    out = io.StringIO()
    Output(form, out, io.StringIO(), fields=("name", "id")).pages(
        [ROWS[1:3]], fields=("id", "name")
    )
    assert (
        out.getvalue()
        == {
            "json": '[\n  {\n    "name": "Zürich 🚴",\n    "id": "b"\n  },\n  {\n    "name": "a \\"{\\" \\\\ brace",'
            '\n    "id": "c"\n  }\n]\n',
            "csv": 'name,id\r\nZürich 🚴,b\r\n"a ""{"" \\ brace",c\r\n',
        }[form]
    )


def test_members_of_a_page_are_in_the_order_of_the_contract() -> None:
    found = read_items(_answer('{"items":[{"b":1,"new":2,"a":3}],"next_cursor":null}'), ["a", "b"])
    assert [list(item) for item in found.items] == [["a", "b", "new"]]


@pytest.mark.parametrize("count", range(len(ROWS) + 1))
def test_json_that_is_written_as_it_comes_is_that_of_the_whole_list(count: int) -> None:
    whole, out = io.StringIO(), io.StringIO()
    Output("json", whole, io.StringIO()).value(ROWS[:count])
    Output("json", out, io.StringIO()).rows(iter(ROWS[:count]), (), fields=("id",))
    assert out.getvalue() == whole.getvalue()


MISLEADING: list[dict[str, object]] = [
    {"a": 'b":', "c": 1},
    {"a": '",', "c": '"'},
    {"a": "\\"},
    {"a": ":b", "c": ":"},
    {":a": 1},
    {"a": 1, ":b": 2},
    {"a": "b,", "c": 1},
    {"a": "b,"},
    {"a,": 1},
    {},
    {"a": "{}"},
    {"": ""},
]


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_lines_go_through_as_rows_would_be_written(form: str) -> None:
    """Rows of all kinds together, and of each kind alone, since those that are alike are written in another way."""
    every = [{"id": name, "there": value, "empty": []} for name in ODD for value in VALUES]
    alike = [[row for row in every if row["id"] is name] for name in ODD]
    alone = [[row] for row in MISLEADING]
    fields = ("id", "there", "empty")
    for rows in (ROWS, every, MISLEADING, [], *alike, *alone, *([row] * 300 for row in every[:2])):
        finite = json.loads(json.dumps(rows).replace("Infinity", "null"))
        made, out = io.StringIO(), io.StringIO()
        Output(form, made, io.StringIO()).rows(finite, (), fields=fields)
        pages = list(map(_line, finite))
        output = Output(form, out, io.StringIO())
        assert output.takes_lines
        output.json_lines([pages[:3], [], pages[3:]])
        assert out.getvalue() == made.getvalue()
        assert "\x1b" not in out.getvalue()
        assert "\u202e" not in out.getvalue()


def test_the_next_page_is_fetched_while_one_is_used() -> None:
    second = threading.Event()

    def pages() -> Iterator[list[int]]:
        yield [1]
        second.set()
        yield [2]
        raise OSError("the third is gone")

    found = fetched_ahead(pages())
    assert next(found) == [1]
    assert second.wait(60)
    assert next(found) == [2]
    with pytest.raises(OSError, match="the third"):
        next(found)
