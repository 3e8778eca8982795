"""`fittrack sync schedule`: let syncs start by themselves."""

from typing import Annotated

from fittrack_cli.commands.arguments import NAMED_BY, NAMED_BY_NAME
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option
from fittrack_contract import SYNC_TYPES


def add(
    cli: Cli,
    types: Annotated[
        list[str] | None,
        Argument(metavar="TYPE", help=f"{', '.join(SYNC_TYPES)} (default: all of them)."),
    ] = None,
    every: Annotated[
        str | None,
        Option("--every", metavar="INTERVAL", help="Again and again, such as every 30m, 6h or 1d."),
    ] = None,
    at: Annotated[
        str | None, Option("--at", metavar="HH:MM", help="Every day at this time.")
    ] = None,
    cron: Annotated[
        str | None,
        Option(
            "--cron",
            metavar="EXPRESSION",
            help="Minute, hour, day of the month, month and day of the week, as for cron.",
        ),
    ] = None,
    source: Annotated[
        list[str] | None,
        Option(
            "--source",
            metavar="SOURCE",
            help=f"Only from this source: {NAMED_BY_NAME}; repeatable.",
        ),
    ] = None,
) -> None:
    """Let syncs of what is new start by themselves; the backend keeps the schedule, and runs it.

    Times are in the account's time zone (`fittrack auth time-zone`). A sync that was missed while the backend did not
    run is caught up once. One that asks a service starts up to 10 minutes later, always by the same time. `add` may be
    left out.

    Examples:
        fittrack sync schedule --every 6h
        fittrack sync schedule health --at 05:30 --source SOURCE
        fittrack sync schedule --cron '0 7,19 * * mon-fri'
    """
    from fittrack_cli.commands.sync.schedule_layout import print_schedule
    from fittrack_cli.commands.sync.scheduling import add_schedule, schedule_request

    request = schedule_request(cli, types, source, every=every, at=at, cron=cron)
    schedule = add_schedule(cli, request)
    if not cli.output.id_alone(schedule.id):
        print_schedule(cli, schedule)
    cli.output.note(f"End it with: fittrack sync schedule remove {schedule.id}")


def list_(cli: Cli) -> None:
    """List the schedules, the one that runs next first.

    Examples:
        fittrack sync schedule list
        fittrack sync schedule list -o json --fields id,next_run_at
    """
    from fittrack_cli.commands.naming.shown import whole
    from fittrack_cli.commands.sync.schedule_layout import print_schedules
    from fittrack_cli.commands.sync.scheduling import list_schedules

    print_schedules(cli, whole(list_schedules(cli)))


def remove(
    cli: Cli,
    schedule: Annotated[
        str | None, Argument(metavar="SCHEDULE", help=f"The schedule: {NAMED_BY}.")
    ] = None,
) -> None:
    """Remove a schedule. A sync that it started goes on.

    Examples:
        fittrack sync schedule remove SCHEDULE
    """
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import SCHEDULE
    from fittrack_cli.commands.sync.scheduling import remove_schedule

    schedule_id = id_of(cli, SCHEDULE, schedule)
    remove_schedule(cli, schedule_id)
    cli.output.note(f"Removed schedule {schedule_id}.")
