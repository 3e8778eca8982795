"""`fittrack sync`: bring in what is new, watch it, see what is complete."""

from typing import Annotated

from fittrack_cli.commands.arguments import (
    NAMED_BY,
    NAMED_BY_NAME,
    AllOption,
    LastOption,
    LimitOption,
    SinceOption,
    UntilOption,
    YesOption,
)
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option
from fittrack_contract import COVERAGE_TYPES, SYNC_TYPES

JobArgument = Annotated[str | None, Argument(metavar="JOB", help=f"The sync: {NAMED_BY}.")]
LatestJobArgument = Annotated[
    str | None,
    Argument(metavar="JOB", help=f"The sync: {NAMED_BY} (default: the latest)."),
]
LatestOption = Annotated[bool, Option("--latest", help="The sync that was started last.")]
WaitOption = Annotated[
    bool,
    Option("--wait", help="Wait until it ends, and exit with 8 or 10 unless everything came in."),
]
WatchOption = Annotated[bool, Option("--watch", help="Like --wait, showing the progress.")]


def start(
    cli: Cli,
    types: Annotated[
        list[str] | None,
        Argument(metavar="TYPE", help=f"{', '.join(SYNC_TYPES)} (default: all of them)."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
    full: Annotated[bool, Option("--full", help="Read every file again, changed or not.")] = False,
    source: Annotated[
        list[str] | None,
        Option(
            "--source",
            metavar="SOURCE",
            help=f"Only from this source: {NAMED_BY_NAME}; repeatable.",
        ),
    ] = None,
    wait: WaitOption = False,
    watch: WatchOption = False,
    attach: Annotated[
        bool,
        Option(
            "--attach", help="If such a sync is already running, watch that one; implies --watch."
        ),
    ] = False,
    idempotency_key: Annotated[
        str | None,
        Option(
            "--idempotency-key",
            metavar="KEY",
            help="The same key with the same request starts only one sync.",
        ),
    ] = None,
) -> None:
    """Start a sync of what is new, or of what the options say.

    If a sync of the same source and type is already running, this names it and ends with exit code
    5.

    Examples:
        fittrack sync start --watch
        fittrack sync start activities health --last 30d --wait -o json
        fittrack sync start --full --attach
    """
    from fittrack_cli.commands.sync.ending import finish
    from fittrack_cli.commands.sync.layout import print_made_job
    from fittrack_cli.commands.sync.starting import start_sync, sync_request

    request = sync_request(cli, types, source, since=since, until=until, last=last, full=full)
    job, is_ours = start_sync(cli, request, key=idempotency_key, attach=attach)
    for warning in job.warnings:
        cli.output.warn(warning)
    if not is_ours:
        cli.output.note(f"Sync {job.id} is already running; watching that one.")
    if wait or watch or attach:
        finish(cli, job, silent=wait and not watch)
    else:
        print_made_job(cli, job)
        cli.output.note(f"Watch it with: fittrack sync watch {job.id}")


def status(
    cli: Cli,
    job: Annotated[
        str | None,
        Argument(metavar="JOB", help=f"The sync: {NAMED_BY} (default: what came in so far)."),
    ] = None,
    latest: LatestOption = False,
    max_age: Annotated[
        str | None,
        Option(
            "--max-age",
            metavar="AGE",
            help="Only list what was not synced for so long (12h, 2d, 1w), what fails, and keys that end soon.",
        ),
    ] = None,
) -> None:
    """Show one sync, or what is complete in each source: last success, last try, days, what fails.

    MISSING counts days of health data without any between the first and the last. A file that fails
    counts once, whichever syncs it failed in.

    With --max-age it is for cron and monitoring: a line for each thing that is out of date, and it exits with 11; with 0
    and without a line where there is none.

    Examples:
        fittrack sync status
        fittrack sync status JOB -o json
        fittrack sync status --max-age 2d
    """
    from fittrack_cli.commands.one_record import print_record
    from fittrack_cli.commands.sync.fetching import get_overview
    from fittrack_cli.commands.sync.layout import print_job, print_overview
    from fittrack_cli.commands.sync.meant import job_id_of
    from fittrack_client import api

    if max_age is not None:
        from fittrack_cli.commands.sync.out_of_date import check_age

        check_age(cli, max_age, job=job, latest=latest)
    elif job is None and not latest:
        print_overview(cli, get_overview(cli))
    else:
        asked = api.get_sync_job(job_id_of(cli, job, latest=latest))
        print_record(cli, asked, "SyncJob", print_job)


def coverage(
    cli: Cli,
    types: Annotated[
        list[str] | None,
        Argument(metavar="DATED_TYPE", help=f"{' or '.join(COVERAGE_TYPES)} (default: both)."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
    source: Annotated[
        str | None,
        Option("--source", metavar="SOURCE", help=f"Only of this source: {NAMED_BY_NAME}."),
    ] = None,
) -> None:
    """Show day by day what is there: available, empty, failed or not asked. The last 30 days by default.

    Empty: a sync asked for that day, and there was nothing. On a terminal this is a calendar. Elsewhere it
    has one row a day, with the reason and the sync that found it.

    Examples:
        fittrack sync coverage
        fittrack sync coverage health --last 1y
        fittrack sync coverage --since 2026-01-01 -o csv > coverage.csv
    """
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import SOURCE
    from fittrack_cli.commands.ranges import date_range
    from fittrack_cli.commands.sync.fetching import list_coverage
    from fittrack_cli.commands.sync.layout import print_coverage

    source_id = id_of(cli, SOURCE, source) if source is not None else None
    days = date_range(since, until, last)
    print_coverage(cli, list_coverage(cli, types, days, source_id=source_id))


def reread(
    cli: Cli,
    ids: Annotated[
        list[str] | None,
        Argument(metavar="ACTIVITY", help=f"Activities: {NAMED_BY} (default: everything)."),
    ] = None,
    since: SinceOption = None,
    wait: WaitOption = False,
    watch: WatchOption = False,
    attach: Annotated[
        bool,
        Option("--attach", help="If a reread is already running, watch that one; implies --watch."),
    ] = False,
    idempotency_key: Annotated[
        str | None,
        Option(
            "--idempotency-key",
            metavar="KEY",
            help="The same key with the same request starts only one reread.",
        ),
    ] = None,
) -> None:
    """Read the stored originals again: activities, health and workouts are derived from them anew.

    No source is asked, so it also works when the source is away or disconnected. Ids, and what was merged, split,
    deleted or undone, stay. After an upgrade that reads more from files, this starts by itself. It gives way to
    syncs, and is listed among them: `fittrack sync items JOB` shows what changed.

    Examples:
        fittrack sync reread --watch
        fittrack sync reread --since 2026-01-01
        fittrack sync reread ACTIVITY --wait
    """
    from fittrack_cli.commands.sync.ending import finish
    from fittrack_cli.commands.sync.layout import print_made_job
    from fittrack_cli.commands.sync.rereading import reread_request, start_reread

    request = reread_request(cli, ids, since=since)
    job, is_ours = start_reread(cli, request, key=idempotency_key, attach=attach)
    if not is_ours:
        cli.output.note(f"Reread {job.id} is already running; watching that one.")
    if wait or watch or attach:
        finish(cli, job, silent=wait and not watch)
    else:
        print_made_job(cli, job)
        cli.output.note(f"Watch it with: fittrack sync watch {job.id}")


def list_(
    cli: Cli,
    state: Annotated[
        str | None,
        Option("--state", metavar="STATE", help="Only syncs in this state, such as failed."),
    ] = None,
    limit: LimitOption = None,
    every: AllOption = False,
) -> None:
    """List syncs, the latest first.

    Examples:
        fittrack sync list --limit 5
        fittrack sync list --state running -o json --fields id
    """
    from fittrack_cli.commands.first_rows import most_of
    from fittrack_cli.commands.sync.fetching import list_jobs
    from fittrack_cli.commands.sync.layout import print_jobs

    jobs = list_jobs(cli, state=state, limit=most_of(cli, limit, every=every))
    print_jobs(cli, jobs, state=state)


def watch(cli: Cli, job: LatestJobArgument = None, latest: LatestOption = False) -> None:
    """Follow a sync until it ends. Ctrl-C stops watching; the sync continues.

    Exits with 0 if everything came in, 10 if some items failed, and 8 if the sync failed or was
    cancelled.

    Examples:
        fittrack sync watch
        fittrack sync watch JOB
    """
    from fittrack_cli.commands.sync.ending import finish_id
    from fittrack_cli.commands.sync.meant import job_id_of

    finish_id(cli, job_id_of(cli, job, latest=latest))


def items(
    cli: Cli,
    job: LatestJobArgument = None,
    latest: LatestOption = False,
    outcome: Annotated[
        str | None,
        Option(
            "--outcome", metavar="OUTCOME", help="Only items with this outcome, such as failed."
        ),
    ] = None,
    type_: Annotated[
        str | None, Option("--type", metavar="TYPE", help="Only items of this type.")
    ] = None,
    messages: Annotated[
        bool,
        Option("--messages", help="Also show which messages each FIT file has."),
    ] = False,
    limit: LimitOption = None,
    every: AllOption = False,
) -> None:
    """List what happened to each file, and why.

    A day after a sync, its items for files that had not changed go, unless it was the last one; its counts stay,
    and `fittrack sync status JOB` says since when.

    Examples:
        fittrack sync items --outcome failed
        fittrack sync items -o csv > items.csv
        fittrack sync items JOB --messages -o json --fields name,messages
    """
    from fittrack_cli.commands.first_rows import most_of
    from fittrack_cli.commands.sync.fetching import list_items
    from fittrack_cli.commands.sync.layout import print_items
    from fittrack_cli.commands.sync.meant import job_id_of

    job_id = job_id_of(cli, job, latest=latest)
    items = list_items(
        cli,
        job_id,
        outcome=outcome,
        type_=type_,
        messages=messages,
        limit=most_of(cli, limit, every=every),
    )
    choice = " and ".join(filter(None, (outcome, type_ and f"of the type {type_}")))
    print_items(cli, items, job_id, choice=choice, messages=messages)


def cancel(
    cli: Cli,
    job: Annotated[
        str | None,
        Argument(metavar="JOB", help=f"The sync: {NAMED_BY} (default: the one that is running)."),
    ] = None,
    latest: LatestOption = False,
) -> None:
    """Stop a running sync. Items that are done stay done.

    Examples:
        fittrack sync cancel
        fittrack sync cancel JOB
    """
    from fittrack_cli.commands.sync.cancelling import cancel_job
    from fittrack_cli.commands.sync.layout import print_made_job
    from fittrack_cli.commands.sync.meant import job_id_of, running

    cancelled = cancel_job(cli, job_id_of(cli, job, latest=latest, otherwise=running))
    print_made_job(cli, cancelled)
    cli.output.note(f"Continue it with: fittrack sync retry {cancelled.id}")


def undo(cli: Cli, job: JobArgument = None, yes: YesOption = False) -> None:
    """Undo a sync: take away what it brought.

    Recordings and days of health data that it replaced count again. The same files bring nothing back.
    It can be restored for 30 days; then it is gone for good.

    Examples:
        fittrack sync undo JOB
    """
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import JOB
    from fittrack_cli.commands.sync.layout import print_made_job
    from fittrack_cli.commands.sync.undoing import undo_job

    print_made_job(cli, undo_job(cli, id_of(cli, JOB, job), yes=yes))


def restore(cli: Cli, job: JobArgument = None) -> None:
    """Restore what an undone sync brought.

    Examples:
        fittrack sync restore JOB
    """
    from fittrack_cli.commands.naming.meaning import id_of
    from fittrack_cli.commands.naming.nouns import JOB
    from fittrack_cli.commands.sync.layout import print_made_job
    from fittrack_cli.commands.sync.meant import undone
    from fittrack_cli.commands.sync.undoing import restore_job

    print_made_job(cli, restore_job(cli, id_of(cli, JOB, job, undone)))


def retry(
    cli: Cli,
    job: LatestJobArgument = None,
    latest: LatestOption = False,
    wait: WaitOption = False,
    watch: WatchOption = False,
) -> None:
    """Continue a sync: what was left out, and what failed.

    Examples:
        fittrack sync retry JOB --watch
        fittrack sync retry --watch
    """
    from fittrack_cli.commands.sync.ending import finish
    from fittrack_cli.commands.sync.layout import print_made_job
    from fittrack_cli.commands.sync.meant import job_id_of
    from fittrack_cli.commands.sync.starting import retry_job

    again = retry_job(cli, job_id_of(cli, job, latest=latest))
    if wait or watch:
        finish(cli, again, silent=not watch)
    else:
        print_made_job(cli, again)
        cli.output.note(f"Watch it with: fittrack sync watch {again.id}")
