"""Who asks."""

from __future__ import annotations

from uuid import UUID

from attrs import frozen

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind


@frozen
class Caller:
    """Who asks: a person's session, or a script's access token with its scopes."""

    account_id: UUID
    username: str
    session_id: UUID | None = None
    security_events: int | None = None
    """The number of the last event that the account's owner is told of; None for a script, which is told of none."""
    scopes: frozenset[str] | None = None
    """None for a session, which may do everything."""
    access_token_id: UUID | None = None
    """Of a script's token."""

    def require(self, scope: str | None) -> None:
        """Raises a problem 403 unless the caller has the scope; None asks for a session."""
        if self.scopes is None:
            return
        if scope is None:
            raise Problem(
                Kind.SESSION_REQUIRED,
                "This takes a signed-in session; an access token for scripts is not enough.",
            )
        if scope not in self.scopes:
            raise Problem(
                Kind.INSUFFICIENT_SCOPE,
                f"This takes an access token with the scope {scope!r}.",
                members={"scope": scope},
            )
