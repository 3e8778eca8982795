"""What a small request costs the server, against the least that FastAPI and the same HTTP server can do."""

from __future__ import annotations

import math
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from attrs import frozen

from tools.benching.installation import tell
from tools.benching.results import Result
from tools.running.live_backend import LiveBackend

CONNECTIONS = 8
_AT_ONCE = 50
"""So many requests of each connection are a sample."""
BARE = """
import sys, uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.get("/hello")
def hello() -> dict[str, str]:
    return {"hello": "world"}
uvicorn.run(app, fd=int(sys.argv[1]), http="h11", access_log=False, log_level="error")
"""
"""Its function takes a thread, as ours do."""


@frozen
class Target:
    """What is asked, and the process that answers."""

    port: int
    pid: int
    head: bytes


@frozen
class Sample:
    """Seconds of the server's processors for a request, and how long the answers took."""

    each: float
    waits: list[float]


def measure_requests(folder: Path, samples: int) -> Iterator[Result]:
    """A signed-in read of one row, by turns with a bare FastAPI's hello."""
    backend = LiveBackend(folder / "requests").start()
    try:
        token = backend.sign_in(backend.register("bench")).access_token
        with bare_server() as bare:
            ours = Target(backend.port, backend.pid, _head("/v1/accounts/me", token))
            taken: dict[Target, list[Sample]] = {bare: [], ours: []}
            for number in range(samples + 1):
                tell(f"requests, ours and a bare server's: {number} of {samples}")
                for target, found in taken.items():
                    found.append(sample(target))
    finally:
        backend.stop()
        backend.close()
    # The first of each is for what only the first requests do.
    hello, read = (median(one.each for one in found[1:]) for found in taken.values())
    waits = [wait for one in taken[ours][1:] for wait in one.waits]
    yield Result(
        "signed-in small reads a second of a processor",
        read,
        hello / read,
        f"a bare FastAPI's hello ({hello * 1000:.2f} ms)",
        0.6,
        at_least=True,
    )
    yield Result(
        f"the slowest of 100 such reads, {CONNECTIONS} connections",
        quantiles(waits, n=100)[98],
        quantiles(waits, n=100)[98] / median(waits),
        f"their median ({median(waits) * 1000:.1f} ms)",
        3,
    )


@contextmanager
def bare_server() -> Iterator[Target]:
    """A FastAPI with one route, served by uvicorn as ours is."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        words = [sys.executable, "-c", BARE, str(listener.fileno())]
        with subprocess.Popen(words, pass_fds=[listener.fileno()]) as server:
            try:
                yield Target(listener.getsockname()[1], server.pid, _head("/hello"))
            finally:
                server.terminate()


def sample(target: Target) -> Sample:
    """Asks on several connections at once."""
    before = processor_time_of(target.pid)
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        waits = [
            wait
            for some in threads.map(_ask_again_and_again, [target] * CONNECTIONS)
            for wait in some
        ]
    return Sample((processor_time_of(target.pid) - before) / len(waits), waits)


def processor_time_of(pid: int) -> float:
    """Seconds of a processor that a process has taken so far; nan where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return math.nan
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _ask_again_and_again(target: Target) -> list[float]:
    waits = []
    with socket.create_connection(("127.0.0.1", target.port), timeout=60) as connection:
        for _ in range(_AT_ONCE):
            start = time.perf_counter()
            connection.sendall(target.head)
            _read_answer(connection)
            waits.append(time.perf_counter() - start)
    return waits


def _read_answer(connection: socket.socket) -> None:
    """All of an answer, which is 200 and says how long it is."""
    came = b""
    while b"\r\n\r\n" not in came:
        came += _more(connection)
    head, _, body = came.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        sys.exit(f"this was no answer: {came!r}")
    left = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]) - len(body)
    while left > 0:
        left -= len(_more(connection))


def _more(connection: socket.socket) -> bytes:
    data = connection.recv(1 << 16)
    if not data:
        sys.exit("the server closed the connection")
    return data


def _head(path: str, token: str | None = None) -> bytes:
    authorization = f"Authorization: Bearer {token}\r\n" if token else ""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{authorization}\r\n".encode()
