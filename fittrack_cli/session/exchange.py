"""Asking a server for the next tokens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fittrack_cli.session.lock import digest
from fittrack_cli.session.tokens import Tokens, from_grant

if TYPE_CHECKING:
    from fittrack_cli.secret import Secret
    from fittrack_cli.wire.connection import Connection


def exchange(
    connect: Callable[[], Connection], refresh: Secret, attempt: Secret, *, rotate: bool
) -> Tokens:
    """Asks the server for the next pair. The same refresh token with the same attempt gets the same
    pair until one of its tokens is used, so asking again after a lost answer is safe.

    Without `rotate` the refresh token stays, and only the access token is good for longer: for
    where a new pair cannot be kept. `connect` opens a connection that sends no token. Raises
    CliError.
    """
    from fittrack_client import api
    from fittrack_client.models.refresh_request import RefreshRequest

    body = RefreshRequest(refresh_token=refresh.reveal(), attempt=attempt.reveal(), rotate=rotate)
    with connect() as connection:
        connection.http.headers["Idempotency-Key"] = digest(f"{rotate} {refresh.reveal()}")
        grant = connection.call(api.refresh_token(body=body))
        return from_grant(grant, connection.origin)
