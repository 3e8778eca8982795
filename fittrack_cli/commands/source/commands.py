"""`fittrack source`: where training data comes from."""

from typing import Annotated

import typer

from fittrack_cli.commands.arguments import YesOption
from fittrack_cli.program.context import Cli

SourceArgument = Annotated[str, typer.Argument(metavar="SOURCE", help="The source's id.")]


def list_(cli: Cli) -> None:
    """List the connected sources.

    Examples:
        fittrack source list
        fittrack source list -o json
    """
    from fittrack_cli.commands.source.fetching import list_sources
    from fittrack_cli.commands.source.layout import print_sources

    print_sources(cli, list_sources(cli))


def disconnect(
    cli: Cli,
    source: SourceArgument,
    forget: Annotated[
        bool,
        typer.Option(
            "--forget",
            help="Take away what came from it alone, too; also from a source that is disconnected already.",
        ),
    ] = False,
    yes: YesOption = False,
) -> None:
    """Disconnect a source. Its data stays, unless it is to be forgotten.

    What was forgotten can be restored for 30 days, and does not come back with a sync; only connecting
    the source again and syncing it with --full brings it back.

    Examples:
        fittrack source disconnect SOURCE
        fittrack source disconnect SOURCE --forget
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.source.disconnecting import disconnect_source, forget_source

    source_id = parse_id(source, "source")
    if forget:
        forget_source(cli, source_id, yes=yes)
    else:
        disconnect_source(cli, source_id, yes=yes)


def restore(cli: Cli, source: SourceArgument) -> None:
    """Restore what came from a source that was forgotten.

    It is possible for 30 days. The source stays disconnected.

    Examples:
        fittrack source restore SOURCE
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.source.disconnecting import restore_source
    from fittrack_cli.commands.source.layout import print_restored

    print_restored(cli, restore_source(cli, parse_id(source, "source")))
