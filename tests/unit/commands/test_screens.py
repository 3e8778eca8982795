"""What each command shows a person at 80 and 200 columns, and in ASCII where that differs, as it was when somebody last
looked at it.

`scripts/test --renew-screens tests/unit/commands/test_screens.py` writes the screens anew; look at what `git diff` shows.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.unit.commands.test_every_result import MORE, RESULTS, Runs, examples, fittrack

__all__ = ["examples", "fittrack"]

SCREENS = Path(__file__).with_name("screens")
COMMANDS = RESULTS | MORE
WIDTHS = (80, 200)
STYLE = re.compile(r"\x1b\[([\d;]*)m")
READABLE = frozenset({"", "0", "1", "2", "31", "32", "33", "36"})
"""Styles that can be read on a dark and on a light background, where a terminal's colours are its owner's: none of the
bright colours, no white, no black."""
UNCUT = {"contract show --raw", "backend install --print", "auth mfa enroll"}
"""What is printed as it is: documents, and an address that an app takes."""
OF_THIS_RUN = {
    "config list",
    "backend check",
    "backend users allow",
    "backend restore",
    "auth refresh",
    "doctor",
}
"""What shows in which folders it runs, and when, as far as there is room."""
OF_THE_CONTRACT = {"contract show --raw", "contract show without an operation"}
RECORDED = [name for name in COMMANDS if name not in OF_THIS_RUN | OF_THE_CONTRACT]


@pytest.fixture(autouse=True)
def _a_wide_place(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("LINES", "10000")  # no pager
    # What was a secret in another test of this process may be a word of a screen.
    monkeypatch.setattr("fittrack_cli.secret._known", set())
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


Screens = Callable[..., str]


@pytest.fixture
def screens(fittrack: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Screens:
    """What a command line shows at each width, without what differs from run to run."""

    def at(
        width: int, command: list[str], *options: str, encoding: str = "utf-8", **env: str
    ) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        done = fittrack(command, *options, screen=encoding, env=env)
        shown = done.out + (f"[messages]\n{done.err}" if done.err else "")
        return _without_what_differs(shown, tmp_path)

    return at


def _without_what_differs(text: str, folder: Path) -> str:
    own = {str(folder.resolve()): "~", str(folder): "~", sys.prefix: "/opt/fittrack"}
    for path, stands_for in own.items():
        text = text.replace(path, stands_for)
    # Each migration makes an empty database, and so its backup, another size.
    return re.sub(r"^(bytes +)\d+$", r"\1SIZE", text, flags=re.MULTILINE)


def as_recorded(screens: Screens, command: list[str]) -> str:
    typed = f"$ fittrack {' '.join(command)}"
    parts = []
    for width in WIDTHS:
        shown = screens(width, command, "--no-color")
        parts.append(f"{typed:<{width - 12}}{width:>4} columns\n{shown}")
    if not all(part.partition("[messages]")[0].isascii() for part in parts):
        shown = screens(80, command, "--no-color", encoding="ascii")
        results = shown.partition("[messages]")[0]
        assert [line for line in results.splitlines() if _is_too_wide(line)] == []
        parts.append(f"{typed:<68}   ASCII\n{shown}")
    return "\n".join(parts)


@pytest.mark.parametrize("name", RECORDED)
def test_a_screen_is_as_it_was(screens: Screens, name: str, request: pytest.FixtureRequest) -> None:
    shown = as_recorded(screens, COMMANDS[name])
    file = SCREENS / f"{name.replace(' ', '-')}.txt"
    if request.config.getoption("--renew-screens"):
        SCREENS.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8"), f"if this is better: {__doc__}"


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in UNCUT])
def test_a_screen_fits_and_its_colours_can_be_read(screens: Screens, name: str) -> None:
    coloured = screens(80, COMMANDS[name])
    assert {*";".join(STYLE.findall(coloured)).split(";")} <= READABLE
    results = STYLE.sub("", coloured).partition("[messages]")[0]
    assert [line for line in results.splitlines() if _is_too_wide(line)] == []


def _is_too_wide(line: str) -> bool:
    is_to_be_copied = line.startswith(" ") and line.lstrip().startswith("fittrack ")
    return wcswidth(line) > 80 and not is_to_be_copied


@pytest.mark.parametrize("name", RECORDED)
def test_a_dumb_terminal_shows_the_same_without_colours(screens: Screens, name: str) -> None:
    recorded = (SCREENS / f"{name.replace(' ', '-')}.txt").read_text(encoding="utf-8")
    assert screens(80, COMMANDS[name], TERM="dumb") in recorded


def test_no_screen_is_left_over() -> None:
    recorded = {file.stem for file in SCREENS.glob("*.txt")}
    assert recorded == {name.replace(" ", "-") for name in RECORDED}
