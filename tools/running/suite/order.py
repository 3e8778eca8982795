"""The files that take longest come first, so that none is left when the rest is done.

A plugin of pytest: `--note-durations` writes the table that this goes by, after a whole run.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tools.running.suite.outcome import is_whole

TABLE = Path("tests/durations.txt")
SHORTEST_S = 5
"""Shorter files are not in the table: they come last, in the order of their names."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--note-durations",
        action="store_true",
        help=f"after a whole run, write how long each file took to {TABLE}",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--note-durations"):
        config.pluginmanager.register(_Noting(config))


def files(session: pytest.Session) -> list[list[int]]:
    """The tests of each file, by their places in the session; the files that take longest come first."""
    found: dict[str, list[int]] = {}
    for place, item in enumerate(session.items):
        found.setdefault(_file_of(item.nodeid), []).append(place)
    table = read(session.config.rootpath)
    return [found[file] for file in sorted(found, key=lambda file: -table.get(file, 0))]


def read(root: Path) -> dict[str, int]:
    """The seconds of each file that takes long."""
    path = root / TABLE
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return {file: int(seconds) for seconds, file in map(str.split, lines)}


def _file_of(nodeid: str) -> str:
    return nodeid.split("::", 1)[0]


class _Noting:
    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.seconds: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[_file_of(report.nodeid)] += report.duration  # type: ignore[assignment]

    def pytest_sessionfinish(self) -> None:
        if is_whole(self.config):
            lines = [
                f"{seconds:4.0f} {file}\n"
                for file, seconds in self.seconds.most_common()
                if seconds >= SHORTEST_S
            ]
            (self.config.rootpath / TABLE).write_text("".join(lines), "utf-8")
