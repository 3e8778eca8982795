"""Many requests of one session at the same moment: none of them waits for another for ever."""

from __future__ import annotations

import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx

from tests.integration.live import LiveBackend

REQUESTS = 200
"""More than the backend has threads and connections to its database together."""
BURSTS = 2
SOON_S = 15


def test_a_burst_of_requests_is_answered_soon(backend: LiveBackend) -> None:
    session = backend.new_person()
    grant = session.grant
    for _ in range(BURSTS):
        renewed = backend.client().post(
            "/v1/auth/refresh", json={"refresh_token": grant["refresh_token"]}
        )
        grant = renewed.json()
        for _ in range(2):  # the first burst is the first use of the pair
            slowest_s = _burst(backend, str(grant["access_token"]))
            assert slowest_s < SOON_S


def _burst(backend: LiveBackend, token: str) -> float:
    """How long the last answer took, in seconds."""
    at_once = Barrier(REQUESTS)
    no_tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def ask(_: int) -> float:
        with httpx.Client(base_url=backend.url, timeout=60, verify=no_tls) as client:
            client.get("/v1/meta/health")  # so that all are connected
            at_once.wait(60)
            started = time.monotonic()
            answer = client.get("/v1/accounts/me", headers={"Authorization": f"Bearer {token}"})
            assert answer.status_code == 200
            return time.monotonic() - started

    with ThreadPoolExecutor(REQUESTS) as threads:
        return max(threads.map(ask, range(REQUESTS)))
