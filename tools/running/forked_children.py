"""Forks that whoever started them talks to by pipes: commands that a test ends, and what a fork starts itself.

Readers and a backend in the background are forks of the same fork server. A reader takes 0.4 s of a processor to
import what it needs, and a backend 2 s.
"""

from __future__ import annotations

import fcntl
import io
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from multiprocessing import forkserver, spawn
from pathlib import Path
from typing import Any, BinaryIO, cast

from attrs import define, field

from fittrack_backend.lifecycle import allocator, background
from fittrack_backend.sync import pool, worker
from tools.running import fork_server

READERS_ANEW = {"TESTS_START_READERS_ANEW": "1"}
"""For a server whose readers must be its children."""
BACKENDS_TOO = {"TESTS_FORK_BACKENDS": "1"}
"""For a command that starts a backend, where it is not the start that is tested."""


@define
class ForkedChild:
    """What `subprocess.Popen` offers, as far as it is used; several threads may ask."""

    _forked: fork_server.Forked
    stdin: BinaryIO | None = None
    stdout: BinaryIO | io.FileIO | None = None
    stderr: io.FileIO | None = None
    returncode: int | None = None
    _lock: threading.Lock = field(factory=threading.Lock)

    @property
    def pid(self) -> int:
        """Its number."""
        return self._forked.pid

    def poll(self) -> int | None:
        """Its exit code, negative for a signal; None while it runs."""
        with self._lock:
            if self.returncode is None:
                self.returncode = self._forked.poll()
            return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code when it has ended. Raises `subprocess.TimeoutExpired`."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if deadline is not None and time.monotonic() >= deadline:
                raise subprocess.TimeoutExpired("a fork", timeout or 0)
            time.sleep(0.01)
        return code

    def communicate(self, timeout: float = 3600) -> tuple[bytes, bytes]:
        """What it printed until its end. Raises `subprocess.TimeoutExpired`."""
        assert self.stdout is not None
        assert self.stderr is not None
        deadline = time.monotonic() + timeout
        printed = fork_server.read_all((self.stdout.fileno(), self.stderr.fileno()), timeout)
        if printed is None:
            raise subprocess.TimeoutExpired("a fork", timeout)
        self.stdout.close()
        self.stderr.close()
        self.wait(max(0.0, deadline - time.monotonic()))
        out, err = printed
        return out, err

    def send_signal(self, number: int) -> None:
        """Sends a signal, unless it has ended."""
        with self._lock:
            if self.returncode is None:
                self._forked.send_signal(number)

    def kill(self) -> None:
        """kill -9."""
        self.send_signal(signal.SIGKILL)


def start_with_pipes(
    module: str,
    *arguments: str,
    environment: Mapping[str, str],
    folder: Path,
    handed: Mapping[str, int] | None = None,
) -> subprocess.Popen[bytes]:
    """Starts the module without input; what it prints is read from `stdout` and `stderr`.

    It gets the descriptors that are handed to it: each is named by the variable that has its number.
    """
    handed = handed or {}
    if not fork_server.may_fork(environment):
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env={**environment, **{name: str(number) for name, number in handed.items()}},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=tuple(handed.values()),
        )
    nothing = os.open(os.devnull, os.O_RDONLY)
    (out, out_end), (err, err_end) = os.pipe(), os.pipe()
    numbers = {name: str(number) for number, name in enumerate(handed, start=3)}
    try:
        forked = fork_server.fork(
            fork_server.run_module,
            module,
            *arguments,
            environment={**environment, **numbers},
            folder=folder,
            descriptors=(nothing, out_end, err_end, *handed.values()),
        )
    finally:
        for end in (nothing, out_end, err_end):
            os.close(end)
    return _as_popen(
        # Without buffers: what is read line by line and what `communicate` reads come from the same place.
        ForkedChild(forked, stdout=os.fdopen(out, "rb", 0), stderr=os.fdopen(err, "rb", 0))
    )


def start_on_terminal(
    module: str, *arguments: str, environment: Mapping[str, str], folder: Path, terminal: int
) -> fork_server.Started:
    """Starts the module on the terminal with this descriptor, in a session of its own."""
    if not fork_server.may_fork(environment):
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env=dict(environment),
            cwd=folder,
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            preexec_fn=_take_the_terminal,
        )
    return fork_server.fork(
        _run_on_the_terminal,
        module,
        *arguments,
        environment=environment,
        folder=folder,
        descriptors=(terminal, terminal, terminal),
    )


def _run_on_the_terminal(module: str, *arguments: str) -> None:
    _take_the_terminal()
    fork_server.run_module(module, *arguments)


def _take_the_terminal() -> None:
    os.setsid()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _prepare() -> None:
    """In a fork: its stub, and from now on it forks what it would start anew."""
    if stub := os.environ.get(fork_server.STUB):
        sys.path.insert(0, stub)
        runpy.run_path(str(Path(stub) / "sitecustomize.py"))
    if sys.version_info >= (3, 14):  # whose fork servers serve those alone who started them
        return
    server: Any = forkserver._forkserver  # noqa: SLF001
    server.ensure_running = lambda: None  # it is the one that this process comes from
    this: Any = multiprocessing.current_process()
    this._config["daemon"] = False  # noqa: SLF001
    usual = spawn.get_preparation_data

    def without_main(name: str) -> dict[str, Any]:
        usually = usual(name)
        return {key: value for key, value in usually.items() if not key.startswith("init_main")}

    spawn.get_preparation_data = without_main
    if not READERS_ANEW.items() <= os.environ.items():
        pool.start_process = start_reader
    if BACKENDS_TOO.items() <= os.environ.items():
        background.start_process = start_backend


def start_reader() -> subprocess.Popen[bytes]:
    """As `sync.pool.start_process`."""
    (input_end, input_), (output, output_end) = os.pipe(), os.pipe()
    try:
        descriptors = (input_end, output_end, 2)
        forked = fork_server.fork(
            worker.main, environment=os.environ, folder=Path.cwd(), descriptors=descriptors
        )
    finally:
        os.close(input_end)
        os.close(output_end)
    return _as_popen(ForkedChild(forked, os.fdopen(input_, "wb"), os.fdopen(output, "rb")))


def start_backend(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path, output: int
) -> subprocess.Popen[bytes]:
    """As `lifecycle.background.start_process`."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    try:
        forked = fork_server.fork(
            _of_its_own_session,
            *arguments,
            environment={allocator.VARIABLE: allocator.THE_SYSTEMS, **environment},
            folder=folder,
            descriptors=(nothing, output, output),
        )
    finally:
        os.close(nothing)
    return _as_popen(ForkedChild(forked))


def _of_its_own_session(*arguments: str) -> None:
    os.setsid()
    os.umask(0o077)
    fork_server.run_module("fittrack_backend", *arguments)


def _as_popen(child: ForkedChild) -> subprocess.Popen[bytes]:
    return cast("subprocess.Popen[bytes]", child)


fork_server.IN_EACH_FORK.append(_prepare)
