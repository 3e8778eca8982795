"""From the options of `fittrack report` to the page that is saved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fittrack_cli.commands.naming.meaning import id_of
from fittrack_cli.commands.naming.nouns import ACTIVITY
from fittrack_cli.commands.ranges import DateRange, date_range, day_of
from fittrack_cli.commands.report.gathering import gather_activity, gather_diary
from fittrack_cli.commands.report.saving import check_place, save_page
from fittrack_cli.errors import UsageError
from fittrack_cli.program.units import system_in_force

if TYPE_CHECKING:
    import datetime as dt

    from fittrack_cli.program.context import Cli

USUAL = "30d"
_YEAR = re.compile(r"[0-9]{4}", re.ASCII)


def make_report(
    cli: Cli,
    activity: str | None,
    *,
    last: str | None,
    year: str | None,
    since: str | None,
    until: str | None,
    to: str | None,
    force: bool,
    show: bool,
) -> None:
    """Gathers, makes the page and saves it. Raises UsageError for options that exclude each other, and CliError."""
    given = {"--last": last, "--year": year, "--since": since, "--until": until}
    options = [name for name, value in given.items() if value is not None]
    today = day_of("today", "--until")
    system = system_in_force(cli, by_locale=True).system
    if activity is not None:
        if options:
            raise UsageError(
                f"{options[0]} cannot be combined with an activity",
                "a report is of one activity or of a range of days",
                "use one or the other",
            )
        activity_id = id_of(cli, ACTIVITY, activity)
        name = f"fittrack-{activity_id}.html"
        place = check_place(cli, to, name, force=force, show=show)
        from fittrack_cli.commands.report.activity_page import activity_page

        page = activity_page(gather_activity(cli, activity_id), today=today, system=system)
    else:
        days = _days(last, year, since, until)
        place = check_place(cli, to, _name(days, today), force=force, show=show)
        from fittrack_cli.commands.report.diary_page import diary_page

        page = diary_page(gather_diary(cli, days, today=today), today=today, system=system)
    save_page(cli, page, place, force=force, show=show)


def _days(last: str | None, year: str | None, since: str | None, until: str | None) -> DateRange:
    if year is None:
        is_open = last is None and since is None and until is None
        return date_range(since, until, USUAL if is_open else last)
    if last is not None or since is not None or until is not None:
        raise UsageError(
            "--year cannot be combined with --last, --since or --until",
            "each of them sets the range",
            "use one or the other",
        )
    if not _YEAR.fullmatch(year) or year == "0000":
        raise UsageError("--year is not a year", f"{year!r} is not in the form YYYY", "--year 2026")
    return date_range(f"{year}-01-01", f"{year}-12-31")


def _name(days: DateRange, today: dt.date) -> str:
    last = days.until or today
    first = "" if days.since is None else f"{days.since}-"
    return f"fittrack-{first}to-{last}.html"
