"""How quickstart ends: what came in, what to try next, and where the account's secrets are."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from fittrack_cli.commands.activities.layout import print_activities
from fittrack_cli.commands.quickstart.afterwards import about_the_backend, way_to_fittrack
from fittrack_cli.commands.quickstart.paths import short_path
from fittrack_cli.commands.sync.ending import end_error
from fittrack_cli.commands.sync.layout import print_job

if TYPE_CHECKING:
    from fittrack_cli.commands.quickstart.steps import Result
    from fittrack_cli.program.context import Cli

FIELDS_OF_RESULT = (
    "server",
    "data_dir",
    "username",
    "mfa_enabled",
    "account_file",
    "source",
    "job",
    "activities",
)


def print_result(cli: Cli, result: Result) -> None:
    """Prints the job and the latest activities, or everything as one object."""
    if cli.output.is_for_people:
        print_job(cli, result.job)
        cli.output.blank()
        print_activities(cli, result.activities)
    else:
        cli.output.item(result.as_row(), fields=FIELDS_OF_RESULT)
    failure = end_error(result.job)
    if failure is not None:
        cli.output.note(f"\n{failure.title[0].upper()}{failure.title[1:]}: {failure.detail}.")
    way = way_to_fittrack(cli.env)
    if way is not None:
        cli.output.note(f"\nSo that this shell finds fittrack:\n  {way}")
    cli.output.note(
        "\nTry next:\n"
        f"  {_about_activities(result.latest_day)}\n"
        f"  fittrack sync items {result.job.id}{' --outcome failed' if failure else ''}\n"
        "  fittrack health list -o csv > health.csv\n"
        "  fittrack workouts list\n"
        "  fittrack sync start --watch"
    )
    if result.runs_here:
        cli.output.note(f"\n{about_the_backend(result.server)}")
    if result.account_file is not None:
        cli.output.note(
            f"\nKept for {result.account.username}: {', '.join(result.secrets)}, in"
            f"\n  {short_path(result.account_file)}"
            "\nwhich only you can read. Move them to a password manager, then delete the file."
        )


def _about_activities(latest: dt.date | None) -> str:
    """A command that has something to show: an old archive has nothing of the last days."""
    if latest is not None and latest < dt.date.today() - dt.timedelta(days=29):
        return "fittrack stats --by year"
    return "fittrack activities list --last 30d"
