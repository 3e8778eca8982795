"""How syncs look: one job with its counts, the lists of jobs and items, the overview, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from fittrack_cli.commands.naming.shown import Listed, id_column
from fittrack_cli.commands.none_chosen import why_empty
from fittrack_cli.commands.source.kinds import HOW_TO_CONNECT
from fittrack_cli.commands.sync.fetching import list_items, list_jobs
from fittrack_cli.commands.sync.progress import UNKNOWN_TYPE, summary
from fittrack_cli.commands.sync.waiting import waiting_text
from fittrack_cli.output.cells import NOTHING, ago
from fittrack_cli.output.columns import Column, Table
from fittrack_cli.output.durations import duration
from fittrack_cli.output.records import members, row_of
from fittrack_common.sentences import counted
from fittrack_contract import FIELDS, SYNC_TYPES

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.models.covered_day import CoveredDay
    from fittrack_client.models.ignored_file import IgnoredFile
    from fittrack_client.models.sync_item import SyncItem
    from fittrack_client.models.sync_job import SyncJob
    from fittrack_client.models.sync_overview import SyncOverview

JOB_FIELDS = FIELDS["SyncJob"]


def print_job(cli: Cli, job: SyncJob) -> None:
    """Prints one job; for people with the counts of each type below."""
    row = row_of(job)
    columns = [
        Column("state"),
        *([Column("waiting")] if job.waiting_until else []),
        *([Column("reason")] if job.reason else []),
        *([Column("undone_at")] if job.undone_at else []),
        *([Column("items_tidied_at", "ITEMS TIDIED")] if job.items_tidied_at else []),
        Column("types", format=types_text),
        Column("covers"),
        Column("started_at"),
        *([Column("took_s", format=took_text)] if job.finished_at else []),
        *([Column("attempt")] if job.attempt > 1 else []),
    ]
    counts = Table(
        [
            row_of(part) | {"type": part.type_ or UNKNOWN_TYPE}
            for part in job.progress
            if part.total or part.type_ is not None
        ],
        [
            Column("type"),
            Column("total", "FILES"),
            *([Column("pending")] if job.counts.pending else []),
            *(
                Column(name)
                for name in ("new", "updated", "merged", "unchanged", "skipped", "failed")
            ),
        ],
    )
    cli.output.item(
        row,
        columns,
        fields=JOB_FIELDS,
        title=f"{job.kind.capitalize()} {job.id}",
        in_words={
            "covers": covers_text(job),
            "took_s": took_s(job),
            "waiting": waiting_text(job.waiting_for, job.waiting_until),
        },
        below=[counts] if job.progress else [],
    )


def print_made_job(cli: Cli, job: SyncJob) -> None:
    """Prints a job that the command started or changed; with --quiet its id alone."""
    if not cli.output.id_alone(job.id):
        print_job(cli, job)


def print_jobs(cli: Cli, jobs: Listed[SyncJob], *, state: str | None = None) -> None:
    """Prints a list of jobs, of those in one `state` where that was chosen."""
    rows = (row_of(job) for job in jobs)
    cli.output.rows(
        (row | {"state": state_text(row)} for row in rows) if cli.output.is_for_people else rows,
        [
            Column("created_at", "ASKED FOR"),
            Column("kind", wide=True),
            Column("state"),
            Column("undone_at", wide=True),
            Column("types", format=types_text, wide=True),
            Column("counts", "FILES", counts_text),
            id_column(jobs),
        ],
        fields=JOB_FIELDS,
        total=jobs.count,
        empty=why_empty(
            lambda: list_jobs(cli, limit=1),
            is_chosen=state is not None,
            none="No syncs. Start one with: fittrack sync start --watch",
            none_of=lambda _: f"No sync is {state}. All of them: fittrack sync list",
        ),
    )


def state_text(row: Mapping[str, object]) -> str:
    """A job's state, or that it was undone, which a narrow terminal has no column for."""
    return "undone" if row.get("undone_at") else str(row["state"])


def print_items(
    cli: Cli,
    items: Listed[SyncItem],
    job_id: UUID,
    *,
    choice: str = "",
    messages: bool = False,
) -> None:
    """Prints what became of each file of a job, or of those of a `choice` in words, with the messages that it has if
    these were asked for."""
    rows = (row_of(item) for item in items)
    cli.output.rows(
        (row | {"reason": why_text(row), "messages": messages_text(row)} for row in rows)
        if cli.output.is_for_people
        else rows,
        [
            Column("outcome"),
            Column("type", wide=True),
            Column("name", "FILE"),
            Column("reason", "WHY"),
            *([Column("messages")] if messages else []),
            Column("size_bytes", wide=True),
            id_column(items, wide=True),
        ],
        fields=FIELDS["SyncItem"],
        total=items.count,
        empty=why_empty(
            lambda: list_items(cli, job_id, limit=1),
            is_chosen=bool(choice),
            none=f"No items. What the sync counted: fittrack sync status {job_id}",
            none_of=lambda _: f"No item is {choice}. All of them: fittrack sync items {job_id}",
        ),
    )


def messages_text(row: Mapping[str, object]) -> str | None:
    """The messages that a file has: how many of each kind, those in brackets that are not kept."""
    messages = row.get("messages")
    if not isinstance(messages, list):
        return None
    return ", ".join(
        f"{one['count']} {one['name']}" if one["kept"] else f"({one['count']} {one['name']})"
        for one in messages
    )


def why_text(row: Mapping[str, object]) -> str | None:
    """An item's reason and remarks, and what a reread changed, in one text."""
    remarks, changed = row.get("remarks"), row.get("changed")
    told = [row.get("reason"), *(remarks if isinstance(remarks, list) else ())]
    if isinstance(changed, list) and changed:
        told.insert(0, f"changed: {', '.join(map(str, changed))}")
    return "; ".join(str(one) for one in told if one) or None


def print_overview(cli: Cli, overview: SyncOverview) -> None:
    """Prints what is complete by source and type, then what runs, what failed and where that is said."""
    rows = [row_of(row) for row in overview.rows]
    if cli.output.is_for_people:
        rows = [row | {"type": row["type"] or UNKNOWN_TYPE} for row in rows]
    cli.output.rows(
        rows,
        [
            Column("source_name", "SOURCE"),
            Column("type"),
            _moment_column("last_success_at", "LAST SUCCESS", "SUCCESS"),
            _moment_column("last_attempt_at", "LAST TRY", "TRY"),
            Column("last_state", "ENDED"),
            Column("records"),
            Column("first_date", "FROM", wide=True),
            Column("last_date", "TO", wide=True),
            Column("days_with_records", "DAYS", wide=True),
            Column("missing_days", "MISSING"),
            Column("unasked_days", "NOT ASKED", wide=True),
            Column("failing_files", "FAILING"),
        ],
        fields=FIELDS["OverviewRow"],
        empty=f"No source is connected. Connect one with: {HOW_TO_CONNECT}",
    )
    for warning in overview.warnings:
        cli.output.warn(warning)
    if cli.output.is_for_people:
        for line in _overview_notes(overview):
            cli.output.note(line)


def _moment_column(field: str, header: str, narrow: str) -> Column:
    return Column(field, header, narrow=Column(field, narrow, ago))


def _overview_notes(overview: SyncOverview) -> Iterator[str]:
    rows = overview.rows
    if rows and not any(row.last_attempt_at or row.running_job_id or row.records for row in rows):
        yield "Nothing has been synced yet. Start with: fittrack sync start --watch"
    running = [row.running_job_id for row in rows if row.running_job_id is not None]
    for job_id in dict.fromkeys(running):
        yield f"A sync is running: fittrack sync watch {job_id}"
    waits = (waiting_text(row.waiting_for, row.waiting_until) for row in rows)
    for text in dict.fromkeys(one for one in waits if one is not None):
        yield f"It is {text}."
    if overview.samples_to_come:
        yield f"Samples of {counted(overview.samples_to_come, 'activity', 'activities')} to come."
    failed = [row for row in rows if row.last_state == "failed" and row.last_reason]
    for name, reason in dict.fromkeys((row.source_name, row.last_reason) for row in failed):
        yield f"{name}: the last sync failed: {reason}"
    failing = [job_id for row in rows for job_id in row.failed_job_ids]
    for job_id in dict.fromkeys(failing):
        yield f"Why files fail: fittrack sync items {job_id} --outcome failed"
    if failing:
        yield "A file is known to be bad? fittrack sync ignore FILE"
    ignored = sum(row.ignored_files for row in rows)
    if ignored:
        yield f"{ignored} file{'s are' if ignored != 1 else ' is'} ignored: fittrack sync ignored"


def print_coverage(cli: Cli, days: Iterable[CoveredDay]) -> None:
    """Prints a calendar of each source and type on a terminal, elsewhere a row a day."""
    if cli.output.is_for_people and cli.output.is_terminal:
        from fittrack_cli.commands.sync.day_calendar import lines

        shown = False
        for line in lines(days, color=cli.output.color):
            cli.output.text(f"{line}\n")
            shown = True
        if not shown:
            cli.output.note(f"No source is connected. Connect one with: {HOW_TO_CONNECT}")
        return
    cli.output.rows(
        (row_of(day) for day in days),
        [
            Column("source_name", "SOURCE"),
            Column("type"),
            Column("date", "DAY"),
            Column("state"),
            Column("reason", "WHY"),
            id_column(Listed(()), "job_id", "SYNC"),
        ],
        fields=FIELDS["CoveredDay"],
        empty=f"No source is connected. Connect one with: {HOW_TO_CONNECT}",
    )


def print_ignored(cli: Cli, files: Listed[IgnoredFile]) -> None:
    """Prints the files that are ignored."""
    cli.output.rows(
        (row_of(file) for file in files),
        [
            Column("name", "FILE"),
            Column("reason", "WHAT IS WRONG"),
            Column("ignored_at", wide=True),
            id_column(files, wide=True),
        ],
        fields=FIELDS["IgnoredFile"],
        total=files.count,
        empty="No file is ignored.",
    )


def covers_text(job: SyncJob) -> str:
    """What a job covers, in words."""
    days = ""
    if job.since is not None or job.until is not None:
        days = f"{job.since or 'the first day'} to {job.until or 'today'}"
    if job.activity_ids:
        count = len(job.activity_ids)
        return f"{count} {'activity' if count == 1 else 'activities'} again{', ' + days if days else ''}"
    if job.kind == "reread" and not job.full:
        return "what an older version read"
    if job.full:
        return f"everything again{', ' + days if days else ''}"
    return days or "what is new"


def took_s(job: SyncJob) -> float | None:
    """The seconds from a job's start to its end."""
    if job.started_at is None or job.finished_at is None:
        return None
    return max((job.finished_at - job.started_at).total_seconds(), 0.0)


def took_text(value: object) -> str:
    """How long a job took: to a tenth of a second below ten."""
    if not isinstance(value, float):
        return NOTHING
    return f"{value:.1f} s" if value < 10 else duration(value)


def types_text(value: object) -> str:
    """A job's types; `all` for all of them."""
    types = value if isinstance(value, list) else []
    return "all" if set(SYNC_TYPES) <= set(types) else ", ".join(map(str, types))


def counts_text(value: object) -> str:
    """A job's counts: what is not zero."""
    counts = members(value)
    pending = f"{counts['pending']} pending" if counts.get("pending") else ""
    return ", ".join(filter(None, (summary(dict(counts)), pending))) or "no files"
