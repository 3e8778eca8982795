"""Sync jobs, their items and the overview, asked of the backend."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import UUID

from fittrack_cli.output.records import parse_choice
from fittrack_client.models.sync_job import SyncJob
from fittrack_client.types import UNSET
from fittrack_contract import ITEM_OUTCOMES, JOB_STATES, SYNC_TYPES

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.sync_item import SyncItem
    from fittrack_client.models.sync_overview import SyncOverview


def get_job(cli: Cli, job_id: UUID) -> SyncJob:
    """One job. Raises NotFound and other CliErrors."""
    from fittrack_client import api

    return cli.connection.call(api.get_sync_job(job_id))


def list_jobs(cli: Cli, *, state: str | None = None, limit: int | None = None) -> Iterator[SyncJob]:
    """The jobs, the latest first, at most `limit`. Raises UsageError for an unknown state."""
    from fittrack_client import api
    from fittrack_client.models.job_state import check_job_state

    wanted = check_job_state(parse_choice(state, "state", JOB_STATES)) if state else UNSET
    return cli.connection.items(api.list_sync_jobs(state=wanted), limit=limit)


def list_items(
    cli: Cli,
    job_id: UUID,
    *,
    outcome: str | None = None,
    type_: str | None = None,
    limit: int | None = None,
) -> Iterator[SyncItem]:
    """What became of each file of a job. Raises UsageError for unknown names, NotFound."""
    from fittrack_client import api
    from fittrack_client.models.item_outcome import check_item_outcome
    from fittrack_client.models.sync_type import check_sync_type

    wanted_outcome = (
        check_item_outcome(parse_choice(outcome, "outcome", ITEM_OUTCOMES)) if outcome else UNSET
    )
    wanted_type = check_sync_type(parse_choice(type_, "type", SYNC_TYPES)) if type_ else UNSET
    return cli.connection.items(
        api.list_sync_items(job_id, outcome=wanted_outcome, type_=wanted_type), limit=limit
    )


def get_overview(cli: Cli) -> SyncOverview:
    """What is complete, type by type. Raises CliError."""
    from fittrack_client import api

    return cli.connection.call(api.get_sync_overview())
