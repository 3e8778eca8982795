"""Finds out who asks, from the head of a request, before anything of its body is received."""

from __future__ import annotations

from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import Depends, Request
from fastapi.dependencies.models import Dependant
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from fittrack_backend.accounts import audit, authentication
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.accounts.verified import Verified
from fittrack_backend.api.backend import Backend

_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="accessToken",
    description="An access token of a session, or one for scripts.",
)


async def caller(
    request: Request, _: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]
) -> Caller:
    """Who asks, as `find_out` found."""
    found: Caller = request.state.caller
    return found


def is_needed(dependant: Dependant) -> bool:
    """Whether a route needs to know who asks."""
    return dependant.call is caller or any(map(is_needed, dependant.dependencies))


async def find_out(request: Request) -> None:
    """Keeps who asks with the request. Raises a problem 401 without a good access token.

    The answer will say how many security events there are.
    """
    backend: Backend = request.app.state.backend
    credentials = await _bearer(request)
    token = credentials.credentials if credentials else None
    known = backend.verified_tokens
    found = None if token is None else known.caller(token)
    if found is None:
        version = known.version
        async with backend.database_turns.take():
            verified = await run_sync(_authenticate, backend, token)
        found = verified.caller
        if token is not None:
            known.remember(token, verified, version)
    request.state.caller = found
    trail = audit.REQUEST.get()
    if trail is not None and found.security_events is not None:
        trail.reached(found.account_id, found.security_events)


def _authenticate(backend: Backend, token: str | None) -> Verified:
    with backend.database.session() as session:
        return authentication.authenticate(session, backend.safeguards, token)
