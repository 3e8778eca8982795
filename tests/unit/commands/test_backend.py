"""`fittrack backend` where none runs, and its log."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fittrack_cli.commands.backend import local_backend
from fittrack_cli.commands.backend.logs import follow, last_lines
from tests.unit.cli.conftest import Run


def test_status_says_stopped_and_ends_with_7(run: Run) -> None:
    result = run("backend", "status", "-o", "json")
    assert result.code == 7
    assert json.loads(result.out)["state"] == "stopped"
    assert tuple(json.loads(result.out)) == local_backend.STATUS_FIELDS


def test_stopping_what_does_not_run_is_fine(run: Run) -> None:
    result = run("backend", "stop")
    assert result.code == 0
    assert "is not running" in result.err


def test_without_the_extra_it_says_how_to_install_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "fittrack_cli.commands.backend.local_backend.find_spec",
        lambda name: None if name == "dbos" else name,
    )
    for args in (["backend", "start"], ["backend", "start", "--foreground"]):
        result = run(*args)
        assert result.code == 1
        assert "install 'fittrack[backend]" in result.err
        assert "dbos" in result.err


def test_the_log(run: Run, tmp_path: Path) -> None:
    assert run("backend", "logs").code == 6
    data = tmp_path / "data"
    data.mkdir()
    lines = [f"line {number}" for number in range(9)] + ["evil \x1b[31m"]
    (data / "backend.log").write_text("\n".join(lines) + "\n")
    shown = run("backend", "logs", "--lines", "2")
    assert shown.out == "line 8\nevil \\x1b[31m\n"
    assert run("backend", "logs", "-o", "json").json() == [{"line": line} for line in lines]
    assert run("backend", "logs", "--follow", "-o", "json").code == 2


def test_last_lines_of_little_and_of_much(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("")
    assert last_lines(log, 5) == []
    log.write_text("no newline at the end")
    assert last_lines(log, 5) == ["no newline at the end"]
    log.write_text("".join(f"{number}\n" for number in range(100_000)))
    assert last_lines(log, 3) == ["99997", "99998", "99999"]
    assert last_lines(log, 0) == []


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_following_goes_on_after_a_rotation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fittrack_cli.commands.backend.logs.LOOK_EVERY_S", 0.01)
    log = tmp_path / "log"
    log.write_text("old\nlast\n")
    seen: list[str] = []
    enough = threading.Event()

    def read() -> None:
        for line in follow(log, 1):
            seen.append(line)
            if line == "end":
                enough.set()
                return

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    wait_until(lambda: seen == ["last"])
    with log.open("a") as file:
        file.write("half a ")
        file.flush()
        file.write("line\n")
    wait_until(lambda: "half a line" in seen)
    log.rename(tmp_path / "log.1")
    log.write_text("fresh\nend\n")
    assert enough.wait(60)
    assert seen == ["last", "half a line", "fresh", "end"]
