"""`fittrack source connect garmin`: a Garmin account, by its owner's key."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.commands.proving import ProofStdin
from fittrack_cli.commands.source.garmin_key import Expires, KeyFile, KeyStdin
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

FollowDeletions = Annotated[
    bool,
    Option(
        "--follow-deletions",
        help="Delete an activity here, too, that was deleted at Garmin (default: it stays).",
    ),
]


def command(
    cli: Cli,
    key_stdin: KeyStdin = False,
    key_file: KeyFile = None,
    expires: Expires = None,
    follow_deletions: FollowDeletions = False,
    name: Annotated[
        str | None,
        Option("--name", metavar="NAME", help="What to call it (default: garmin)."),
    ] = None,
    password_stdin: ProofStdin = False,
) -> None:
    """Connect your Garmin account with a key of Garmin's Personal API.

    Make the key in Garmin Connect: Settings, Personal API. It is tried before it is kept, kept sealed, and never shown. Without
    an option it is asked for unseen.

    Examples:
        fittrack source connect garmin
        fittrack source connect garmin --key-stdin --expires 2027-05-31 < key
    """
    from fittrack_cli.commands.source.connecting import connect, print_connected
    from fittrack_cli.commands.source.garmin_key import last_day, read_key
    from fittrack_client.models.garmin_source_request import GarminSourceRequest
    from fittrack_client.types import UNSET

    cli.password_on_stdin = password_stdin
    ends_on = last_day(expires)
    key = read_key(cli, from_stdin=key_stdin, file=key_file)
    request = GarminSourceRequest(
        kind="garmin",
        key=key.reveal(),
        key_ends_on=ends_on or UNSET,
        follow_deletions=follow_deletions,
        name=name or UNSET,
    )
    print_connected(cli, connect(cli, request))
