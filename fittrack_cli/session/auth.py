"""How requests are signed: with the session's access token, or with none to be had."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import httpx

from fittrack_cli.errors import CliError
from fittrack_cli.secret import Secret
from fittrack_cli.session.proof import needed, prove
from fittrack_cli.session.session import not_signed_in
from fittrack_cli.wire.address import origin

if TYPE_CHECKING:
    from fittrack_cli.session.proof import Asker
    from fittrack_cli.session.session import Session


class SessionAuth(httpx.Auth):
    """Puts the session's access token on requests to its origin, and nowhere else.

    Where the server asks for a fresh proof, `asker` is asked for one, and the request is sent again once.
    """

    def __init__(
        self, session: Session, bound_to: str, server: str = "", asker: Asker | None = None
    ) -> None:
        self._session = session
        self._bound_to = bound_to
        self._server = server or bound_to
        self._asker = asker

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        check_origin(request, self._bound_to)
        tokens = self._session.tokens()
        authorize(request, tokens.access)
        response = yield request
        if response.status_code == 401:
            # The text may be the same: an access token can be made good for longer.
            authorize(request, self._session.renew(tokens, rejected=True).access)
            response = yield request
        methods = None if self._asker is None else needed(response)
        if self._asker is not None and methods is not None:
            yield from self._signed(prove(self._asker, methods, request, self._server))
            # Whoever was asked may have taken longer than the access token lives.
            authorize(request, self._session.tokens().access)
            yield request

    def _signed(
        self, requests: Generator[httpx.Request, httpx.Response, None]
    ) -> Generator[httpx.Request, httpx.Response, None]:
        """The same requests, each with the session's access token."""
        request = next(requests)
        while True:
            check_origin(request, self._bound_to)
            authorize(request, self._session.tokens().access)
            response = yield request
            try:
                request = requests.send(response)
            except StopIteration:
                return


class NoAuth(httpx.Auth):
    """Nobody is signed in: fails before anything is sent."""

    def sync_auth_flow(
        self, request: httpx.Request
    ) -> Generator[httpx.Request, httpx.Response, None]:
        raise not_signed_in()


def check_origin(request: httpx.Request, bound_to: str) -> None:
    """Raises CliError for a request to another server than the token came from."""
    if origin(str(request.url)) != bound_to:
        raise CliError(
            "will not send tokens elsewhere",
            f"{request.url.host} is not where they came from",
            "fittrack config list shows the server in force",
        )


def authorize(request: httpx.Request, token: Secret) -> None:
    """Puts a token on a request (RFC 6750, section 2.1)."""
    request.headers["Authorization"] = f"Bearer {token.reveal()}"
