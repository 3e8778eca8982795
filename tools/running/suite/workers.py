"""A plugin of pytest that runs the tests in several processes, each a fork of the one that collected them.

Collecting takes fifteen seconds of a processor, and half a gigabyte: done once, it costs the same however many
work. A worker asks for a file whenever it has done one, so the fixtures of a module are set up once.
"""

from __future__ import annotations

import atexit
import multiprocessing
import multiprocessing.util
import os
import signal
import sys
import traceback
import warnings
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any, Literal

import pytest
from _pytest._io import TerminalWriter
from attrs import define, field

from tools.running.parent import end_with_the_parent
from tools.running.suite import order
from tools.running.suite.outcome import CRASHES

Group = list[int]
"""The items of a file, by their places in the session."""
PATIENCE_S = 60
"""For what a worker has to tear down when the run ends early."""
_FORKING = multiprocessing.get_context("fork")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("workers")._addoption(  # noqa: SLF001
        *("-n", "--workers"),
        type=int,
        default=0,
        help="how many processes run tests; 0, the default: they run in this one",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    options = session.config.option
    many: int = options.workers
    not_collected = session.testsfailed and not options.continue_on_collection_errors
    if not many or options.collectonly or not_collected:
        return None
    longest_first = order.files(session)
    _Run(session, deque(longest_first)).to_the_end(min(many, len(longest_first)))
    return True


@define(eq=False)
class _Worker:
    """A process that runs tests, as it is seen from the one that collected them."""

    name: str
    process: ForkProcess
    pipe: Connection
    left: deque[int] = field(factory=deque)
    """What it was given, and has not ended."""
    has_ended: bool = False


@define
class _Run:
    session: pytest.Session
    files: deque[Group]
    workers: list[_Worker] = field(factory=list)
    _started: int = 0

    def to_the_end(self, many: int) -> None:
        """Raises `Failed` and `Interrupted` of pytest, and KeyboardInterrupt."""
        folders: Any = self.session.config._tmp_path_factory  # type: ignore[attr-defined]  # noqa: SLF001
        folders.getbasetemp()  # made now, it is the same for all
        for _ in range(many):
            self._start()
        try:
            while self.workers:
                pipes = {one.pipe: one for one in self.workers}
                for pipe in wait(list(pipes)):
                    assert isinstance(pipe, Connection)
                    self._hear(pipes[pipe])
                if self.session.shouldfail:
                    raise self.session.Failed(self.session.shouldfail)
                if self.session.shouldstop:
                    raise self.session.Interrupted(self.session.shouldstop)
        finally:
            for one in self.workers:
                one.process.terminate()
            for one in self.workers:
                one.process.join(PATIENCE_S)
                one.process.kill()

    def _start(self) -> None:
        ours, theirs = _FORKING.Pipe()
        name = f"gw{self._started}"
        self._started += 1
        process = _FORKING.Process(
            target=_work, args=(self.session, theirs, name, [ours, *self._pipes()]), name=name
        )
        process.start()
        theirs.close()
        self.workers.append(_Worker(name, process, ours))

    def _pipes(self) -> list[Connection]:
        return [one.pipe for one in self.workers]

    def _hear(self, worker: _Worker) -> None:
        try:
            kind, said = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            self._has_ended(worker)
            return
        hook = self.session.config.hook
        match kind:
            case "next":
                file = self.files.popleft() if self.files else None
                worker.left.extend(file or ())
                with suppress(BrokenPipeError):  # its end is told next
                    worker.pipe.send(file)
            case "report":
                hook.pytest_runtest_logreport(report=self._report(said))
            case "ended":
                worker.left.remove(said)
                item = self.session.items[said]
                hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
            case "warning":
                hook.pytest_warning_recorded.call_historic(kwargs=said)
            case "error":
                raise RuntimeError(f"{worker.name} could not go on:\n{said}")
            case "end":
                worker.has_ended = True

    def _report(self, data: dict[str, Any]) -> pytest.TestReport:
        config = self.session.config
        report = config.hook.pytest_report_from_serializable(config=config, data=data)
        assert isinstance(report, pytest.TestReport)
        return report

    def _has_ended(self, worker: _Worker) -> None:
        """Where it was not at the end of its work, the test that it ran has failed, and another worker goes on."""
        worker.process.join()
        self.workers.remove(worker)
        if worker.has_ended:
            return
        if worker.left:
            item = self.session.items[worker.left.popleft()]
            told = f"{worker.name} ended with {worker.process.exitcode} while it ran {item.nodeid}"
            self.session.config.hook.pytest_runtest_logreport(
                report=pytest.TestReport(item.nodeid, item.location, {}, "failed", told, "call")
            )
        self.session.config.stash[CRASHES] = self.session.config.stash.get(CRASHES, 0) + 1
        if worker.left:
            self.files.appendleft(list(worker.left))
        if self.files:
            self._start()


def _work(session: pytest.Session, pipe: Connection, name: str, others: list[Connection]) -> None:
    """In the fork."""
    for one in others:
        one.close()
    _become_a_worker(session.config, name)
    telling = _Telling(session.config, pipe)
    session.config.pluginmanager.register(telling)
    try:
        telling.work(session)
        pipe.send(("end", None))
    except (KeyboardInterrupt, pytest.exit.Exception, BrokenPipeError):
        pass
    except BaseException:
        with suppress(BrokenPipeError):
            pipe.send(("error", traceback.format_exc()))
    finally:
        with suppress(BaseException):
            session._setupstate.teardown_exact(None)  # noqa: SLF001
        _leave()


def _become_a_worker(config: pytest.Config, name: str) -> None:
    """Nothing that it does may be seen twice: what it prints, and what is done at the end of all."""
    atexit._clear()  # noqa: SLF001
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    end_with_the_parent(signal.SIGTERM)
    os.environ["PYTEST_WORKER"] = name
    terminal: Any = config.pluginmanager.get_plugin("terminalreporter")
    terminal._tw = TerminalWriter(Path(os.devnull).open("w"))  # noqa: SIM115, SLF001
    capture: Any = config.pluginmanager.get_plugin("capturemanager")
    if capture.is_globally_capturing():
        capture.stop_global_capturing()
        capture.start_global_capturing()
    folders: Any = config._tmp_path_factory  # type: ignore[attr-defined]  # noqa: SLF001
    folders._basetemp = Path(folders.getbasetemp()) / name  # noqa: SLF001
    folders._basetemp.mkdir(mode=0o700)  # noqa: SLF001


def _leave() -> None:
    """Ends without waiting for threads that tests have left."""
    with suppress(BaseException):
        atexit._run_exitfuncs()  # noqa: SLF001
        multiprocessing.util._exit_function()  # type: ignore[attr-defined]  # noqa: SLF001
    sys.stdout.flush()
    os._exit(0)


@define(eq=False)
class _Telling:
    """Tells the process that collected the tests what comes of them."""

    config: pytest.Config
    pipe: Connection

    def work(self, session: pytest.Session) -> None:
        for place, following in _pairs(self._places()):
            upcoming = None if following is None else session.items[following]
            item = session.items[place]
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=upcoming)
            self.pipe.send(("ended", place))

    def _places(self) -> Iterator[int]:
        while True:
            self.pipe.send(("next", None))
            file: Group | None = self.pipe.recv()
            if file is None:
                return
            yield from file

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        data = self.config.hook.pytest_report_to_serializable(config=self.config, report=report)
        self.pipe.send(("report", data))

    def pytest_warning_recorded(
        self,
        warning_message: warnings.WarningMessage,
        when: Literal["config", "collect", "runtest"],
        nodeid: str,
        location: tuple[str, int, str] | None,
    ) -> None:
        if when != "runtest":  # of before the fork
            return
        plain = warnings.WarningMessage(
            *(f"{warning_message.category.__name__}: {warning_message.message}", UserWarning),
            *(warning_message.filename, warning_message.lineno),
        )
        told = {"warning_message": plain, "when": when, "nodeid": nodeid, "location": location}
        self.pipe.send(("warning", told))


def _pairs(places: Iterator[int]) -> Iterator[tuple[int, int | None]]:
    """Each with the one that follows it."""
    place = next(places, None)
    while place is not None:
        following = next(places, None)
        yield place, following
        place = following
