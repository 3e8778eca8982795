"""The talk with the server when somebody signs in: what is sent, and when a code is asked for again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from uuid import UUID

import httpx
import pytest
from attrs import define, field

from fittrack_cli.errors import CliError, Incompatible, NotSignedIn, SecondFactorNeeded
from fittrack_cli.secret import Secret
from fittrack_cli.session.login import authenticate, client_name, method_of
from fittrack_cli.wire.connection import Connection
from fittrack_client.models.token_grant import TokenGrant
from fittrack_common.version import __version__
from tests.unit.cli.test_exchange import GRANT, SERVER

CHALLENGE_ID = UUID("5d3df4bb-0dcd-449b-9ce9-229a8c7bacfd")


def challenge(*methods: str) -> httpx.Response:
    members = {
        "kind": "mfa_challenge",
        "challenge_id": str(CHALLENGE_ID),
        "methods": methods,
        "expires_at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC).isoformat(),
        "tries_remaining": 5,
    }
    return httpx.Response(200, json=members)


def granted() -> httpx.Response:
    return httpx.Response(200, json=GRANT)


def refusal(kind: str, status: int, tries_remaining: object = None) -> httpx.Response:
    members = {
        "type": f"urn:fittrack:problem:{kind}",
        "title": kind,
        "status": status,
        "detail": "The code is wrong." if kind == "wrong-code" else "",
        "tries_remaining": tries_remaining,
    }
    return httpx.Response(status, json=members)


@define
class Talk:
    """Signs in at a server that gives these answers, with a person who types these codes."""

    answers: list[httpx.Response]
    types: list[str] = field(factory=list)
    asked: list[list[str]] = field(factory=list)
    told: list[str] = field(factory=list)
    sent: list[tuple[str, dict[str, object]]] = field(factory=list)

    def codes(self) -> list[tuple[object, object]]:
        """The ways and the codes that challenges were answered with."""
        return [(body["method"], body["code"]) for _, body in self.sent[1:]]

    def sign_in(
        self, code: str | None = None, *, alone: bool = False, device: str | None = None
    ) -> TokenGrant:
        connection = Connection(SERVER, timeout_s=5, transport=httpx.MockTransport(self._answer))
        return authenticate(
            connection,
            "ada",
            Secret("pass word"),
            None if code is None else Secret(code),
            None if alone else self._ask,
            self.told.append,
            device=None if device is None else Secret(device),
        )

    def _ask(self, methods: Sequence[str]) -> Secret:
        self.asked.append(list(methods))
        return Secret(self.types.pop(0))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.sent.append((request.url.path, json.loads(request.content)))
        return self.answers.pop(0)


@pytest.mark.parametrize("device", [None, "d" * 64])
def test_without_a_second_factor_the_password_is_all(device: str | None) -> None:
    talk = Talk([granted()])
    assert talk.sign_in(device=device).username == "ada"
    body = {"username": "ada", "password": "pass word", "client_name": client_name()}
    if device is not None:
        body["device_secret"] = device
    assert talk.sent == [("/v1/auth/login", body)]
    assert (talk.asked, talk.told) == ([], [])


def test_a_wrong_password_says_what_to_check() -> None:
    with pytest.raises(NotSignedIn) as caught:
        Talk([refusal("invalid-credentials", 401)]).sign_in()
    assert caught.value.hint == "check the user name and the password"


def test_a_code_is_asked_for_and_sent_without_its_gaps() -> None:
    talk = Talk([challenge("totp", "recovery_code"), granted()], [" 123 456\n"])
    talk.sign_in()
    assert talk.asked == [["totp", "recovery_code"]]
    assert talk.sent[1] == (
        f"/v1/auth/challenges/{CHALLENGE_ID}",
        {"method": "totp", "code": "123456"},
    )


def test_a_wrong_code_is_asked_for_again_with_the_tries_that_remain() -> None:
    wrong = [refusal("wrong-code", 401, remaining) for remaining in (2, 1)]
    talk = Talk([challenge("totp"), *wrong, granted()], ["222222", "333333"])
    talk.sign_in("111111")
    assert talk.codes() == [("totp", "111111"), ("totp", "222222"), ("totp", "333333")]
    assert talk.told == [
        "The code is wrong. 2 tries remaining.",
        "The code is wrong. 1 try remaining.",
    ]


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        (refusal("wrong-code", 401, 0), "fittrack auth login"),
        (refusal("wrong-code", 401, None), "fittrack auth login"),
        (refusal("challenge-expired", 410, 3), "fittrack auth login"),
    ],
    ids=["no try remains", "nobody knows", "it ended"],
)
def test_it_is_not_asked_for_again_where_no_code_would_do(
    answer: httpx.Response, hint: str
) -> None:
    talk = Talk([challenge("totp"), answer], ["111111"])
    with pytest.raises(CliError) as caught:
        talk.sign_in()
    assert hint in caught.value.hint
    assert (len(talk.asked), talk.told) == (1, [])


def test_a_code_that_was_too_short_costs_no_try_and_is_asked_for_again() -> None:
    talk = Talk(
        [challenge("totp"), refusal("validation", 422), granted()], ["1", "123456", "234567"]
    )
    talk.sign_in()
    assert [one[:29] for one in talk.told] == ["code: must have at least 6 ch", "validation"]
    assert talk.codes() == [("totp", "123456"), ("totp", "234567")]


def test_where_nobody_can_be_asked_a_wrong_code_ends_it() -> None:
    talk = Talk([challenge("totp"), refusal("wrong-code", 401, 4)])
    with pytest.raises(NotSignedIn):
        talk.sign_in("111111", alone=True)
    assert (talk.codes(), talk.told) == ([("totp", "111111")], [])


def test_where_nobody_can_be_asked_the_missing_code_is_named() -> None:
    talk = Talk([challenge("recovery_code")])
    with pytest.raises(SecondFactorNeeded) as caught:
        talk.sign_in(alone=True)
    assert caught.value.extras == {"methods": ["recovery_code"]}
    assert "--mfa-code" in caught.value.hint
    assert "the password is right" in caught.value.detail


@pytest.mark.parametrize(
    ("methods", "named"), [(["passkey", "letter"], "passkey, letter"), ([], "none")]
)
def test_a_factor_that_is_unknown_here_is_named_and_no_code_is_sent(
    methods: list[str], named: str
) -> None:
    talk = Talk([challenge(*methods)])
    with pytest.raises(Incompatible) as caught:
        talk.sign_in("111111")
    assert f"one of {named}, which are unknown here" in caught.value.detail
    assert len(talk.sent) == 1


@pytest.mark.parametrize(
    ("code", "method"),
    [
        ("123456", "totp"),
        ("12345", "totp"),
        ("1234567", "recovery_code"),
        ("12345a", "recovery_code"),
        ("\u0661\u0662\u0663\u0664\u0665\u0666", "recovery_code"),
    ],
)
def test_six_digits_at_most_come_from_an_authenticator(code: str, method: str) -> None:
    assert method_of(code) == method


def test_the_name_of_this_machine_is_no_longer_than_a_server_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "h" * 200)
    assert client_name().startswith(f"fittrack {__version__} on hhh")
    assert len(client_name()) == 100
