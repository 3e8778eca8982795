"""Turning the second factor on and off: what the server is sent, and what comes of its answer."""

from __future__ import annotations

import json

import httpx
import pytest

from fittrack_cli.errors import NotSignedIn
from fittrack_cli.secret import Secret
from fittrack_cli.session import second_factor
from fittrack_cli.wire.connection import Connection
from tests.unit.cli.test_exchange import NOW, SERVER

CODES = [f"aaaa-bbbb-cccc-000{number}" for number in range(10)]


class Server:
    """Gives one answer, and keeps the request."""

    def __init__(self, status: int, members: object = None) -> None:
        self.sent: list[object] = []
        self._answer = httpx.Response(status, json=members)

    def connection(self) -> Connection:
        return Connection(SERVER, timeout_s=5, transport=httpx.MockTransport(self._keep))

    def _keep(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content) if request.content else None
        self.sent += [request.method, request.url.path, body]
        return self._answer


def test_a_new_secret_is_told_as_the_server_made_it() -> None:
    members = {"secret": "ABC", "otpauth_uri": "otpauth://totp/x", "expires_at": NOW.isoformat()}
    server = Server(201, members)
    started = second_factor.start(server.connection())
    assert (started.secret, started.otpauth_uri, started.expires_at) == (
        *("ABC", "otpauth://totp/x"),
        NOW,
    )
    assert server.sent == ["POST", "/v1/accounts/me/totp", None]


def test_the_first_code_brings_the_recovery_codes() -> None:
    server = Server(200, {"recovery_codes": CODES})
    assert second_factor.confirm(server.connection(), Secret("123456")) == CODES
    assert server.sent == ["POST", "/v1/accounts/me/totp/confirm", {"code": "123456"}]


def test_recovery_codes_are_renewed_for_a_code() -> None:
    server = Server(200, {"recovery_codes": CODES})
    assert second_factor.renew_recovery_codes(server.connection(), Secret("123456")) == CODES
    assert server.sent == ["POST", "/v1/accounts/me/recovery-codes", {"code": "123456"}]


def test_it_is_removed_for_the_password_and_a_code() -> None:
    server = Server(204)
    second_factor.remove(server.connection(), Secret("pass word"), Secret("123456"))
    assert server.sent[1:] == [
        "/v1/accounts/me/totp/remove",
        {"password": "pass word", "code": "123456"},
    ]


def test_a_wrong_code_is_said() -> None:
    problem = {"type": "urn:fittrack:problem:wrong-code", "title": "wrong", "status": 403}
    with pytest.raises(NotSignedIn):
        second_factor.remove(
            Server(403, problem).connection(), Secret("pass word"), Secret("123456")
        )
