"""Bests, the load of days, and what an athlete says of themselves."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from fittrack_backend.api.schemas.base import Schema
from fittrack_backend.api.strict import WHOLE_NUMBER_IN_JSON
from fittrack_backend.records.athlete import AthleteThen, AthleteValues, ValueFrom
from fittrack_backend.records.recording_numbers import BestKind
from fittrack_backend.request_schema import Day, RequestSchema
from fittrack_backend.storage.training_load import MOST_DAYS, LoadMeasure


class BestEffort(Schema):
    """A best effort of a sport, and of which activity it is."""

    rank: int = Field(description="Its place among those of its kind: 1 is the best.")
    sport: str
    kind: BestKind = Field(
        description="`time`: the least over a distance; `power`: the most for a time."
    )
    distance_m: float | None = Field(description="Null for `power`.")
    duration_s: float = Field(
        description="The time that it took, with pauses; for `power` the time that was asked for."
    )
    power_w: float | None = Field(description="The mean power. Null for `time`.")
    activity_id: UUID
    activity_name: str | None
    recording_id: UUID
    start_time: dt.datetime = Field(description="When it began.")
    date: dt.date = Field(description="The athlete's own day of the activity.")


class Bests(Schema):
    items: list[BestEffort] = Field(
        description="By sport; the times over distances first, the shortest distance first; then the power, the shortest time "
        "first; the best of each first. One of an activity."
    )
    pending: int = Field(
        description="How many activities were not looked at yet, which happens in the background after a sync."
    )


class LoadDay(Schema):
    """A day without an activity has a load of zero."""

    date: dt.date
    load: float
    fitness: float = Field(description="Of the evening (CTL): weighted over 42 days.")
    fatigue: float = Field(description="Of the evening (ATL): weighted over 7 days.")
    form: float = Field(description="Of the morning (TSB): fitness less fatigue of the day before.")


class ValuesFrom(Schema):
    """Where the values of the athlete were from, by which the loads were worked out."""

    max_hr: list[ValueFrom]
    resting_hr: list[ValueFrom]
    threshold_hr: list[ValueFrom]
    threshold_power: list[ValueFrom]
    sex: list[ValueFrom]


class TrainingLoad(Schema):
    measure: LoadMeasure = Field(
        description="`stress`: the training stress score from power, and where that lacks from heart rates; `trimp`: Banister's."
    )
    items: list[LoadDay] = Field(
        description=f"Each day, the earliest first; {MOST_DAYS:,} at most, the last ones."
    )
    without_load: int = Field(
        description="Activities of these days without one: no heart rate and no power, or too little is known of the athlete."
    )
    pending: int = Field(
        description="How many activities were not looked at yet, which happens in the background after a sync."
    )
    values_from: ValuesFrom


class AthleteSettings(Schema):
    """What an athlete says of themselves from a day on."""

    from_day: dt.date | None = Field(description="Null: from the first day on.")
    values: AthleteValues


class AthleteView(Schema):
    """What is known of an athlete: their own settings, and what counts today."""

    settings: list[AthleteSettings] = Field(
        description="The earliest first. Of each value the last that was set up to a day counts on that day."
    )
    today: AthleteThen = Field(
        description="What counts for an activity of today whose file says nothing of the athlete."
    )


_Bpm = Annotated[int, Field(ge=20, le=254, strict=False), WHOLE_NUMBER_IN_JSON]
_Watts = Annotated[int, Field(ge=1, le=3000, strict=False), WHOLE_NUMBER_IN_JSON]


class AthleteChange(RequestSchema):
    """What is to change. What is left out stays; null takes a value back."""

    from_day: Day | None = Field(
        default=None, description="From which day on it holds. Null: from the first day on."
    )
    max_hr_bpm: _Bpm | None = None
    resting_hr_bpm: _Bpm | None = None
    threshold_hr_bpm: _Bpm | None = Field(
        default=None, description="The heart rate at the lactate threshold."
    )
    threshold_power_w: _Watts | None = Field(
        default=None, description="The functional threshold power (FTP)."
    )
    sex: Literal["female", "male"] | None = Field(
        default=None, description="Whose weights count for Banister's TRIMP."
    )
    hr_zones_bpm: list[_Bpm] | None = Field(
        default=None,
        min_length=1,
        max_length=10,
        description="Where the zones of the heart rate begin, from zone 1 on; in any order.",
    )
    power_zones_w: list[_Watts] | None = Field(
        default=None,
        min_length=1,
        max_length=10,
        description="Where the zones of the power begin, from zone 2 on; in any order.",
    )

    def changes(self) -> dict[str, object]:
        """The values that are to change, as `AthleteValues` has them."""
        given = {name: getattr(self, name) for name in self.model_fields_set - {"from_day"}}
        for name in given.keys() & {"hr_zones_bpm", "power_zones_w"}:
            given[name] = tuple(sorted(set(given[name] or ())))
        return given
