"""What an athlete did, in plain units: the truth that an account of the stand-in holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from attrs import frozen

FileKind = Literal["fit", "tcx", "none", "cut", "empty", "foreign", "not_a_zip"]
"""What the download of an activity gives: its file in a zip; an empty zip, since it was entered by hand; a zip
that was cut; no bytes at all; a zip with something else in it; a page of HTML."""

BROKEN: tuple[FileKind, ...] = ("cut", "empty", "foreign", "not_a_zip")
Level = Literal["deep", "light", "rem", "awake"]


@frozen(kw_only=True)
class Activity:
    """An activity; of a multisport one the parent, which names its legs, or a leg, which names its parent."""

    id: int
    name: str
    type_key: str
    sport: str
    sub_sport: str
    start: dt.datetime
    utc_offset_s: int
    seconds: int
    distance_m: float | None
    calories: int | None
    avg_hr: int | None
    max_hr: int | None
    avg_power: int | None
    ascent_m: int | None
    training_effect: float | None
    training_load: float | None
    file: FileKind
    parent_id: int | None = None
    leg_ids: tuple[int, ...] = ()

    @property
    def local_start(self) -> dt.datetime:
        """By the athlete's own clock, without a zone."""
        return self.start.replace(tzinfo=None) + dt.timedelta(seconds=self.utc_offset_s)


@frozen(kw_only=True)
class Night:
    """A night; its levels follow each other without a gap, from its start to its end."""

    start: dt.datetime
    levels: tuple[tuple[int, Level], ...]
    """How many seconds each level lasts, and which it is."""
    score: int | None
    awakenings: int
    avg_stress: float
    naps: tuple[tuple[dt.datetime, int], ...] = ()
    """When each began, and its seconds."""

    @property
    def seconds(self) -> int:
        """From start to end."""
        return sum(seconds for seconds, _ in self.levels)

    @property
    def end(self) -> dt.datetime:
        """When it ended."""
        return self.start + dt.timedelta(seconds=self.seconds)

    def of(self, level: Level) -> int:
        """The seconds of one level."""
        return sum(seconds for seconds, each in self.levels if each == level)

    def starts(self) -> Iterator[tuple[dt.datetime, Level]]:
        """When each level begins."""
        at = self.start
        for seconds, level in self.levels:
            yield at, level
            at += dt.timedelta(seconds=seconds)


@frozen(kw_only=True)
class Hrv:
    """Heart rate variability of the night to a day, in milliseconds."""

    night: int
    weekly: int
    highest: int
    status: str
    baseline: tuple[int, int, int] | None
    readings: tuple[tuple[dt.datetime, int], ...]


@frozen(kw_only=True)
class Weighed:
    """A weighing."""

    at: dt.datetime
    grams: int
    bmi: float | None
    fat_percent: float | None
    water_percent: float | None
    bone_g: int | None
    muscle_g: int | None


Series = tuple[tuple[dt.datetime, int], ...]


@frozen(kw_only=True)
class Day:
    """A day of the athlete's own; what is None, or has no values, was not measured."""

    date: dt.date
    steps: int | None = None
    distance_m: float | None = None
    floors: int | None = None
    active_kcal: int | None = None
    resting_kcal: int | None = None
    resting_hr: int | None = None
    moderate_minutes: int | None = None
    vigorous_minutes: int | None = None
    avg_stress: int | None = None
    max_stress: int | None = None
    stress_s: tuple[int, int, int, int] | None = None
    """At rest, low, medium, high."""
    charged: int | None = None
    drained: int | None = None
    respiration: tuple[int, int, int] | None = None
    """Average, least and greatest."""
    spo2: Series = ()
    hydration_ml: float | None = None
    heart_rate: Series = ()
    body_battery: Series = ()
    night: Night | None = None
    hrv: Hrv | None = None
    weights: tuple[Weighed, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of it."""
        return self == Day(date=self.date)


@frozen
class Truth:
    """All of an account, by id and by day."""

    zone: str
    activities: dict[int, Activity]
    days: dict[dt.date, Day]

    @property
    def first(self) -> dt.date:
        """The first of its days."""
        return min(self.days)

    @property
    def last(self) -> dt.date:
        """The last of its days."""
        return max(self.days)

    def newest_first(self, *, with_legs: bool = True) -> list[Activity]:
        """As the list has them."""
        listed = [one for one in self.activities.values() if with_legs or one.parent_id is None]
        return sorted(listed, key=lambda one: (one.local_start, one.id), reverse=True)
