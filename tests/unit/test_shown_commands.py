"""Every command that a page or a help text shows is one that the parser takes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from fittrack_cli.program.command_table import Branch, Node, find
from fittrack_cli.program.typer_tree import command_for
from tests.shown_commands import Shown, named_commands, shown_commands


class _Given:
    """Takes the common options."""

    def give(self, name: str, value: object) -> None: ...


def _named(words: Sequence[str]) -> tuple[tuple[str, ...], Node | None]:
    """The first words, which name a command or a group, and it."""
    for count in range(len(words), 0, -1):
        if (node := find(words[:count])) is not None:
            return tuple(words[:count]), node
    return (), None


def _parse(shown: Shown, *, whole: bool) -> None:
    """Raises what the parser objects to; `whole` says whether what is required must be there."""
    words = shown.words[2:] if shown.words[0] == "--profile" else shown.words
    named, node = _named(words)
    assert node is not None, f"no such command: {shown}"
    if isinstance(node, Branch) and node.default is not None:
        named, node = _named((*named, node.default))
    args = list(words[len(named) :]) if len(named) <= len(words) else []
    if isinstance(node, Branch):
        assert args == [], f"no such command: {shown}"
        return
    assert node is not None
    with command_for(node, named).make_context(
        node.name, args, obj=_Given(), resilient_parsing=not whole or "--help" in args
    ):
        pass


def test_enough_commands_are_found() -> None:
    assert len(shown_commands()) > 250
    assert len(named_commands()) > 50


@pytest.mark.parametrize("shown", shown_commands(), ids=str)
def test_a_command_that_can_be_pasted_is_parsed(shown: Shown) -> None:
    _parse(shown, whole=True)


@pytest.mark.parametrize("shown", named_commands(), ids=str)
def test_a_command_that_a_sentence_names_is_there(shown: Shown) -> None:
    _parse(shown, whole=False)
