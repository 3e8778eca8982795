"""What a fork starts itself: readers and a backend in the background are forks of the same fork server.

A reader takes 0.4 s of a processor to import what it needs, and a backend 2 s.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import subprocess
import sys
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
    stdout: BinaryIO | None = None
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

    def kill(self) -> None:
        """kill -9."""
        with self._lock:
            if self.returncode is None:
                self._forked.kill()


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
