"""Daily health: what files say about a day, and the day as it is stored and shown."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated

from fittrack_backend.records.fields import Means, Record


@dataclass(frozen=True)
class OfDay(Record):
    """A record of one local day."""

    date: Annotated[dt.date, Means(example="2026-03-01")]


@dataclass(frozen=True)
class OfKind(OfDay):
    """A record of one kind of activity (`walking`, `running` …) on one local day."""

    activity_type: str


@dataclass(frozen=True)
class Counters(Record):
    """Counters since local midnight: in files by kind of activity, and added up for the day."""

    steps: Annotated[int | None, Means(example=14210, merged="greatest")]
    distance_m: Annotated[float | None, Means(example=11380.0, merged="greatest")]
    active_calories_kcal: Annotated[int | None, Means(example=912, merged="greatest")]


@dataclass(frozen=True, kw_only=True)
class DayValues(Record):
    """Values of a whole day that are shown as files have them. Each says how it is `merged`."""

    resting_calories_kcal: Annotated[int | None, Means(example=1720, merged="greatest")] = None


@dataclass(frozen=True)
class DayActivity(Counters, OfKind):  # the last base's fields come first
    """What one file knows of one kind of activity on one local day.

    The values are counters since local midnight, so of two files about the same day and kind the
    greater value is the later one, and the kinds of a day add up.
    """

    active_s: Annotated[float | None, Means(merged="greatest")]


@dataclass(frozen=True)
class DayTotals(DayValues, OfDay):
    """What one file knows of a local day as a whole.

    `resting_calories_kcal` is for the full day. The minutes are those that this file recorded:
    those of several files about one day add up.
    """

    moderate_minutes: Annotated[int | None, Means(merged="sum")] = None
    vigorous_minutes: Annotated[int | None, Means(merged="sum")] = None


@dataclass(frozen=True)
class Weight(Record):
    """One weighing."""

    measured_at: Annotated[dt.datetime, Means(example="2026-03-01T06:02:10Z")]
    weight_kg: Annotated[float, Means(example=71.4)]


@dataclass(frozen=True)
class Weighing(Weight):
    """One weighing in a file. `date` is the local day if the file has its time zone, or else the day in UTC."""

    date: dt.date


@dataclass(frozen=True, kw_only=True)
class DaySum(DayValues, Counters, OfDay):
    """A day's totals, from everything that files say about it."""

    active_minutes: Annotated[float | None, Means(example=74.0)]
    weight_kg: Annotated[float | None, Means(text="The last weighing of the day.", example=71.4)]
    weights: tuple[Weight, ...]


@dataclass(frozen=True, kw_only=True)
class DailyHealth(DaySum):
    """A day's totals, in the athlete's local time."""

    updated_at: Annotated[dt.datetime, Means(example="2026-03-02T06:12:45Z")]
