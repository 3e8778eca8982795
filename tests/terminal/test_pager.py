"""Long results on a terminal go through the person's pager; short ones, and pipes, never do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import OpenTerminal

pytestmark = pytest.mark.terminal

LONG = ("contract", "show", "list_activities")
PAGER = """
import signal, sys, time
text = sys.stdin.read()
print("PAGED", len(text.splitlines()), "lines")
if "wait" in sys.argv:
    asked = []
    signal.signal(signal.SIGINT, lambda *_: asked.append(1))
    print("WAITING", flush=True)
    while not asked:
        time.sleep(0.01)
    print("LEFT")
"""


@pytest.fixture
def pager(tmp_path: Path) -> str:
    file = tmp_path / "pager.py"
    file.write_text(PAGER)
    return f"{sys.executable} {file}"


def test_a_long_result_goes_through_the_pager(terminal: OpenTerminal, pager: str) -> None:
    shown = terminal(*LONG, rows=20, env={"PAGER": pager})
    assert shown.end() == 0
    assert "PAGED" in shown.text


@pytest.mark.parametrize(
    ("args", "env", "rows"),
    [
        ((*LONG, "--no-pager"), {}, 20),
        (LONG, {"FITTRACK_PAGER": "cat"}, 20),
        (LONG, {"TERM": "dumb"}, 20),
        ((*LONG, "-o", "json"), {}, 20),
        (LONG, {}, 900),
        (("completion", "bash"), {}, 20),
    ],
)
def test_without_a_pager(
    terminal: OpenTerminal, pager: str, args: tuple[str, ...], env: dict[str, str], rows: int
) -> None:
    shown = terminal(*args, rows=rows, env={"PAGER": pager, **env})
    assert shown.end() == 0
    assert "PAGED" not in shown.text
    assert len(shown.text.splitlines()) > 20


@pytest.mark.parametrize("broken", ["no-such-pager --here", "true", "'", "/dev/null"])
def test_a_pager_that_cannot_show_it(terminal: OpenTerminal, broken: str) -> None:
    shown = terminal(*LONG, rows=20, env={"PAGER": broken})
    assert shown.end() == 0
    assert ("Any other problem" in shown.text) is (broken != "true")


def test_ctrl_c_is_the_pagers(terminal: OpenTerminal, pager: str) -> None:
    shown = terminal(*LONG, rows=20, env={"PAGER": f"{pager} wait"})
    shown.wait_until(lambda: "WAITING" in shown.text)
    shown.press_ctrl("c")
    assert shown.end() == 0
    assert "LEFT" in shown.text and "interrupted" not in shown.text


def test_a_pipe_has_no_pager(pager: str, home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fittrack_cli", *LONG],
        env={"HOME": str(home), "PAGER": pager, "TERM": "xterm"},
        capture_output=True,
        check=True,
    )
    assert b"PAGED" not in done.stdout
