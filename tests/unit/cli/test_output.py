"""Results read back as what they were, and no text from outside steers a terminal."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fittrack_cli.errors import UsageError
from fittrack_cli.output.cells import exact_text, header, moment, parse_moment, text_of
from fittrack_cli.output.columns import Column
from fittrack_cli.output.formats.csv import write_csv
from fittrack_cli.output.harmless import harmless, is_dangerous, json_text
from fittrack_cli.output.output import Output
from fittrack_cli.output.table_layout import cut, display_width
from fittrack_cli.output.units import METRIC

HOSTILE = "\x1b[2J\x1b]0;owned\x07 \x9b31m \u202egnp.exe\u202c \r\n\t\x7f \ud800 \u2028 \0,\"'"
FIELDS = ("id", "name", "distance_m")

texts = st.text(st.characters(), max_size=40) | st.just(HOSTILE)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def output(
    mode: str, stream: io.StringIO | None = None, **options: object
) -> tuple[Output, io.StringIO]:
    stream = stream or io.StringIO()
    return Output(mode, stream, io.StringIO(), **options), stream  # type: ignore[arg-type]


def shown(mode: str, rows: Sequence[dict[str, object]], **options: object) -> str:
    printer, stream = output(mode, None, **options)
    printer.rows(rows, [Column(name) for name in FIELDS], fields=FIELDS)
    return stream.getvalue()


@given(texts)
def test_harmless_text_holds_nothing_dangerous(text: str) -> None:
    safe = harmless(text)
    assert not any(is_dangerous(ord(character)) for character in safe)
    safe.encode()


@given(values)
def test_json_reads_back_and_holds_nothing_dangerous(value: object) -> None:
    text = json_text(value)
    assert json.loads(text) == value
    assert not any(is_dangerous(ord(character)) for character in text)


def test_json_has_no_numbers_that_json_does_not_know() -> None:
    assert json.loads(json_text({"a": [float("nan"), float("inf"), 1.5]})) == {
        "a": [None, None, 1.5]
    }


@given(st.lists(st.tuples(texts, texts, values), min_size=1, max_size=5))
def test_csv_reads_back_into_the_same_values(rows: list[tuple[str, str, object]]) -> None:
    stream = io.StringIO(newline="")
    write_csv(stream, FIELDS, [rows])
    stream.seek(0)
    top, *read = list(csv.reader(stream))
    assert tuple(top) == FIELDS
    for line, row in zip(read, rows, strict=True):
        assert line[:2] == list(row[:2])
        if isinstance(row[2], dict | list):
            assert json.loads(line[2]) == row[2]


CELLS = st.one_of(
    texts,
    st.sampled_from(["", ",", '"', "\r", "\n", " a", "a ", "\x00"]),
    values,
    st.none(),
    st.integers(-(10**400), 10**400),
    st.floats(),
)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width))
    )
)
def test_csv_is_what_pythons_writer_makes_of_the_same_texts(page: list[list[object]]) -> None:
    """Whatever is in a column: one kind of value, or several."""
    stream, by_python = io.StringIO(newline=""), io.StringIO(newline="")
    write_csv(stream, None, [page])
    csv.writer(by_python).writerows([exact_text(value) for value in row] for row in page)
    assert stream.getvalue() == by_python.getvalue()


def test_csv_values_are_as_the_contract_writes_them() -> None:
    text = shown("csv", [{"id": None, "name": True, "distance_m": 1.5}])
    assert text == "id,name,distance_m\r\n,true,1.5\r\n"


@pytest.mark.parametrize(
    ("count", "total", "told"),
    [
        (3, 3, ""),
        (4, 2018, "3 of 2,018: --all\n"),
        (4, None, "The first 3: --all\n"),
        (0, 0, "no\n"),
    ],
)
def test_a_list_on_a_terminal_ends_early_and_says_so(
    count: int, total: int | None, told: str
) -> None:
    stream, messages = Terminal(), io.StringIO()
    printer = Output("table", stream, messages)
    assert printer.may_end_early
    printer.most_rows = 3
    rows: list[dict[str, object]] = [{"id": str(n)} for n in range(count)]
    printer.rows(rows, [Column("id")], fields=("id",), empty="no", total=lambda: total)
    assert stream.getvalue().split()[1:] == [str(n) for n in range(min(count, 3))]
    assert messages.getvalue() == told


@pytest.mark.parametrize(
    ("mode", "stream", "options"),
    [
        ("table", io.StringIO(), {}),
        ("json", Terminal(), {}),
        ("csv", Terminal(), {}),
        ("table", Terminal(), {"query": "[]"}),
        ("table", Terminal(), {"quiet": True}),
    ],
)
def test_elsewhere_a_list_is_whole(
    mode: str, stream: io.StringIO, options: dict[str, object]
) -> None:
    assert not output(mode, stream, **options)[0].may_end_early


def test_csv_has_a_column_for_each_member_of_an_object() -> None:
    rows: list[dict[str, object]] = [
        {"id": {"a": 1, "b": {"c": [2, 3], "d": {}}}, "name": "x"},
        {"id": None, "name": {"late": 1}},
    ]
    read = list(csv.reader(io.StringIO(shown("csv", rows, fields=("id", "name")), newline="")))
    assert read == [
        ["id.a", "id.b.c", "id.b.d", "name"],
        ["1", "[2,3]", "{}", "x"],
        ["", "", "", '{"late":1}'],
    ]
    assert shown("csv", rows, query="[].{n: name}") == 'n\r\nx\r\n"{""late"":1}"\r\n'


def test_the_columns_of_a_list_do_not_depend_on_what_is_in_it() -> None:
    printer, stream = output("csv")
    printer.rows([], [], fields=("id", "counts"))
    assert stream.getvalue().startswith("id,counts.total,counts.pending,counts.new,")


def test_an_answer_that_is_too_deep_is_a_cell() -> None:
    deep: object = 1
    for _ in range(900):
        deep = {"a": deep}
    assert shown("csv", [{"id": deep}]).startswith("id.a.a.a.a.a.a.a.a,name,")


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1dcmd", "=HYPERLINK()"]
)
def test_safe_csv_has_no_formula(text: str) -> None:
    rows: list[dict[str, object]] = [{"id": text, "name": f"a{text}", "distance_m": -3.5}]
    read = list(csv.reader(io.StringIO(shown("csv", rows, csv_safe=True), newline="")))
    assert read[1] == [f"'{text}", f"a{text}", "-3.5"]
    plain = list(csv.reader(io.StringIO(shown("csv", rows), newline="")))
    assert plain[1][0] == text


def test_a_byte_order_mark_comes_first_and_once() -> None:
    rows: list[dict[str, object]] = [{"id": "a"}, {"id": "b"}]
    text = shown("csv", rows, bom=True)
    assert text.startswith("\ufeffid,") and text.count("\ufeff") == 1


@given(values)
def test_yaml_reads_back_into_the_same_values_and_is_harmless(value: object) -> None:
    printer, stream = output("yaml")
    printer.value(value)
    text = stream.getvalue()
    assert yaml.safe_load(text) == json.loads(json_text(value))
    assert not any(is_dangerous(ord(one)) for one in set(text) - {"\n"})


@pytest.mark.parametrize(
    ("terminal", "color", "coloured"),
    [(True, None, True), (False, None, False), (True, False, False), (False, True, True)],
)
def test_colours_are_for_terminals_unless_forced_or_unwanted(
    terminal: bool, color: bool | None, coloured: bool
) -> None:
    printer, stream = output(
        "table", Terminal() if terminal else io.StringIO(), color=color, width=80
    )
    printer.rows([{"state": "failed"}], [Column("state")], fields=("state",))
    assert ("\x1b[" in stream.getvalue()) is coloured


def test_csv_on_a_terminal_is_harmless() -> None:
    stream = Terminal()
    printer, _ = output("csv", stream)
    printer.rows([{"id": HOSTILE}], [], fields=("id",))
    assert "\x1b" not in stream.getvalue()


@given(st.lists(st.tuples(texts, texts, st.none() | st.floats(0, 1e6)), min_size=1, max_size=4))
def test_a_table_is_harmless_and_has_a_line_for_each_row(
    rows: list[tuple[str, str, float | None]],
) -> None:
    text = shown("table", [dict(zip(FIELDS, row, strict=True)) for row in rows])
    lines = text.removesuffix("\n").split("\n")
    assert len(lines) == len(rows) + 1
    assert not any(is_dangerous(ord(character)) for line in lines for character in line)


def test_a_table_is_cut_to_the_terminal_only() -> None:
    row: dict[str, object] = {"id": "x" * 60, "name": "跑步" * 40, "distance_m": 5200.0}
    stream = Terminal()
    printer, _ = output("table", stream, width=80, color=False)
    printer.rows([row], [Column(name) for name in FIELDS], fields=FIELDS)
    assert all(display_width(line) <= 80 for line in stream.getvalue().splitlines())
    assert "5.2 km" in stream.getvalue()
    assert "x" * 60 in shown("table", [row])


def test_no_rows_are_told_on_stderr_and_are_an_empty_list_in_json() -> None:
    stream, messages = io.StringIO(), io.StringIO()
    Output("table", stream, messages).rows([], [], fields=FIELDS, empty="No syncs yet.")
    assert (stream.getvalue(), messages.getvalue()) == ("", "No syncs yet.\n")
    assert json.loads(shown("json", [])) == []
    assert shown("jsonl", []) == ""
    assert shown("csv", []) == "id,name,distance_m\r\n"


def test_fields_choose_and_order_in_every_format() -> None:
    rows: list[dict[str, object]] = [{"id": 1, "name": "a", "distance_m": 2.0, "new": 3}]
    assert json.loads(shown("json", rows, fields=("name", "id"))) == [{"name": "a", "id": 1}]
    assert shown("jsonl", rows, fields=("name",)) == '{"name":"a"}\n'
    assert shown("csv", rows, fields=("distance_m", "id")) == "distance_m,id\r\n2.0,1\r\n"
    assert shown("table", rows, fields=("name",)).split() == ["NAME", "a"]


def test_an_unknown_field_names_the_known_ones() -> None:
    with pytest.raises(UsageError) as error:
        shown("json", [], fields=("nope",))
    assert error.value.code == 2
    assert "id, name, distance_m" in error.value.hint


@pytest.mark.parametrize("query", ["[", "length(`1`)", "foo(@)", "[?a ==", "\x1b"])
def test_a_bad_query_is_a_usage_error(query: str) -> None:
    with pytest.raises(UsageError):
        shown("json", [{"id": 1}], query=query)


def test_a_query_selects_in_every_format() -> None:
    rows: list[dict[str, object]] = [{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]
    assert json.loads(shown("json", rows, query="[?id==`2`].name")) == ["b"]
    assert shown("jsonl", rows, query="[].id") == "1\n2\n"
    assert shown("csv", rows, query="[].[id, name]") == "1,a\r\n2,b\r\n"
    assert shown("csv", rows, query="[].{n: name}") == "n\r\na\r\nb\r\n"
    assert shown("table", rows, query="length(@)") == "2\n"


def test_jsonl_goes_out_row_by_row() -> None:
    printer, stream = output("jsonl")

    def rows() -> object:
        yield {"id": 1}
        assert stream.getvalue() == '{"id":1}\n'
        yield {"id": 2}

    assert printer.rows(rows(), [], fields=("id",)) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("distance_m", 5234.0, "5.2 km"),
        ("distance_m", 850.4, "850 m"),
        ("ascent_m", 1234.0, "1234 m"),
        ("timer_s", 3723.4, "1:02:03"),
        ("timer_s", 59.6, "1:00"),
        ("calories_kcal", 512, "512 kcal"),
        ("avg_hr_bpm", 141, "141 bpm"),
        ("weight_kg", 71.50, "71.5 kg"),
        ("size_bytes", 1_234_567, "1.2 MB"),
        ("steps", 12345, "12345"),
        ("types", ["activities", "health"], "activities, health"),
        ("state", None, "-"),
        ("full", True, "yes"),
        ("name", "a", "a"),
    ],
)
def test_cells_tell_the_unit_from_the_name(field: str, value: object, text: str) -> None:
    assert text_of(field, value, METRIC) == text


def test_headers_have_no_unit() -> None:
    assert [header(name) for name in ("distance_m", "avg_hr_bpm", "created_at", "id", "items")] == [
        "DISTANCE",
        "AVG HR",
        "CREATED",
        "ID",
        "ITEMS",
    ]


def test_times_are_relative_when_near() -> None:
    now = parse_moment("2026-05-04T12:00:00Z")
    assert moment("2026-05-04T11:57:00Z", now) == "3 minutes ago"
    assert moment("2026-05-04T14:00:00Z", now) == "in 2 hours"
    assert moment("2026-05-04T12:00:01Z", now) == "now"
    assert moment("2026-05-01T12:00:00Z", now).startswith("2026-05-01 ")
    assert moment("no time", now) == "no time"


def test_cutting_counts_wide_characters_twice() -> None:
    assert cut("跑步机", 4) == "跑…"
    assert cut("abc", 3) == "abc"


def test_csv_has_numbers_and_lists_as_json_has_them() -> None:
    stream = io.StringIO()
    values: tuple[object, ...] = (
        0.1,
        -2.5e-7,
        1e22,
        6800.0,
        float("inf"),
        float("nan"),
        7,
        True,
        None,
        [],
        [1],
    )
    write_csv(stream, None, [[values]])
    assert stream.getvalue() == "0.1,-2.5e-07,1e+22,6800.0,null,null,7,true,,[],[1]\r\n"
