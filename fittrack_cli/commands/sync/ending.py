"""Waiting for the end of a sync, and what that end means for the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from fittrack_cli.errors import CliError, Partial, SyncFailed

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.sync_job import SyncJob


def finish(cli: Cli, job: SyncJob, *, silent: bool = False) -> None:
    """Follows a job to its end and prints it. Raises Partial or SyncFailed when it is not good."""
    finish_id(cli, job.id, silent=silent)


def finish_id(cli: Cli, job_id: UUID, *, silent: bool = False) -> None:
    """`finish` for a job of which only the id is known."""
    from fittrack_cli.commands.sync.layout import print_job
    from fittrack_cli.commands.sync.watching import follow

    ended = follow(cli, job_id, silent=silent)
    print_job(cli, ended)
    failure = end_error(ended)
    if failure is not None:
        raise failure


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
            f"try again: fittrack sync retry {job.id}\n"
            "known to be bad: fittrack sync ignore FILE",
            extras=extras,
        )
    words = {"failed": "the sync failed", "cancelled": "the sync was cancelled"}
    return SyncFailed(
        words.get(job.state, f"the sync ended as {job.state!r}, which this version does not know"),
        job.reason or "",
        f"continue it with: fittrack sync retry {job.id}",
        extras=extras,
    )
