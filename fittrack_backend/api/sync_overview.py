"""What is complete, by source and type, and day by day."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from fittrack_backend.api import strict
from fittrack_backend.api.dependencies import AskedPage, BackendDep, ReaderDatabase
from fittrack_backend.api.responses import OF_A_SCOPE, problems
from fittrack_backend.api.schemas.sync import CoverageType, OverviewRow, SyncCoverage, SyncOverview
from fittrack_backend.api.strict import Id
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.readers import SAMPLES_VERSION
from fittrack_backend.request_schema import Day
from fittrack_backend.storage.samples_to_come import activities_to_come
from fittrack_backend.sync import coverage, overview

router = strict.router("/v1/sync", "sync")


@router.get(
    "/overview",
    operation_id="get_sync_overview",
    summary="What is complete?",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def get_sync_overview(database: ReaderDatabase, backend: BackendDep) -> SyncOverview:
    """Per source and type: the last success and the last attempt, what came in, what is missing, what
    fails now and which job says why."""
    to_come = 0
    if backend.settings.samples == "background":
        to_come = activities_to_come(database, SAMPLES_VERSION)
    found = overview.show(database)
    rows = [OverviewRow.model_validate(row) for row in found.rows]
    return SyncOverview(rows=rows, warnings=found.warnings, samples_to_come=to_come)


@router.get(
    "/coverage",
    operation_id="list_sync_coverage",
    summary="What is known of each day?",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def list_sync_coverage(
    database: ReaderDatabase,
    asked: AskedPage,
    since: Annotated[
        Day | None, Query(description="The first day; without it, 30 days are listed.")
    ] = None,
    until: Annotated[
        Day | None, Query(description="The last day, included; without it, today.")
    ] = None,
    type: Annotated[CoverageType | None, Query(description="Only this type.")] = None,
    source_id: Annotated[Id | None, Query(description="Only this source.")] = None,
) -> SyncCoverage:
    """Source by source, type by type, day by day: whether its records are there and, if not, why."""
    question = coverage.Question(since, until, type.value if type else None, source_id)
    return SyncCoverage.model_validate(
        coverage.list_days(database, question, asked), from_attributes=True
    )
