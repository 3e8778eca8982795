# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api list_account_events`: List what happened to the account."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="list_account_events",
    method="GET",
    path="/v1/accounts/me/events",
    parameters=(
        Parameter(
            "after",
            "query",
            {"type": "integer", "minimum": 0, "maximum": 2147483647},
            "form",
            explode=True,
        ),
        Parameter(
            "limit",
            "query",
            {"type": "integer", "minimum": 1, "maximum": 1000},
            "form",
            explode=True,
        ),
        Parameter(
            "cursor",
            "query",
            {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
            "form",
            explode=True,
        ),
    ),
    inputs=(
        Input(
            "query_after",
            "--after",
            "query",
            ("after",),
            {"type": "integer", "minimum": 0, "maximum": 2147483647},
        ),
        Input(
            "query_limit",
            "--limit",
            "query",
            ("limit",),
            {"type": "integer", "minimum": 1, "maximum": 1000},
        ),
        Input(
            "query_cursor",
            "--cursor",
            "query",
            ("cursor",),
            {"type": "string", "maxLength": 512, "pattern": "^[^\\x00]*$"},
        ),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("id", "at", "event", "address", "detail", "number", "request_id"),
    items="items",
)


def command(
    cli: Cli,
    query_after: Annotated[
        str | None,
        Option(
            "--after",
            metavar="N",
            help="Only the security events with a `number` above this one. From 0 to 2147483647.",
        ),
    ] = None,
    query_limit: Annotated[
        str | None,
        Option(
            "--limit",
            metavar="N",
            help="How many items at most. From 1 to 1000. The server's default is 100.",
        ),
    ] = None,
    query_cursor: Annotated[
        str | None,
        Option(
            "--cursor",
            metavar="TEXT",
            help="`next_cursor` of the page before; opaque. At most 512 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
    paginate: Annotated[
        bool,
        Option(
            "--paginate",
            help="Follow the pages to the end of the list; --limit is then the size of a page.",
        ),
    ] = False,
) -> None:
    """List what happened to the account.

    Sign-ins, refreshes, revocations, and what changed about who gets in; newest first. What is older than 400 days is
    forgotten.

    Examples:
        fittrack api list_account_events
        fittrack api list_account_events --paginate -o jsonl
    """
    run(
        cli,
        OPERATION,
        {"query_after": query_after, "query_limit": query_limit, "query_cursor": query_cursor},
        paginate=paginate,
    )
