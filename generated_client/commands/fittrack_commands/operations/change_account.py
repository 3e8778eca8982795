# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api change_account`: Change the account."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="change_account",
    method="PATCH",
    path="/v1/accounts/me",
    parameters=(),
    inputs=(
        Input(
            "body_time_zone",
            "--time-zone",
            "body",
            ("time_zone",),
            {
                "type": "string",
                "minLength": 1,
                "maxLength": 64,
                "pattern": "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$",
            },
        ),
    ),
    body=Body("application/json", {"$ref": "AccountChange"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("id", "username", "created_at", "mfa_enabled", "recovery_codes_remaining", "time_zone"),
    definitions={
        "AccountChange": {
            "type": "object",
            "required": ["time_zone"],
            "additionalProperties": False,
            "properties": {
                "time_zone": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 64,
                    "pattern": "^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$",
                }
            },
        }
    },
)


def command(
    cli: Cli,
    body_time_zone: Annotated[
        str | None,
        Option(
            "--time-zone",
            metavar="TEXT",
            help="An IANA time zone that the server knows. It gives the local time of activities that have none of their own. Required. At most 64 characters. Matches ^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}$.",
        ),
    ] = None,
    body: Annotated[
        str | None,
        Option(
            "--body",
            metavar="FILE|-",
            help="The whole body as JSON, from a file or, with -, standard input. Options add to it and win.",
        ),
    ] = None,
) -> None:
    """Change the account.

    Sets the time zone. The days of activities whose zone is the account's move with it.

    Examples:
        fittrack api change_account --time-zone Europe/Berlin
    """
    run(cli, OPERATION, {"body_time_zone": body_time_zone}, body=body)
