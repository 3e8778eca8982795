"""TLS in front of a server in plain HTTP, as docs/operations.md#tls has it: nobody notices the proxy."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import trustme

from tests.integration.command_line import CommandLine
from tests.servers.tls_proxy import TlsProxy
from tools.running.live_backend import LiveBackend

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(sys.platform != "linux", reason="it has a second loopback address"),
]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def proxy(live_backend: LiveBackend, authority: trustme.CA) -> Iterator[TlsProxy]:
    with TlsProxy(live_backend.port, authority) as proxy:
        yield proxy


def test_a_sync_is_watched_through_a_proxy_and_the_client_is_seen_by_its_own_address(
    live_backend: LiveBackend, authority: trustme.CA, proxy: TlsProxy, tmp_path: Path, corpus: Path
) -> None:
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    (tmp_path / "training").mkdir()
    shutil.copy(corpus / "run.tcx", tmp_path / "training")
    person = live_backend.register()
    fittrack = CommandLine.at(
        tmp_path / "home", FITTRACK_SERVER=proxy.url, SSL_CERT_FILE=str(tmp_path / "ca.pem")
    )
    fittrack.ok(
        *("auth", "login", "--username", person.username, "--password-stdin"),
        *("--credential-store", "file"),
        stdin=f"{person.password}\n",
    )
    fittrack.ok("source", "connect", "folder", str(tmp_path / "training"))
    fittrack.ok("sync", "start", "--watch")
    (watched,) = [one for one in proxy.passed if one.kind == "text/event-stream"]
    assert watched.target.endswith("/events")
    assert watched.pieces > 1, "the events came as they happened"
    with httpx.Client(verify=False) as stranger:
        refused = stranger.post(
            f"{proxy.url}/v1/auth/login",
            json={"username": person.username, "password": "a wrong password, long enough"},
            headers={"X-Forwarded-For": "203.0.113.7"},
        )
    assert refused.status_code == 401
    events = fittrack.ok("api", "list_account_events", "-o", "json").one()["items"]
    assert isinstance(events, list)
    seen = {one["event"]: one["address"] for one in events}
    for event in ("signed-in", "password-refused"):
        assert seen[event] == "127.0.0.1", "neither the proxy nor what the client says of itself"
