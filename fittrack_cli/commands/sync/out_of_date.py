"""`fittrack sync status --max-age`: what is out of date, a line each, and an exit code of its own."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fittrack_cli.commands.lengths import length_of
from fittrack_cli.commands.source.fetching import list_sources
from fittrack_cli.commands.sync.fetching import get_overview
from fittrack_cli.commands.sync.scheduling import list_schedules
from fittrack_cli.commands.sync.staleness import FIELDS, Finding, findings
from fittrack_cli.errors import OutOfDate, UsageError
from fittrack_cli.output.columns import Column

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli


def check_age(cli: Cli, max_age: str, *, job: str | None, latest: bool) -> None:
    """Prints what is out of date. Raises OutOfDate where something is, UsageError for an age that is none."""
    if job is not None or latest:
        raise UsageError(
            "--max-age cannot be combined with a sync",
            "it is about every source",
            "use one or the other",
        )
    age = length_of(max_age, "--max-age")
    now = dt.datetime.now(dt.UTC)
    found = findings(
        get_overview(cli).rows,
        list(list_schedules(cli)),
        list(list_sources(cli)),
        max_age=age,
        now=now,
    )
    _print(cli, found)
    if found:
        count = f"{len(found)} thing{' is' if len(found) == 1 else 's are'}"
        raise OutOfDate(
            "out of date",
            f"{count} older than {max_age}, failing or soon without a key",
            "look closer with: fittrack doctor",
        )


def _print(cli: Cli, found: list[Finding]) -> None:
    if cli.output.is_for_people:
        for one in found:
            cli.output.line(one.line)
        return
    columns = [Column(name) for name in FIELDS]
    cli.output.rows((one.row for one in found), columns, fields=FIELDS, empty="")
