"""The account's sessions, as the backend knows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.wire.connection import Connection
    from fittrack_client.models.session import Session


def list_sessions(connection: Connection) -> Iterator[Session]:
    """Those that are still good, the latest use first. Raises CliError."""
    from fittrack_client import api

    return connection.items(api.list_sessions())


def end_other_sessions(connection: Connection) -> int:
    """Ends every session but the one that asks, and counts them. Raises CliError."""
    others = [session.id for session in list_sessions(connection) if not session.current]
    return sum(_end(connection, session_id) for session_id in others)


def _end(connection: Connection, session_id: UUID) -> bool:
    """Ends a session; false for one that has ended by itself."""
    from fittrack_cli.errors import NotFound
    from fittrack_client import api

    try:
        connection.call(api.revoke_session(session_id))
    except NotFound:
        return False
    return True
