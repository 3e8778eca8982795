"""Help pages: plain sections like gh's, made without importing Typer.

A group's page comes from the command table alone; a command's page gets its rows from its parser.
"""

from __future__ import annotations

from fittrack_cli.errors import EXIT_CODES, INTERRUPTED
from fittrack_cli.program.command_table import ROOT, SECTIONS, Branch, Leaf
from fittrack_cli.program.options import COMMON_OPTIONS, CommonOption

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Rows = Sequence[tuple[str, str]]
    Sections = Sequence[tuple[str, Rows]]
    """Each with its title."""

WIDTH = 80
INDENT = "  "


class Page:
    """What the page of a command or a group says, before it is laid out; `more` is the command that shows more."""

    __slots__ = ("examples", "more", "sections", "text", "usage")

    def __init__(
        self, text: str, usage: str, sections: Sections, examples: Sequence[str], more: str = ""
    ) -> None:
        self.text = text
        self.usage = usage
        self.sections = sections
        self.examples = examples
        self.more = more


class Topic:
    """What the page of a topic says, which is no command; `more` is its last paragraph."""

    __slots__ = ("more", "sections", "text")

    def __init__(self, text: str, sections: Sections, more: str = "") -> None:
        self.text = text
        self.sections = sections
        self.more = more


def root_help() -> str:
    """The page of `fittrack --help`."""
    parts = [ROOT.help, _section("USAGE", [INDENT + "fittrack <command> [<subcommand>] [options]"])]
    width = max(len(node.name) for _, nodes in SECTIONS for node in nodes)
    parts += [
        _section(title, _rows([(node.name, node.help) for node in nodes], width))
        for title, nodes in SECTIONS
    ]
    codes = [
        f"{code} {words}{'.' if code == INTERRUPTED else ','}"
        for code, (words, _) in EXIT_CODES.items()
    ]
    parts += [
        _section("OPTIONS, before or after any command", _rows(options_of_every_command())),
        _examples(ROOT.examples),
        _section(
            "LEARN MORE",
            [
                INDENT + "fittrack help <command> explains each command; topics are environment,",
                INDENT + "exit-codes, formats, time, units and sources.",
                *_filled(["Exit codes:", *codes], INDENT),
            ],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def branch_help(branch: Branch, words: Sequence[str]) -> str:
    """The page of a group, such as `fittrack sync --help`; `words` name it, without `fittrack`."""
    return command_help(branch_page(branch, words)) if words else root_help()


def branch_page(branch: Branch, words: Sequence[str]) -> Page:
    """What the page of a group says."""
    path = " ".join(("fittrack", *words))
    what = "operation" if branch.listing else "subcommand"
    sections: dict[str, list[tuple[str, str]]] = {}
    for child in branch.children:
        title = child.section if isinstance(child, Leaf) else "COMMANDS"
        sections.setdefault(title, []).append((child.name, child.help))
    return Page(
        branch.help + ".",
        f"{path} <{what}> [options]",
        tuple(sections.items()),
        branch.examples,
        f"{path} <{what}> --help",
    )


def command_help(page: Page) -> str:
    """The page of a command or a group; empty sections are left out."""
    paragraphs = [" ".join(paragraph.split()) for paragraph in page.text.split("\n\n")]
    parts = ["\n".join(_wrapped(paragraph, "")) for paragraph in paragraphs if paragraph]
    parts.append(_section("USAGE", _wrapped(page.usage, INDENT, INDENT * 2)))
    parts += [_section(title, _rows(rows)) for title, rows in page.sections if rows]
    short = common_options_in_short()
    parts.append(_section("COMMON OPTIONS", _wrapped(f"{short}: see fittrack --help", INDENT)))
    if page.examples:
        parts.append(_examples(page.examples))
    if page.more:
        parts.append(_section("LEARN MORE", [f"{INDENT}{page.more}"]))
    return "\n\n".join(parts) + "\n"


def topic_help(topic: Topic) -> str:
    """The page of a topic."""
    parts = ["\n".join(_wrapped(paragraph, "")) for paragraph in topic.text.split("\n\n")]
    parts += [_section(title, _rows(rows)) for title, rows in topic.sections]
    if topic.more:
        parts.append("\n".join(_wrapped(topic.more, "")))
    return "\n\n".join(parts) + "\n"


def options_of_every_command() -> Rows:
    """The common options with what they mean, and those of the program itself."""
    own: Rows = [("-h, --help", "Show help for a command."), ("-V, --version", "Show the version.")]
    common = [(_option_words(option), _option_help(option)) for option in COMMON_OPTIONS]
    return [*common, *own]


def common_options_in_short() -> str:
    """The common options in one line."""
    return ", ".join(_option_short(option) for option in COMMON_OPTIONS)


def _section(title: str, lines: Iterable[str]) -> str:
    return "\n".join((title, *lines))


def _examples(examples: Iterable[str]) -> str:
    return _section("EXAMPLES", [f"{INDENT}$ {example}" for example in examples])


def _option_words(option: CommonOption) -> str:
    words = ", ".join(option.opts) if len(option.opts) > 1 else f"    {option.opts[0]}"
    return f"{words} {option.metavar}" if option.metavar else words


def _option_short(option: CommonOption) -> str:
    return f"{option.opts[0]} {option.metavar}" if option.metavar else option.opts[0]


def _option_help(option: CommonOption) -> str:
    return f"{option.help} [{option.env}]" if option.env else option.help


def _rows(rows: Rows, width: int = 0) -> list[str]:
    """Two columns; a first cell that is too wide gets its own line."""
    width = min(max([width, *(len(first) for first, _ in rows)]), 28)
    lines: list[str] = []
    for first, second in rows:
        lead = f"{INDENT}{first:<{width}}  "
        if len(first) > width or not second:
            lines.append(INDENT + first)
            lead = " " * (width + 4)
        if second:
            lines += _wrapped(second, lead, " " * (width + 4))
    return lines


def _wrapped(text: str, lead: str, indent: str | None = None) -> list[str]:
    """A text filled into lines of at most WIDTH, the first after `lead`, the others after `indent`."""
    return _filled(text.split(), lead, indent)


def _filled(words: Sequence[str], lead: str, indent: str | None = None) -> list[str]:
    """What may not be broken, filled into lines as by `_wrapped`."""
    indent = lead if indent is None else indent
    lines: list[str] = []
    line = lead
    fresh = True
    for word in words:
        if not fresh and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line, fresh = indent, True
        line += word if fresh else f" {word}"
        fresh = False
    lines.append(line)
    return lines
