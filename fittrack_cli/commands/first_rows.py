"""How much of a long list a person sees at once: its first rows, and how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.errors import UsageError

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

FIRST_ROWS = 30


def most_of(cli: Cli, limit: int | None, *, every: bool) -> int | None:
    """How many things of a list to ask for at most; None for all of them.

    A table on a terminal ends after `FIRST_ROWS`, unless there is a `limit` or `every` one is wanted. One more is asked
    for then, which shows whether there is more. Raises UsageError for both of them.
    """
    if limit is not None and every:
        raise UsageError(
            "--limit and --all are both given", "they exclude each other", "use one or the other"
        )
    if limit is not None or every or not cli.output.may_end_early:
        return limit
    cli.output.most_rows = FIRST_ROWS
    return FIRST_ROWS + 1
