"""The token of FITTRACK_TOKEN, which signs the requests of a script: there is nothing to renew."""

from __future__ import annotations

from collections.abc import Generator

import httpx

from fittrack_cli.errors import CliError, NotSignedIn
from fittrack_cli.secret import Secret
from fittrack_cli.session.auth import authorize, check_origin
from fittrack_cli.session.token_variable import NEW_TOKEN, TOKEN_VARIABLE
from fittrack_contract import problems


class TokenAuth(httpx.Auth):
    """Puts one token on requests to its origin, and nowhere else."""

    def __init__(self, token: Secret, bound_to: str) -> None:
        self._token = token
        self._bound_to = bound_to

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        check_origin(request, self._bound_to)
        authorize(request, self._token)
        response = yield request
        if response.status_code in (401, 403):
            _refuse_token(response, self._bound_to)


def _refuse_token(response: httpx.Response, server: str) -> None:
    """Raises what is wrong with FITTRACK_TOKEN; other refusals are not about the token."""
    from fittrack_cli.wire.problems import problem

    response.read()
    why = problem(response)
    details = {"slug": why.slug, "request_id": why.request_id, "extras": why.extras}
    if response.status_code == 401:
        raise NotSignedIn(
            f"{TOKEN_VARIABLE} is not accepted",
            why.detail or f"{server} does not know the token, or it has expired",
            NEW_TOKEN,
            **details,  # type: ignore[arg-type]
        )
    if why.slug == problems.INSUFFICIENT_SCOPE:
        raise NotSignedIn(
            f"{TOKEN_VARIABLE} may not do this",
            why.detail,
            f"make a token that may: fittrack auth access-tokens create NAME --scope {_scope(why)}",
            **details,  # type: ignore[arg-type]
        )
    if why.slug == problems.SESSION_REQUIRED:
        raise NotSignedIn(
            f"{TOKEN_VARIABLE} may not do this",
            why.detail,
            f"unset {TOKEN_VARIABLE} and: fittrack auth login",
            **details,  # type: ignore[arg-type]
        )


def _scope(why: CliError) -> str:
    """The scope that the token lacks, by its name; an older server does not say which."""
    named = why.extras.get("scope")
    return named if isinstance(named, str) and named.isidentifier() else "SCOPE"
