"""`fittrack source`: where training data comes from."""

from typing import Annotated

from fittrack_cli.commands.arguments import NAMED_BY_NAME, YesOption
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

SourceArgument = Annotated[
    str | None, Argument(metavar="SOURCE", help=f"The source: {NAMED_BY_NAME}.")
]


def list_(
    cli: Cli,
    disconnected: Annotated[
        bool, Option("--disconnected", help="List those that were disconnected.")
    ] = False,
) -> None:
    """List the connected sources.

    Examples:
        fittrack source list
        fittrack source list --disconnected
        fittrack source list -o json
    """
    from fittrack_cli.commands.naming.shown import whole
    from fittrack_cli.commands.source.fetching import list_sources
    from fittrack_cli.commands.source.layout import print_sources

    print_sources(cli, whole(list_sources(cli, disconnected=disconnected)))


def watch(
    cli: Cli,
    source: SourceArgument = None,
    off: Annotated[bool, Option("--off", help="Stop watching it.")] = False,
) -> None:
    """Watch a source's folder: a sync starts by itself when something changes in it.

    It starts once nothing changed for 10 seconds, and a minute after the last one at the earliest; also when the folder was
    away and is back, such as a watch that is plugged in. The backend looks every 5 seconds, and every 5 minutes for
    files that were written to.

    Examples:
        fittrack source watch SOURCE
        fittrack source watch SOURCE --off
    """
    from fittrack_cli.commands.naming.choosing import only
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import SOURCE
    from fittrack_cli.commands.source.fetching import watch_source
    from fittrack_cli.commands.source.layout import print_source

    print_source(cli, watch_source(cli, id_of(cli, SOURCE, source, only), watched=not off))


def disconnect(
    cli: Cli,
    source: SourceArgument = None,
    forget: Annotated[
        bool,
        Option(
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
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import ANY_SOURCE, SOURCE
    from fittrack_cli.commands.source.disconnecting import disconnect_source, forget_source

    source_id = id_of(cli, ANY_SOURCE if forget else SOURCE, source)
    if forget:
        forget_source(cli, source_id, yes=yes)
    else:
        disconnect_source(cli, source_id, yes=yes)


def restore(cli: Cli, source: SourceArgument = None) -> None:
    """Restore what came from a source that was forgotten.

    It is possible for 30 days. The source stays disconnected.

    Examples:
        fittrack source restore SOURCE
    """
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import PAST_SOURCE
    from fittrack_cli.commands.source.disconnecting import restore_source
    from fittrack_cli.commands.source.layout import print_restored

    print_restored(cli, restore_source(cli, id_of(cli, PAST_SOURCE, source)))
