"""What is wrong with a request, in the words of the command line that made it.

A request has members, such as `every_s`, and a person typed `--every`. Which option gives a member follows from the
names of the command's parameters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import frozen
from typer.core import TyperArgument, TyperOption

from fittrack_cli.errors import CliError
from fittrack_contract.problems import VALIDATION

_MEMBER = re.compile(r"(?<![^\s;])([a-z][a-z0-9_]*)((?:\.\w+)*)(: | is missing\b)")
_BOUND = re.compile(r"(must be (?:at least|at most|more than|less than) [\d.]+)(?=$|;)")
_PARSERS: Sequence[tuple[str, str]] = (
    (r"is not a valid int(?:eger)?(?: range)?$", "is not a whole number"),
    (r"is not a valid float(?: range)?$", "is not a number"),
    (r"is not in the range (-?[\d.]+)<=x<=(-?[\d.]+)$", r"is not from \1 to \2"),
    (r"is not in the range x>=(-?[\d.]+)$", r"is not \1 or more"),
    (r"is not in the range x<=(-?[\d.]+)$", r"is not \1 or less"),
)
"""How the parser ends a message about a number, and how we do."""
_UNITS = {"s": "seconds", "m": "metres", "bpm": "bpm", "w": "watts", "kg": "kg", "days": "days"}
_SHORTEST = 2
_API = "fittrack api "


@frozen
class Spelling:
    """A parameter of a command: what a person types, and the names that it goes by."""

    shown: str
    names: frozenset[str]


def spellings_of(params: Iterable[object]) -> list[Spelling]:
    """The spellings of a parser's own parameters."""
    return [_spelling(param) for param in params if isinstance(param, TyperArgument | TyperOption)]


def in_own_words(error: CliError, spellings: Sequence[Spelling], words: Sequence[str]) -> None:
    """Says in `error`, if it is about members of a request, which options they are; `words` name the command."""
    if error.slug != VALIDATION:
        return
    units: list[str] = []

    def spelled(found: re.Match[str]) -> str:
        spelling = _giving(found[1], spellings)
        if spelling is None:
            return found[0]
        units.append(_UNITS.get(found[1].rpartition("_")[2], ""))
        return f"{spelling}{found[2].replace('.', ' ')}{found[3]}"

    error.detail = _MEMBER.sub(spelled, error.detail)
    if units == units[:1] and units and units[0]:
        error.detail = _BOUND.sub(rf"\1 {units[0]}", error.detail)
    if units or not error.hint or (words[:1] != ["api"] and _API in error.hint):
        error.hint = f"what it may be: {' '.join(('fittrack', *words, '--help'))}"


def of_the_parser(message: str) -> str:
    """A message of the parser about a number, without the names of Python's types."""
    for theirs, ours in _PARSERS:
        message = re.sub(theirs, ours, message)
    return message


def _giving(member: str, spellings: Sequence[Spelling]) -> str | None:
    """What a person types to give a member: the parameter of its name, or of the longest part of it."""
    fitting = [
        (len(name), spelling.shown)
        for spelling in spellings
        for name in spelling.names
        if len(name) >= _SHORTEST and _fits(member, name)
    ]
    return max(fitting)[1] if fitting else None


def _fits(member: str, name: str) -> bool:
    is_part = member.startswith(f"{name}_") or member.endswith(f"_{name}")
    return is_part or _one(member) == _one(name)


def _one(name: str) -> str:
    """A name in the singular."""
    return name.removesuffix("s")


def _spelling(param: TyperArgument | TyperOption) -> Spelling:
    long = [opt for opt in param.opts if opt.startswith("--")]
    metavar = param.metavar or ""
    shown = long[-1] if long else (metavar or str(param.name).upper())
    names = {str(param.name).strip("_"), *(opt[2:].replace("-", "_") for opt in long)}
    if metavar.isidentifier():
        names.add(metavar.lower())
    return Spelling(shown, frozenset(names))
