"""`scripts/flood`: floods a backend of its own, and fails when a signed-in client or the machine notices too much."""

from __future__ import annotations

import argparse
import multiprocessing
import socket
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx
from attrs import frozen

from fittrack_backend.lifecycle import data_folder
from fittrack_backend.lifecycle.descriptors import raise_limit
from tools.flooding.asking import Latencies, ask_for
from tools.flooding.flood import Target, flood_for
from tools.flooding.inside import Inside
from tools.flooding.processor import Processor, dropped_connections
from tools.flooding.running_job import never_ending_job
from tools.running.live_backend import PLAIN_HTTP, LiveBackend
from tools.running.memory import memory_mib

LARGEST_MIB = 400
SLOWER = 10
LARGEST_LOG = 1_000_000
NOT_JUDGED = 3
"""What it exits with when the machine was too busy to say whether the server was slow."""
LEAST_HELD = 0.7
"""A flood is one when the server has so many of its connections in the end; the others are about to be made again."""
LONGER_S = 15
"""How much longer than it is asked the flood lasts: it has to begin, and to be there when it is counted."""
QUIET_S = 60.0
OPERATIONS = ("get_current_account", "get_sync_overview", "list_activities")
"""What `asking.PATHS` ask."""
_DESCRIPTOR_ERRORS = ("Too many open files", "out of system resource")


def main(arguments: list[str] | None = None) -> int:
    """Floods; returns 1 when a bound is broken, 3 when the machine was too busy to tell."""
    options = _parse(arguments)
    raise_limit()
    with tempfile.TemporaryDirectory(prefix="fittrack-flood-") as folder:
        metrics = f"127.0.0.1:{_free_port()}"
        backend = LiveBackend(Path(folder) / "data", {"FITTRACK_METRICS": metrics, **options.set})
        try:
            backend.start()
            return _flood(backend, options)
        finally:
            backend.close()


def _flood(backend: LiveBackend, options: argparse.Namespace) -> int:
    seconds = options.seconds
    wanted = min(options.connections, int(options.set.get("FITTRACK_MAX_CONNECTIONS", 1 << 30)))
    people = [backend.new_person() for _ in range(4)]
    owner = people[0]
    job = never_ending_job(backend.data_dir, owner)

    def make_client() -> httpx.Client:
        return httpx.Client(
            base_url=backend.url,
            headers={"Authorization": f"Bearer {owner.access_token}"},
            verify=PLAIN_HTTP,
            timeout=60,
        )

    ask_for(2, make_client)
    idle, server_idle = _asked(backend, min(seconds, 20), make_client)
    memory_before, log_before = _memory_mib(backend.pid), _log_size(backend)
    print(f"idle:   {idle}; {memory_before:.0f} MiB\n        {server_idle}", flush=True)

    target = Target(
        host="127.0.0.1",
        port=backend.port,
        stream_path=f"/v1/sync/jobs/{job}/events",
        tokens=[owner.access_token],
        sources=[f"127.0.0.{number}" for number in range(1, options.addresses + 1)],
    )
    flooding = multiprocessing.get_context("spawn").Process(
        target=flood_for, args=(target, options.connections, seconds + LONGER_S)
    )
    dropped_before = dropped_connections()
    flooding.start()
    time.sleep(5)
    assert flooding.pid is not None
    before = Processor.of(flooding.pid)
    during, server = _asked(backend, seconds, make_client)
    flood = Processor.of(flooding.pid).since(before)
    held = len(list(Path(f"/proc/{backend.pid}/fd").iterdir()))
    memory_during = _memory_mib(backend.pid, peak=True)
    flooding.join()
    print(f"flood:  {during}; {memory_during:.0f} MiB at most, {held} descriptors", flush=True)
    print(f"        {server}\n        the flood had {flood}")
    print(f"        the kernel dropped {dropped_connections() - dropped_before} connections")
    quiet = _wait_until_quiet(backend.pid, memory_before)
    after = ask_for(5, make_client)
    memory_after = _memory_mib(backend.pid)
    log = backend.log()
    grown = _log_size(backend) - log_before
    print(
        f"after:  {after}; {memory_after:.0f} MiB within {quiet:.0f} s; log +{grown / 1000:.0f} kB"
    )
    if grown > LARGEST_LOG:
        kinds = Counter(" ".join(line.split()[1:8]) for line in log.splitlines())
        print(*kinds.most_common(20), sep="\n")
    slower = f"p99 is {during.p99 / idle.p99:.1f} times the idle one"
    is_slower = during.p99 > SLOWER * idle.p99
    code = _judge(
        {
            slower: is_slower and not server.processor.was_withheld,
            "the flood broke off": flooding.exitcode != 0,
            f"only {held} connections were there": held < wanted * LEAST_HELD,
            f"{during.failures.total()} requests failed": bool(during.failures or after.failures),
            f"{memory_during:.0f} MiB were held": memory_during > LARGEST_MIB,
            f"{memory_after:.0f} MiB are kept": memory_after > memory_before * 1.5 + 16,
            f"the log grew by {grown} bytes": grown > LARGEST_LOG,
            "descriptors ran out": any(text in log for text in _DESCRIPTOR_ERRORS),
        }
    )
    if code == 0 and is_slower:
        print(f"not judged: {slower}, while others had the server's processor", file=sys.stderr)
        return NOT_JUDGED
    return code


@frozen
class _Server:
    """What the server did while it was asked."""

    inside: Inside
    processor: Processor

    def __str__(self) -> str:
        return f"in the server {self.inside}; it had {self.processor}"


def _asked(
    backend: LiveBackend, seconds: float, make_client: Callable[[], httpx.Client]
) -> tuple[Latencies, _Server]:
    """Asks for so long, and looks at the server before and after."""
    metrics = f"http://{backend.environment['FITTRACK_METRICS']}/metrics"
    inside, processor = Inside.of(metrics, OPERATIONS), Processor.of(backend.pid)
    found = ask_for(seconds, make_client)
    return found, _Server(
        Inside.of(metrics, OPERATIONS).since(inside), Processor.of(backend.pid).since(processor)
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _judge(complaints: dict[str, bool]) -> int:
    broken = [complaint for complaint, is_broken in complaints.items() if is_broken]
    for complaint in broken:
        print(f"too much: {complaint}", file=sys.stderr)
    return 1 if broken else 0


def _memory_mib(pid: int, *, peak: bool = False) -> float:
    found = memory_mib(pid, peak=peak)
    assert found is not None, f"process {pid} has ended"
    return found


def _wait_until_quiet(pid: int, wanted_mib: float) -> float:
    started = time.monotonic()
    while time.monotonic() - started < QUIET_S and _memory_mib(pid) > wanted_mib * 1.1:
        time.sleep(1)
    return time.monotonic() - started


def _log_size(backend: LiveBackend) -> int:
    return data_folder.log_path(backend.data_dir).stat().st_size


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/flood", description=__doc__)
    parser.add_argument("--connections", type=int, default=5000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--addresses", type=int, default=1, help="how many addresses it comes from")
    parser.add_argument(
        "--set",
        type=lambda text: tuple(text.split("=", 1)),
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a setting of the backend",
    )
    options = parser.parse_args(arguments)
    options.set = dict(options.set)
    return options


if __name__ == "__main__":
    sys.exit(main())
