# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api find_missing_uploads`: Which files does the server lack?."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="find_missing_uploads",
    method="POST",
    path="/v1/uploads/missing",
    parameters=(),
    inputs=(
        Input(
            "body_sha256",
            "--sha256",
            "body",
            ("sha256",),
            {
                "type": "array",
                "minItems": 1,
                "maxItems": 1000,
                "items": {
                    "type": "string",
                    "minLength": 64,
                    "maxLength": 64,
                    "pattern": "^[0-9a-f]{64}$",
                },
            },
        ),
    ),
    body=Body("application/json", {"$ref": "MissingRequest"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("missing", "items"),
    definitions={
        "MissingRequest": {
            "type": "object",
            "required": ["sha256"],
            "additionalProperties": False,
            "properties": {
                "sha256": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 1000,
                    "items": {
                        "type": "string",
                        "minLength": 64,
                        "maxLength": 64,
                        "pattern": "^[0-9a-f]{64}$",
                    },
                }
            },
        }
    },
)


def command(
    cli: Cli,
    body_sha256: Annotated[
        list[str] | None,
        Option(
            "--sha256",
            metavar="TEXT",
            help="Required. 1 to 1000 values. 64 to 64 characters. Matches ^[0-9a-f]{64}$. Repeatable.",
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
    """Which files does the server lack?

    Asked before files are sent, so that sending a folder again costs little. Only the account's own uploads count: a file
    that came from another source alone is missing.

    Examples:
        fittrack api find_missing_uploads --sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 --sha256 60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752
    """
    run(cli, OPERATION, {"body_sha256": body_sha256}, body=body)
