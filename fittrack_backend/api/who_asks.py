"""Finds out who asks, from the head of a request, before anything of its body is received."""

from __future__ import annotations

from anyio.to_thread import run_sync
from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.openapi.models import HTTPBearer
from fastapi.security.base import SecurityBase
from fastapi.security.utils import get_authorization_scheme_param

from fittrack_backend.accounts import audit, authentication, problems
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.accounts.verified import Verified
from fittrack_backend.api.backend import Backend


class _WhoAsks(SecurityBase):
    """Who asks, as `find_out` found; for the contract, how they say so."""

    model = HTTPBearer(description="An access token of a session, or one for scripts.")
    scheme_name = "accessToken"

    async def __call__(self, request: Request) -> Caller:
        found: Caller = request.state.caller
        return found


caller = _WhoAsks()


def is_needed(dependant: Dependant) -> bool:
    """Whether a route needs to know who asks."""
    return dependant.call is caller or any(map(is_needed, dependant.dependencies))


async def find_out(request: Request) -> None:
    """Keeps who asks with the request. Raises a problem 401 without a good access token.

    The answer will say how many security events there are.
    """
    backend: Backend = request.app.state.backend
    scheme, token = get_authorization_scheme_param(request.headers.get("Authorization"))
    known = backend.verified_tokens
    if scheme.lower() != "bearer" or not token:
        raise problems.no_token()
    found = known.caller(token)
    if found is None:
        version = known.version
        async with backend.database_turns.take():
            verified = await run_sync(_authenticate, backend, token)
        found = verified.caller
        known.remember(token, verified, version)
    request.state.caller = found
    trail = audit.REQUEST.get()
    if trail is not None and found.security_events is not None:
        trail.reached(found.account_id, found.security_events)


def _authenticate(backend: Backend, token: str) -> Verified:
    with backend.database.session() as session:
        return authentication.authenticate(session, backend.safeguards, token)
