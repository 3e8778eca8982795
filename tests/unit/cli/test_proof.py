"""Proving again who is there: when it is asked for, what is sent where, and how often."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

import httpx
import pytest
from attrs import define, field

from fittrack_cli.errors import CliError
from fittrack_cli.secret import Secret
from fittrack_cli.session.auth import SessionAuth
from fittrack_cli.session.proof import Proof
from fittrack_cli.session.tokens import Tokens
from tests.unit.cli.test_signed_requests import FakeSession, tokens

if TYPE_CHECKING:
    from fittrack_cli.session.session import Session

ORIGIN = "http://127.0.0.1:8765"
SERVER = f"{ORIGIN}/fit"
EXPORT, PROOF = f"{SERVER}/v1/account/archive", f"{SERVER}/v1/auth/proof"


def refusal(kind: str, status: int = 403, **members: object) -> httpx.Response:
    problem = {"type": f"urn:fittrack:problem:{kind}", "title": kind, "status": status, **members}
    return httpx.Response(status, json=problem)


def needed(methods: object = None) -> httpx.Response:
    return refusal("proof-needed", methods=methods)


@define
class Person:
    """Somebody who is asked, and who may be asked again so many times."""

    again: int = 0
    asked: list[list[str]] = field(factory=list)

    def ask(self, methods: Sequence[str]) -> Proof:
        self.asked.append(list(methods))
        return Proof("password", Secret(f"word {len(self.asked)}"))

    def may_ask_again(self, error: CliError) -> bool:
        self.again -= 1
        return self.again >= 0


@define
class Server:
    """Answers with what is left, in order, and keeps what it was sent."""

    left: list[httpx.Response]
    seen: list[httpx.Request] = field(factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(
            httpx.Request(
                request.method,
                request.url,
                headers=request.headers,
                content=request.content,
                extensions=request.extensions,
            )
        )
        return self.left.pop(0)

    def addresses(self) -> list[str]:
        return [str(one.url) for one in self.seen]


def export(
    server: Server, person: Person | None, at: str = SERVER, signed: FakeSession | None = None
) -> httpx.Response:
    session = cast("Session", signed or FakeSession())
    auth = SessionAuth(session, ORIGIN, at, person)
    with httpx.Client(auth=auth, transport=httpx.MockTransport(server), timeout=7) as client:
        return client.post(EXPORT, json={"a": 1}, headers={"user-agent": "us", "x-own": "1"})


@pytest.mark.parametrize("at", [SERVER, f"{SERVER}/"])
def test_a_proof_is_given_and_the_request_sent_once_more(at: str) -> None:
    server = Server(
        [needed(methods=["totp", "password"]), httpx.Response(200), httpx.Response(201)]
    )
    person = Person()
    assert export(server, person, at).status_code == 201
    assert person.asked == [["totp", "password"]]
    first, proof, again = server.seen
    assert (str(first.url), first.content) == (str(again.url), again.content)
    assert (proof.method, str(proof.url)) == ("POST", PROOF)
    assert json.loads(proof.content) == {"method": "password", "proof": "word 1"}
    assert {one.headers["authorization"] for one in server.seen} == {"Bearer fta_first"}
    assert proof.headers["user-agent"] == "us"
    assert proof.headers["accept-encoding"] == first.headers["accept-encoding"]
    assert "x-own" not in proof.headers
    assert proof.extensions["timeout"] == first.extensions["timeout"]


def test_it_is_asked_for_again_after_a_wrong_one_as_long_as_somebody_wants_to() -> None:
    wrong = refusal("invalid-credentials"), refusal("wrong-code")
    server = Server(
        [needed(methods=["password"]), *wrong, httpx.Response(204), httpx.Response(200)]
    )
    person = Person(again=2)
    assert export(server, person).status_code == 200
    assert person.asked == [["password"]] * 3
    assert server.addresses() == [EXPORT, *[PROOF] * 3, EXPORT]
    assert [json.loads(one.content)["proof"] for one in server.seen[1:4]] == [
        f"word {number}" for number in (1, 2, 3)
    ]


@pytest.mark.parametrize(
    ("answer", "again"),
    [
        (refusal("wrong-code"), 0),
        (refusal("too-many-tries", 429), 1),
        (refusal("session-revoked", 401), 1),
    ],
    ids=["wrong and enough", "too many tries", "ended"],
)
def test_without_a_proof_the_request_is_not_repeated(answer: httpx.Response, again: int) -> None:
    server = Server([needed(methods=["password"]), answer])
    person = Person(again)
    with pytest.raises(CliError) as caught:
        export(server, person)
    assert caught.value.slug == answer.json()["type"].rpartition(":")[2]
    assert server.addresses() == [EXPORT, PROOF]
    assert len(person.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200),
        refusal("insufficient-scope"),
        refusal("proof-needed", 409),
        httpx.Response(403, text="a page of a proxy"),
    ],
    ids=["success", "scope", "another status", "no problem"],
)
def test_other_answers_ask_for_no_proof(answer: httpx.Response) -> None:
    server, person = Server([answer]), Person()
    assert export(server, person) is answer
    assert person.asked == []


def test_where_nobody_can_be_asked_the_answer_stays() -> None:
    server = Server([needed(methods=["password"])])
    assert export(server, None).status_code == 403
    assert len(server.seen) == 1


def test_a_proof_that_is_not_enough_is_not_asked_for_twice() -> None:
    server = Server([needed(methods=["password"]), httpx.Response(200), needed()])
    person = Person()
    assert export(server, person).status_code == 403
    assert len(person.asked) == 1


@pytest.mark.parametrize("methods", [None, "password"])
def test_a_server_that_names_no_methods_is_given_a_proof_all_the_same(methods: object) -> None:
    server = Server([needed(methods), httpx.Response(200), httpx.Response(200)])
    person = Person()
    assert export(server, person).status_code == 200
    assert person.asked == [[]]


def test_a_proof_goes_to_no_other_server() -> None:
    server = Server([needed(methods=["password"])])
    with pytest.raises(CliError, match="will not send tokens elsewhere"):
        export(server, Person(), "http://evil.example:8765")
    assert server.addresses() == [EXPORT]


def test_after_a_long_talk_the_request_carries_the_access_token_of_then() -> None:
    class Renewing(FakeSession):
        def tokens(self) -> Tokens:
            made.append(tokens(f"fta_{len(made)}"))
            return made[-1]

    made: list[Tokens] = []
    server = Server([needed(methods=["password"]), httpx.Response(200), httpx.Response(200)])
    export(server, Person(), signed=Renewing())
    assert [one.headers["authorization"] for one in server.seen] == [
        f"Bearer fta_{number}" for number in (0, 1, 2)
    ]
