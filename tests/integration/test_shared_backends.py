"""Backends of tests end, or stand still, when nobody wants them."""

from __future__ import annotations

import signal
import sys
import time
from pathlib import Path

import pytest

from tests.integration.conftest import Backends
from tools.running.live_backend import http_get

PATIENCE_S = 60
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def state(pid: int) -> str:
    """As `ps` tells it: T is stopped."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def test_one_that_many_share_stands_still_between_them(make_backend: Backends) -> None:
    backend = make_backend()
    for _ in range(2):
        with backend.awake():
            assert http_get(f"{backend.url}/v1/meta/health").status_code == 200
        deadline = time.monotonic() + PATIENCE_S
        while state(backend.pid) != "T":
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_one_that_has_ended_meanwhile_says_so_with_its_log_and_is_there_for_the_next(
    make_backend: Backends,
) -> None:
    backend = make_backend()
    told = f"ended with {-signal.SIGKILL}:\n(.|\n)*listens on {backend.url}"
    with pytest.raises(AssertionError, match=told), backend.awake():
        backend.kill()
    with backend.awake():
        assert http_get(f"{backend.url}/v1/meta/health").status_code == 200


def test_one_ends_with_the_test_that_started_it(make_backend: Backends) -> None:
    before = make_backend()
    with make_backend.ending():
        pid = make_backend().pid
        assert state(pid) != "T"
    assert not Path(f"/proc/{pid}").exists()
    assert http_get(f"{before.url}/v1/meta/health").status_code == 200
