"""`fittrack help`."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument


def help_(
    cli: Cli,
    words: Annotated[
        list[str] | None,
        Argument(metavar="COMMAND_OR_TOPIC", help="A command's words, or a topic."),
    ] = None,
) -> None:
    """Explain a command or a topic.

    The topics are environment, exit-codes, formats, time, units and sources.

    Examples:
        fittrack help sync start
        fittrack help exit-codes
    """
    from fittrack_cli.program.command_table import Branch, find
    from fittrack_cli.program.help import branch_help, topic_help
    from fittrack_cli.program.help_topics import TOPICS
    from fittrack_cli.program.suggesting import unknown_command
    from fittrack_cli.program.typer_tree import command_page

    asked = tuple(words or ())
    node = find(asked)
    topic = TOPICS.get(asked[0]) if len(asked) == 1 else None
    if isinstance(node, Branch):
        page = branch_help(node, asked)
    elif node is not None:
        page = command_page(node, asked)
    elif topic is not None:
        page = topic_help(topic())
    else:
        raise unknown_command(asked, tuple(TOPICS))
    cli.stdout.write(page)
