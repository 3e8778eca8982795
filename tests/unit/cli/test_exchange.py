"""Asking for the next tokens: what is sent, what a retry repeats, and whose the tokens are."""

from __future__ import annotations

import datetime as dt
import json
import time

import httpx
import pytest

from fittrack_cli.secret import Secret
from fittrack_cli.session.exchange import exchange
from fittrack_cli.wire.connection import Connection

SERVER = "http://127.0.0.1:8765"
NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
GRANT = {
    "kind": "token_grant",
    "token_type": "Bearer",
    "access_token": "fta_next",
    "refresh_token": "ftr_next",
    "expires_in": 900,
    "expires_at": (NOW + dt.timedelta(seconds=900)).isoformat(),
    "refresh_expires_at": (NOW + dt.timedelta(days=60)).isoformat(),
    "session_id": "5d3df4bb-0dcd-449b-9ce9-229a8c7bacfd",
    "username": "ada",
}


@pytest.mark.parametrize("rotate", [True, False])
def test_a_pair_is_asked_for_once_however_often_the_request_is_sent(
    monkeypatch: pytest.MonkeyPatch, rotate: bool
) -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json=GRANT) if len(asked) > 1 else httpx.Response(503)

    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    tokens = exchange(
        lambda: Connection(SERVER, timeout_s=5, transport=httpx.MockTransport(answer)),
        Secret("ftr_before"),
        Secret("an-attempt-of-ours"),
        rotate=rotate,
    )
    assert (tokens.origin, tokens.username) == (SERVER, "ada")
    assert (tokens.access.reveal(), tokens.refresh.reveal()) == ("fta_next", "ftr_next")
    assert [json.loads(request.content) for request in asked] == 2 * [
        {"refresh_token": "ftr_before", "attempt": "an-attempt-of-ours", "rotate": rotate}
    ]
    first, second = (request.headers["Idempotency-Key"] for request in asked)
    assert first == second
    assert "ftr_before" not in first


def test_another_token_and_another_way_to_renew_it_are_other_requests() -> None:
    keys: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        keys.append(request.headers["Idempotency-Key"])
        return httpx.Response(200, json=GRANT)

    for token, rotate in (("ftr_one", True), ("ftr_one", False), ("ftr_two", True)):
        exchange(
            lambda: Connection(SERVER, timeout_s=5, transport=httpx.MockTransport(answer)),
            Secret(token),
            Secret("an-attempt-of-ours"),
            rotate=rotate,
        )
    assert len(set(keys)) == 3
