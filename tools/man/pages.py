"""The man pages: one for the program, each group, each command and each topic of `fittrack help`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fittrack_cli.errors import EXIT_CODES
from fittrack_cli.program.command_table import ROOT, SECTIONS, Branch, Node
from fittrack_cli.program.environment import VARIABLES
from fittrack_cli.program.help import (
    Page,
    Topic,
    branch_page,
    common_options_in_short,
    options_of_every_command,
)
from fittrack_cli.program.help_topics import TOPICS
from fittrack_cli.program.options import COMMON_OPTIONS
from fittrack_cli.program.typer_tree import page_of
from fittrack_common.version import __version__
from tools.man import roff

COMMANDS = 1
TOPICS_SECTION = 7


def pages() -> Mapping[str, str]:
    """The pages in roff, by their paths below a folder `man`, such as `man1/fittrack-sync-start.1`."""
    found = {_path("fittrack", COMMANDS): _lines(_program())}
    for words, node in _nodes(ROOT, ()):
        found[_path(_name(words), COMMANDS)] = _lines(_command(node, words))
    for name, topic in TOPICS.items():
        found[_path(f"fittrack-{name}", TOPICS_SECTION)] = _lines(_topic(name, topic()))
    return found


def _nodes(branch: Branch, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    for child in branch.children:
        below = (*words, child.name)
        yield below, child
        if isinstance(child, Branch):
            yield from _nodes(child, below)


def _program() -> Iterator[str]:
    yield from _head("fittrack", COMMANDS, ROOT.help.rstrip("."))
    yield from roff.heading("SYNOPSIS")
    yield from roff.paragraphs("fittrack <command> [<subcommand>] [options]")
    yield from roff.heading("DESCRIPTION")
    yield from roff.paragraphs(ROOT.help)
    for title, nodes in SECTIONS:
        yield from roff.heading(title)
        yield from roff.rows([(node.name, f"{node.help}.") for node in nodes])
    yield from roff.heading("OPTIONS")
    yield from roff.paragraphs("Before or after any command:")
    yield from roff.rows(options_of_every_command())
    yield from roff.heading("ENVIRONMENT")
    common = [(option.env, option.help) for option in COMMON_OPTIONS if option.env]
    yield from roff.rows([*common, *VARIABLES])
    yield from roff.heading("EXIT STATUS")
    yield from roff.rows([(str(code), words) for code, (words, _) in EXIT_CODES.items()])
    yield from roff.heading("EXAMPLES")
    yield from roff.examples(ROOT.examples)
    yield from roff.heading("SEE ALSO")
    yield from roff.references(
        [
            *((_name((node.name,)), COMMANDS) for node in ROOT.children),
            *((f"fittrack-{name}", TOPICS_SECTION) for name in TOPICS),
        ]
    )


def _command(node: Node, words: tuple[str, ...]) -> Iterator[str]:
    page = branch_page(node, words) if isinstance(node, Branch) else page_of(node, words)
    yield from _head(_name(words), COMMANDS, node.help)
    yield from roff.heading("SYNOPSIS")
    yield from roff.paragraphs(page.usage)
    yield from roff.heading("DESCRIPTION")
    yield from roff.paragraphs(page.text)
    yield from _sections(page)
    yield from roff.heading("COMMON OPTIONS")
    yield from roff.paragraphs(f"{common_options_in_short()}: see fittrack(1).")
    if page.examples:
        yield from roff.heading("EXAMPLES")
        yield from roff.examples(page.examples)
    yield from roff.heading("SEE ALSO")
    above = [_name(words[:length]) for length in range(len(words))]
    children = node.children if isinstance(node, Branch) else ()
    below = [_name((*words, child.name)) for child in children]
    yield from roff.references([(name, COMMANDS) for name in (*above, *below)])


def _topic(name: str, topic: Topic) -> Iterator[str]:
    yield from _head(f"fittrack-{name}", TOPICS_SECTION, f"the topic {name} of fittrack help")
    yield from roff.heading("DESCRIPTION")
    yield from roff.paragraphs(topic.text)
    yield from _sections(topic)
    if topic.more:
        yield from roff.heading("NOTES")
        yield from roff.paragraphs(topic.more)
    yield from roff.heading("SEE ALSO")
    yield from roff.references([("fittrack", COMMANDS)])


def _sections(page: Page | Topic) -> Iterator[str]:
    for title, rows in page.sections:
        if rows:
            yield from roff.heading(title)
            yield from roff.rows(rows)


def _head(name: str, section: int, summary: str) -> Iterator[str]:
    yield from roff.title(name, section, __version__)
    yield from roff.heading("NAME")
    yield f"{roff.escaped(name)} \\- {roff.escaped(summary)}"


def _name(words: tuple[str, ...]) -> str:
    return "-".join(("fittrack", *words))


def _path(name: str, section: int) -> str:
    return f"man{section}/{name}.{section}"


def _lines(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"
