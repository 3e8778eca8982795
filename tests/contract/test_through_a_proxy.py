"""The whole command line through a proxy that looks at every request and every answer."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.contract.tour import FORMATS, Tour, online_commands
from tests.contract.validating_proxy import validating_proxy
from tests.thorough import THOROUGH
from tools import REPOSITORY
from tools.running.live_backend import LiveBackend

NOT_BY_COMMAND = {"check_live", "check_ready", "get_health", "get_server_info", "get_source"}
"""Operations that no command of the tour uses."""
ONE_FORMAT = FORMATS if THOROUGH else ("json",)
"""What goes over the wire is the same in all of them; tests/contract/test_newer_backend.py shows each."""


def test_neither_side_departs_from_the_contract(live_backend: LiveBackend, tmp_path: Path) -> None:
    with validating_proxy(live_backend.url) as proxy:
        tour = Tour(live_backend, proxy.url, tmp_path, formats=ONE_FORMAT)
        tour.run()
    assert proxy.complaints == []
    assert_well(tour)
    assert proxy.operations.keys() >= proxy.contract.operations.keys() - NOT_BY_COMMAND


if shutil.which("prism"):

    def test_prism_agrees(live_backend: LiveBackend, tmp_path: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        command = ["prism", "proxy", str(REPOSITORY / "openapi.yaml"), live_backend.url]
        with subprocess.Popen(
            [*command, "--errors", "--host", "127.0.0.1", "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as prism:
            try:
                wait_for(port)
                tour = Tour(
                    live_backend, f"http://127.0.0.1:{port}", tmp_path, expect=prism_spoils_files
                )
                tour.run()
            finally:
                prism.terminate()
        assert_well(tour)


def prism_spoils_files(args: Sequence[str], code: int) -> int:
    """Prism passes every body that is no JSON on as text; the digest notices."""
    return 7 if args[1] == "download" and code == 0 else code


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("Prism does not listen")


def assert_well(tour: Tour) -> None:
    wrong = [str(step) for step in tour.steps if step.code != step.expected]
    assert not wrong, "\n\n".join(wrong[:5])
    assert online_commands() == tour.covers()
