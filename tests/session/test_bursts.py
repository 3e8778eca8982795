"""Many requests of one session at the same moment: none of them waits for another for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx

from tools.running.live_backend import PLAIN_HTTP, LiveBackend

REQUESTS = 200
"""More than the backend has threads and connections to its database together."""


def test_a_burst_of_requests_is_answered_soon(backend: LiveBackend) -> None:
    session = backend.new_person()
    grant = session.grant
    for _ in range(2):  # the second burst is the first use of a renewed pair
        assert _burst(backend, str(grant["access_token"])) == {200}
        renewed = backend.client().post(
            "/v1/auth/refresh",
            json={"refresh_token": grant["refresh_token"], "attempt": "an attempt of the owner's"},
        )
        grant = renewed.json()


def _burst(backend: LiveBackend, token: str) -> set[int]:
    """The statuses of the answers; one that waited for another until it gave up is a 500."""
    at_once = Barrier(REQUESTS)

    def ask(_: int) -> int:
        with httpx.Client(base_url=backend.url, timeout=60, verify=PLAIN_HTTP) as client:
            client.get("/v1/meta/health")  # so that all are connected
            at_once.wait(60)
            return client.get(
                "/v1/accounts/me", headers={"Authorization": f"Bearer {token}"}
            ).status_code

    with ThreadPoolExecutor(REQUESTS) as threads:
        return set(threads.map(ask, range(REQUESTS)))
