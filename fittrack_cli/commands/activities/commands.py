"""`fittrack activities`: what was trained."""

from typing import Annotated

import typer

from fittrack_cli.commands.arguments import (
    ForceOption,
    LastOption,
    LimitOption,
    SinceOption,
    SportOption,
    ToOption,
    UntilOption,
    YesOption,
)
from fittrack_cli.program.context import Cli

ActivitiesArgument = Annotated[
    list[str], typer.Argument(metavar="ACTIVITY", help="The ids of the activities.")
]
ActivityArgument = Annotated[str, typer.Argument(metavar="ACTIVITY", help="The activity's id.")]


def list_(
    cli: Cli,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
    sport: SportOption = None,
    limit: LimitOption = None,
    deleted: Annotated[
        bool,
        typer.Option("--deleted", help="List those that were deleted and can be restored."),
    ] = False,
) -> None:
    """List activities, the latest first.

    Examples:
        fittrack activities list --last 30d
        fittrack activities list --sport running --limit 10
        fittrack activities list -o csv > activities.csv
        fittrack activities list --deleted
    """
    from fittrack_cli.commands.activities.fetching import list_activities, list_deleted
    from fittrack_cli.commands.activities.layout import print_activities, print_deleted
    from fittrack_cli.commands.ranges import date_range
    from fittrack_cli.errors import UsageError

    if deleted:
        if since or until or last or sport:
            raise UsageError("--deleted takes no days and no sport", "it lists all of them")
        print_deleted(cli, list_deleted(cli, limit=limit))
        return
    days = date_range(since, until, last)
    print_activities(cli, list_activities(cli, days, sport=sport, limit=limit))


def show(cli: Cli, activity: ActivityArgument) -> None:
    """Show one activity with its laps.

    Examples:
        fittrack activities show ACTIVITY
        fittrack activities show ACTIVITY --query laps -o csv
    """
    from fittrack_cli.commands.activities.fetching import get_activity
    from fittrack_cli.commands.activities.layout import print_activity
    from fittrack_cli.commands.ids import parse_id

    print_activity(cli, get_activity(cli, parse_id(activity, "activity")))


def delete(
    cli: Cli,
    activities: ActivitiesArgument,
    yes: YesOption = False,
) -> None:
    """Delete activities. No sync brings them back, whichever file of them comes in.

    They can be restored for 30 days; then they are gone for good, and so are their original files where
    nothing else needs them.

    Examples:
        fittrack activities delete ACTIVITY
        fittrack activities delete ACTIVITY ACTIVITY --yes
    """
    from fittrack_cli.commands.activities.deleting import delete_activities
    from fittrack_cli.commands.ids import parse_id

    delete_activities(cli, [parse_id(one, "activity") for one in activities], yes=yes)


def restore(cli: Cli, activities: ActivitiesArgument) -> None:
    """Restore deleted activities, also those that went with a sync or a source.

    Examples:
        fittrack activities list --deleted
        fittrack activities restore ACTIVITY
    """
    from fittrack_cli.commands.activities.deleting import restore_activities
    from fittrack_cli.commands.activities.layout import print_activities
    from fittrack_cli.commands.ids import parse_id

    ids = [parse_id(one, "activity") for one in activities]
    print_activities(cli, restore_activities(cli, ids), of="ActivityDetail")


def merge(
    cli: Cli,
    activity: ActivityArgument,
    others: Annotated[
        list[str],
        typer.Argument(
            metavar="OTHER", help="The ids of the others, which will lead to this activity."
        ),
    ],
) -> None:
    """Merge activities that are recordings of the same one.

    Later syncs keep to it. `activities split` takes it back.

    Examples:
        fittrack activities merge ACTIVITY OTHER
    """
    from fittrack_cli.commands.activities.layout import print_activity
    from fittrack_cli.commands.ids import parse_id
    from fittrack_client import api
    from fittrack_client.models.merge_request import MergeRequest

    body = MergeRequest(activity_ids=[parse_id(other, "activity") for other in others])
    merged = cli.connection.call(api.merge_activities(parse_id(activity, "activity"), body=body))
    print_activity(cli, merged)


def split(
    cli: Cli,
    activity: ActivityArgument,
    recordings: Annotated[
        list[str] | None,
        typer.Option(
            "--recording",
            metavar="RECORDING",
            help="A recording that is of another activity; may be given again. "
            "(default: each recording becomes an activity of its own)",
        ),
    ] = None,
) -> None:
    """Split an activity whose recordings are not of the same one.

    `activities show` lists the recordings. Later syncs keep to it. `activities merge` takes it back.

    Examples:
        fittrack activities split ACTIVITY
        fittrack activities split ACTIVITY --recording RECORDING
    """
    from fittrack_cli.commands.activities.layout import print_activities
    from fittrack_cli.commands.ids import parse_id
    from fittrack_client import api
    from fittrack_client.models.split_request import SplitRequest
    from fittrack_client.types import UNSET

    leaving = [parse_id(one, "recording") for one in recordings or []]
    found = cli.connection.call(
        api.split_activity(
            parse_id(activity, "activity"), body=SplitRequest(recording_ids=leaving or UNSET)
        )
    )
    print_activities(cli, found.activities)


def download(
    cli: Cli, activity: ActivityArgument, to: ToOption = None, force: ForceOption = False
) -> None:
    """Download an activity's original file, byte for byte.

    Examples:
        fittrack activities download ACTIVITY
        fittrack activities download ACTIVITY --to ride.fit
    """
    from fittrack_cli.commands.activities.fetching import get_activity
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.originals import save_original

    found = get_activity(cli, parse_id(activity, "activity"))
    save_original(cli, "activities", found, to, force=force)
