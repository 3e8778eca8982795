"""What signed-in clients notice of a flood, and how event streams end, on a live backend."""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from tools.flooding.asking import ask_for
from tools.flooding.flood import Target, flood_for
from tools.flooding.running_job import never_ending_job
from tools.running.live_backend import PLAIN_HTTP, LiveBackend, SignedIn

MOST_CONNECTIONS = 200


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveBackend]:
    """One that takes few connections."""
    folder = tmp_path_factory.mktemp("edge")
    settings = {
        "FITTRACK_MAX_CONNECTIONS": str(MOST_CONNECTIONS),
        "FITTRACK_CORS_ORIGINS": "https://app.example",
    }
    backend = LiveBackend(folder / "data", settings)
    try:
        yield backend.start()
    finally:
        backend.close()


@pytest.fixture(scope="module")
def owner(backend: LiveBackend) -> SignedIn:
    return backend.new_person()


@pytest.fixture(scope="module")
def job(backend: LiveBackend, owner: SignedIn) -> str:
    return never_ending_job(backend.data_dir, owner)


def lasts(backend: LiveBackend, job: str, token: str, end: Callable[[], object]) -> float:
    """How many seconds a stream goes on after it was ended."""
    with backend.client(token).stream("GET", f"/v1/sync/jobs/{job}/events") as stream:
        lines = stream.iter_lines()
        assert next(lines) == "event: progress"
        end()
        ended_at = time.monotonic()
        for _ in lines:
            pass
        return time.monotonic() - ended_at


def test_a_stream_ends_within_a_second_of_its_session(
    backend: LiveBackend, owner: SignedIn, job: str
) -> None:
    def sign_out(session: SignedIn) -> Callable[[], object]:
        return lambda: session.client.post("/v1/auth/logout").raise_for_status()

    other = backend.sign_in(owner.person)
    assert lasts(backend, job, other.access_token, sign_out(other)) < 1

    other = backend.sign_in(owner.person)
    revoke = f"/v1/auth/sessions/{other.grant['session_id']}"
    assert (
        lasts(
            backend,
            job,
            other.access_token,
            lambda: owner.client.delete(revoke).raise_for_status(),
        )
        < 1
    )

    created = owner.client.post(
        "/v1/auth/access-tokens", json={"name": "script", "scopes": ["read"]}
    ).json()
    revoke_token = f"/v1/auth/access-tokens/{created['id']}"
    assert (
        lasts(
            backend,
            job,
            created["token"],
            lambda: owner.client.delete(revoke_token).raise_for_status(),
        )
        < 1
    )


def test_a_server_whose_originals_are_away_is_live_and_not_ready(backend: LiveBackend) -> None:
    def ready() -> httpx.Response:
        time.sleep(1.1)  # it is looked up once a second
        return backend.client().get("/v1/health/ready")

    originals = backend.data_dir / "originals"
    away = originals.rename(originals.with_name("away"))
    originals.write_text("no folder")
    try:
        refused = ready()
        assert refused.status_code == 503
        assert refused.json()["type"].endswith(":not-ready")
        assert "the place for its originals" in refused.json()["detail"]
        assert backend.client().get("/v1/health/live").json() == {"status": "live"}
    finally:
        originals.unlink()
        away.rename(originals)
    assert ready().json() == {"status": "ready"}


def test_only_pages_of_a_configured_origin_may_ask(backend: LiveBackend) -> None:
    asked = {
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization",
    }
    client = backend.client()
    for origin, allowed in (
        ("https://app.example", True),
        ("http://app.example", False),
        ("https://app.example.evil.example", False),
        ("https://app.example:8443", False),
        ("null", False),
    ):
        headers = {"Origin": origin}
        before = client.options("/v1/accounts/me", headers=headers | asked)
        answer = client.get("/v1/meta/server", headers=headers)
        shown = [one.headers.get("Access-Control-Allow-Origin") for one in (before, answer)]
        assert shown == [origin if allowed else None] * 2
        assert "Access-Control-Allow-Credentials" not in answer.headers
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_account_follows_so_many_jobs_at_once(
    backend: LiveBackend, owner: SignedIn, job: str
) -> None:
    path = f"/v1/sync/jobs/{job}/events"
    streams = [owner.client.stream("GET", path) for _ in range(50)]
    try:
        assert [one.__enter__().status_code for one in streams] == [200] * 50
        refused = backend.client(owner.access_token).get(path)
        assert (refused.status_code, refused.headers["Retry-After"]) == (429, "15")
        assert refused.json()["type"].endswith(":too-many-streams")
    finally:
        for one in streams:
            one.__exit__(None, None, None)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with owner.client.stream("GET", path) as again:
            if again.status_code == 200:
                return
    raise AssertionError("places of streams that ended are not free")


@pytest.mark.skipif(sys.platform != "linux", reason="floods from several loopback addresses")
def test_a_flood_keeps_nobody_from_the_server(
    backend: LiveBackend, owner: SignedIn, job: str
) -> None:
    """`scripts/flood` does it with 5,000 connections, and measures."""
    target = Target(
        host="127.0.0.1",
        port=backend.port,
        stream_path=f"/v1/sync/jobs/{job}/events",
        tokens=[owner.access_token],
        sources=["127.0.0.2", "127.0.0.3"],
    )
    log_before = len(backend.log())
    flooding = multiprocessing.get_context("spawn").Process(target=flood_for, args=(target, 300, 6))
    flooding.start()
    try:
        time.sleep(2)
        open_files = [len(list(Path(f"/proc/{backend.pid}/fd").iterdir()))]

        def make_client() -> httpx.Client:
            headers = {"Authorization": f"Bearer {owner.access_token}"}
            return httpx.Client(
                base_url=backend.url, headers=headers, verify=PLAIN_HTTP, timeout=90
            )

        found = ask_for(3, make_client)
        open_files.append(len(list(Path(f"/proc/{backend.pid}/fd").iterdir())))
    finally:
        flooding.join()
    assert not found.failures
    assert found.count
    assert MOST_CONNECTIONS // 2 < max(open_files) < MOST_CONNECTIONS + 120
    assert len(backend.log()) - log_before < 200_000
    assert "Traceback" not in backend.log()
