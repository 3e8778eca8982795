"""What `scripts/flood` says of a server comes from the system and from the server itself."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from prometheus_client import CollectorRegistry, Histogram, generate_latest

from fittrack_backend.api.edge.answer_times import BOUNDS_S
from tools.flooding.inside import Inside
from tools.flooding.processor import Processor, dropped_connections

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def test_a_process_that_works_has_a_processor() -> None:
    before = Processor.of(os.getpid())
    busy_until = time.thread_time() + 0.1
    while time.thread_time() < busy_until:
        pass
    working = Processor.of(os.getpid()).since(before)
    assert working.had_s >= 0.08


@pytest.mark.parametrize(
    ("had_s", "waited_s", "was_withheld"), [(10, 4, False), (10, 6, True), (0, 0, False)]
)
def test_who_waits_for_a_third_of_the_time_says_nothing(
    had_s: float, waited_s: float, was_withheld: bool
) -> None:
    assert Processor(had_s, waited_s).was_withheld is was_withheld


def test_the_kernel_tells_how_many_connections_it_dropped() -> None:
    assert dropped_connections() >= 0


@pytest.fixture
def metrics() -> Iterator[tuple[Histogram, str]]:
    registry = CollectorRegistry()
    times = Histogram(
        "fittrack_http_answer_seconds",
        "as the server has it",
        ["operation", "status"],
        registry=registry,
        buckets=BOUNDS_S,
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(generate_latest(registry))

        def log_message(self, format: str, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield times, f"http://127.0.0.1:{server.server_port}/metrics"
        server.shutdown()


def test_what_began_meanwhile_is_told_of_the_operations_asked_for(
    metrics: tuple[Histogram, str],
) -> None:
    times, url = metrics
    times.labels("show", "200").observe(9)
    before = Inside.of(url, ["show", "list"])
    for _ in range(98):
        times.labels("show", "200").observe(0.004)
    times.labels("list", "200").observe(0.04)
    times.labels("list", "200").observe(3)
    times.labels("list", "503").observe(9)
    times.labels("other", "200").observe(9)
    found = Inside.of(url, ["show", "list"]).since(before)
    assert found.count == 100
    assert found.total_s == pytest.approx(98 * 0.004 + 3.04)
    assert found.p99_s == 0.05
