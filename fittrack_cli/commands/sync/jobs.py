"""Sync jobs as people see them: one job on the screen, and what its end means for the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.commands.sync.progress import UNKNOWN_TYPE, summary
from fittrack_cli.errors import CliError, Partial, SyncFailed
from fittrack_cli.output import Column
from fittrack_cli.output.cells import NOTHING, duration
from fittrack_cli.output.records import members, row_of
from fittrack_contract import FIELDS, SYNC_TYPES

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.sync_job import SyncJob

JOB_FIELDS = FIELDS["SyncJob"]


def print_job(cli: Cli, job: SyncJob) -> None:
    """Prints one job; for people with the counts of each type below."""
    row = row_of(job)
    if cli.output_format != "table" or cli.fields or cli.given("query") is not None:
        cli.output.item(row, fields=JOB_FIELDS)
        return
    columns = [
        Column("state"),
        *([Column("reason")] if job.reason else []),
        Column("types", format=types_text),
        Column("covers"),
        Column("started_at"),
        *([Column("took_s", format=took_text)] if job.finished_at else []),
        *([Column("attempt")] if job.attempt > 1 else []),
    ]
    extra: dict[str, object] = {"covers": covers_text(job), "took_s": took_s(job)}
    cli.output.item(row | extra, columns, fields=JOB_FIELDS, title=f"Sync {job.id}")
    if job.progress:
        cli.output.blank()
        cli.output.rows(
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
            fields=FIELDS["SyncProgress"],
        )


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


def end_error(job: SyncJob) -> CliError | None:
    """The failure that a job's end stands for; None when everything came in."""
    if job.state == "succeeded":
        return None
    extras = {"job_id": str(job.id), "state": job.state}
    counts = job.counts
    if job.state == "partial":
        of_all = f"of {counts.total} file{'s' if counts.total != 1 else ''} failed"
        return Partial(
            "the sync is partial",
            job.reason or f"{counts.failed} {of_all}",
            f"why: fittrack sync items {job.id} --outcome failed\n"
            f"try again: fittrack sync retry {job.id}",
            extras=extras,
        )
    words = {"failed": "the sync failed", "cancelled": "the sync was cancelled"}
    return SyncFailed(
        words.get(job.state, f"the sync ended as {job.state!r}, which is unknown here"),
        job.reason or "",
        f"take it up again with: fittrack sync retry {job.id}",
        extras=extras,
    )
