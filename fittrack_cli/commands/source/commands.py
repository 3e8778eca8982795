"""`fittrack source`: where training data comes from."""

from typing import Annotated

import typer

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
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask for confirmation.")] = False,
) -> None:
    """Disconnect a source. Its data stays.

    Examples:
        fittrack source disconnect SOURCE
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.source.fetching import get_source
    from fittrack_cli.errors import UsageError
    from fittrack_client import api

    source_id = parse_id(source, "source")
    if not yes and not cli.prompter.can_ask:
        raise UsageError(
            "cannot ask whether to disconnect",
            "there is no terminal",
            f"fittrack source disconnect {source_id} --yes",
        )
    found = get_source(cli, source_id)
    if not yes and not cli.prompter.confirm(
        f"Disconnect {found.name} ({found.path or found.kind})?"
    ):
        cli.output.note("Nothing was changed.")
        raise typer.Exit(1)
    cli.connection.call(api.disconnect_source(source_id))
    cli.output.note(f"Disconnected {found.name}. Its data stays.")
