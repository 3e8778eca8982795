"""Starts `python -m MODULE` as a fork of a process that has imported everything already.

Importing is most of what a short process costs: 0.13 of the 0.19 s of a command, 1.2 of the 1.5 s that a server
takes to start. The fork has arguments, environment, folder and descriptors of its own, runs the module as `python -m`
does, and can be stopped and killed. Only its entry in /proc shows where it came from. What Python or the loader
reads when it starts cannot be changed any more: such processes are started anew, and so are all of them
until `prepare` has been called.
"""

from __future__ import annotations

import atexit
import faulthandler
import multiprocessing
import multiprocessing.process
import os
import runpy
import selectors
import signal
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import connection, forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any

from attrs import frozen

from fittrack_backend.lifecycle import allocator
from tools import import_path
from tools.running.parent import end_with_the_parent

CHEAP_HASHES = Path(__file__).parent / "cheap_hashes"
"""On a server's PYTHONPATH: its passwords are cheap to check, as they are in every fork."""
SHOW_THREADS = signal.SIGUSR1
"""A fork that gets this signal prints where each of its threads is."""
_LOADED = ["tools.running.loaded", "tools.running.forked_children", __name__]
_WARMED = "tools.running.warmed"
_USUAL_PATHS = (import_path(), os.pathsep.join((str(CHEAP_HASHES), import_path())))
_READ_AT_START = ("LANG", "LC_", "LD_", "MALLOC_", "PYTHON")
_WITHOUT_EFFECT = frozenset(
    {"PYTHON_KEYRING_BACKEND", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "PYTHONUNBUFFERED"}
)
_IN_A_PIPE = 4096
"""So many bytes fit into a pipe that nobody reads yet, on every system."""
STUB = "TESTS_STUB"
"""Names the folder in front of PYTHONPATH whose sitecustomize works as well after everything was imported."""
IN_EACH_FORK: list[Callable[[], None]] = []
"""What the modules that the server has loaded want to do in each fork."""
_starting = threading.Lock()
_started: weakref.WeakSet[ForkServerProcess] = weakref.WeakSet()
_prepared = False
_servers_owner: int | None = None
"""The process that started the server; a fork of that one has to have a fork of the server."""


@frozen
class Forked:
    """A process that was forked: what `subprocess.Popen` offers, as far as it is needed."""

    process: ForkServerProcess

    @property
    def pid(self) -> int:
        """Its number."""
        assert self.process.pid is not None
        return self.process.pid

    def poll(self) -> int | None:
        """Its exit code, negative for a signal; None while it runs."""
        return self.process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code when it has ended. Raises `subprocess.TimeoutExpired`."""
        self.process.join(timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired(self.process.name, timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        """Sends a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """kill -9."""
        self.send_signal(signal.SIGKILL)


Started = subprocess.Popen[bytes] | Forked


def prepare() -> None:
    """From now on processes are forked where they can be."""
    global _prepared
    _prepared = sys.platform == "linux"
    atexit.register(_kill_what_is_left)


def _kill_what_is_left() -> None:
    for process in list(_started):
        if process.exitcode is None:
            process.kill()


def start(
    module: str, *arguments: str, environment: Mapping[str, str], folder: Path, output: int
) -> Started:
    """Starts the module without input; what it prints goes to the descriptor."""
    if not may_fork(environment):
        return start_anew(module, *arguments, environment=environment, folder=folder, output=output)
    nothing = os.open(os.devnull, os.O_RDONLY)
    # A server that has no allocator given begins anew, and would import everything.
    environment = {allocator.VARIABLE: allocator.THE_SYSTEMS, **environment}
    try:
        return fork(
            run_module,
            module,
            *arguments,
            environment=environment,
            folder=folder,
            descriptors=(nothing, output, output),
        )
    finally:
        os.close(nothing)


def start_anew(
    module: str, *arguments: str, environment: Mapping[str, str], folder: Path, output: int
) -> subprocess.Popen[bytes]:
    """As `start`, for what has to change something before it imports the rest."""
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env=dict(environment),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
    )


def run(
    module: str,
    *arguments: str,
    environment: Mapping[str, str],
    folder: Path,
    stdin: bytes = b"",
    umask: int = -1,
    timeout_s: float,
) -> subprocess.CompletedProcess[bytes]:
    """Runs the module to its end; `umask` is as of `subprocess`. Raises `subprocess.TimeoutExpired`."""
    command = ["-m", module, *arguments]
    return _run(run_module, command, environment, folder, stdin, umask, timeout_s)


def run_code(
    code: str, *arguments: str, environment: Mapping[str, str], folder: Path, timeout_s: float
) -> subprocess.CompletedProcess[bytes]:
    """As `python -c`, where it may be that everything was imported before. Raises `subprocess.TimeoutExpired`."""
    return _run(_execute, ["-c", code, *arguments], environment, folder, b"", -1, timeout_s)


def _run(
    what: Callable[..., None],
    command: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    stdin: bytes,
    umask: int,
    timeout_s: float,
) -> subprocess.CompletedProcess[bytes]:
    if not may_fork(environment) or len(stdin) > _IN_A_PIPE:
        return subprocess.run(
            [sys.executable, *command],
            env=dict(environment),
            cwd=folder,
            input=stdin,
            capture_output=True,
            timeout=timeout_s,
            umask=umask,
            check=False,
        )
    (input_end, input_), (out, out_end), (err, err_end) = (os.pipe() for _ in range(3))
    os.write(input_, stdin)
    os.close(input_)
    try:
        process = fork(
            what,
            *command[1:],
            environment=environment,
            folder=folder,
            descriptors=(input_end, out_end, err_end),
            umask=umask,
        )
    finally:
        for end in (input_end, out_end, err_end):
            os.close(end)
    try:
        printed = read_all((out, err), timeout_s)
        if printed is None:
            process.kill()
            raise subprocess.TimeoutExpired(command, timeout_s)
        return subprocess.CompletedProcess(command, process.wait(timeout_s), *printed)
    finally:
        os.close(out)
        os.close(err)


def read_all(pipes: Sequence[int], timeout_s: float) -> list[bytes] | None:
    """What comes out of the pipes until all are closed; None when that takes too long."""
    deadline = time.monotonic() + timeout_s
    read = {pipe: bytearray() for pipe in pipes}
    with selectors.DefaultSelector() as selector:
        for pipe in pipes:
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map():
            ready = selector.select(deadline - time.monotonic())
            if not ready:
                return None
            for key, _ in ready:
                if part := os.read(key.fd, 1 << 16):
                    read[key.fd] += part
                else:
                    selector.unregister(key.fd)
    return [bytes(text) for text in read.values()]


def may_fork(environment: Mapping[str, str]) -> bool:
    """Whether nothing in the environment counts only while Python starts."""
    return (
        _prepared
        and _path_without_stub(environment) in _USUAL_PATHS
        and _read_at_start(environment) == _read_at_start(os.environ)
    )


def _path_without_stub(environment: Mapping[str, str]) -> str | None:
    path = environment.get("PYTHONPATH")
    if path is None or not (stub := environment.get(STUB)):
        return path
    return path.removeprefix(stub + os.pathsep)


def _read_at_start(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: text
        for name, text in environment.items()
        if name.startswith(_READ_AT_START) and name not in _WITHOUT_EFFECT
    }


def start_for_all() -> None:
    """Starts the process that imports everything. This process is about to be forked: each of its forks forks it, and
    has a server of its own, which ends with it, without importing anything."""
    global _servers_owner
    # Fork servers of later Pythons serve those alone who started them.
    if sys.platform == "linux" and sys.version_info < (3, 14):
        _context().set_forkserver_preload([*_LOADED, _WARMED])
        forkserver.ensure_running()
        _servers_owner = os.getpid()


def _context() -> ForkServerContext:
    global _servers_owner
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_LOADED)
    if _servers_owner not in (None, os.getpid()):
        _servers_owner = None
        _fork_the_server(context)
    return context


def _fork_the_server(context: ForkServerContext) -> None:
    server: Any = forkserver._forkserver  # noqa: SLF001
    server.ensure_running = lambda: None  # it could not wait for what is not its child
    address = connection.arbitrary_address("AF_UNIX")  # type: ignore[attr-defined]
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen()
        # The other end is closed with this process: then its server ends, and all that came from there.
        alive, _ = os.pipe()
        handed = [Connection(os.dup(listener.fileno())), Connection(alive)]
        _start_unasked(context.Process(target=_serve, args=(handed,), daemon=True))
    for one in handed:
        one.close()
    server._forkserver_address = address  # noqa: SLF001


def _serve(handed: list[Connection]) -> None:
    """In a fork of the server: serves whoever asked for it, until that one has ended."""
    end_with_the_parent(signal.SIGKILL)
    listener, alive = (os.dup(one.fileno()) for one in handed)
    for one in handed:
        one.close()
    forkserver.main(listener, alive, [])


def fork(
    what: Callable[..., None],
    *arguments: object,
    environment: Mapping[str, str],
    folder: Path,
    descriptors: Sequence[int],
    umask: int = -1,
) -> Forked:
    """Calls a function of a module in a fork, which has these descriptors from 0 on."""
    # The form in which descriptors can be handed over; each is closed with its copy.
    handed = [Connection(os.dup(one)) for one in descriptors]
    with _starting:
        process = _context().Process(
            target=_become,
            args=(what, arguments, dict(environment), str(folder), handed, umask),
            daemon=True,
        )
        _start_unasked(process)
    _started.add(process)
    for one in handed:
        one.close()
    return Forked(process)


def _start_unasked(process: ForkServerProcess) -> None:
    process.start()
    # It would be asked for its end when others start, in whichever thread, and the end is told once.
    children: set[object] = multiprocessing.process._children  # type: ignore[attr-defined]  # noqa: SLF001
    children.discard(process)


def _become(
    what: Callable[..., None],
    arguments: Sequence[object],
    environment: dict[str, str],
    folder: str,
    descriptors: list[Connection],
    umask: int,
) -> None:
    """In the fork: all that makes it a process of its own, and then the work."""
    for number, handed in enumerate(descriptors):
        os.dup2(handed.fileno(), number)
        handed.close()
    encoding, errors = sys.stdout.encoding, sys.stdout.errors
    sys.stdin = open(0, encoding=encoding, errors=errors, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=encoding, errors=errors, closefd=False)  # noqa: SIM115
    sys.stderr = open(  # noqa: SIM115
        2, "w", buffering=1, encoding=encoding, errors="backslashreplace", closefd=False
    )
    end_with_the_parent(signal.SIGKILL)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    if umask >= 0:
        os.umask(umask)
    faulthandler.register(SHOW_THREADS)
    for prepare_fork in IN_EACH_FORK:
        prepare_fork()
    what(*arguments)


def run_module(module: str, *arguments: str) -> None:
    """What `python -m` does, in a process that is forked."""
    sys.argv = [module, *arguments]
    sys.orig_argv = [sys.executable, "-m", module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _execute(code: str, *arguments: str) -> None:
    """What `python -c` does, in a process that is forked."""
    sys.argv = ["-c", *arguments]
    sys.orig_argv = [sys.executable, "-c", code, *arguments]
    exec(code, {"__name__": "__main__"})  # noqa: S102
