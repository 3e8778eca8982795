"""`fittrack report`: training as a page to read, to print and to keep."""

from typing import Annotated

from fittrack_cli.commands.arguments import (
    NAMED_BY,
    ForceOption,
    LastOption,
    SinceOption,
    UntilOption,
)
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option


def report(
    cli: Cli,
    activity: Annotated[
        str | None,
        Argument(
            metavar="ACTIVITY",
            help=f"One activity: {NAMED_BY} (default: all that was done in a range).",
        ),
    ] = None,
    last: LastOption = None,
    year: Annotated[
        str | None, Option("--year", metavar="YEAR", help="The days of this year.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    to: Annotated[
        str | None,
        Option(
            "--out",
            "-O",
            "--to",
            metavar="FILE",
            help="Where to save it; - for standard output (default: a file here, named by its days).",
        ),
    ] = None,
    force: ForceOption = False,
    show: Annotated[bool, Option("--open", help="Show it in the browser, too.")] = False,
) -> None:
    """Save a page with all that was done in a range, or with one activity.

    A range has totals, a calendar, weeks, sports, load, sleep, health and best efforts; without options it is the last 30 days.
    An activity has its track, heart rate, pace or speed, power, laps and zones.

    The page is one file that needs no network and runs no scripts. It is for you alone (mode 0600): it shows where you were.

    Examples:
        fittrack report --open
        fittrack report --year 2026 --out 2026.html
        fittrack report --last 10y --force --out all.html
        fittrack report latest --open
        fittrack report --last 7d --out - | gzip > week.html.gz
    """
    from fittrack_cli.commands.report.making import make_report

    make_report(
        cli,
        activity,
        last=last,
        year=year,
        since=since,
        until=until,
        to=to,
        force=force,
        show=show,
    )
