"""`fittrack sync ignore`, `ignored` and `unignore`: files that are known to be bad."""

from typing import Annotated

from fittrack_cli.commands.arguments import NAMED_BY, NAMED_BY_NAME, AllOption, LimitOption
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument


def ignore(
    cli: Cli,
    items: Annotated[
        list[str] | None,
        Argument(metavar="ITEM", help=f"A file that fails, or its item: {NAMED_BY}."),
    ] = None,
) -> None:
    """Ignore files that are known to be bad, so that they no longer make a sync fail.

    A sync skips them, and reports what is wrong with them. A file whose content changes is tried again.

    Examples:
        fittrack sync ignore ACTIVITY/2026-02-11-18-40-00.fit
        fittrack sync ignore 0a9d3b52
    """
    from fittrack_cli.commands.naming.shown import Listed
    from fittrack_cli.commands.sync.ignoring import ignore
    from fittrack_cli.commands.sync.layout import print_ignored

    print_ignored(cli, Listed(ignore(cli, items)))
    cli.output.note("Take it back with: fittrack sync unignore FILE")


def ignored(cli: Cli, limit: LimitOption = None, every: AllOption = False) -> None:
    """List the files that are ignored, the latest first.

    Examples:
        fittrack sync ignored
        fittrack sync ignored -o json --fields name,reason
    """
    from fittrack_cli.commands.first_rows import most_of
    from fittrack_cli.commands.naming.shown import whole
    from fittrack_cli.commands.sync.ignoring import list_ignored
    from fittrack_cli.commands.sync.layout import print_ignored

    print_ignored(cli, whole(list_ignored(cli), limit=most_of(cli, limit, every=every)))


def unignore(
    cli: Cli,
    files: Annotated[
        list[str] | None,
        Argument(metavar="IGNORED_FILE", help=f"A file that is ignored: {NAMED_BY_NAME}."),
    ] = None,
) -> None:
    """Stop ignoring files: the next sync reports them as they are.

    Examples:
        fittrack sync unignore ACTIVITY/2026-02-11-18-40-00.fit
    """
    from fittrack_cli.commands.sync.ignoring import unignore

    unignore(cli, files)
    cli.output.note("The next sync reports it as it is.")
