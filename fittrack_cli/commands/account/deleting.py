"""Deleting the account of who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli


def delete_account(cli: Cli, *, yes: bool) -> None:
    """Deletes the account, and forgets its tokens on this machine. Raises CliError."""
    from fittrack_cli.commands.removing import activities_text, ask_first, check_can_ask
    from fittrack_cli.output.units import METRIC
    from fittrack_cli.session.token_variable import TOKEN_VARIABLE
    from fittrack_client import api

    check_can_ask(cli, "delete the account", yes=yes, command="fittrack account delete")
    account = cli.connection.call(api.get_current_account())
    used = cli.connection.call(api.get_account_usage())
    goes = [
        f"This deletes {activities_text(used.activities)}, {METRIC.size(used.original_bytes)} of original files, "
        "and all else that the account has, for good."
    ]
    ask_first(cli, f"Delete the account {account.username} at {cli.connection.url}?", goes, yes=yes)
    cli.connection.call(api.delete_account())
    if not cli.env.get(TOKEN_VARIABLE):
        cli.token_place().forget()
    cli.output.note(f"Deleted the account {account.username}.")
