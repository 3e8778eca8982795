"""The reference: every command, setting, variable and exit code, as the code has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fittrack_cli.errors import EXIT_CODES
from fittrack_cli.program.command_table import ROOT, SECTIONS, Branch, Node
from fittrack_cli.program.config import KEYS
from fittrack_cli.program.environment import VARIABLES
from fittrack_cli.program.help import branch_help, root_help
from fittrack_cli.program.options import COMMON_OPTIONS
from fittrack_cli.program.typer_tree import command_page


def pages() -> Mapping[str, str]:
    """The pages as Markdown, by their names."""
    found = {
        "commands.md": _commands(),
        "configuration.md": _configuration(),
        "environment.md": _environment(),
        "exit-codes.md": _exit_codes(),
    }
    for node in ROOT.children:
        found[f"fittrack-{node.name}.md"] = "\n".join(_command(node, ())) + "\n"
    return found


def _commands() -> str:
    listed = [
        line
        for title, nodes in SECTIONS
        for line in (
            f"## {title.capitalize()}",
            "",
            *_table(
                ("command", "what it does"),
                [(f"[{node.name}](fittrack-{node.name}.md)", node.help) for node in nodes],
            ),
            "",
        )
    ]
    hidden = "\n".join(f"fittrack-{node.name}" for node in ROOT.children)
    tree = f"```{{toctree}}\n:hidden:\n\n{hidden}\n```\n"
    return "\n".join(("# Commands", "", tree, *listed, "## fittrack", "", *_screen(root_help())))


def _command(node: Node, words: tuple[str, ...]) -> Iterator[str]:
    """The help pages of a command, or of a group and all that is in it."""
    words = (*words, node.name)
    yield f"{'#' * min(len(words), 4)} fittrack {' '.join(words)}"
    yield ""
    if isinstance(node, Branch):
        yield from _screen(branch_help(node, words))
        for child in node.children:
            yield from _command(child, words)
    else:
        yield from _screen(command_page(node, words))


def _configuration() -> str:
    rows = [(f"`{name}`", key.help) for name, key in KEYS.items()]
    return "\n".join(
        (
            "# Configuration",
            "",
            "Each profile has these settings. `fittrack config set KEY VALUE` changes the current one's, and",
            "`fittrack config list` shows what is in force. An option of a command comes before its variable in the",
            "environment, a variable before the profile's setting.",
            "",
            *_table(("setting", "meaning"), rows),
            "",
        )
    )


def _environment() -> str:
    common = [(f"`{option.env}`", option.help) for option in COMMON_OPTIONS if option.env]
    more = [(f"`{name}`", meaning) for name, meaning in VARIABLES]
    return "\n".join(
        (
            "# Environment",
            "",
            "Variables that stand in for options of every command, and more. An empty variable counts as not set.",
            "Those of a backend are in [its operation](../docs/operations.md).",
            "",
            *_table(("variable", "meaning"), [*common, *more]),
            "",
        )
    )


def _exit_codes() -> str:
    rows = [
        (str(code), f"{words}: {more}" if more else words)
        for code, (words, more) in EXIT_CODES.items()
    ]
    return "\n".join(("# Exit codes", "", *_table(("code", "means"), rows), ""))


def _screen(text: str) -> Iterator[str]:
    yield "```text"
    yield text.rstrip()
    yield "```"
    yield ""


def _table(heads: tuple[str, str], rows: list[tuple[str, str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|---|---|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
