"""Tables fit the terminal, whatever is in their cells: wcwidth's widths, tabulate's layout."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes, wcswidth

from fittrack_cli.output.columns import Column, Table
from fittrack_cli.output.harmless import harmless
from fittrack_cli.output.output import Output
from fittrack_cli.output.table_layout import (
    cut,
    cut_in_the_middle,
    display_width,
    lines_text,
    table_text,
)

WIDE = {
    "CJK": "跑步机训练",
    "Hangul": "달리기",
    "emoji with a variation selector": "❤️ run ❤️",
    "joined emoji": "👨‍👩‍👧‍👦 ride",
    "skin tone": "👍🏽 good",
    "flag": "🇩🇪 tour",
    "keycap": "1️⃣ lap",
    "combining marks": "Cafe\u0301 a\u0308u\u0308",
    "Devanagari": "दौड़ना",
}
PIECES = [*WIDE.values(), "abc", " ", "-", "\u0301", "\ufe0f", "\u200d", "\u200b"]


@pytest.mark.parametrize("text", WIDE.values(), ids=WIDE)
def test_columns_behind_wide_characters_stand_where_they_stand_behind_ascii(text: str) -> None:
    rows = [{"name": text, "sport": "x"}, {"name": "plain", "sport": "x"}]
    text_ = table_text(rows, [Column("name"), Column("sport")], width=None, color=False)
    starts = {wcswidth(line[: line.rindex(" ") + 1]) for line in text_.splitlines()}
    assert len(starts) == 1, text_


@pytest.mark.parametrize("text", WIDE.values(), ids=WIDE)
def test_numbers_behind_wide_characters_end_where_they_should(text: str) -> None:
    rows = [{"name": text, "steps": 7}, {"name": "plain", "steps": 12345}]
    shown = table_text(rows, [Column("name"), Column("steps")], width=None, color=False)
    assert len({wcswidth(line) for line in shown.splitlines()}) == 1, shown


def test_a_coloured_cell_takes_the_room_of_its_text() -> None:
    rows = [{"state": "partial", "name": "跑步"}, {"state": "queued", "name": "❤️"}]
    columns = [Column("state"), Column("name")]
    plain = table_text(rows, columns, width=80, color=False)
    coloured = table_text(rows, columns, width=80, color=True)
    for code in (0, 1, 33, 36):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == plain


@pytest.mark.parametrize("width", [40, 80, 200])
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), min_size=1))
def test_no_line_is_wider_than_the_terminal(width: int, names: list[str]) -> None:
    rows = [{"id": "3f2b8f0a", "name": name, "steps": 12345} for name in names]
    columns = [Column("name"), Column("steps"), Column("id")]
    text = table_text(rows, columns, width=width, color=False)
    assert all(display_width(line) <= width for line in text.splitlines())


def test_numbers_ids_and_times_are_not_cut() -> None:
    row = {"path": "x" * 60, "last_sync_at": "2026-01-31T07:30:00Z", "id": "y" * 36, "steps": 12345}
    columns = [Column(name) for name in row]
    (line,) = table_text([row], columns, width=80, color=False).splitlines()[1:]
    assert line.count("…") == 1
    assert line.startswith("xxxxxx")
    assert display_width(line) <= 80


@given(st.text(max_size=60) | st.sampled_from(list(WIDE.values())), st.integers(8, 30))
def test_a_text_that_is_cut_in_the_middle_keeps_both_ends(text: str, width: int) -> None:
    text = harmless(text)
    short = cut_in_the_middle(text, width)
    assert display_width(short) <= width
    if short != text:
        begin, _, end = short.rpartition("…")
        assert text.startswith(begin) and text.endswith(end)


def test_a_long_file_name_costs_no_other_column() -> None:
    row = {"name": "x" * 90, "avg_hr_bpm": 141, "file_name": f"{'a' * 150}.fit", "id": "y" * 6}
    columns = [
        Column("name"),
        Column("avg_hr_bpm", wide=True),
        Column("file_name", "FILE", wide=True),
        Column("id"),
    ]
    head, line = table_text([row], columns, width=80, color=False).splitlines()
    assert head.split() == ["NAME", "AVG", "HR", "FILE", "ID"]
    assert ".fit  yyyyyy" in line and "aaa…aaa" in line and display_width(line) <= 80


@given(st.text(max_size=30), st.integers(2, 20))
def test_a_cut_text_fits_and_begins_as_the_whole_one(text: str, width: int) -> None:
    text = harmless(text)
    short = cut(text, width)
    assert display_width(short) <= width
    assert text.startswith(short.removesuffix("…").rstrip())


@pytest.mark.parametrize("text", WIDE.values(), ids=WIDE)
def test_no_character_is_cut_in_two(text: str) -> None:
    whole = list(iter_graphemes(text * 3))
    for width in range(2, 20):
        kept = list(iter_graphemes(cut(text * 3, width).removesuffix("…")))
        assert kept == whole[: len(kept)]


def test_every_harmless_character_has_a_width() -> None:
    for code in range(0x20, 0x30000):
        character = harmless(chr(code)) if unicodedata.category(chr(code)) != "Cs" else "x"
        assert display_width(character) >= 0, hex(code)


def test_one_object_is_lines_of_name_and_value() -> None:
    row = {"name": "跑步 ❤️", "distance_m": 5200.0, "state": None}
    columns = [Column("name"), Column("distance_m"), Column("state")]
    assert lines_text(row, columns, "Activity", color=False) == (
        "Activity\nname      跑步 ❤️\ndistance  5.2 km\nstate     -\n"
    )
    assert lines_text({}, [], "Activity", color=False) == "Activity\n"


def test_a_table_below_an_object_is_for_people_only() -> None:
    def shown(mode: str, **options: object) -> str:
        stream = io.StringIO()
        output = Output(mode, stream, io.StringIO(), **options)  # type: ignore[arg-type]
        output.item(
            {"id": 1},
            [Column("id")],
            fields=("id",),
            title="One",
            in_words={"id": "first"},
            below=[Table([{"lap": 1}], [Column("lap")])],
        )
        return stream.getvalue()

    assert shown("table") == "One\nid  first\n\nLAP\n  1\n"
    assert shown("table", fields=("id",)) == "id  1\n"
    assert shown("table", query="id") == "1\n"
    assert shown("csv") == "id\r\n1\r\n"
    assert shown("jsonl") == '{"id":1}\n'


def test_a_column_has_another_form_on_a_narrow_terminal() -> None:
    def shown(width: int | None) -> str:
        stream = io.StringIO()
        output = Output("table", stream, io.StringIO(), width=width)
        columns = [Column("start_time", "START", narrow=Column("start_time", "DAY"))]
        output.rows([{"start_time": None}], columns, fields=("start_time",))
        return stream.getvalue()

    assert shown(99).startswith("DAY")
    assert shown(100).startswith("START")
    assert shown(None).startswith("START")
