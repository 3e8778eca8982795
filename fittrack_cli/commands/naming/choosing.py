"""Which thing is meant where none is named: the latest, the only one, or what the person at the terminal chooses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from fittrack_cli.errors import NotFound, UsageError

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.commands.naming.nouns import Candidate, Noun
    from fittrack_cli.program.context import Cli

SHOWN = 9
"""So many are offered."""


def choose(cli: Cli, noun: Noun) -> UUID:
    """What the person chooses from the newest few.

    Raises UsageError off a terminal, before anything is asked, and NotFound where there is none.
    """
    if not cli.prompter.can_ask:
        raise _must_be_given(noun)
    return _chosen(cli, noun, _some(cli, noun))


def latest(cli: Cli, noun: Noun) -> UUID:
    """The newest, which is named on stderr. Raises NotFound where there is none."""
    return _taken(cli, noun, _some(cli, noun, 1)[0], "latest ")


def only(cli: Cli, noun: Noun) -> UUID:
    """The only one there is, which is named on stderr; what the person chooses where there are several.

    Raises UsageError for several off a terminal, and NotFound where there is none.
    """
    found = _some(cli, noun)
    if len(found) == 1:
        return _taken(cli, noun, found[0], "")
    if not cli.prompter.can_ask:
        raise UsageError(
            f"several {noun.many}",
            f"{noun.metavar} says which",
            "\n".join(lines_of(found, most=SHOWN)),
        )
    return _chosen(cli, noun, found)


def lines_of(candidates: Sequence[Candidate], *, most: int, digits: int = 0) -> Iterator[str]:
    """A line for each of the first candidates: its id, to so many digits, and what it is recognised by."""
    from fittrack_cli.commands.naming.shown import shortened

    for one in candidates[:most]:
        yield "  ".join((shortened(str(one.id), digits), *filter(None, one.words)))
    if len(candidates) > most:
        yield "and more"


def none_there(noun: Noun) -> NotFound:
    """The failure where there is nothing of that kind."""
    return NotFound(f"there is no {noun.one}", "", f"{noun.lists} shows what there is")


def _some(cli: Cli, noun: Noun, most: int = SHOWN + 1) -> list[Candidate]:
    found = list(islice(noun.find(cli, "", most), most))
    if not found:
        raise none_there(noun)
    return found


def _taken(cli: Cli, noun: Noun, one: Candidate, which: str) -> UUID:
    cli.output.note(f"The {which}{noun.one}: {'  '.join((*one.words[:2], str(one.id)[:8]))}")
    return one.id


def _chosen(cli: Cli, noun: Noun, found: Sequence[Candidate]) -> UUID:
    offered = found[:SHOWN]
    for number, one in enumerate(offered, 1):
        cli.output.ask_note("  ".join((str(number), *filter(None, one.words))))
    if len(found) > SHOWN:
        cli.output.ask_note(f"More: {noun.lists}")
    numbers = f"1-{len(offered)}" if len(offered) > 1 else "1"
    while True:
        answer = cli.prompter.ask(f"Which {noun.one}? {numbers}")
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(offered):
            return offered[int(answer) - 1].id
        cli.output.ask_note(f"Type one of {numbers}, or Ctrl-C to choose none.")


def _must_be_given(noun: Noun) -> UsageError:
    return UsageError(
        f"no {noun.one}",
        f"{noun.metavar} says which, and is missing",
        f"pass an id, the beginning of one, or latest: {noun.lists} shows them",
    )
