"""Why a list of activities is empty: there are none, or none of those that there are was chosen."""

from __future__ import annotations

from fittrack_cli.program.context import Cli
from fittrack_common.sentences import counted

_MOST = 6


def why_none(cli: Cli) -> str:
    """A sentence for a person; asks the backend what there is."""
    from fittrack_cli.errors import CliError
    from fittrack_client import api

    try:
        totals = cli.connection.call(api.get_totals(by="sport"))
    except (
        CliError
    ):  # the list itself was answered: that there is nothing more to say is no failure
        return "No activity was found."
    count = sum(one.activity_count for one in totals.items)
    if not count:
        return "No activities. Bring some in with: fittrack sync start --watch"
    sports = sorted(totals.items, key=lambda one: (-one.activity_count, one.name))
    shown = [f"{one.name} ({one.activity_count:,})" for one in sports[:_MOST]]
    left = len(sports) - len(shown) + totals.left_out
    more = [counted(left, "more sport")] if left else []
    return f"None of {count:,} activities matches. There are: {', '.join([*shown, *more])}."
