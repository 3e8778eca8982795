"""`fittrack source connect upload`: the account's uploads, before the first one connects them by itself."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option


def command(
    cli: Cli,
    name: Annotated[
        str | None,
        Option("--name", metavar="NAME", help="What to call it (default: uploads)."),
    ] = None,
) -> None:
    """Connect the account's uploads, for which the first upload does so by itself.

    Examples:
        fittrack source connect upload
        fittrack source connect upload --name "sent from my phone"
    """
    from fittrack_cli.commands.source.connecting import connect
    from fittrack_cli.commands.source.layout import print_connected
    from fittrack_client.models.upload_source_request import UploadSourceRequest
    from fittrack_client.types import UNSET

    print_connected(cli, connect(cli, UploadSourceRequest(kind="upload", name=name or UNSET)))
    cli.output.note("Send files with: fittrack upload FILE")
