"""How a session signs requests: once more after a 401, and to no other server."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import httpx
import pytest

from fittrack_cli.errors import CliError
from fittrack_cli.secret import Secret
from fittrack_cli.session.auth import SessionAuth
from fittrack_cli.session.tokens import Tokens

if TYPE_CHECKING:
    from fittrack_cli.session.session import Session

SERVER = "http://127.0.0.1:8765"


def tokens(access: str) -> Tokens:
    return Tokens(SERVER, "ada", "1", Secret(access), Secret("ftr_x"), 0.0, 900.0, 9000.0)


class FakeSession:
    """A session with one token, and another one after it was renewed."""

    def __init__(self) -> None:
        self.renewed: list[tuple[str, bool]] = []

    def tokens(self) -> Tokens:
        return tokens("fta_first")

    def renew(self, used: Tokens, *, rejected: bool = False) -> Tokens:
        self.renewed.append((used.access.reveal(), rejected))
        return tokens("fta_second")


@pytest.fixture
def session() -> FakeSession:
    return FakeSession()


def client(session: FakeSession, *statuses: int, seen: list[str]) -> httpx.Client:
    """A client whose requests are answered with the statuses, one after the other."""
    left = list(statuses)

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["Authorization"])
        return httpx.Response(left.pop(0))

    auth = SessionAuth(cast("Session", session), SERVER)
    return httpx.Client(auth=auth, transport=httpx.MockTransport(answer))


@pytest.mark.parametrize("status", [200, 403, 404, 500])
def test_a_token_that_is_taken_is_not_renewed(session: FakeSession, status: int) -> None:
    seen: list[str] = []
    assert client(session, status, seen=seen).get(f"{SERVER}/v1/sources").status_code == status
    assert seen == ["Bearer fta_first"]
    assert session.renewed == []


@pytest.mark.parametrize("status", [200, 401])
def test_a_token_that_is_refused_is_renewed_once_as_refused(
    session: FakeSession, status: int
) -> None:
    seen: list[str] = []
    answer = client(session, 401, status, seen=seen).get(f"{SERVER}/v1/sources")
    assert answer.status_code == status
    assert seen == ["Bearer fta_first", "Bearer fta_second"]
    assert session.renewed == [("fta_first", True)]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("http://127.0.0.1:8766/v1/sources", "127.0.0.1"),
        ("https://127.0.0.1:8765/v1/sources", "127.0.0.1"),
        ("http://evil.example:8765/v1/sources", "evil.example"),
    ],
)
def test_a_token_goes_to_no_other_server(session: FakeSession, address: str, host: str) -> None:
    seen: list[str] = []
    with pytest.raises(CliError) as caught:
        client(session, 200, seen=seen).get(address)
    assert caught.value.title == "will not send tokens elsewhere"
    assert caught.value.detail == f"{host} is not where they came from"
    assert seen == []
