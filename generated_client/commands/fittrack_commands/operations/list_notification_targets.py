# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api list_notification_targets`: List where the server tells what happened."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="list_notification_targets",
    method="GET",
    path="/v1/notifications/targets",
    parameters=(
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
    fields=(
        "id",
        "kind",
        "name",
        "server",
        "topics",
        "silence_days",
        "created_at",
        "last_delivered_at",
        "last_failed_at",
        "last_failure",
    ),
    items="items",
)


def command(
    cli: Cli,
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
    """List where the server tells what happened.

    In the order in which they were added, without their secrets.

    Examples:
        fittrack api list_notification_targets
        fittrack api list_notification_targets --paginate -o jsonl
    """
    run(
        cli,
        OPERATION,
        {"query_limit": query_limit, "query_cursor": query_cursor},
        paginate=paginate,
    )
