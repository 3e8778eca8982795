"""Telling that several recordings are of one activity.

A watch, its export from two services and the phone in the pocket tell of the same run: they begin some
seconds apart, one is trimmed, another has no sport. A person does one thing at a time, so recordings of
one account that cover the same time, in a sport that can be the same, are one activity, unless their
positions say otherwise. Nothing is decided by distance or by equal seconds: a trainer's ride of 15 km is
one of 0 km to the watch.

What must stay apart covers other times: the laps of a track session, strides, a commute there and back,
the legs of a relay or a triathlon. Recordings in one file are never one activity: two tracks that begin
in the same second are two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from attrs import frozen

from fittrack_backend.records.activities import Place
from fittrack_backend.records.positions import haversine_m

CLOCKS_S = 90.0
"""How far apart the beginnings and ends of twins may lie whatever their length: a start pressed late,
the first satellite fix, two clocks."""
MOST_OF_IT = 0.85
"""How much of the shorter recording must lie within the longer one."""
HALF_OF_IT = 0.5
"""How long the shorter recording must be of the longer one: what was trimmed is the smaller part."""
PLACES_M = 300.0
"""How far apart twins may be at the same moment, beyond what they travel within `CLOCKS_S`."""


@frozen
class Span:
    """What tells a recording from others: its time, its sport, and some places on its way.

    `file` is the digest of the file that holds it. `sport` is a name of the FIT profile. `places` are
    in the order of their times, at most a few dozen, and empty where there are no positions.
    """

    file: str
    start: dt.datetime
    elapsed_s: float
    sport: str
    places: tuple[Place, ...] = ()
    distance_m: float | None = None
    name: str | None = None

    @property
    def end(self) -> dt.datetime:
        """When it ended."""
        return self.start + dt.timedelta(seconds=self.elapsed_s)


def are_twins(one: Span, other: Span) -> bool:
    """Whether two recordings are of one activity; the order does not matter."""
    return (
        one.file != other.file
        and is_same_sport(one.sport, other.sport)
        and _cover_the_same_time(one, other)
        and not _are_elsewhere(one, other)
    )


def _cover_the_same_time(one: Span, other: Span) -> bool:
    shorter, longer = sorted((one.elapsed_s, other.elapsed_s))
    overlap = _overlap_s(one, other)
    if shorter <= 0:
        return longer <= CLOCKS_S and abs((one.start - other.start).total_seconds()) <= 1
    if overlap < shorter * HALF_OF_IT:
        return False
    begin_together = abs((one.start - other.start).total_seconds()) <= CLOCKS_S
    end_together = abs((one.end - other.end).total_seconds()) <= CLOCKS_S
    if begin_together and end_together:
        return True
    return overlap >= shorter * MOST_OF_IT and shorter >= longer * HALF_OF_IT


def _overlap_s(one: Span, other: Span) -> float:
    return (min(one.end, other.end) - max(one.start, other.start)).total_seconds()


_FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"running", "walking", "hiking", "mountaineering", "wheelchair_push_run"}),
    frozenset({"walking", "wheelchair_push_walk"}),
    frozenset({"hiking", "snowshoeing"}),
    frozenset({"cycling", "e_biking"}),
    frozenset(
        {"training", "fitness_equipment", "hiit", "mobility", "jump_rope", "boxing", "dance"}
    ),
    frozenset({"rowing", "fitness_equipment", "training"}),
    frozenset({"paddling", "kayaking", "canoeing", "rowing", "rafting", "stand_up_paddleboarding"}),
    frozenset({"boating", "sailing", "windsurfing", "kitesurfing", "surfing", "water_sport"}),
    frozenset({"diving", "snorkeling", "pool_apnea", "swimming"}),
    frozenset({"alpine_skiing", "snowboarding", "cross_country_skiing", "winter_sport"}),
    frozenset({"inline_skating", "ice_skating"}),
    frozenset({"racket", "tennis"}),
    frozenset({"team_sport", "soccer", "basketball", "rugby", "hockey", "volleyball", "baseball"}),
    frozenset({"rock_climbing", "floor_climbing", "mountaineering", "training"}),
    frozenset({"flying", "hang_gliding"}),
    frozenset({"driving", "motorcycling", "motor_sports"}),
)
"""Sports that one device or service takes for another."""
ANY_SPORT = frozenset({"generic", "all"})
"""Sports that say nothing."""


def is_same_sport(one: str, other: str) -> bool:
    """Whether two recordings can be of one sport: `generic` can be any, and a trail run in the
    mountains is a hike to the phone."""
    return (
        one == other
        or one in ANY_SPORT
        or other in ANY_SPORT
        or any(one in family and other in family for family in _FAMILIES)
    )


def _are_elsewhere(one: Span, other: Span) -> bool:
    """Whether the two were at different places at the same times."""
    speed = max(_speed_m_s(one), _speed_m_s(other))
    apart = [*_apart_m(one, other, speed), *_apart_m(other, one, speed)]
    return len(apart) >= 2 and median(apart) > PLACES_M + speed * CLOCKS_S


def _apart_m(one: Span, other: Span, speed: float) -> Iterator[float]:
    """How far the other surely was from each place of the one at its time: between two places that are
    known it may have gone anywhere at its speed."""
    for place in one.places:
        for before, after in pairwise(other.places):
            if before.at <= place.at <= after.at:
                seconds = (after.at - before.at).total_seconds()
                since = (place.at - before.at).total_seconds()
                share = since / seconds if seconds else 0.0
                lon = before.lon + share * (after.lon - before.lon)
                there = before.lat + share * (after.lat - before.lat), lon
                unsure_m = speed * min(since, seconds - since)
                yield haversine_m((place.lat, place.lon), there) - unsure_m
                break


def _speed_m_s(span: Span) -> float:
    """The speed on its way as far as it is known, from place to place or by its distance."""
    places = span.places
    seconds = (places[-1].at - places[0].at).total_seconds() if places else 0.0
    way = sum(haversine_m((a.lat, a.lon), (b.lat, b.lon)) for a, b in pairwise(places))
    by_place = way / seconds if seconds > 0 else 0.0
    by_distance = (span.distance_m or 0.0) / span.elapsed_s if span.elapsed_s > 0 else 0.0
    return max(by_place, by_distance)


def nearness(one: Span, other: Span) -> float:
    """How much alike two twins are; of several candidates the one with the greatest is the twin."""
    apart_s = abs((one.start - other.start).total_seconds())
    apart_s += abs((one.end - other.end).total_seconds())
    score = -apart_s / CLOCKS_S
    if one.distance_m and other.distance_m:
        lesser, greater = sorted((one.distance_m, other.distance_m))
        score += 2 * lesser / greater
    if one.name and one.name == other.name:
        score += 2
    if one.sport == other.sport:
        score += 0.5
    return score


def activities_of(one: Span, candidates: Sequence[tuple[Span, ...]]) -> list[int]:
    """Which of the activities, each given by its recordings, `one` is of: the nearest first.

    None: it is an activity of its own. Several: it shows that they are one, as a whole recording does of
    two that were trimmed differently.
    """
    fitting = [
        (max(nearness(one, other) for other in recordings), -number)
        for number, recordings in enumerate(candidates)
        if any(are_twins(one, other) for other in recordings) and fit_together((one,), recordings)
    ]
    found: list[int] = []
    joined: tuple[Span, ...] = (one,)
    for _, number in sorted(fitting, reverse=True):
        if fit_together(joined, candidates[-number]):
            found.append(-number)
            joined += candidates[-number]
    return found


def fit_together(some: Iterable[Span], others: Sequence[Span]) -> bool:
    """Whether recordings can be of one activity: none from the same file, of another sport, or at
    another time than one of the others."""
    return all(
        one.file != other.file
        and is_same_sport(one.sport, other.sport)
        and _overlap_s(one, other) >= HALF_OF_IT * min(one.elapsed_s, other.elapsed_s)
        for one in some
        for other in others
    )
