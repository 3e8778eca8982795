"""Undoing a sync, and restoring what it brought."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from fittrack_cli.commands.removing import (
    RESTORABLE,
    ask_first,
    check_can_ask,
    removal_lines,
    removal_text,
)
from fittrack_client.models.sync_job import SyncJob

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli


def undo_job(cli: Cli, job_id: UUID, *, yes: bool) -> SyncJob:
    """Undoes a job that has ended. Raises Conflict while it runs, and other CliErrors."""
    from fittrack_client import api

    check_can_ask(cli, "undo the sync", yes=yes, command=f"fittrack sync undo {job_id}")
    goes = cli.connection.call(api.preview_undo(job_id))
    ask_first(cli, "Undo the sync?", removal_lines(goes, cli.output.units), yes=yes)
    undone = cli.connection.call(api.undo_sync(job_id))
    cli.output.note(f"Took away {removal_text(goes)}.")
    cli.output.note(f"Restore it {RESTORABLE} with: fittrack sync restore {job_id}")
    return undone


def restore_job(cli: Cli, job_id: UUID) -> SyncJob:
    """Restores what an undone job brought. Raises CliError."""
    from fittrack_client import api

    return cli.connection.call(api.restore_sync(job_id))
