"""`fittrack alias`: words of one's own for command lines."""

from typing import Annotated

from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

NameArgument = Annotated[str, Argument(metavar="ALIAS", help="The word.")]
FIELDS = ("name", "command")


def set_(
    cli: Cli,
    name: NameArgument,
    command: Annotated[
        str, Argument(metavar="COMMAND", help="What it stands for, without fittrack.")
    ],
    force: Annotated[bool, Option("--force", help="Replace an alias.")] = False,
) -> None:
    """Make a word stand for a command with options.

    $1 to $9 stand for what is typed after the alias; the rest comes last. An alias never hides a command.

    Examples:
        fittrack alias set runs 'activities list --sport running'
        fittrack alias set week 'stats --by week --last $1'
    """
    from fittrack_cli.errors import Conflict
    from fittrack_cli.program.aliases import check

    check(name, command)
    if name in cli.config.aliases and not force:
        raise Conflict(f"there is an alias {name}", cli.config.aliases[name], "--force replaces it")
    cli.config.with_alias(name, command).save()
    cli.output.note(f"fittrack {name} is now: fittrack {command}")


def list_(cli: Cli) -> None:
    """List the aliases.

    Examples:
        fittrack alias list
    """
    from fittrack_cli.output.columns import Column

    rows = [{"name": name, "command": text} for name, text in sorted(cli.config.aliases.items())]
    cli.output.rows(
        rows,
        [Column("name"), Column("command")],
        fields=FIELDS,
        called_by="name",
        empty="No aliases. Add one with: fittrack alias set NAME COMMAND",
    )


def delete(cli: Cli, name: NameArgument) -> None:
    """Delete an alias.

    Examples:
        fittrack alias delete runs
    """
    from fittrack_cli.errors import NotFound

    if name not in cli.config.aliases:
        raise NotFound("unknown alias", f"there is no alias {name!r}", "fittrack alias list")
    cli.config.without_alias(name).save()
    cli.output.note(f"Deleted the alias {name}.")
