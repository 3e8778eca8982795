"""Why a list is empty: there is nothing, or nothing of what there is was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def why_empty(
    every: Callable[[], Iterable[T]],
    *,
    is_chosen: bool,
    none: str,
    none_of: Callable[[T | None], str],
) -> Callable[[], str]:
    """What says why, once a list has come without a row.

    Where something was chosen, `every` lists without the choice, and `none_of` says of its first thing that it, or what
    comes with it, was not chosen; it gets None where the server cannot be asked any more. Else there is `none`.
    """

    def said() -> str:
        from fittrack_cli.errors import CliError

        if not is_chosen:
            return none
        try:
            first = next(iter(every()), None)
        except CliError:  # the list itself came: that there is no more to say is no failure
            return none_of(None)
        return none if first is None else none_of(first)

    return said
