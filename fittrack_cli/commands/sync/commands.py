"""`fittrack sync`: bring in what is new, watch it, see what is complete."""

from typing import Annotated

import typer

from fittrack_cli.commands.arguments import (
    LastOption,
    LimitOption,
    SinceOption,
    UntilOption,
    YesOption,
)
from fittrack_cli.program.context import Cli
from fittrack_contract import COVERAGE_TYPES, SYNC_TYPES

JobArgument = Annotated[str, typer.Argument(metavar="JOB", help="The sync's id.")]
WaitOption = Annotated[
    bool,
    typer.Option(
        "--wait", help="Wait until it ends, and exit with 8 or 10 unless everything came in."
    ),
]
WatchOption = Annotated[bool, typer.Option("--watch", help="Like --wait, showing the progress.")]


def start(
    cli: Cli,
    types: Annotated[
        list[str] | None,
        typer.Argument(metavar="TYPE", help=f"{', '.join(SYNC_TYPES)} (default: all of them)."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
    full: Annotated[
        bool, typer.Option("--full", help="Read every file again, changed or not.")
    ] = False,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="SOURCE", help="Only from this source; repeatable."),
    ] = None,
    wait: WaitOption = False,
    watch: WatchOption = False,
    attach: Annotated[
        bool,
        typer.Option(
            "--attach", help="If such a sync is already running, watch that one; implies --watch."
        ),
    ] = False,
    idempotency_key: Annotated[
        str | None,
        typer.Option(
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
    from fittrack_cli.commands.sync.layout import print_job
    from fittrack_cli.commands.sync.starting import start_sync, sync_request

    request = sync_request(types, source, since=since, until=until, last=last, full=full)
    job, is_ours = start_sync(cli, request, key=idempotency_key, attach=attach)
    if not is_ours:
        cli.output.note(f"Sync {job.id} is already running; watching that one.")
    if wait or watch or attach:
        finish(cli, job, silent=wait and not watch)
    else:
        print_job(cli, job)
        cli.output.note(f"Watch it with: fittrack sync watch {job.id}")


def status(
    cli: Cli,
    job: Annotated[
        str | None,
        typer.Argument(metavar="JOB", help="The sync's id (default: what came in so far)."),
    ] = None,
) -> None:
    """Show one sync, or what is complete in each source: last success, last try, days, what fails.

    MISSING counts days of health data without any between the first and the last. A file that fails
    counts once, whichever syncs it failed in.

    Examples:
        fittrack sync status
        fittrack sync status JOB -o json
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.sync.fetching import get_job, get_overview
    from fittrack_cli.commands.sync.layout import print_job, print_overview

    if job is None:
        print_overview(cli, get_overview(cli))
    else:
        print_job(cli, get_job(cli, parse_id(job, "sync job")))


def coverage(
    cli: Cli,
    types: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DATED_TYPE", help=f"{' or '.join(COVERAGE_TYPES)} (default: both)."
        ),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    last: LastOption = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="SOURCE", help="Only of this source.")
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
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.ranges import date_range
    from fittrack_cli.commands.sync.fetching import list_coverage
    from fittrack_cli.commands.sync.layout import print_coverage

    source_id = parse_id(source, "source") if source is not None else None
    days = date_range(since, until, last)
    print_coverage(cli, list_coverage(cli, types, days, source_id=source_id))


def ignore(
    cli: Cli,
    items: Annotated[
        list[str],
        typer.Argument(
            metavar="ITEM", help="A file that fails, or the id of its item or the beginning of it."
        ),
    ],
) -> None:
    """Ignore files that are known to be bad, so that they no longer make a sync fail.

    A sync skips them, and reports what is wrong with them. A file whose content changes is tried again.

    Examples:
        fittrack sync ignore ACTIVITY/2026-02-11-18-40-00.fit
        fittrack sync ignore 0a9d3b52
    """
    from fittrack_cli.commands.sync.ignoring import ignore
    from fittrack_cli.commands.sync.layout import print_ignored

    print_ignored(cli, ignore(cli, items))
    cli.output.note("Take it back with: fittrack sync unignore FILE")


def ignored(cli: Cli, limit: LimitOption = None) -> None:
    """List the files that are ignored, the latest first.

    Examples:
        fittrack sync ignored
        fittrack sync ignored -o json --fields name,reason
    """
    from fittrack_cli.commands.sync.ignoring import list_ignored
    from fittrack_cli.commands.sync.layout import print_ignored

    print_ignored(cli, list_ignored(cli, limit=limit))


def unignore(
    cli: Cli,
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="IGNORED_FILE", help="A file that is ignored, or its id or the beginning of it."
        ),
    ],
) -> None:
    """Stop ignoring files: the next sync reports them as they are.

    Examples:
        fittrack sync unignore ACTIVITY/2026-02-11-18-40-00.fit
    """
    from fittrack_cli.commands.sync.ignoring import unignore

    unignore(cli, files)
    cli.output.note("The next sync reports it as it is.")


def list_(
    cli: Cli,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="STATE", help="Only syncs in this state, such as failed."),
    ] = None,
    limit: LimitOption = None,
) -> None:
    """List syncs, the latest first.

    Examples:
        fittrack sync list --limit 5
        fittrack sync list --state running -o json --fields id
    """
    from fittrack_cli.commands.sync.fetching import list_jobs
    from fittrack_cli.commands.sync.layout import print_jobs

    print_jobs(cli, list_jobs(cli, state=state, limit=limit))


def watch(cli: Cli, job: JobArgument) -> None:
    """Follow a sync until it ends. Ctrl-C stops watching; the sync continues.

    Exits with 0 if everything came in, 10 if some items failed, and 8 if the sync failed or was
    cancelled.

    Examples:
        fittrack sync watch JOB
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.sync.ending import finish_id

    finish_id(cli, parse_id(job, "sync job"))


def items(
    cli: Cli,
    job: JobArgument,
    outcome: Annotated[
        str | None,
        typer.Option(
            "--outcome", metavar="OUTCOME", help="Only items with this outcome, such as failed."
        ),
    ] = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Only items of this type.")
    ] = None,
    limit: LimitOption = None,
) -> None:
    """List what happened to each file, and why.

    A day after a sync, its items for files that had not changed go, unless it was the last one; its counts stay,
    and `fittrack sync status JOB` says since when.

    Examples:
        fittrack sync items JOB --outcome failed
        fittrack sync items JOB -o csv > items.csv
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.sync.fetching import list_items
    from fittrack_cli.commands.sync.layout import print_items

    job_id = parse_id(job, "sync job")
    print_items(cli, list_items(cli, job_id, outcome=outcome, type_=type_, limit=limit))


def cancel(cli: Cli, job: JobArgument) -> None:
    """Stop a running sync. Items that are done stay done.

    Examples:
        fittrack sync cancel JOB
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.sync.cancelling import cancel_job
    from fittrack_cli.commands.sync.layout import print_job

    cancelled = cancel_job(cli, parse_id(job, "sync job"))
    print_job(cli, cancelled)
    cli.output.note(f"Continue it with: fittrack sync retry {cancelled.id}")


def undo(cli: Cli, job: JobArgument, yes: YesOption = False) -> None:
    """Undo a sync: take away what it brought.

    Recordings and days of health data that it replaced count again. The same files bring nothing back.
    It can be restored for 30 days; then it is gone for good.

    Examples:
        fittrack sync undo JOB
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.sync.layout import print_job
    from fittrack_cli.commands.sync.undoing import undo_job

    print_job(cli, undo_job(cli, parse_id(job, "sync job"), yes=yes))


def restore(cli: Cli, job: JobArgument) -> None:
    """Restore what an undone sync brought.

    Examples:
        fittrack sync restore JOB
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.sync.layout import print_job
    from fittrack_cli.commands.sync.undoing import restore_job

    print_job(cli, restore_job(cli, parse_id(job, "sync job")))


def retry(cli: Cli, job: JobArgument, wait: WaitOption = False, watch: WatchOption = False) -> None:
    """Continue a sync: what was left out, and what failed.

    Examples:
        fittrack sync retry JOB --watch
    """
    from fittrack_cli.commands.ids import parse_id
    from fittrack_cli.commands.sync.ending import finish
    from fittrack_cli.commands.sync.layout import print_job
    from fittrack_cli.commands.sync.starting import retry_job

    again = retry_job(cli, parse_id(job, "sync job"))
    if wait or watch:
        finish(cli, again, silent=not watch)
    else:
        print_job(cli, again)
        cli.output.note(f"Watch it with: fittrack sync watch {again.id}")
