"""`fittrack contract`: what this version and a backend promise each other."""

from typing import Annotated

from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option


def show(
    cli: Cli,
    operation: Annotated[
        str | None,
        Argument(metavar="OPERATION", help="An operation's name, such as start_sync."),
    ] = None,
    raw: Annotated[
        bool, Option("--raw", help="Print the OpenAPI document itself, as JSON.")
    ] = False,
) -> None:
    """Show this version's contract, or one of its operations. No backend is needed.

    Examples:
        fittrack contract show
        fittrack contract show start_sync
        fittrack contract show --raw > openapi.json
    """
    from fittrack_cli.contract import show as showing

    if raw:
        showing.print_document(cli, operation)
    elif operation is None:
        showing.print_summary(cli)
    else:
        showing.print_operation(cli, operation)


def check(cli: Cli) -> None:
    """Compare this version's contract with the backend's, and show what a difference breaks.

    Each difference is compatible or breaking, and names the commands that use what changed. Exits
    with 9 when something is broken that a command of this version uses. You need not be signed in.

    Examples:
        fittrack contract check
        fittrack contract check --server https://fit.example.org -o json
    """
    from fittrack_cli.contract.check import check as checked
    from fittrack_cli.contract.check import print_checked

    found = checked(cli)
    print_checked(cli, found)
    failure = found.failure()
    if failure is not None:
        raise failure
