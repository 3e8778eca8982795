"""What a person sees while a sync runs, and after Ctrl-C."""

from __future__ import annotations

import re

import pytest

from tests.terminal.conftest import OpenTerminal
from tests.terminal.screen import Terminal
from tests.terminal.stub import Stub
from tests.unit.commands.conftest import JOB_ID

pytestmark = pytest.mark.terminal


def watch(terminal: OpenTerminal, stub: Stub, *options: str, columns: int = 80) -> Terminal:
    return terminal(
        *("sync", "watch", JOB_ID, *options),
        columns=columns,
        env={"FITTRACK_SERVER": stub.url, "FITTRACK_TOKEN": "a-token"},
    )


def line_of(shown: Terminal, word: str) -> str:
    return next((line for line in shown.screen if line.startswith(word)), "")


@pytest.mark.parametrize("columns", [80, 200])
def test_a_bar_a_type_grows_and_stays_when_the_sync_ends(
    terminal: OpenTerminal, stub: Stub, columns: int
) -> None:
    shown = watch(terminal, stub, columns=columns)
    shown.wait_for("looking for files")
    stub.progress(
        activities={"total": 1200, "pending": 600, "new": 590, "unchanged": 8, "failed": 2},
        health={"total": 30, "pending": 30},
    )
    shown.wait_for("600/1200", "0/30")
    half = line_of(shown, "activities").count("━")
    assert "2 failed, 590 new, 8 unchanged" in line_of(shown, "activities")
    stub.progress(
        activities={"total": 1200, "new": 1190, "unchanged": 8, "failed": 2},
        health={"total": 30, "new": 30},
    )
    shown.wait_for("1200/1200", "30/30")
    assert line_of(shown, "activities").count("━") >= half
    stub.end("partial")
    assert shown.end() == 10
    shown.wait_for("1200/1200", f"Sync {JOB_ID}", "partial")
    assert len([line for line in shown.screen if "━" in line]) == 2
    assert all(len(line) <= columns for line in shown.screen)
    assert f"fittrack sync items {JOB_ID} --outcome failed" in shown.text


def test_ctrl_c_while_watching_leaves_the_sync_running(terminal: OpenTerminal, stub: Stub) -> None:
    shown = watch(terminal, stub)
    stub.progress(activities={"total": 12, "pending": 6, "new": 6})
    shown.wait_for("6/12")
    shown.press_ctrl("c")
    assert shown.end() == 130
    shown.wait_for("the sync continues", f"fittrack sync watch {JOB_ID}")
    assert "Traceback" not in shown.text
    assert "\x1b[?25h" in shown.text.rpartition("\x1b[?25l")[2], "the cursor is not shown again"
    assert stub.job["state"] == "running"


def test_quiet_draws_no_bars(terminal: OpenTerminal, stub: Stub) -> None:
    shown = watch(terminal, stub, "-q")
    shown.wait_until(lambda: stub.watchers > 0)
    stub.progress(activities={"total": 12, "pending": 6, "new": 6})
    stub.end("succeeded")
    assert shown.end() == 0
    assert "━" not in shown.text


def test_a_dumb_terminal_gets_plain_lines(terminal: OpenTerminal, stub: Stub) -> None:
    stub.progress(activities={"total": 12, "pending": 6, "new": 6})
    shown = terminal(
        *("sync", "watch", JOB_ID),
        env={"FITTRACK_SERVER": stub.url, "FITTRACK_TOKEN": "a-token", "TERM": "dumb"},
    )
    shown.wait_for("activities 6/12: 6 new")
    stub.end("succeeded")
    assert shown.end() == 0
    assert "\x1b" not in shown.text


def test_without_colours_there_are_none(terminal: OpenTerminal, stub: Stub) -> None:
    shown = watch(terminal, stub, "--no-color")
    stub.progress(activities={"total": 12, "pending": 6, "new": 6})
    shown.wait_for("6/12")
    stub.end("succeeded")
    assert shown.end() == 0
    assert not re.search(r"\x1b\[[\d;]*[349]\d[\d;]*m", shown.text)
