"""The training plan: what the athlete does on which day, before anybody has moved.

A week is an interval run, a swim, an easy run, a long ride and a long run, with an indoor ride every
second Friday. Volume grows over the season, every fourth week is lighter, and now and then a day is missed.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from random import Random
from typing import Literal

from attrs import frozen

from fittrack_cli.commands.quickstart.sample_season.routes import (
    LAKE,
    STEPPE,
    TRACK,
    TRAIL,
    Terrain,
)

LOCAL_TIME = timezone(timedelta(hours=3))
POOL_M = 25

Sport = Literal["running", "cycling", "swimming"]
Intensity = Literal["warmup", "active", "recovery", "cooldown", "rest"]
Stroke = Literal["freestyle", "backstroke", "breaststroke"]


@frozen
class Leg:
    """One lap of a run or ride, so many metres long or so many seconds; the other one is 0.

    `load` is the effort as a fraction of the threshold speed (running) or power (cycling). `pause_s` is
    how long the timer stands still at its end.
    """

    load: float
    intensity: Intensity = "active"
    metres: int = 0
    seconds: int = 0
    pause_s: int = 0


@frozen
class SwimSet:
    """`repeats` times `lengths` pool lengths, each followed by `rest_s` seconds at the wall."""

    repeats: int
    lengths: int
    load: float
    rest_s: int
    stroke: Stroke = "freestyle"
    intensity: Intensity = "active"


@frozen
class Outing:
    """A planned activity. `fitness` goes from 0 at the season's start to 1 at its end.

    A run or ride has legs, and a terrain unless it is indoors; a swim has sets.
    """

    start: datetime
    sport: Sport
    sub_sport: str
    name: str
    fitness: float
    terrain: Terrain | None = None
    legs: tuple[Leg, ...] = ()
    sets: tuple[SwimSet, ...] = ()

    @property
    def local_day(self) -> date:
        return self.start.astimezone(LOCAL_TIME).date()


@frozen
class Season:
    """`days` days up to and including `until`, with everything that chance decides fixed by `seed`."""

    until: date
    days: int
    seed: int

    @property
    def first_day(self) -> date:
        return self.until - timedelta(days=self.days - 1)

    def dates(self) -> Iterator[date]:
        return (self.first_day + timedelta(days=number) for number in range(self.days))

    def week(self, day: date) -> int:
        """The number of the season's week, from 0."""
        return (day - self.first_day).days // 7

    def fitness(self, day: date) -> float:
        """How far the season has come on that day, from 0 to 1."""
        return (day - self.first_day).days / max(1, self.days - 1)

    def chance(self, purpose: str, day: date) -> Random:
        """Random numbers of their own for one purpose on one day.

        Only `random()` is to be called on them: Python promises the same numbers from it in every
        version. For the same reason floats are added up with fsum: sum() is more exact from 3.12 on.
        """
        return Random(f"{self.seed} {purpose} {day.isoformat()}")  # noqa: S311

    def outings(self) -> list[Outing]:
        """All planned activities, in order of time."""
        planned = (self._outing(day) for day in self.dates())
        return [outing for outing in planned if outing is not None]

    def _outing(self, day: date) -> Outing | None:
        chance = self.chance("plan", day)
        if chance.random() < 0.05:
            return None
        week = self.week(day)
        fitness = self.fitness(day)
        volume = (0.75 if week % 4 == 3 else 1.0) * (1 + 0.4 * fitness) * around(chance, 1.0, 0.06)
        match day.weekday():
            case 1 if week % 2 == 0:
                start = _at(day, 6, 15, chance)
                legs = _intervals(reps=4 + round(4 * fitness), metres=800, load=1.07, rest_s=90)
                return Outing(start, "running", "track", "Track Intervals", fitness, TRACK, legs)
            case 1:
                start = _at(day, 6, 10, chance)
                legs = _intervals(reps=2 + round(3 * fitness), metres=1600, load=0.98, rest_s=120)
                return Outing(start, "running", "generic", "Tempo Run", fitness, LAKE, legs)
            case 2:
                start = _at(day, 18, 30, chance)
                sets = _swim(reps=5 + round(5 * fitness), technique=week % 3)
                return Outing(start, "swimming", "lap_swimming", "Pool Swim", fitness, sets=sets)
            case 3:
                start = _at(day, 6, 20, chance)
                legs = _steady(_hundreds(6_200 * volume), 1_000, 0.79)
                return Outing(start, "running", "generic", "Easy Run", fitness, LAKE, legs)
            case 4 if week % 2 == 1:
                start = _at(day, 18, 45, chance)
                legs = _sweet_spot(reps=2 + round(2 * fitness))
                return Outing(
                    start, "cycling", "indoor_cycling", "Indoor Ride", fitness, None, legs
                )
            case 5:
                start = _at(day, 7, 30, chance)
                legs = _with_stop(_steady(_hundreds(44_000 * volume), 5_000, 0.7), chance)
                return Outing(start, "cycling", "road", "Long Ride", fitness, STEPPE, legs)
            case 6:
                start = _at(day, 7, 0, chance)
                legs = _steady(_hundreds(11_500 * volume), 1_000, 0.81)
                if week % 3 == 2:
                    return Outing(start, "running", "trail", "Trail Run", fitness, TRAIL, legs)
                return Outing(start, "running", "generic", "Long Run", fitness, LAKE, legs)
            case _:
                return None


def around(chance: Random, middle: float, width: float) -> float:
    """A number at most `width` away from `middle`."""
    return middle + (2 * chance.random() - 1) * width


def _at(day: date, hour: int, minute: int, chance: Random) -> datetime:
    local = datetime.combine(day, time(hour, minute), LOCAL_TIME)
    return (local + timedelta(seconds=int(around(chance, 0, 720)))).astimezone(UTC)


def _hundreds(metres: float) -> int:
    return 100 * round(metres / 100)


def _steady(metres: int, lap_m: int, load: float) -> tuple[Leg, ...]:
    full, rest = divmod(metres, lap_m)
    laps = [lap_m] * full + ([rest] if rest else [])
    return tuple(Leg(load, metres=lap) for lap in laps)


def _intervals(reps: int, metres: int, load: float, rest_s: int) -> tuple[Leg, ...]:
    warm_up = (Leg(0.72, "warmup", metres=1_000), Leg(0.78, "warmup", metres=1_000))
    repeats = (Leg(load, metres=metres), Leg(0.55, "recovery", seconds=rest_s)) * reps
    return (*warm_up, *repeats, Leg(0.7, "cooldown", metres=1_600))


def _sweet_spot(reps: int) -> tuple[Leg, ...]:
    repeats = (Leg(0.91, seconds=600), Leg(0.5, "recovery", seconds=240)) * reps
    return (Leg(0.55, "warmup", seconds=720), *repeats, Leg(0.45, "cooldown", seconds=480))


def _with_stop(legs: tuple[Leg, ...], chance: Random) -> tuple[Leg, ...]:
    middle = len(legs) // 2
    stop = Leg(legs[middle].load, metres=legs[middle].metres, pause_s=int(around(chance, 840, 300)))
    return (*legs[:middle], stop, *legs[middle + 1 :])


def _swim(reps: int, technique: int) -> tuple[SwimSet, ...]:
    strokes: tuple[Stroke, ...] = ("freestyle", "backstroke", "breaststroke")
    return (
        SwimSet(1, 12, 0.9, 30, intensity="warmup"),
        SwimSet(4, 2, 0.88, 20, stroke=strokes[technique]),
        SwimSet(reps, 4, 1.0, 20),
        SwimSet(4, 2, 1.06, 30),
        SwimSet(1, 8, 0.86, 0, intensity="cooldown"),
    )
