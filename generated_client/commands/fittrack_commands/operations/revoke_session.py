# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api revoke_session`: End a session."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="revoke_session",
    method="DELETE",
    path="/v1/auth/sessions/{session_id}",
    parameters=(
        Parameter(
            "session_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_session_id",
            "SESSION_ID",
            "path",
            ("session_id",),
            {"type": "string", "format": "uuid"},
        ),
    ),
    body=None,
    signed_in=True,
    answer="nothing",
    accept="",
)


def command(
    cli: Cli,
    path_session_id: Annotated[str, Argument(metavar="SESSION_ID", help="The session's id.")],
) -> None:
    """End a session.

    Revokes the session's tokens at once, and the access tokens for scripts that another session made.

    Examples:
        fittrack api revoke_session SESSION_ID
    """
    run(cli, OPERATION, {"path_session_id": path_session_id})
