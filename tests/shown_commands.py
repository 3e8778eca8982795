"""The commands that the README, the pages of docs/ and the help texts show."""

from __future__ import annotations

import inspect
import re
import shlex
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from attrs import frozen

from fittrack_cli.program.command_table import ROOT as TREE
from fittrack_cli.program.command_table import Branch, walk

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted(ROOT.glob("docs/sources/*.md")),
)

_SHOWN = re.compile(r"(?:^|[|;(&]\s*)(?:[A-Z][A-Z_]*=(?:\$\([^)]*\)|[^\s(]+) +)*fittrack ")
"""Where a command begins in a line of the shell, after the variables that are set for it alone."""
_COMMENT = re.compile(r"( {2,}#| {3,}\w).*$")
_ENDS = frozenset({"|", "||", "&&", ";", ")", "))", "&", ">", ">>", "<", "2"})


@frozen
class Shown:
    """A command as it is shown: where, the line, and the words after `fittrack`."""

    place: str
    line: str
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.place}: {self.line}"


def shown_commands() -> list[Shown]:
    """Each command that is there to be pasted, once, in the order of the pages; the help texts come last."""
    return _each_once((*_of_pages(), *_of_help()))


def named_commands() -> list[Shown]:
    """Each command that a sentence names, maybe without what it needs."""
    return _each_once(
        (page.relative_to(ROOT).as_posix(), code)
        for page in PAGES
        for code in re.findall(r"`(fittrack [^`]+)`", page.read_text("utf-8"))
    )


def _each_once(lines: Iterable[tuple[str, str]]) -> list[Shown]:
    found: dict[tuple[str, ...], Shown] = {}
    for place, line in lines:
        for words in _commands_of(line):
            found.setdefault(words, Shown(place, line, words))
    return list(found.values())


def _of_pages() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        place = page.relative_to(ROOT).as_posix()
        is_fenced = False
        for line in page.read_text("utf-8").splitlines():
            if line.startswith("```"):
                is_fenced = not is_fenced
            elif is_fenced or line.startswith("    "):
                yield place, line.strip().removeprefix("$ ")


def _of_help() -> Iterator[tuple[str, str]]:
    for words, leaf in walk():
        if words[0] == "api":
            continue
        module, _, name = leaf.target.partition(":")
        function = getattr(import_module(f"{leaf.package}.{module}"), name)
        _, _, examples = (inspect.getdoc(function) or "").partition("\nExamples:\n")
        for line in examples.splitlines():
            yield f"fittrack {' '.join(words)} --help", line.strip()
    yield from _of_groups(TREE, "fittrack")


def _of_groups(branch: Branch, place: str) -> Iterator[tuple[str, str]]:
    yield from ((f"{place} --help", example) for example in branch.examples)
    for child in branch.children:
        if isinstance(child, Branch):
            yield from _of_groups(child, f"{place} {child.name}")


def _commands_of(line: str) -> Iterator[tuple[str, ...]]:
    """The words of each `fittrack` in a line of the shell; without what is piped or redirected."""
    line = _COMMENT.sub("", line)
    for match in _SHOWN.finditer(line):
        lexer = shlex.shlex(line[match.end() :], posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        lexer.commenters = ""
        words: list[str] = []
        for word in lexer:
            if word in _ENDS:
                break
            words.append(word.replace("\\`", "`"))
        if words:
            yield tuple(words)
