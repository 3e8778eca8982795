"""Makes up what an athlete did: the same for the same seed."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from attrs import evolve

from tests.servers.garmin.truth import (
    BROKEN,
    Activity,
    Day,
    FileKind,
    Hrv,
    Level,
    Night,
    Series,
    Truth,
    Weighed,
)

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
