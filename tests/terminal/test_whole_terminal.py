"""The terminal is whole again after Ctrl-Z, Ctrl-\\ and SIGTERM: its cursor seen, what is typed shown.

Under dash, which puts nothing back by itself as bash does.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pexpect
import pytest

from tools import import_path

Shell = Any
"""What pexpect opens; its types say nothing of what was read."""
pytestmark = pytest.mark.terminal

SECRET = """
import os, sys
from fittrack_cli.program.prompter import TerminalPrompter
print("PID", os.getpid(), flush=True)
print("GOT", len(TerminalPrompter(sys.stdin, sys.stderr).ask_secret("Password")))
"""
BARS = """
import os, sys, time
from fittrack_cli.commands.sync.progress import BarsView
from fittrack_cli.output.output import Output
view = BarsView(Output("table", sys.stdout, sys.stderr))
print("PID", os.getpid(), flush=True)
time.sleep(60)
"""


@pytest.fixture
def shell() -> Iterator[Shell]:
    dash = shutil.which("dash")
    if dash is None:
        pytest.skip("dash is not installed")
    child = pexpect.spawn(
        dash,
        ["-i"],
        env={"PS1": "$ ", "TERM": "xterm", "PATH": "/usr/bin:/bin", "PYTHONPATH": import_path()},
        encoding="utf-8",
        timeout=30,
        echo=True,
    )
    child.expect_exact("$ ")
    yield child
    child.close(force=True)


def runs(shell: Shell, program: str) -> None:
    shell.sendline(f"{sys.executable} -c '{program}'")


def shows_what_is_typed(shell: Shell) -> bool:
    shell.sendline("stty -a; echo DO''NE")
    shell.expect_exact("DONE")
    settings = str(shell.before)
    return " -echo " not in settings and " -icanon" not in settings


def test_a_hidden_prompt(shell: Shell) -> None:
    runs(shell, SECRET)
    shell.expect_exact("Password: ")
    shell.sendcontrol("z")
    shell.expect("Stopped|\\$ ")
    assert shows_what_is_typed(shell)
    shell.sendline("fg")
    shell.expect_exact("Password: ")
    shell.sendline("unseen")
    shell.expect_exact("GOT 6")
    assert "unseen" not in shell.before
    assert shows_what_is_typed(shell)
    for end in ("\\", "term"):
        runs(shell, SECRET)
        shell.expect("PID ([0-9]+)")
        found = shell.match
        shell.expect_exact("Password: ")
        if end == "term":
            os.kill(int(found[1]), signal.SIGTERM)
        else:
            shell.sendcontrol(end)
        shell.expect("Quit|Terminated|\\$ ")
        assert shows_what_is_typed(shell)


@pytest.mark.parametrize("key", ["z", "\\"])
def test_the_cursor_of_a_progress(shell: Shell, key: str) -> None:
    runs(shell, BARS)
    shell.expect_exact("PID ")
    shell.sendcontrol(key)
    shell.expect("\\$ ")
    assert "\x1b[?25h" in shell.before
    if key == "z":
        shell.sendline("fg")
        shell.expect_exact("\x1b[?25l")
        shell.sendcontrol("c")
