"""Making a reread run: what is asked of the backend, and starting it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fittrack_cli.commands.naming.meaning import ids_of
from fittrack_cli.commands.naming.nouns import ACTIVITY
from fittrack_cli.commands.sync.starting import start_job
from fittrack_client.models.reread_request import RereadRequest
from fittrack_client.models.sync_job import SyncJob
from fittrack_client.types import UNSET

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.operation import Operation


def reread_request(
    cli: Cli, ids: Sequence[str] | None, *, since: str | None = None
) -> RereadRequest:
    """The request that the options make; raises UsageError for what it cannot mean."""
    from fittrack_cli.commands.ranges import date_range

    chosen = list(dict.fromkeys(ids_of(cli, ACTIVITY, ids))) if ids else []
    return RereadRequest(since=date_range(since, None).since or UNSET, activity_ids=chosen or UNSET)


def start_reread(
    cli: Cli, request: RereadRequest, *, key: str | None = None, attach: bool = False
) -> tuple[SyncJob, bool]:
    """Starts a reread, as `start_sync` does a sync."""
    from fittrack_client import api

    def asked(key: str) -> Operation[SyncJob]:
        return api.reread(body=request, idempotency_key=key)

    return start_job(cli, "reread", asked, key=key, attach=attach)
