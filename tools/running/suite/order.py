"""A plugin of pytest by which the files that take longest are started first, so that none is left when the rest is done.

`--note-durations` writes the table that it goes by, after a whole run.
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
    if config.getoption("--note-durations") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(_Noting(config))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if hasattr(config, "workerinput"):  # one after the other, tests run in the order of their names
        table = read(config.rootpath)
        items.sort(key=lambda item: -table.get(_file_of(item.nodeid), 0))


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
