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
from functools import cached_property
from itertools import pairwise
from statistics import median

from attrs import define, field, frozen

from fittrack_backend.records.activities import Place
from fittrack_backend.records.positions import Area, haversine_m

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
    end: dt.datetime = field(init=False)

    @end.default
    def _end(self) -> dt.datetime:
        return self.start + dt.timedelta(seconds=self.elapsed_s)

    @cached_property
    def speed_m_s(self) -> float:
        """The speed on its way as far as it is known, from place to place or by its distance."""
        places = self.places
        seconds = (places[-1].at - places[0].at).total_seconds() if places else 0.0
        way = sum(haversine_m((a.lat, a.lon), (b.lat, b.lon)) for a, b in pairwise(places))
        by_place = way / seconds if seconds > 0 else 0.0
        by_distance = (self.distance_m or 0.0) / self.elapsed_s if self.elapsed_s > 0 else 0.0
        return max(by_place, by_distance)

    @cached_property
    def area(self) -> Area | None:
        """Where its places lie; None where there are none."""
        return Area.of((place.lat, place.lon) for place in self.places) if self.places else None

    @cached_property
    def longest_gap_s(self) -> float:
        """The longest time between two of its places that follow each other."""
        return max(((b.at - a.at).total_seconds() for a, b in pairwise(self.places)), default=0.0)


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
    speed = max(one.speed_m_s, other.speed_m_s)
    near_m = PLACES_M + speed * CLOCKS_S
    if one.area is None or other.area is None:
        return False
    # Areas that are far apart say it of all places, without asking each.
    unsure_m = speed * max(one.longest_gap_s, other.longest_gap_s) / 2
    if one.area.least_m(other.area) - unsure_m > near_m:
        return _shared_moments(one, other) + _shared_moments(other, one) >= 2
    apart = [*_apart_m(one, other, speed), *_apart_m(other, one, speed)]
    return len(apart) >= 2 and median(apart) > near_m


def _shared_moments(one: Span, other: Span) -> int:
    """At how many places of the one it is known between which two places the other was."""
    if len(other.places) < 2:
        return 0
    first, last = other.places[0].at, other.places[-1].at
    return sum(first <= place.at <= last for place in one.places)


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


def activities_of(
    one: Span, candidates: Sequence[tuple[Span, ...]], along: tuple[Span, ...] = ()
) -> list[int]:
    """Which of the activities, each given by its recordings, `one` is of: the nearest first. They must
    also fit those that are `along` with it already.

    None: it is an activity of its own. Several: it shows that they are one, as a whole recording does of
    two that were trimmed differently.
    """
    fitting = [
        (max(nearness(one, other) for other in recordings), -number)
        for number, recordings in enumerate(candidates)
        if any(are_twins(one, other) for other in recordings) and Together.of(recordings).takes(one)
    ]
    found: list[int] = []
    joined: tuple[Span, ...] = (one, *along)
    for _, number in sorted(fitting, reverse=True):
        together = Together.of(candidates[-number])
        if all(together.takes(each) for each in joined):
            found.append(-number)
            joined += candidates[-number]
    return found


@define
class Together:
    """Recordings that can be of one activity: none from the same file, of another sport, or at another
    time than one of the others."""

    spans: list[Span] = field(factory=list)
    _files: set[str] = field(factory=set)
    _sports: set[str] = field(factory=set)
    _last_start: dt.datetime | None = None
    _first_end: dt.datetime | None = None

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Together:
        """These recordings, whether they fit together or not."""
        found = cls()
        for span in spans:
            found.add(span)
        return found

    def add(self, span: Span) -> None:
        """Takes in one more."""
        self.spans.append(span)
        self._files.add(span.file)
        self._sports.add(span.sport)
        start, end = self._last_start, self._first_end
        self._last_start = span.start if start is None else max(start, span.start)
        self._first_end = span.end if end is None else min(end, span.end)

    def takes(self, one: Span) -> bool:
        """Whether another recording can be of it, too."""
        if one.file in self._files:
            return False
        if not all(is_same_sport(one.sport, sport) for sport in self._sports):
            return False
        return self._is_surely_within(one) or all(
            _overlap_s(one, other) >= HALF_OF_IT * min(one.elapsed_s, other.elapsed_s)
            for other in self.spans
        )

    def _is_surely_within(self, one: Span) -> bool:
        """Whether it covers enough of the time that all of them cover."""
        if self._last_start is None or self._first_end is None:
            return True
        shared = min(one.end, self._first_end) - max(one.start, self._last_start)
        return shared.total_seconds() >= HALF_OF_IT * one.elapsed_s
