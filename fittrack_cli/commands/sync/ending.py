"""Waiting for the end of a sync, and what that end means for the exit code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from fittrack_cli.errors import CliError, Partial, SyncFailed
from fittrack_common.sentences import counted

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.sync_job import SyncJob


def finish(cli: Cli, job: SyncJob, *, silent: bool = False) -> None:
    """Follows a job that the command started to its end and prints it; with --quiet its id alone.

    Raises Partial or SyncFailed when it is not good.
    """
    from fittrack_cli.commands.sync.layout import print_made_job

    _finish(cli, job.id, print_made_job, silent=silent)


def finish_id(cli: Cli, job_id: UUID) -> None:
    """Follows a job that was there before, and prints it; else as `finish`."""
    from fittrack_cli.commands.sync.layout import print_job

    _finish(cli, job_id, print_job, silent=False)


def _finish(cli: Cli, job_id: UUID, show: Callable[[Cli, SyncJob], None], *, silent: bool) -> None:
    from fittrack_cli.commands.sync.watching import follow

    ended = follow(cli, job_id, silent=silent)
    show(cli, ended)
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
        of_all = f"of {counted(counts.total, 'file')} failed"
        hint = (
            f"why: fittrack sync items {job.id} --outcome failed\n"
            f"try again: fittrack sync retry {job.id}"
        )
        if job.kind == "sync":
            hint += "\nknown to be bad: fittrack sync ignore FILE"
        return Partial(
            f"the {job.kind} is partial",
            job.reason or f"{counts.failed} {of_all}",
            hint,
            extras=extras,
        )
    words = {"failed": f"the {job.kind} failed", "cancelled": f"the {job.kind} was cancelled"}
    return SyncFailed(
        words.get(
            job.state, f"the {job.kind} ended as {job.state!r}, which this version does not know"
        ),
        job.reason or "",
        f"continue it with: fittrack sync retry {job.id}",
        extras=extras,
    )
