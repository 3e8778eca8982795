"""A plugin of pytest that notes what came of a run, for who started it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from attrs import asdict, define, field

KEPT_IN = "FITTRACK_TESTS_OUTCOME"
"""The variable that names the file."""
CRASHES = pytest.StashKey[int]()
"""How many workers ended before their time."""
_CHOOSING = (
    *("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "stepwise"),
    *("collectonly", "maxfail", "usepdb"),
)
"""Options of pytest by which not all tests are run."""


@define
class Outcome:
    """What came of each test, and whether all of them were asked."""

    whole: bool
    failed: list[str] = field(factory=list)
    passed: set[str] = field(factory=set)
    not_collected: int = 0
    """How many modules could not be imported; the tests of the others run all the same."""
    crashes: int = 0
    """How many workers ended before their time."""

    @property
    def may_be_by_chance(self) -> bool:
        """Whether it is worth asking those that failed again: nothing but tests went wrong, and they failed
        beside all others."""
        return self.whole and bool(self.failed) and not self.not_collected and not self.crashes

    def add(self, report: pytest.TestReport) -> None:
        """Adds a phase of a test: it passed when its call did, and neither what was set up nor what was torn down failed."""
        if report.failed:
            self.passed.discard(report.nodeid)
            if report.nodeid not in self.failed:
                self.failed.append(report.nodeid)
        elif report.when == "call" and report.passed:
            self.passed.add(report.nodeid)


def read(path: Path) -> Outcome | None:
    """The outcome that was kept; None where a run did not come to its end."""
    try:
        kept = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    return Outcome(**kept | {"passed": set(kept["passed"])})


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get(KEPT_IN):
        config.pluginmanager.register(_Watching(config, Path(os.environ.pop(KEPT_IN))))


def is_whole(config: pytest.Config) -> bool:
    """Whether nobody chose among the tests, and nothing ends the run early."""
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not any(
        config.getoption(name, None) for name in _CHOOSING
    )


class _Watching:
    def __init__(self, config: pytest.Config, path: Path) -> None:
        self.outcome = Outcome(is_whole(config))
        self.path = path

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.outcome.add(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.outcome.not_collected += report.failed

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.outcome.crashes = session.config.stash.get(CRASHES, 0)
        kept = asdict(self.outcome) | {"passed": sorted(self.outcome.passed)}
        self.path.write_text(json.dumps(kept), "utf-8")
