"""The weighings of a day as Garmin tells them."""

from __future__ import annotations

import datetime as dt

from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.readers.garmin.answer import NOTHING, Answer
from fittrack_backend.readers.garmin.days import day_asked
from fittrack_backend.readers.garmin.values import (
    Object,
    is_near,
    kilograms,
    list_of,
    moment,
    number,
    object_of,
    whole,
)
from fittrack_backend.records.weighings import Weighing

OF_WEIGHT = frozenset({"allWeightMetrics", "latestWeight"})
"""The names of members of which an answer has one, if it says something."""
_MOST = 1_000
_LIGHTEST_KG = 2


def read_weight(answer: Answer) -> FileContents:
    """The weighings of a day."""
    told = answer.object()
    entries = list_of(told.get("allWeightMetrics")) or [told.get("latestWeight")]
    found = [
        weighing
        for one in map(object_of, entries[:_MOST])
        if (weighing := _weighing(one, _day(answer, told, one))) is not None
    ]
    if not found:
        raise NothingToSave(NOTHING, damaged=False)
    more = f"there are more than {_MOST:,} weighings in it: the rest was left out"
    return FileContents(
        "json", weights=tuple(found), damage=(more,) if len(entries) > _MOST else ()
    )


def _day(answer: Answer, told: Object, one: Object) -> dt.date:
    return day_asked(answer, one.get("calendarDate"), told.get("summaryDate"))


def _weighing(told: Object, day: dt.date) -> Weighing | None:
    # `date` is the wall clock where both are told, and the only time where one is.
    at = moment(told.get("timestampGMT")) or moment(told.get("date"))
    weight = kilograms(told.get("weight"))
    if at is None or weight is None or weight < _LIGHTEST_KG or not is_near(day, at):
        return None
    return Weighing(
        measured_at=at,
        weight_kg=weight,
        date=day,
        body_fat_percent=number(told.get("bodyFat"), 0.1, 100),
        body_water_percent=number(told.get("bodyWater"), 0.1, 100),
        bone_mass_kg=_part(told.get("boneMass"), weight),
        muscle_mass_kg=_part(told.get("muscleMass"), weight),
        visceral_fat_rating=whole(told.get("visceralFat"), 1, 100),
        physique_rating=whole(told.get("physiqueRating"), 1, 100),
        bmi=number(told.get("bmi"), 1, 200),
    )


def _part(value: object, weight: float) -> float | None:
    """A part of the body, which weighs less than the whole."""
    found = kilograms(value)
    return found if found is not None and found < weight else None
