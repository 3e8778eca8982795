# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api import_account`: Import an account's export."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="import_account",
    method="POST",
    path="/v1/accounts/me/import",
    parameters=(),
    inputs=(),
    body=Body("application/zip", {"type": "string", "format": "binary"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "activities",
        "recordings",
        "days",
        "workouts",
        "sources",
        "sync_jobs",
        "originals",
        "unchanged",
        "missing",
        "has_new_ids",
        "passed_over",
    ),
)


def command(
    cli: Cli,
    body: Annotated[
        str | None,
        Option(
            "--body",
            metavar="FILE|-",
            help="The body (application/zip), from a file or, with -, standard input. Required.",
        ),
    ] = None,
) -> None:
    """Import an account's export.

    Brings an export back, here or on another server. Nothing is doubled: what the account has already stays as it is, a
    recording is known by its original's digest, and ids stay unless another account of this server has them. All records come
    at once or not at all; importing again after an interruption brings what is missing. Sources come disconnected: connect
    them again.

    Examples:
        fittrack api import_account --body FILE
    """
    run(cli, OPERATION, {}, body=body)
