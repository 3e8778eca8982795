"""`fittrack activities`: what was trained."""

from typing import Annotated

from fittrack_cli.commands.activities.arguments import ActivitiesArgument, ActivityArgument
from fittrack_cli.commands.arguments import (
    AllOption,
    ForceOption,
    LastOption,
    LimitOption,
    SinceOption,
    SportsOption,
    ToOption,
    UntilOption,
)
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option


def list_(
    cli: Cli,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
    sport: SportsOption = None,
    search: Annotated[
        str | None,
        Option("--search", metavar="TEXT", help="Only those with this text in their name."),
    ] = None,
    gear: Annotated[
        str | None,
        Option("--gear", metavar="NAME", help="Only those with these shoes or this bike."),
    ] = None,
    min_distance: Annotated[
        str | None,
        Option("--min-distance", metavar="DISTANCE", help="At least so far: 10km, 5mi, 800m."),
    ] = None,
    max_distance: Annotated[
        str | None,
        Option("--max-distance", metavar="DISTANCE", help="At most so far: 10km, 5mi, 800m."),
    ] = None,
    min_duration: Annotated[
        str | None,
        Option(
            "--min-duration", metavar="TIME", help="At least so long, without pauses: 45m, 1h30m."
        ),
    ] = None,
    max_duration: Annotated[
        str | None,
        Option(
            "--max-duration", metavar="TIME", help="At most so long, without pauses: 45m, 1h30m."
        ),
    ] = None,
    sort: Annotated[
        str,
        Option(
            "--sort",
            metavar="SORT",
            help="start, distance, time, elapsed, ascent, energy or heart-rate.",
        ),
    ] = "start",
    order: Annotated[
        str,
        Option("--order", metavar="ORDER", help="desc: the greatest first; asc: the least."),
    ] = "desc",
    limit: LimitOption = None,
    every: AllOption = False,
    deleted: Annotated[
        bool,
        Option("--deleted", help="List those that were deleted and can be restored."),
    ] = False,
) -> None:
    """List activities, the latest first unless --sort says otherwise.

    Those that lack what they are sorted by come last.

    Examples:
        fittrack activities list --last 30d
        fittrack activities list --sport running --limit 10
        fittrack activities list --sport running,hiking --min-distance 20km --sort ascent
        fittrack activities list --search parkrun --sort time --order asc
        fittrack activities list -o csv > activities.csv
        fittrack activities list --deleted
    """
    from itertools import chain

    from fittrack_cli.commands.activities.choosing import choice
    from fittrack_cli.commands.activities.fetching import asked, list_activities, list_deleted
    from fittrack_cli.commands.activities.layout import print_activities, print_deleted
    from fittrack_cli.commands.first_rows import most_of
    from fittrack_cli.commands.naming.shown import Listed
    from fittrack_cli.commands.ranges import date_range
    from fittrack_cli.errors import UsageError
    from fittrack_contract import FIELDS

    chosen = choice(
        date_range(since, until, last),
        sport=sport,
        search=search,
        gear=gear,
        min_distance=min_distance,
        max_distance=max_distance,
        min_duration=min_duration,
        max_duration=max_duration,
        sort=sort,
        order=order,
    )
    if deleted:
        if chosen != choice():
            raise UsageError(
                "--deleted takes no other options but --limit and --all", "it lists all of them"
            )
        print_deleted(cli, list_deleted(cli, limit=most_of(cli, limit, every=every)))
        return
    most = most_of(cli, limit, every=every)
    if cli.output.takes_lines:
        cli.output.json_lines(cli.connection.lines(asked(chosen), FIELDS["Activity"], limit=most))
    elif cli.output.is_for_people:
        print_activities(cli, list_activities(cli, chosen, limit=most))
    else:
        pages = cli.connection.row_pages(asked(chosen), FIELDS["Activity"], limit=most)
        if cli.output.takes_pages:
            cli.output.pages(pages, fields=FIELDS["Activity"])
        else:
            print_activities(cli, Listed(chain.from_iterable(pages)))


def show(cli: Cli, activity: ActivityArgument = None) -> None:
    """Show one activity with its laps.

    Examples:
        fittrack activities show ACTIVITY
        fittrack activities show ACTIVITY --query laps -o csv
    """
    from fittrack_cli.commands.activities.fetching import restorable
    from fittrack_cli.commands.activities.show_layout import print_activity
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import ACTIVITY
    from fittrack_cli.commands.one_record import print_record
    from fittrack_client import api

    activity_id = id_of(cli, ACTIVITY, activity)
    with restorable(activity_id):
        print_record(cli, api.get_activity(activity_id), "ActivityDetail", print_activity)


def download(
    cli: Cli, activity: ActivityArgument = None, to: ToOption = None, force: ForceOption = False
) -> None:
    """Download an activity's original file, byte for byte.

    Examples:
        fittrack activities download ACTIVITY
        fittrack activities download ACTIVITY --to ride.fit
    """
    from fittrack_cli.commands.activities.fetching import get_activity
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import ACTIVITY
    from fittrack_cli.commands.originals import save_original

    found = get_activity(cli, id_of(cli, ACTIVITY, activity))
    save_original(cli, "activities", found, to, force=force)


def export(
    cli: Cli,
    format: Annotated[
        str,
        Option(
            "--format",
            metavar="FORMAT",
            help="gpx, tcx, fit (the original), csv or parquet (all samples).",
        ),
    ],
    activities: ActivitiesArgument = None,
    to: Annotated[
        str | None,
        Option(
            "--to",
            metavar="FILE",
            help="Where to save it, for one activity; - for standard output.",
        ),
    ] = None,
    folder: Annotated[
        str | None,
        Option(
            "--folder",
            metavar="FOLDER",
            help="Where to save them, each named by day, sport and id (default: here).",
        ),
    ] = None,
    force: ForceOption = False,
) -> None:
    """Export activities as files for other programs.

    GPX holds the places with heart rate, cadence, temperature and power; TCX the laps and all moments. Both have the
    pauses. Each file appears whole or not at all. What cannot be saved keeps no other from it; the exit code is then 10.

    Examples:
        fittrack activities export ACTIVITY --format gpx
        fittrack activities export ACTIVITY --format tcx --to run.tcx
        fittrack activities export ACTIVITY --format csv --to - | head
        fittrack activities export ACTIVITY ACTIVITY --format fit --folder ~/Rides
    """
    from fittrack_cli.commands.activities.exporting import export_activities
    from fittrack_cli.commands.naming.meaning import ids_of
    from fittrack_cli.commands.naming.nouns import ACTIVITY

    ids = ids_of(cli, ACTIVITY, activities)
    export_activities(cli, ids, format, to=to, folder=folder, force=force)


def samples(
    cli: Cli,
    activity: ActivityArgument = None,
    table: Annotated[
        str | None,
        Option(
            "--table",
            metavar="TABLE",
            help="What to show instead of samples: rr (heartbeats), events, devices, … (default: samples)",
        ),
    ] = None,
    resolution: Annotated[
        int | None,
        Option(
            "--resolution",
            metavar="N",
            min=2,
            help="At most so many rows, so that extremes stay (default: all).",
        ),
    ] = None,
    recording: Annotated[
        str | None,
        Option(
            "--recording",
            metavar="RECORDING",
            help="Which recording of the activity (default: the one with the most samples).",
        ),
    ] = None,
    parquet: Annotated[
        str | None,
        Option("--parquet", metavar="FILE", help="Save them as a Parquet file instead."),
    ] = None,
    force: ForceOption = False,
) -> None:
    """Show what the device recorded from moment to moment: position, heart rate, power and all else.

    A table has a line for each column. `-o csv`, `-o jsonl` and `-o json` print all rows, and so does --fields.

    Examples:
        fittrack activities samples ACTIVITY
        fittrack activities samples ACTIVITY -o csv > ride.csv
        fittrack activities samples ACTIVITY --fields time,hr_bpm,power_w -o jsonl
        fittrack activities samples ACTIVITY --table rr -o csv
        fittrack activities samples ACTIVITY --parquet ride.parquet
    """
    from fittrack_cli.commands.activities.samples import (
        print_samples,
        samples_operation,
        save_parquet,
    )
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import ACTIVITY, recording_of

    activity_id = id_of(cli, ACTIVITY, activity)
    operation = samples_operation(
        activity_id,
        table=table,
        recording_id=id_of(cli, recording_of(activity_id), recording) if recording else None,
        resolution=resolution,
        fields=cli.output.fields,
    )
    if parquet is not None:
        save_parquet(cli, operation, parquet, force=force)
    else:
        print_samples(cli, cli.connection.call(operation))


def chart(
    cli: Cli,
    activity: ActivityArgument = None,
    metrics: Annotated[
        list[str] | None,
        Argument(
            metavar="COLUMN",
            help="What to draw: columns of `activities samples` (default: heart rate, speed, power, cadence and "
            "altitude, where there are any).",
        ),
    ] = None,
) -> None:
    """Draw what the device recorded over the time since the start, as wide as the terminal.

    `-o json` and `-o csv` print the numbers, all of them.

    Examples:
        fittrack activities chart ACTIVITY
        fittrack activities chart ACTIVITY hr_bpm power_w
        fittrack activities chart ACTIVITY hr_bpm -o csv > heart-rate.csv
    """
    from fittrack_cli.commands.activities.charts import draw
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import ACTIVITY

    draw(cli, id_of(cli, ACTIVITY, activity), metrics or ())
