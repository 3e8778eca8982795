"""`fittrack source change`: another name, another key."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.commands.proving import ProofStdin
from fittrack_cli.commands.source.commands import SourceArgument
from fittrack_cli.commands.source.garmin_key import Expires, KeyFile, KeyStdin
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option


def command(
    cli: Cli,
    source: SourceArgument = None,
    name: Annotated[
        str | None, Option("--name", metavar="NAME", help="What to call it from now on.")
    ] = None,
    new_key: Annotated[bool, Option("--new-key", help="Ask for another key, unseen.")] = False,
    key_stdin: KeyStdin = False,
    key_file: KeyFile = None,
    expires: Expires = None,
    follow_deletions: Annotated[
        bool | None,
        Option(
            "--follow-deletions/--keep-deleted",
            help="Whether an activity goes here, too, that was deleted at Garmin.",
        ),
    ] = None,
    password_stdin: ProofStdin = False,
) -> None:
    """Change a source: its name, and of a Garmin account its key and what becomes of deleted activities.

    A new key is tried before it takes the place of the one before.

    Examples:
        fittrack source change SOURCE --new-key
        fittrack source change SOURCE --key-stdin --expires 2027-05-31 < key
    """
    from fittrack_cli.commands.naming.choosing import only
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import SOURCE
    from fittrack_cli.commands.source.garmin_key import last_day, read_key
    from fittrack_cli.commands.source.layout import print_source
    from fittrack_cli.errors import UsageError
    from fittrack_client import api
    from fittrack_client.models.source_change import SourceChange
    from fittrack_client.types import UNSET

    has_key = new_key or key_stdin or key_file is not None
    if not has_key and name is None and expires is None and follow_deletions is None:
        raise UsageError("nothing to change", "", "fittrack source change --help shows what can be")
    if name == "":
        raise UsageError("no name", "--name is empty", "for example --name watch")
    source_id = id_of(cli, SOURCE, source, only)
    cli.password_on_stdin = password_stdin
    ends_on = last_day(expires)
    key = read_key(cli, from_stdin=key_stdin, file=key_file) if has_key else None
    change = SourceChange(
        name=name or UNSET,
        key=UNSET if key is None else key.reveal(),
        key_ends_on=ends_on or UNSET,
        follow_deletions=UNSET if follow_deletions is None else follow_deletions,
    )
    print_source(cli, cli.connection.call(api.change_source(source_id, body=change)))
