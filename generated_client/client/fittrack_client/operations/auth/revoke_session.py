# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def revoke_session(
    session_id: UUID,
) -> Operation[None]:
    """End a session

    Revokes the session's tokens at once, and the access tokens for scripts that another session made.

    Args:
        session_id (UUID): The session's id.
    """

    return Operation(
        "revoke_session",
        "DELETE",
        path_of(
            "/v1/auth/sessions/{session_id}",
            {
                "session_id": path_text("session_id", session_id, "simple", False),
            },
        ),
        _read,
    )


def _read(response: httpx.Response) -> None:
    return None
