"""Sync jobs, their items and the overview, asked of the backend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from fittrack_cli.commands.naming.shown import Listed, listed, wants_total
from fittrack_cli.commands.ranges import DateRange
from fittrack_cli.errors import UsageError
from fittrack_cli.output.records import parse_choice
from fittrack_client.models.sync_job import SyncJob
from fittrack_client.types import UNSET
from fittrack_contract import COVERAGE_TYPES, ITEM_OUTCOMES, JOB_STATES, SYNC_TYPES

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.covered_day import CoveredDay
    from fittrack_client.models.sync_item import SyncItem
    from fittrack_client.models.sync_overview import SyncOverview


def get_job(cli: Cli, job_id: UUID) -> SyncJob:
    """One job. Raises NotFound and other CliErrors."""
    from fittrack_client import api

    return cli.connection.call(api.get_sync_job(job_id))


def list_jobs(cli: Cli, *, state: str | None = None, limit: int | None = None) -> Listed[SyncJob]:
    """The jobs, the latest first, at most `limit`. Raises UsageError for an unknown state."""
    from fittrack_client import api
    from fittrack_client.models.job_state import check_job_state

    wanted = check_job_state(parse_choice(state, "state", JOB_STATES)) if state else UNSET
    return listed(
        cli,
        lambda digits: api.list_sync_jobs(
            state=wanted, include_id_digits=digits, include_total=wants_total(cli)
        ),
        limit=limit,
    )


def list_items(
    cli: Cli,
    job_id: UUID,
    *,
    outcome: str | None = None,
    type_: str | None = None,
    messages: bool = False,
    limit: int | None = None,
) -> Listed[SyncItem]:
    """What became of each file of a job. Raises UsageError for unknown names, NotFound."""
    from fittrack_client import api
    from fittrack_client.models.item_outcome import check_item_outcome
    from fittrack_client.models.sync_type import check_sync_type

    wanted_outcome = (
        check_item_outcome(parse_choice(outcome, "outcome", ITEM_OUTCOMES)) if outcome else UNSET
    )
    wanted_type = check_sync_type(parse_choice(type_, "type", SYNC_TYPES)) if type_ else UNSET
    asked = api.list_sync_items(
        job_id, outcome=wanted_outcome, type_=wanted_type, messages=messages or UNSET
    )
    return Listed(
        cli.connection.items(asked, limit=limit),
        count=lambda: _count_items(get_job(cli, job_id), outcome, type_),
    )


def _count_items(job: SyncJob, outcome: str | None, type_: str | None) -> int | None:
    """How many items a job has with an outcome and of a type; None for an old job, which does not keep all."""
    if job.items_tidied_at is not None:
        return None
    parts = [part for part in job.progress if type_ is None or part.type_ == type_]
    if outcome is None:
        return sum(part.total - part.pending for part in parts)
    counts = (part.to_dict().get(outcome) for part in parts)
    return sum(count for count in counts if isinstance(count, int))


def get_overview(cli: Cli) -> SyncOverview:
    """What is complete, by source and type. Raises CliError."""
    from fittrack_client import api

    return cli.connection.call(api.get_sync_overview())


def list_coverage(
    cli: Cli,
    types: Sequence[str] | None,
    days: DateRange,
    *,
    source_id: UUID | None = None,
) -> Iterator[CoveredDay]:
    """Each day of each source and type. Raises UsageError for a type without days, NotFound."""
    from fittrack_client import api
    from fittrack_client.models.coverage_type import check_coverage_type

    chosen = dict.fromkeys(_dated_type(name) for name in types or ())
    one = next(iter(chosen)) if len(chosen) == 1 else None
    found = cli.connection.items(
        api.list_sync_coverage(
            since=days.since or UNSET,
            until=days.until or UNSET,
            type_=check_coverage_type(one) if one is not None else UNSET,
            source_id=source_id or UNSET,
        )
    )
    return (day for day in found if not chosen or day.type_ in chosen)


def _dated_type(name: str) -> str:
    if name in SYNC_TYPES and name not in COVERAGE_TYPES:
        raise UsageError(
            f"{name} have no days",
            "coverage is by day, and planned workouts are not planned for one",
            "fittrack sync status counts them",
        )
    return parse_choice(name, "type", COVERAGE_TYPES)
