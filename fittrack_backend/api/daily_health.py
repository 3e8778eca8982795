"""Operations on health: days, nights, weighings, and values over a day."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from fittrack_backend.api import strict
from fittrack_backend.api.activity_query import Since, Until
from fittrack_backend.api.dependencies import AskedPage, CountedPage, ReaderDatabase
from fittrack_backend.api.listed import Listed, listed
from fittrack_backend.api.responses import OF_A_SCOPE, problems
from fittrack_backend.api.schemas.daily_health import DailyHealthList, SleepNightList, WeightList
from fittrack_backend.api.tagged_answers import NOTHING_CHANGED, TaggedRoute
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.health import DailyHealthDetail
from fittrack_backend.records.series import HealthSeries, Metric
from fittrack_backend.request_schema import Day
from fittrack_backend.storage import days

router = strict.router("/v1", "data")
_tagged = strict.router("/v1", "data", TaggedRoute)

DayOfHealth = Annotated[Day, Path(description="The athlete's own day.")]


@router.get(
    "/daily-health",
    operation_id="list_daily_health",
    summary="List daily health",
    response_model=DailyHealthList,
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_daily_health(
    database: ReaderDatabase,
    asked: CountedPage,
    since: Since = None,
    until: Until = None,
) -> Listed:
    """Latest day first. Each value says which file it is from (`sources`)."""
    return listed(
        DailyHealthList,
        days.list_all(database, asked, since=since, until=until),
    )


@router.get(
    "/daily-health/{date}",
    operation_id="get_daily_health",
    summary="Show a day of health data",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION),
)
def get_daily_health(date: DayOfHealth, database: ReaderDatabase) -> DailyHealthDetail:
    """A day with the night that ended on it."""
    return days.show(database, date)


@_tagged.get(
    "/daily-health/{date}/series/{metric}",
    operation_id="get_health_series",
    summary="Show how a value went over a day",
    responses=problems(*OF_A_SCOPE, Kind.NOT_FOUND, Kind.VALIDATION) | NOTHING_CHANGED,
)
def get_health_series(
    date: DayOfHealth,
    metric: Annotated[Metric, Path(description="Which value.")],
    database: ReaderDatabase,
) -> HealthSeries:
    """All points that were measured, in order. `series` of a day names what there is of it. With
    `If-None-Match`, 304 says that nothing has changed."""
    return days.show_series(database, date, metric)


router.routes.extend(_tagged.routes)


@router.get(
    "/sleep",
    operation_id="list_sleep",
    summary="List nights",
    response_model=SleepNightList,
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_sleep(
    database: ReaderDatabase,
    asked: CountedPage,
    since: Since = None,
    until: Until = None,
) -> Listed:
    """Latest first, with the stages of sleep. A night belongs to the day of waking."""
    return listed(
        SleepNightList,
        days.list_nights(database, asked, since=since, until=until),
    )


@router.get(
    "/weights",
    operation_id="list_weights",
    summary="List weighings",
    response_model=WeightList,
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def list_weights(
    database: ReaderDatabase,
    asked: AskedPage,
    since: Since = None,
    until: Until = None,
) -> Listed:
    """Latest first, with the body composition where the scale measures it."""
    return listed(
        WeightList,
        days.list_weights(database, asked, since=since, until=until),
    )
