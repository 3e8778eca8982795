"""What tests everywhere share."""

from __future__ import annotations

import gc
import signal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal import charmap
from hypothesis.internal.conjecture import providers
from hypothesis.internal.intervalsets import IntervalSet

from fittrack_backend.sync import pool
from tests import corpora, once
from tests.security import whole_run
from tests.security.markers import Finding
from tests.thorough import THOROUGH
from tools.running import fork_server, forked_children, postgres, statements, transcript
from tools.running.suite.outcome import is_whole

# A shell starts what it runs in the background with Ctrl-C and Ctrl-\ ignored, and every command that
# the tests start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)

# How quickly examples are drawn depends on what else the machine does.
settings.register_profile("fittrack", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("fittrack")

statements.share()

# To draw constants of our own code as well, Hypothesis parses all modules: seconds of a processor, in each worker.
if not THOROUGH:
    providers._get_local_constants = lambda: providers._local_constants

# Which characters a codec has, Hypothesis finds out by trying all: three seconds of a processor for UTF-8, and in a new
# checkout in each worker.
_CHARACTERS = {
    "utf-8": ((0, 0xD7FF), (0xE000, 0x10FFFF)),
    "ascii": ((0, 0x7F),),
    "iso8859-1": ((0, 0xFF),),
}
_try_all = charmap.intervals_from_codec


@cache
def _characters_of(codec: str) -> tuple[IntervalSet, IntervalSet]:
    if codec in _CHARACTERS:
        return IntervalSet(_CHARACTERS[codec]), IntervalSet(())
    return _try_all(codec)


charmap.intervals_from_codec = _characters_of

FINDINGS = pytest.StashKey[list[Finding]]()
SEARCHED = pytest.StashKey[str]()
A_SECRET_WAS_FOUND = 8
"""What a run ends with that left a secret, which no test that passes when it is asked again can undo."""
PATIENCE_AT_FULL_SIZE_S = 7200


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-screens",
        action="store_true",
        help="write what commands print to tests/unit/commands/screens, instead of comparing",
    )


def pytest_collection(session: pytest.Session) -> None:
    """Whatever is collected stays to the end: looking through it for garbage costs a fifth of the time, and would cost
    the tests time as well. What all workers fork is started meanwhile."""
    gc.disable()
    if not THOROUGH and session.config.getoption("workers", 0) and is_whole(session.config):
        fork_server.start_for_all()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """At their full size tests take as long as they take, and a machine that is busy no test can know."""
    for item in items if THOROUGH else ():
        if item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(PATIENCE_AT_FULL_SIZE_S))


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)  # as in what tests start (tools/running/loaded.py)
    gc.enable()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of a whole corpus run on ours, and on the larger one where it is there; those of
    `a_corpus` on that one only when there is time."""
    there = [corpora.OURS, *([corpora.LARGER] if corpora.LARGER.is_there else [])]
    for name, some in {"each_corpus": there, "a_corpus": there if THOROUGH else there[:1]}.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, some, ids=lambda one: one.name, scope="session")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of our own training files: made by `scripts/make-corpus`, read in place."""
    return corpora.OURS.folder


@pytest.fixture(scope="session")
def larger_corpus() -> Path:
    """The folder of other people's training files, read in place; skips where there is none."""
    if not corpora.LARGER.is_there:
        pytest.skip(f"no training files at {corpora.LARGER.folder} (set FITTRACK_CORPUS)")
    return corpora.LARGER.folder


@pytest.fixture(scope="session", autouse=True)
def _kept_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    transcript.keep_in(tmp_path_factory.getbasetemp())
    once.keep_in(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session", autouse=True)
def _forks() -> None:
    """Thorough runs start each process anew."""
    if not THOROUGH:
        fork_server.prepare()
        pool.start_process = forked_children.start_reader


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Searches what the whole run printed and left, once all its processes have ended."""
    folder: Path = session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
    if (kept := folder / once.POSTGRES).exists():
        postgres.stop(kept.read_text())
    session.config.stash[FINDINGS] = found = whole_run.search(folder)
    session.config.stash[SEARCHED] = whole_run.summary(folder)
    if found:
        session.exitstatus = A_SECRET_WAS_FOUND


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    terminalreporter.write_line(f"searched {config.stash.get(SEARCHED, 'nothing')}")
    for finding in config.stash.get(FINDINGS, []):
        terminalreporter.write_line(f"SECRET {finding.marker}: {finding.place}", red=True)
