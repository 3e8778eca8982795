"""FITTRACK_TOKEN: what can be one, and what is said when it is refused."""

from __future__ import annotations

import httpx
import pytest

from fittrack_cli.errors import CliError, NotSignedIn
from fittrack_cli.secret import Secret
from fittrack_cli.session.script_token import TokenAuth
from fittrack_cli.session.token_variable import token_from

SERVER = "http://127.0.0.1:8765"
NEW = (
    "make one: fittrack auth access-tokens create NAME\n"
    "or unset FITTRACK_TOKEN and: fittrack auth login"
)


@pytest.mark.parametrize("text", ["ftp_abc-DEF_123", "  ftp_abc-DEF_123\n"])
def test_a_token_is_taken_without_what_is_around_it(text: str) -> None:
    token = token_from({"FITTRACK_TOKEN": text})
    assert token is not None
    assert token.reveal() == "ftp_abc-DEF_123"


@pytest.mark.parametrize("env", [{}, {"FITTRACK_TOKEN": ""}, {"FITTRACK_TOKEN": " \n"}])
def test_an_empty_variable_is_none(env: dict[str, str]) -> None:
    assert token_from(env) is None


@pytest.mark.parametrize("text", ["ftp_ü", "ftp_a b", "ftp_\x07", "ftp_a\r\nX-Evil: 1"])
def test_what_no_token_can_be_is_refused_unseen(text: str) -> None:
    with pytest.raises(NotSignedIn) as caught:
        token_from({"FITTRACK_TOKEN": text})
    assert caught.value.title == "FITTRACK_TOKEN is not a token"
    assert caught.value.detail == "it holds characters that no token has"
    assert caught.value.hint == NEW


def test_a_refresh_token_is_refused() -> None:
    with pytest.raises(NotSignedIn) as caught:
        token_from({"FITTRACK_TOKEN": "ftr_secret"})
    assert caught.value.title == "FITTRACK_TOKEN holds a refresh token"
    assert caught.value.detail == "refresh tokens never leave the machine, and sign no requests"
    assert caught.value.hint == NEW


def answered(status: int, slug: str = "", detail: str = "") -> httpx.Response:
    """What a request with the token gets."""

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.headers["Authorization"] == "Bearer ftp_token"
        if not slug:
            return httpx.Response(status)
        body = {
            "type": f"urn:fittrack:problem:{slug}",
            "title": "A title",
            "status": status,
            "detail": detail,
            "request_id": "r-1",
            "scope": "sync",
        }
        return httpx.Response(
            status, json=body, headers={"Content-Type": "application/problem+json"}
        )

    auth = TokenAuth(Secret("ftp_token"), SERVER)
    with httpx.Client(auth=auth, transport=httpx.MockTransport(answer)) as client:
        return client.get(f"{SERVER}/v1/sources")


@pytest.mark.parametrize(
    ("status", "slug"), [(200, ""), (404, "not-found"), (403, "wrong-code"), (403, "")]
)
def test_other_answers_are_not_about_the_token(status: int, slug: str) -> None:
    assert answered(status, slug).status_code == status


@pytest.mark.parametrize(
    ("status", "slug", "detail", "title", "shown", "hint"),
    [
        (
            401,
            "token-expired",
            "It has expired.",
            "FITTRACK_TOKEN is not accepted",
            "It has expired.",
            NEW,
        ),
        (
            403,
            "insufficient-scope",
            "It takes the scope sync.",
            "FITTRACK_TOKEN may not do this",
            "It takes the scope sync.",
            "make a token that may: fittrack auth access-tokens create NAME --scope sync",
        ),
        (
            403,
            "session-required",
            "It takes a session.",
            "FITTRACK_TOKEN may not do this",
            "It takes a session.",
            "unset FITTRACK_TOKEN and: fittrack auth login",
        ),
    ],
)
def test_a_token_that_is_refused_says_what_to_do(
    status: int, slug: str, detail: str, title: str, shown: str, hint: str
) -> None:
    with pytest.raises(NotSignedIn) as caught:
        answered(status, slug, detail)
    error = caught.value
    assert (error.title, error.detail, error.hint) == (title, shown, hint)
    assert (error.slug, error.request_id) == (slug, "r-1")
    assert error.extras["scope"] == "sync"


def test_a_token_that_a_server_does_not_know_names_the_server() -> None:
    with pytest.raises(NotSignedIn) as caught:
        answered(401, "not-signed-in")
    assert caught.value.detail == f"{SERVER} does not know the token, or it has expired"


def test_the_token_goes_to_no_other_server() -> None:
    auth = TokenAuth(Secret("ftp_token"), "https://fit.example")
    with (
        httpx.Client(auth=auth, transport=httpx.MockTransport(lambda _: httpx.Response(200))) as at,
        pytest.raises(CliError, match="will not send tokens elsewhere"),
    ):
        at.get(f"{SERVER}/v1/sources")
