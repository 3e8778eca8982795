"""`fittrack activities`: merge, split, delete and restore, which later syncs keep to."""

from typing import Annotated

from fittrack_cli.commands.activities.arguments import ActivitiesArgument, ActivityArgument
from fittrack_cli.commands.arguments import NAMED_BY, YesOption
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option


def delete(
    cli: Cli,
    activities: ActivitiesArgument = None,
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
    from fittrack_cli.commands.naming.meaning import ids_of
    from fittrack_cli.commands.naming.nouns import ACTIVITY

    delete_activities(cli, ids_of(cli, ACTIVITY, activities), yes=yes)


def restore(cli: Cli, activities: ActivitiesArgument = None) -> None:
    """Restore deleted activities, also those that went with a sync or a source.

    Examples:
        fittrack activities list --deleted
        fittrack activities restore ACTIVITY
    """
    from fittrack_cli.commands.activities.deleting import restore_activities
    from fittrack_cli.commands.activities.layout import print_activities
    from fittrack_cli.commands.naming.meaning import ids_of
    from fittrack_cli.commands.naming.nouns import DELETED_ACTIVITY
    from fittrack_cli.commands.naming.shown import Listed

    ids = ids_of(cli, DELETED_ACTIVITY, activities)
    print_activities(cli, Listed(restore_activities(cli, ids)), of="ActivityDetail")


def merge(
    cli: Cli,
    activity: Annotated[
        str, Argument(metavar="ACTIVITY", help=f"The activity that stays: {NAMED_BY}.")
    ],
    others: Annotated[
        list[str],
        Argument(metavar="OTHER", help="The others, whose ids will lead to this activity."),
    ],
) -> None:
    """Merge activities that are recordings of the same one.

    Later syncs keep to it. `activities split` takes it back.

    Examples:
        fittrack activities merge ACTIVITY OTHER
    """
    from fittrack_cli.commands.activities.show_layout import print_activity
    from fittrack_cli.commands.naming.meaning import id_of, ids_of
    from fittrack_cli.commands.naming.nouns import ACTIVITY
    from fittrack_client import api
    from fittrack_client.models.merge_request import MergeRequest

    activity_id = id_of(cli, ACTIVITY, activity)
    body = MergeRequest(activity_ids=ids_of(cli, ACTIVITY, others))
    merged = cli.connection.call(api.merge_activities(activity_id, body=body))
    print_activity(cli, merged)


def split(
    cli: Cli,
    activity: ActivityArgument = None,
    recordings: Annotated[
        list[str] | None,
        Option(
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
    from fittrack_cli.commands.naming.meaning import id_of, ids_of
    from fittrack_cli.commands.naming.nouns import ACTIVITY, recording_of
    from fittrack_cli.commands.naming.shown import Listed
    from fittrack_client import api
    from fittrack_client.models.split_request import SplitRequest
    from fittrack_client.types import UNSET

    activity_id = id_of(cli, ACTIVITY, activity)
    leaving = ids_of(cli, recording_of(activity_id), recordings) if recordings else []
    found = cli.connection.call(
        api.split_activity(activity_id, body=SplitRequest(recording_ids=leaving or UNSET))
    )
    print_activities(cli, Listed(found.activities))
