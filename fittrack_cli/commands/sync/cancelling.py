"""Stopping a sync that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from fittrack_cli.errors import Conflict
from fittrack_client.models.sync_job import SyncJob

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli


def cancel_job(cli: Cli, job_id: UUID) -> SyncJob:
    """Cancels a job. Raises Conflict for one that has ended, and other CliErrors."""
    from fittrack_client import api

    try:
        return cli.connection.call(api.cancel_sync(job_id))
    except Conflict as error:
        error.hint = error.hint or f"fittrack sync status {job_id} shows how it ended"
        raise
