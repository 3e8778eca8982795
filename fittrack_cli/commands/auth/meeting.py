"""The server, before a person types a password for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli


def meet_server(cli: Cli) -> None:
    """Makes sure that a FitTrack backend is there, and names one that was never used from here, unless it is
    this machine's own.

    Raises Unreachable, and Incompatible for one of another major version.
    """
    from fittrack_cli.places import cache_dir
    from fittrack_cli.wire.version_gate import VersionGate
    from fittrack_client import api

    is_chosen = (cli.given("server") or cli.profile.server) is not None
    is_new = is_chosen and VersionGate(cli.server, set(), cache_dir(cli.env)).must_ask()
    with cli.connect() as connection:
        connection.call(api.get_server_info())
        if is_new:
            cli.output.ask_note(f"{connection.origin} was never used from here before.")


def meet_account(cli: Cli) -> None:
    """Makes sure that a FitTrack backend is there and knows who is signed in, before anything secret is asked for.

    Raises NotSignedIn, and what a connection raises.
    """
    from fittrack_client import api

    cli.connection.call(api.get_current_account())
