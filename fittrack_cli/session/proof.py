"""Proving again who is there: sensitive steps ask for it (`proof-needed`), and the request is then repeated once."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

import httpx

from fittrack_cli.errors import CliError
from fittrack_cli.secret import Secret
from fittrack_contract import problems

if TYPE_CHECKING:
    from fittrack_client.models.proof_method import ProofMethod

_WRONG = frozenset({problems.INVALID_CREDENTIALS, problems.WRONG_CODE})


class Proof(NamedTuple):
    """What somebody gave to prove who is there."""

    method: ProofMethod
    secret: Secret


class Asker(Protocol):
    """Asks for a proof by one of the methods that the server takes."""

    def ask(self, methods: Sequence[str]) -> Proof:
        """Raises CliError where nobody can be asked and nothing was handed in."""
        ...

    def may_ask_again(self, error: CliError) -> bool:
        """After a wrong one; tells a person that it was."""
        ...


def needed(response: httpx.Response) -> Sequence[str] | None:
    """The methods that will do as a proof, where the answer asks for one."""
    if response.status_code != httpx.codes.FORBIDDEN:
        return None
    from fittrack_cli.wire.problems import problem

    response.read()
    error = problem(response)
    if error.slug != problems.PROOF_NEEDED:
        return None
    methods = error.extras.get("methods")
    return [str(one) for one in methods] if isinstance(methods, list) else []


def prove(
    asker: Asker, methods: Sequence[str], about: httpx.Request, server: str
) -> Generator[httpx.Request, httpx.Response, None]:
    """Asks for a proof and gives it to the server, again after a wrong one. Raises CliError.

    `about` is the request that it is for, `server` the address that operations are at.
    """
    from fittrack_cli.wire.problems import problem

    while True:
        proof = asker.ask(methods)
        answer = yield _request(proof, about, server)
        if answer.is_success:
            return
        answer.read()
        error = problem(answer)
        if error.slug not in _WRONG or not asker.may_ask_again(error):
            raise error


def _request(proof: Proof, about: httpx.Request, server: str) -> httpx.Request:
    from fittrack_client import api
    from fittrack_client.models.proof_request import ProofRequest

    body = ProofRequest(method=proof.method, proof=proof.secret.reveal())
    operation = api.give_proof(body=body)
    copied = {name: about.headers[name] for name in ("user-agent", "accept-encoding")}
    return httpx.Request(
        operation.method,
        f"{server.rstrip('/')}{operation.url}",
        json=operation.json,
        headers=copied,
        extensions={"timeout": about.extensions.get("timeout", {})},
    )
