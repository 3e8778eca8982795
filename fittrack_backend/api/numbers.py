"""Operations on what is worked out of all activities, and on the athlete by whom they are judged."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Query

from fittrack_backend.api import strict
from fittrack_backend.api.activity_query import Since, Sports, Until, sports_of
from fittrack_backend.api.dependencies import ReaderDatabase, WriterDatabase
from fittrack_backend.api.responses import OF_A_SCOPE, problems
from fittrack_backend.api.schemas.numbers import (
    AthleteChange,
    AthleteSettings,
    AthleteView,
    Bests,
    TrainingLoad,
)
from fittrack_backend.api.strict import WHOLE_NUMBER
from fittrack_backend.errors import invalid
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.athlete import OfDevice
from fittrack_backend.records.local_time import today
from fittrack_backend.storage import athletes, bests, training_load
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.training_load import LoadMeasure

router = strict.router("/v1", "data")

_MOST_SPORTS = 10


@router.get(
    "/bests",
    operation_id="get_bests",
    summary="Get best efforts",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def get_bests(
    database: ReaderDatabase,
    sport: Sports = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[
        int, Query(ge=1, le=100, description="How many of each at most."), WHOLE_NUMBER
    ] = 1,
) -> Bests:
    """The best times from 400 m to a marathon, and the most power for 5 s to an hour; of running and cycling, unless `sport`
    says otherwise. Worked out from samples in the background: `pending` says whether all were looked at."""
    sports = sports_of(sport) or ("running", "cycling")
    if len(sports) > _MOST_SPORTS:
        raise invalid("query.sport", f"There may be {_MOST_SPORTS} sports at most.")
    wanted = ActivityFilter(since=since, until=until, sports=sports)
    return Bests.model_validate(bests.bests(database, wanted, limit))


@router.get(
    "/training-load",
    operation_id="get_training_load",
    summary="Get the load of each day, fitness, fatigue and form",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def get_training_load(
    database: ReaderDatabase,
    since: Since = None,
    until: Until = None,
    measure: Annotated[
        LoadMeasure | None,
        Query(
            description="What a load is. Without: `stress`, unless more activities have a `trimp`."
        ),
    ] = None,
) -> TrainingLoad:
    """Of the last 90 days, unless said otherwise. Fitness is the load weighted over 42 days, fatigue over 7; what was done
    before counts."""
    now = dt.datetime.now(dt.UTC)
    return TrainingLoad.model_validate(
        training_load.training_load(database, since=since, until=until, measure=measure, now=now)
    )


@router.get(
    "/athlete",
    operation_id="get_athlete",
    summary="Show what is known of the athlete",
    responses=problems(*OF_A_SCOPE, Kind.VALIDATION),
)
def get_athlete(database: ReaderDatabase) -> AthleteView:
    """Heart rates, threshold power and zones: as they were set, and what counts today, with where it is from."""
    return _view(database)


@router.patch(
    "/athlete",
    operation_id="change_athlete",
    summary="Set what is known of the athlete",
    responses=problems(*OF_A_SCOPE, Kind.LIMIT_REACHED, Kind.VALIDATION, Kind.STORAGE_FULL),
)
def change_athlete(body: AthleteChange, database: WriterDatabase) -> AthleteView:
    """Sets values from a day on. Zones, stress and loads of all activities follow at once."""
    athletes.change(database, body.from_day or athletes.ALWAYS, body.changes())
    return _view(database)


def _view(database: AccountSession) -> AthleteView:
    known = athletes.athlete(database)
    settings = [
        AthleteSettings(from_day=None if day == athletes.ALWAYS else day, values=values)
        for day, values in sorted(known.settings.items())
    ]
    day = today(athletes.time_zone(database), dt.datetime.now(dt.UTC))
    return AthleteView(settings=settings, today=known.then(day, OfDevice()))
