"""Aliases: a word of one's own for a command line, as gh has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fittrack_cli.errors import UsageError
from fittrack_cli.program.command_table import ROOT, Branch, find
from fittrack_cli.program.options import COMMON_OPTIONS
from fittrack_common.sentences import counted

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

_NAME = r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}"
_PLACE = r"\$([1-9])"


def expanded(cli: Cli, args: Sequence[str]) -> list[str]:
    """The command line with an alias in the place of the command replaced by what it stands for.

    Commands come first, so that an alias never hides one. Raises UsageError where arguments are missing, and as
    the configuration does.
    """
    place = _first_word(args)
    if place is None or ROOT.child(args[place]) is not None:
        return list(args)
    meaning = cli.config.aliases.get(args[place])
    if meaning is None:
        return list(args)
    return [*args[:place], *_filled(args[place], meaning, args[place + 1 :])]


def check(name: str, meaning: str) -> None:
    """Raises UsageError for a name that cannot be one, and for what is no command line of fittrack."""
    if not re.fullmatch(_NAME, name):
        raise UsageError(
            "invalid alias", f"{name!r}", "use letters, digits, dashes and underscores"
        )
    if ROOT.child(name) is not None:
        raise UsageError("a command has this name", name, "choose another word")
    words = _words(meaning)
    if not words or ROOT.child(words[0]) is None:
        raise UsageError(
            "the alias stands for no command",
            f"{meaning!r} does not begin with one",
            f"for example: fittrack alias set {name} 'activities list --last 7d'",
        )
    count = 1
    while find(words[: count + 1]) is not None and count < len(words):
        count += 1
    within_a_group = isinstance(find(words[:count]), Branch)
    if within_a_group and count < len(words) and not words[count].startswith("-"):
        from fittrack_cli.program.suggesting import unknown_command

        raise unknown_command(words[: count + 1])


def _words(meaning: str) -> list[str]:
    import shlex

    try:
        return shlex.split(meaning)
    except ValueError as error:
        raise UsageError("the alias cannot be split into words", str(error)) from None


def _filled(name: str, meaning: str, given: Sequence[str]) -> list[str]:
    """The words of the alias, `$1` to `$9` replaced by what was given; the rest of that comes last."""
    used = {int(number) for number in re.findall(_PLACE, meaning)}
    missing = max(used, default=0)
    if missing > len(given):
        raise UsageError(
            f"the alias {name} takes {counted(missing, 'argument')}",
            f"it stands for: {meaning}",
        )
    words = [
        re.sub(_PLACE, lambda match: given[int(match[1]) - 1], word) for word in _words(meaning)
    ]
    return [*words, *(one for number, one in enumerate(given, 1) if number not in used)]


def _first_word(args: Sequence[str]) -> int | None:
    """Where the command's name is, after common options."""
    values = {opt for option in COMMON_OPTIONS if option.metavar for opt in option.opts}
    skips = False
    for place, word in enumerate(args):
        if skips:
            skips = False
        elif not word.startswith("-"):
            return place
        elif word == "--":
            return None
        else:
            skips = word in values
    return None
