"""What tests everywhere share."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.security import whole_run
from tests.security.markers import Finding
from tools import REPOSITORY
from tools.running import transcript

# A shell starts what it runs in the background with Ctrl-C ignored, and every command that the
# tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


FINDINGS = pytest.StashKey[list[Finding]]()
SEARCHED = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The shared folder of real training files, read in place; skips where there is none."""
    folder = Path(os.environ.get("FITTRACK_CORPUS") or REPOSITORY.parent / "shared" / "corpus")
    if not (folder / "expected.json").is_file():
        pytest.skip(f"no corpus of training files at {folder} (set FITTRACK_CORPUS)")
    return folder.resolve()


@pytest.fixture(scope="session", autouse=True)
def _transcript(tmp_path_factory: pytest.TempPathFactory) -> None:
    transcript.keep_in(tmp_path_factory.getbasetemp())


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Searches what the whole run printed and left, once all its processes have ended."""
    if hasattr(session.config, "workerinput"):
        return
    folder = session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    session.config.stash[FINDINGS] = found = whole_run.search(folder)
    session.config.stash[SEARCHED] = whole_run.summary(folder)
    if found:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    terminalreporter.write_line(f"searched {config.stash.get(SEARCHED, 'nothing')}")
    for finding in config.stash.get(FINDINGS, []):
        terminalreporter.write_line(f"SECRET {finding.marker}: {finding.place}", red=True)
