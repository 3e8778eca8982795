"""The operation on what activities add up to."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Query

from fittrack_backend.api import strict
from fittrack_backend.api.activity_query import Since, Sports, Until, sports_of
from fittrack_backend.api.dependencies import ReaderDatabase
from fittrack_backend.api.responses import OF_A_SCOPE, problems
from fittrack_backend.api.schemas.totals import Totals
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage import totals
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.totals import Grouping

router = strict.router("/v1", "data")


@router.get(
    "/totals",
    operation_id="get_totals",
    summary="Add up activities",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def get_totals(
    database: ReaderDatabase,
    by: Annotated[Grouping, Query(description="What each total is of.")] = "month",
    since: Since = None,
    until: Until = None,
    sport: Sports = None,
) -> Totals:
    """Count, distance, time, ascent and energy by week, month, year or sport, and streaks. Days are the
    athlete's own; weeks begin on Monday."""
    wanted = ActivityFilter(since=since, until=until, sports=sports_of(sport))
    return Totals.model_validate(
        totals.of_activities(database, wanted, by=by, now=dt.datetime.now(dt.UTC))
    )
