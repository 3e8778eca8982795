"""Which thing a text means: a whole id costs no request; all else is looked for.

In this order: a whole id, a name where such things have names, `latest`, the beginning of an id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from fittrack_cli.commands.naming.choosing import choose, lines_of, none_there
from fittrack_cli.commands.naming.nouns import Candidate, Noun, beginning
from fittrack_cli.commands.naming.shown import ALL_DIGITS, digits_of
from fittrack_cli.errors import CliError, NotFound, UsageError
from fittrack_cli.program.options import LATEST
from fittrack_contract import problems

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

LEAST_DIGITS = 4
_DIGITS = re.compile(r"[0-9a-f]+(-[0-9a-f]*)*", re.ASCII | re.IGNORECASE)
_MOST = 11
"""So many are asked for: ten are shown, and that there are more."""

Otherwise = Callable[["Cli", Noun], UUID]
"""Which one is meant where none is named."""


def id_of(cli: Cli, noun: Noun, text: str | None, otherwise: Otherwise = choose) -> UUID:
    """The id of what `text` means; of what `otherwise` finds where it is None.

    Raises UsageError for what is no name, and where several can be meant; NotFound where none is; and CliError.
    """
    return otherwise(cli, noun) if text is None else ids_of(cli, noun, [text])[0]


def ids_of(
    cli: Cli, noun: Noun, texts: Sequence[str] | None, otherwise: Otherwise = choose
) -> list[UUID]:
    """The ids of what the texts mean, in their order, as `id_of`; all are found before anything is done with one."""
    if not texts:
        return [otherwise(cli, noun)]
    called = _Called(cli, noun)
    return [called.one(text.strip()) for text in texts]


def latest_of(cli: Cli, noun: Noun) -> UUID:
    """The newest one. Raises NotFound where there is none."""
    for newest in noun.find(cli, "", 1):
        return newest.id
    raise none_there(noun)


class _Called:
    """Finds things by what they are called; all that have names are listed once."""

    def __init__(self, cli: Cli, noun: Noun) -> None:
        self._cli = cli
        self._noun = noun
        self._every: list[Candidate] | None = None

    def one(self, text: str) -> UUID:
        whole = whole_id(text)
        if whole is not None:
            return whole
        named = self._named(text)
        if named:
            return self._only(named, f"are called {text!r}", ALL_DIGITS)
        if text == LATEST:
            return latest_of(self._cli, self._noun)
        return self._beginning(text)

    def _beginning(self, text: str) -> UUID:
        noun = self._noun
        digits = text.replace("-", "").lower()
        if not _DIGITS.fullmatch(text) or len(digits) > 32:
            raise self._no_such(text)
        if len(digits) < LEAST_DIGITS:
            if noun.has_names:
                raise self._no_such(text)
            raise UsageError(
                "too few digits",
                f"{text!r} is less than the first {LEAST_DIGITS} of an id",
                f"{noun.lists} shows how many are enough",
            )
        found = self._among(digits)
        if not found:
            raise NotFound(
                f"no such {noun.one}", f"no id begins with {text}", f"{noun.lists} shows their ids"
            )
        is_all = len(found) < _MOST
        enough = digits_of([one.id for one in found]) if is_all else ALL_DIGITS
        return self._only(found, f"begin with {text}", enough)

    def _among(self, digits: str) -> list[Candidate]:
        if self._every is not None:
            return beginning(self._every, digits)
        try:
            return list(self._noun.find(self._cli, digits, _MOST))
        except CliError as error:
            if error.slug == problems.VALIDATION:
                raise _whole_ids_only(error) from error
            raise

    def _named(self, text: str) -> list[Candidate]:
        if not self._noun.has_names:
            return []
        if self._every is None:
            self._every = list(self._noun.find(self._cli, "", _MOST))
        exact = [one for one in self._every if one.name == text]
        return exact or [
            one for one in self._every if (one.name or "").casefold() == text.casefold()
        ]

    def _only(self, found: Sequence[Candidate], how: str, digits: int) -> UUID:
        if len(found) == 1:
            return found[0].id
        raise UsageError(
            f"several {self._noun.many} {how}",
            "more of the id says which",
            "\n".join(lines_of(found, most=_MOST - 1, digits=digits)),
            extras={"candidates": [str(one.id) for one in found]},
        )

    def _no_such(self, text: str) -> CliError:
        noun = self._noun
        if noun.has_names:
            return NotFound(
                f"no such {noun.one}",
                f"none is called {text!r}, and no id begins so",
                f"{noun.lists} shows them",
            )
        return UsageError(
            f"malformed {noun.one} id",
            f"{text!r} is neither an id, nor the beginning of one, nor {LATEST}",
            f"{noun.lists} shows their ids",
        )


def whole_id(text: str) -> UUID | None:
    """The id that a text is, all of it; None for anything else."""
    try:
        return UUID(text) if text.isascii() else None  # int() takes the digits of every script
    except ValueError:
        return None


def _whole_ids_only(error: CliError) -> UsageError:
    return UsageError(
        "this server takes whole ids only",
        "it is older than this fittrack, and does not look for the beginning of an id",
        "lists with -o json show whole ids",
        request_id=error.request_id,
    )
