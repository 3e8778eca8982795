"""A labelled set: recordings of one activity, and pairs that are near each other and different.

Everything is drawn from a seed, so that the set is the same each time.
"""

from __future__ import annotations

import datetime as dt
import math
import random
from collections.abc import Callable, Iterator
from dataclasses import replace

from attrs import evolve, frozen

from fittrack_backend.records.activities import Place
from fittrack_backend.records.twins import Span

BEGIN = dt.datetime(2024, 3, 1, 6, 0, tzinfo=dt.UTC)
SPORTS = {"running": 3.0, "cycling": 8.0, "walking": 1.4, "swimming": 0.9, "rowing": 3.5}
"""With a usual speed in m/s."""


@frozen
class Group:
    """Recordings of one activity, and what makes them differ."""

    kind: str
    recordings: tuple[Span, ...]


@frozen
class Pair:
    """Two recordings of two activities, and what makes them near."""

    kind: str
    one: Span
    other: Span


def activity(
    chance: random.Random, number: int, *, least_s: int = 300, most_s: int = 20_000
) -> Span:
    """A recording of an activity of its own, each on a day of its own."""
    sport = chance.choice(list(SPORTS))
    elapsed_s = math.exp(chance.uniform(math.log(least_s), math.log(most_s)))
    start = BEGIN + dt.timedelta(days=number, seconds=chance.randrange(50_000))
    span = Span(f"{number}", start, round(elapsed_s, 1), sport)
    indoors = chance.random() < 0.2
    distance = None if indoors else SPORTS[sport] * elapsed_s
    return evolve(span, places=() if indoors else _loop(span, chance), distance_m=distance)


def _loop(span: Span, chance: random.Random) -> tuple[Place, ...]:
    lat, lon = chance.uniform(-60, 60), chance.uniform(-179, 179)
    radius = SPORTS[span.sport] * span.elapsed_s / (2 * math.pi) / 111_000
    return tuple(
        Place(
            span.start + dt.timedelta(seconds=span.elapsed_s * step / 31),
            lat + radius * math.sin(2 * math.pi * step / 31),
            lon + radius * math.cos(2 * math.pi * step / 31),
        )
        for step in range(32)
    )


def again(span: Span, file: str, **changes: object) -> Span:
    """Another recording of the same activity."""
    return evolve(span, file=f"{span.file}-{file}", **changes)  # type: ignore[arg-type]


def later(span: Span, seconds: float, file: str) -> Span:
    """The same all over, begun some seconds later by its clock."""
    by = dt.timedelta(seconds=seconds)
    places = tuple(replace(place, at=place.at + by) for place in span.places)
    return again(span, file, start=span.start + by, places=places)


def trimmed(span: Span, front: float, back: float, file: str) -> Span:
    """Without a share of its beginning and of its end."""
    start = span.start + dt.timedelta(seconds=span.elapsed_s * front)
    elapsed_s = span.elapsed_s * (1 - front - back)
    end = start + dt.timedelta(seconds=elapsed_s)
    places = tuple(place for place in span.places if start <= place.at <= end)
    return again(span, file, start=start, elapsed_s=elapsed_s, places=places)


def twins(seed: int = 8, count: int = 300) -> Iterator[Group]:
    """Groups of two to five recordings of one activity."""
    chance = random.Random(seed)
    for number in range(count):
        span = activity(chance, number)
        recordings = [span]
        kinds = []
        for copy in range(chance.randint(1, 4)):
            kind, change = chance.choice(list(_CHANGES.items()))
            kinds.append(kind)
            recordings.append(change(span, chance, f"copy{copy}"))
        yield Group("+".join(sorted(set(kinds))), tuple(recordings))


def _offset(span: Span, chance: random.Random, file: str) -> Span:
    return later(span, chance.choice((-1, 1)) * chance.randint(0, 79), file)


def _trim(span: Span, chance: random.Random, file: str) -> Span:
    return trimmed(span, chance.uniform(0, 0.2), chance.uniform(0, 0.2), file)


def _untyped(span: Span, chance: random.Random, file: str) -> Span:
    return later(again(span, "x", sport="generic"), chance.randint(0, 79), file)


def _second_device(span: Span, chance: random.Random, file: str) -> Span:
    """Started and stopped on its own, another distance, no positions or noisy ones."""
    distance = span.distance_m and span.distance_m * chance.uniform(0.9, 1.1)
    places = () if chance.random() < 0.3 else span.places
    start = span.start + dt.timedelta(seconds=chance.randint(0, 60))
    elapsed_s = span.elapsed_s - chance.randint(0, 60)
    return again(span, file, start=start, elapsed_s=elapsed_s, distance_m=distance, places=places)


def _without_distance(span: Span, chance: random.Random, file: str) -> Span:
    return again(span, file, distance_m=chance.choice((None, 0.0)), places=())


_CHANGES: dict[str, Callable[[Span, random.Random, str], Span]] = {
    "offset": _offset,
    "trim": _trim,
    "untyped": _untyped,
    "second device": _second_device,
    "without distance": _without_distance,
}


def near_pairs(seed: int = 9, count: int = 300) -> Iterator[Pair]:
    """Pairs of different activities that are near each other."""
    chance = random.Random(seed)
    for number in range(count):
        kind, make = list(_NEAR.items())[number % len(_NEAR)]
        one, other = make(chance, number)
        yield Pair(kind, one, other)


def _after(span: Span, gap_s: float, elapsed_s: float, sport: str | None = None) -> Span:
    start = span.end + dt.timedelta(seconds=gap_s)
    moved = later(span, (start - span.start).total_seconds(), "next")
    return evolve(moved, elapsed_s=elapsed_s, sport=sport or span.sport)


def _track_session(chance: random.Random, number: int) -> tuple[Span, Span]:
    lap = activity(chance, number, least_s=60, most_s=400)
    return lap, _after(lap, chance.choice((0, 1, 30, 60)), lap.elapsed_s * chance.uniform(0.9, 1.1))


def _strides(chance: random.Random, number: int) -> tuple[Span, Span]:
    stride = activity(chance, number, least_s=12, most_s=38)
    return stride, _after(stride, 40 - stride.elapsed_s, stride.elapsed_s)


def _the_same_loop(chance: random.Random, number: int) -> tuple[Span, Span]:
    loop = activity(chance, number)
    return loop, _after(loop, chance.uniform(0, 300), loop.elapsed_s * chance.uniform(0.9, 1.1))


def _commute(chance: random.Random, number: int) -> tuple[Span, Span]:
    there = activity(chance, number, least_s=900, most_s=3600)
    back = _after(there, chance.uniform(60, 36_000), there.elapsed_s)
    ways = zip(back.places, reversed(there.places), strict=True)
    return there, evolve(back, places=tuple(replace(b, lat=t.lat, lon=t.lon) for b, t in ways))


def _relay(chance: random.Random, number: int) -> tuple[Span, Span]:
    """The next one starts a few seconds before the one before has stopped the watch."""
    leg = activity(chance, number, least_s=300)
    return leg, _after(leg, -chance.uniform(0, 60), leg.elapsed_s * chance.uniform(0.8, 1.2))


def _triathlon(chance: random.Random, number: int) -> tuple[Span, Span]:
    """A leg, and the whole race on one track."""
    leg = activity(chance, number)
    whole = again(leg, "race", elapsed_s=leg.elapsed_s * chance.uniform(2.2, 5), sport="generic")
    return leg, whole


def _somewhere_else(chance: random.Random, number: int) -> tuple[Span, Span]:
    """At the same time by the clock, far away: a friend's track."""
    here = evolve(activity(chance, number), sport="running")
    here = evolve(here, places=_loop(here, chance))
    return here, again(here, "friend", places=_loop(here, chance))


def _another_sport(chance: random.Random, number: int) -> tuple[Span, Span]:
    swim = evolve(activity(chance, number), sport="swimming")
    return swim, again(swim, "other", sport="cycling")


def _one_file(chance: random.Random, number: int) -> tuple[Span, Span]:
    """Two tracks in one file that begin in the same second."""
    track = activity(chance, number)
    return track, evolve(track, elapsed_s=track.elapsed_s * 0.9)


_NEAR: dict[str, Callable[[random.Random, int], tuple[Span, Span]]] = {
    "laps of a track session": _track_session,
    "strides": _strides,
    "the same loop again": _the_same_loop,
    "a commute there and back": _commute,
    "legs of a relay": _relay,
    "a leg and the whole race": _triathlon,
    "somewhere else": _somewhere_else,
    "another sport": _another_sport,
    "two tracks of one file": _one_file,
}
