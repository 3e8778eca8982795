"""What an athlete did, in plain units: the truth that an account of the stand-in is planted with."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Literal
from zoneinfo import ZoneInfo

from attrs import evolve, frozen

FileKind = Literal["fit", "tcx", "none", "cut", "empty", "foreign", "not_a_zip"]
"""What the download of an activity gives: its file in a zip; an empty zip, since it was entered by hand; a zip
that was cut; no bytes at all; a zip with something else in it; a page of HTML."""

BROKEN: tuple[FileKind, ...] = ("cut", "empty", "foreign", "not_a_zip")
Level = Literal["deep", "light", "rem", "awake"]

_KINDS: tuple[tuple[str, str, str], ...] = (
    ("running", "running", "generic"),
    ("trail_running", "running", "trail"),
    ("cycling", "cycling", "generic"),
    ("road_biking", "cycling", "road"),
    ("walking", "walking", "generic"),
    ("hiking", "hiking", "generic"),
    ("lap_swimming", "swimming", "lap_swimming"),
    ("strength_training", "training", "strength_training"),
)
"""Garmin's word, and FIT's sport and sub-sport for it."""
_LEGS = (
    ("open_water_swimming", "swimming", "open_water", 1200),
    ("road_biking", "cycling", "road", 2400),
    ("running", "running", "generic", 1800),
)
_NAMES = (
    "Morning run",
    "Ålesund, Runde 3",
    "晨跑",
    'Quotes "and" commas, too',
    "=1+1",
    "Hügel 🏃",
)


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


def planted(
    seed: int = 1,
    *,
    days: int = 14,
    until: dt.date = dt.date(2026, 11, 20),
    zone: str = "Pacific/Auckland",
    activities_a_week: float = 4.0,
    broken_files: float = 0.0,
) -> Truth:
    """An account of so many days, the last of them `until`; the same for the same arguments.

    `broken_files` is the share of activities whose download is of no use.
    """
    chance = random.Random(seed)
    of_days: dict[dt.date, Day] = {}
    activities: dict[int, Activity] = {}
    next_id = 20_000_000_000 + seed * 1_000_000
    for number in range(days):
        date = until - dt.timedelta(days=days - 1 - number)
        midnight = dt.datetime.combine(date, dt.time(), ZoneInfo(zone))
        of_days[date] = _day(chance, date, midnight)
        if chance.random() < activities_a_week / 7:
            for one in _activities(chance, next_id, midnight, broken_files):
                activities[one.id] = one
            next_id += 10
    return Truth(zone, activities, of_days)


def _activities(
    chance: random.Random, first_id: int, midnight: dt.datetime, broken_files: float
) -> Iterator[Activity]:
    local = midnight + dt.timedelta(hours=chance.randint(5, 18), minutes=chance.randint(0, 59))
    start = local.astimezone(dt.UTC)
    offset = local.utcoffset() or dt.timedelta()
    offset_s = int(offset.total_seconds())
    name = chance.choice(_NAMES)
    if chance.random() < 0.1:
        yield from _multisport(chance, first_id, name, start, offset_s)
        return
    type_key, sport, sub_sport = chance.choice(_KINDS)
    file: FileKind = chance.choices(("fit", "tcx", "none"), (7, 1, 2))[0]
    if chance.random() < broken_files:
        file = chance.choice(BROKEN)
    one = _activity(chance, first_id, name, (type_key, sport, sub_sport), start, offset_s, file)
    if file == "tcx":  # the format knows few sports, and neither power nor ascent
        one = evolve(one, type_key="running", sport="running", sub_sport="generic")
    yield one


def _activity(
    chance: random.Random,
    id: int,
    name: str,
    kind: tuple[str, str, str],
    start: dt.datetime,
    offset_s: int,
    file: FileKind,
    minutes: int | None = None,
) -> Activity:
    type_key, sport, sub_sport = kind
    minutes = chance.randint(15, 90) if minutes is None else minutes
    avg_hr = chance.randint(110, 160)
    is_measured = file != "none"
    return Activity(
        id=id,
        name=name,
        type_key=type_key,
        sport=sport,
        sub_sport=sub_sport,
        start=start,
        utc_offset_s=offset_s,
        seconds=minutes * 60,
        distance_m=round(minutes * 200.16, 2),
        calories=minutes * 10,
        avg_hr=avg_hr if is_measured else None,
        max_hr=avg_hr + chance.randint(5, 30) if is_measured else None,
        avg_power=chance.randint(120, 280) if is_measured and sport == "cycling" else None,
        ascent_m=chance.randint(0, 400) if is_measured else None,
        training_effect=round(chance.uniform(1, 5), 1) if is_measured else None,
        training_load=round(chance.uniform(20, 200), 1) if is_measured else None,
        file=file,
    )


def _multisport(
    chance: random.Random, first_id: int, name: str, start: dt.datetime, offset_s: int
) -> Iterator[Activity]:
    legs = []
    for number, (type_key, sport, sub_sport, seconds) in enumerate(_LEGS, 1):
        kind = (type_key, sport, sub_sport)
        leg = _activity(
            chance, first_id + number, name, kind, start, offset_s, "none", seconds // 60
        )
        legs.append(evolve(leg, parent_id=first_id, avg_hr=140, max_hr=165, ascent_m=12))
        start += dt.timedelta(seconds=seconds + 60)
    whole = evolve(
        legs[0],
        id=first_id,
        type_key="multi_sport",
        sport="multisport",
        sub_sport="generic",
        parent_id=None,
        seconds=int((legs[-1].start - legs[0].start).total_seconds()) + legs[-1].seconds,
        distance_m=round(sum(leg.distance_m or 0 for leg in legs), 2),
        calories=sum(leg.calories or 0 for leg in legs),
        ascent_m=sum(leg.ascent_m or 0 for leg in legs),
        file="fit",
        leg_ids=tuple(leg.id for leg in legs),
    )
    yield whole
    yield from legs


def _day(chance: random.Random, date: dt.date, midnight: dt.datetime) -> Day:
    if chance.random() < 0.1:
        return Day(date=date)
    wearing = chance.random() < 0.9
    steps = chance.randint(0, 24_000)
    day = Day(
        date=date,
        hydration_ml=round(chance.uniform(500, 3000), 1) if chance.random() < 0.3 else None,
        weights=_weights(chance, midnight) if chance.random() < 0.4 else (),
    )
    if not wearing:
        return day
    night = _night(chance, midnight) if chance.random() < 0.9 else None
    heart_rate = _series(chance, midnight, 120, 48, 130)
    stressed = chance.random() < 0.9
    return evolve(
        day,
        steps=steps,
        distance_m=float(round(steps * 0.76)),
        floors=chance.randint(0, 30),
        active_kcal=chance.randint(50, 1500),
        resting_kcal=chance.randint(1400, 2000),
        resting_hr=chance.randint(40, 60) if chance.random() < 0.95 else None,
        moderate_minutes=chance.randint(0, 90),
        vigorous_minutes=chance.randint(0, 60),
        avg_stress=chance.randint(10, 60) if stressed else None,
        max_stress=chance.randint(61, 100) if stressed else None,
        stress_s=_stress_s(chance) if stressed else None,
        charged=chance.randint(10, 80),
        drained=chance.randint(10, 80),
        respiration=(chance.randint(12, 16), chance.randint(8, 11), chance.randint(17, 24)),
        spo2=_series(chance, midnight, 3600, 88, 99, 8) if chance.random() < 0.6 else (),
        heart_rate=heart_rate,
        body_battery=_series(chance, midnight, 900, 5, 100),
        night=night,
        hrv=_hrv(chance, night) if night is not None and chance.random() < 0.9 else None,
    )


def _stress_s(chance: random.Random) -> tuple[int, int, int, int]:
    rest, low, medium, high = (60 * chance.randint(0, 300) for _ in range(4))
    return rest, low, medium, high


def _series(
    chance: random.Random, midnight: dt.datetime, step_s: int, low: int, high: int, most: int = 720
) -> Series:
    start = midnight.astimezone(dt.UTC)
    count = min(most, chance.randint(20, 60))
    return tuple(
        (start + dt.timedelta(seconds=number * step_s), chance.randint(low, high))
        for number in range(count)
    )


def _night(chance: random.Random, midnight: dt.datetime) -> Night:
    start = midnight.astimezone(dt.UTC) - dt.timedelta(minutes=chance.randint(-60, 120))
    levels: list[tuple[int, Level]] = [(600, "light")]
    awakenings = 0
    names: tuple[Level, ...] = ("deep", "light", "rem", "awake")
    while sum(seconds for seconds, _ in levels) < 6 * 3600:
        level = chance.choice([each for each in names if each != levels[-1][1]])
        awakenings += level == "awake"
        levels.append((60 * chance.randint(5, 60), level))
    levels.append((300, "light" if levels[-1][1] != "light" else "rem"))
    nap = (midnight + dt.timedelta(hours=13)).astimezone(dt.UTC)
    return Night(
        start=start,
        levels=tuple(levels),
        score=chance.randint(30, 100) if chance.random() < 0.9 else None,
        awakenings=awakenings,
        avg_stress=round(chance.uniform(5, 40), 1),
        naps=((nap, 60 * chance.randint(15, 60)),) if chance.random() < 0.2 else (),
    )


def _hrv(chance: random.Random, night: Night) -> Hrv:
    readings = tuple(
        (night.start + dt.timedelta(minutes=5 * number), chance.randint(25, 110))
        for number in range(1, night.seconds // 300)
    )
    values = [value for _, value in readings]
    average = sum(values) // len(values)
    return Hrv(
        night=average,
        weekly=average + chance.randint(-5, 5),
        highest=max(values),
        status=chance.choice(("NONE", "POOR", "LOW", "UNBALANCED", "BALANCED")),
        baseline=(40, 45, 62) if chance.random() < 0.8 else None,
        readings=readings,
    )


def _weights(chance: random.Random, midnight: dt.datetime) -> tuple[Weighed, ...]:
    found = []
    for hours in sorted(chance.sample(range(5, 23), chance.randint(1, 2))):
        by_scale = chance.random() < 0.7
        grams = chance.randint(62_000, 82_000)
        found.append(
            Weighed(
                at=(midnight + dt.timedelta(hours=hours, minutes=11)).astimezone(dt.UTC),
                grams=grams,
                bmi=round(grams / 1000 / 1.8**2, 1) if by_scale else None,
                fat_percent=round(chance.uniform(8, 25), 1) if by_scale else None,
                water_percent=round(chance.uniform(50, 65), 1) if by_scale else None,
                bone_g=chance.randint(2_500, 4_000) if by_scale else None,
                muscle_g=chance.randint(25_000, 38_000) if by_scale else None,
            )
        )
    return tuple(found)
