"""`fittrack auth audit`: what happened to the account."""

from typing import Annotated

from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option


def audit(
    cli: Cli,
    security: Annotated[
        bool,
        Option(
            "--security", help="Only what concerns who gets in: no refreshes, no wrong passwords."
        ),
    ] = False,
    limit: Annotated[
        int, Option("--limit", metavar="N", min=1, help="At most so many, the newest ones.")
    ] = 50,
) -> None:
    """List what happened to the account, the newest first.

    Sign-ins, refreshes, wrong passwords and codes, and whatever changed who gets in; from which address, and
    what it was about. The backend keeps it for 400 days.

    Examples:
        fittrack auth audit
        fittrack auth audit --security --limit 200
        fittrack auth audit -o json --query '[?event==`signed-in`].[at,address]'
    """
    from fittrack_cli.output.cells import exact_moment
    from fittrack_cli.output.columns import Column
    from fittrack_cli.output.records import row_of
    from fittrack_client import api
    from fittrack_contract import FIELDS

    wanted = api.list_account_events(after=0) if security else api.list_account_events()
    events = cli.connection.items(wanted, limit=limit)
    cli.output.rows(
        (row_of(event) for event in events),
        [
            Column("at", "WHEN", format=exact_moment),
            Column("event", "WHAT"),
            Column("address", "FROM"),
            Column("detail", "ABOUT", wide=True),
        ],
        fields=FIELDS["AccountEvent"],
        empty="Nothing has happened yet.",
    )
