"""A terminal whose encoding lacks characters: everything is printed, and tables still fit."""

from __future__ import annotations

import io
from typing import TextIO

import httpx
import pytest

from fittrack_cli.__main__ import main
from fittrack_cli.output.columns import Column
from fittrack_cli.output.encodings import as_written
from fittrack_cli.output.table_layout import lines_text, table_text
from tests.unit.cli.conftest import Screen, refused
from tools.running.prompter import FakePrompter


@pytest.mark.parametrize(
    ("text", "encoding", "written"),
    [
        ("19 °C …", "utf-8", "19 °C …"),
        ("19 °C …", "UTF-8", "19 °C …"),
        ("19 °C …", None, "19 °C …"),
        ("19 °C …", "latin-1", "19 °C ..."),
        ("19 °C …", "ascii", "19 C ..."),
        ("自 é", "latin-1", "\\u81ea é"),
        ("自 é", "shift_jis", "自 \\xe9"),
        ("a\udcff", "ascii", "a\\udcff"),
        ("🚴", "ascii", "\\U0001f6b4"),
    ],
)
def test_what_an_encoding_lacks(text: str, encoding: str | None, written: str) -> None:
    assert as_written(text, encoding) == written


def test_a_table_is_measured_as_it_is_written() -> None:
    rows = [{"name": "自行车 训练 长距离 周末 山路", "steps": 1}, {"name": "walk", "steps": 23}]
    columns = [Column("name"), Column("steps")]
    shown = table_text(rows, columns, width=30, color=False, encoding="ascii")
    assert shown.splitlines() == [
        "NAME                     STEPS",
        "\\u81ea\\u884c\\u8f66 \\...      1",
        "walk                        23",
    ]


def test_a_name_of_a_file_keeps_both_ends() -> None:
    rows = [{"path": "/media/athlete/自行车/2026-03-01.fit"}]
    shown = table_text(rows, [Column("path")], width=30, color=False, encoding="ascii")
    assert shown.splitlines()[1] == "/media/athlete...026-03-01.fit"


def test_lines_are_measured_as_they_are_written() -> None:
    row = {"note": "自 行 车 训 练"}
    shown = lines_text(row, [Column("note")], None, color=False, width=22, encoding="ascii")
    assert shown == "note  \\u81ea \\u884c\n      \\u8f66 \\u8bad\n      \\u7ec3\n"


@pytest.mark.parametrize("command", ["account athlete --help", "help account athlete"])
def test_help_is_printed(command: str) -> None:
    out, err = Screen("ascii"), io.StringIO()
    assert (_run(command, out, err), err.getvalue()) == (0, "")
    assert "BPM,..." in out.getvalue()


def test_tab_prints_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "fittrack_cli.completion.completing.complete", lambda words, env: "latest\t自行车\n"
    )
    out, err = Screen("ascii"), io.StringIO()
    assert (_run("__complete sync watch x", out, err), err.getvalue()) == (0, "")
    assert out.getvalue() == "latest\t\\u81ea\\u884c\\u8f66\n"


def test_messages_are_printed() -> None:
    err = Screen("ascii")
    assert _run("profile use 自行车", io.StringIO(), err) == 2
    assert "\\u81ea\\u884c\\u8f66" in err.getvalue()


def _run(command: str, out: TextIO, err: TextIO) -> int:
    return main(
        command.split(),
        {"FITTRACK_CONFIG_DIR": "/nowhere"},
        io.StringIO(),
        out,
        err,
        FakePrompter([], can_ask=False),
        httpx.MockTransport(refused),
    )
