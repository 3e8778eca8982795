"""How syncs look: one job with its counts, the lists of jobs and items, the overview by type."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fittrack_cli.commands.sync.progress import UNKNOWN_TYPE, summary
from fittrack_cli.output.cells import NOTHING, duration
from fittrack_cli.output.columns import Column, Table
from fittrack_cli.output.records import members, row_of
from fittrack_contract import FIELDS, SYNC_TYPES

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.sync_item import SyncItem
    from fittrack_client.models.sync_job import SyncJob
    from fittrack_client.models.sync_overview import SyncOverview

JOB_FIELDS = FIELDS["SyncJob"]


def print_job(cli: Cli, job: SyncJob) -> None:
    """Prints one job; for people with the counts of each type below."""
    row = row_of(job)
    columns = [
        Column("state"),
        *([Column("reason")] if job.reason else []),
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
            *(Column(name) for name in ("new", "updated", "unchanged", "skipped", "failed")),
        ],
    )
    cli.output.item(
        row,
        columns,
        fields=JOB_FIELDS,
        title=f"Sync {job.id}",
        in_words={"covers": covers_text(job), "took_s": took_s(job)},
        below=[counts] if job.progress else [],
    )


def print_jobs(cli: Cli, jobs: Iterable[SyncJob]) -> None:
    """Prints a list of jobs."""
    cli.output.rows(
        (row_of(job) for job in jobs),
        [
            Column("created_at", "ASKED FOR"),
            Column("state"),
            Column("types", format=types_text, wide=True),
            Column("counts", "FILES", counts_text),
            Column("id"),
        ],
        fields=JOB_FIELDS,
        empty="No syncs. Start one with: fittrack sync start --watch",
    )


def print_items(cli: Cli, items: Iterable[SyncItem]) -> None:
    """Prints what became of each file."""
    cli.output.rows(
        (row_of(item) for item in items),
        [
            Column("outcome"),
            Column("type", wide=True),
            Column("name", "FILE"),
            Column("reason", "WHY"),
            Column("size_bytes", wide=True),
        ],
        fields=FIELDS["SyncItem"],
        empty="No such items.",
    )


def print_overview(cli: Cli, overview: SyncOverview) -> None:
    """Prints per type what is complete, and tells what is running or missing."""
    rows = [row_of(part) for part in overview.types]
    if cli.output.is_for_people:
        rows = [{**members(row["coverage"]), **row} for row in rows]
    cli.output.rows(
        rows,
        [
            Column("type"),
            Column("last_success_at", "LAST SUCCESS"),
            Column("first_date", "FROM"),
            Column("last_date", "TO"),
            Column("records"),
            Column("missing_days", "DAYS MISSING", wide=True),
            Column("failed_items", "FAILED"),
        ],
        fields=FIELDS["TypeOverview"],
        empty="Nothing has been synced yet. Start with: fittrack sync start --watch",
    )
    if not cli.output.is_for_people:
        return
    for part in overview.types:
        if part.running_job_id is not None:
            cli.output.note(
                f"{part.type_} is being synced: fittrack sync watch {part.running_job_id}"
            )
    failed = [part.last_job_id for part in overview.types if part.failed_items]
    for job_id in dict.fromkeys(filter(None, failed)):
        cli.output.note(f"why: fittrack sync items {job_id} --outcome failed")


def covers_text(job: SyncJob) -> str:
    """What a job covers, in words."""
    days = ""
    if job.since is not None or job.until is not None:
        days = f"{job.since or 'the first day'} to {job.until or 'today'}"
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
