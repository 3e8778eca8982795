# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api revoke_access_token`: Revoke an access token for scripts."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument

OPERATION = Operation(
    name="revoke_access_token",
    method="DELETE",
    path="/v1/auth/access-tokens/{access_token_id}",
    parameters=(
        Parameter(
            "access_token_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_access_token_id",
            "ACCESS_TOKEN_ID",
            "path",
            ("access_token_id",),
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
    path_access_token_id: Annotated[
        str, Argument(metavar="ACCESS_TOKEN_ID", help="The access token's id.")
    ],
) -> None:
    """Revoke an access token for scripts.

    It stops working at once.

    Examples:
        fittrack api revoke_access_token ACCESS_TOKEN_ID
    """
    run(cli, OPERATION, {"path_access_token_id": path_access_token_id})
