"""What record messages add up to: for activities that no session message sums up."""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from attrs import define, field

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.profile import Wanted, name_of, number_of, wanted
from fittrack_backend.readers.fit.wire import Message, messages
from fittrack_backend.readers.measures import Climb, HeartRates, heart_rate, position
from fittrack_backend.readers.track import Points, sound, way_of
from fittrack_backend.records.positions import Position
from fittrack_backend.records.strays import stale_times

_RECORD, _EVENT = number_of("record"), number_of("event")
_RECORD_TIMES = wanted({"record": ("timestamp",)})
PLACES = wanted({"record": ("timestamp", "position_lat", "position_long")})
_FIELDS_OF = {
    "distance_m": ("distance", "position_lat", "position_long"),
    "ascent_m": ("altitude", "enhanced_altitude"),
    "avg_hr_bpm": ("heart_rate",),
    "max_hr_bpm": ("heart_rate",),
    "calories_kcal": ("calories",),
    "timer_s": (),
}
"""By the value that is summed up: the fields of the records that it takes."""


@lru_cache(maxsize=64)
def _wanted_for(names: frozenset[str]) -> Wanted:
    fields = dict.fromkeys(field for name in sorted(names) for field in _FIELDS_OF[name])
    return wanted({"record": ("timestamp", *fields), "event": ("timestamp", "event", "event_type")})


_RECORDS = _wanted_for(frozenset(_FIELDS_OF))
_PLACED_WITHIN = 2_000
"""How many records are looked through for a first position: half an hour without a fix has none."""
_MOST_PAUSES = 20_000
_STRAY_S = 14 * 86_400
"""A record further than this from the file's median time has a damaged time."""
_STOPS = frozenset({"stop", "stop_all", "stop_disable", "stop_disable_all"})
_SEMICIRCLE_DEGREES = 180 / 2**31


def record_times(part: Part) -> array[int]:
    """The times of the records, without those that a damaged byte put elsewhere."""
    times = array("I")
    for message in messages(part, _RECORD_TIMES):
        time = of.seconds(message, "timestamp")
        if time is not None:
            times.append(time)
    if not times:
        return times
    median = sorted(times)[len(times) // 2]
    return array("I", (time for time in times if abs(time - median) <= _STRAY_S))


def without_stale(times: array[int]) -> array[int]:
    """The times without a few that lie long before or after all others (`records.strays`): the device
    had them in its memory."""
    stale = stale_times(times)
    return (
        array("I", (time for at, time in enumerate(times) if at not in stale)) if stale else times
    )


def position_of(message: Message, lat_name: str, lon_name: str) -> Position | None:
    """A position in degrees, from FIT's semicircles; None at 0, 0: a receiver without a fix."""
    lat, lon = of.number(message, lat_name), of.number(message, lon_name)
    if lat is None or lon is None or lat == lon == 0:
        return None
    return position(lat * _SEMICIRCLE_DEGREES, lon * _SEMICIRCLE_DEGREES)


def first_position(part: Part, start: dt.datetime) -> Position | None:
    """The first position of the records from `start` on. What was found wrong with `part` stays as it was:
    the messages are not read to their end."""
    passed_over, left_out_from, counts = part.passed_over, part.left_out_from, part.counts
    try:
        for message in islice(messages(part, PLACES), _PLACED_WITHIN):
            time = of.seconds(message, "timestamp")
            if time is not None and of.moment(time) >= start:
                found = position_of(message, "position_lat", "position_long")
                if found is not None:
                    return found
        return None
    finally:
        part.passed_over, part.left_out_from, part.counts = passed_over, left_out_from, counts


@define
class _Sample:
    """The values of a record that are summed up."""

    time: int | None
    distance_m: float | None = None
    place: Position | None = None
    """Where the device was, if it does not count the distance itself."""
    heart_bpm: int | None = None
    altitude_m: float | None = None
    calories: float | None = None


def _sample_of(record: Message, time: int | None) -> _Sample:
    values = record.values
    sample = _Sample(time)
    if "distance" in values:
        sample.distance_m = of.amount(record, "distance")
    elif "position_lat" in values:
        sample.place = position_of(record, "position_lat", "position_long")
    if "heart_rate" in values:
        sample.heart_bpm = heart_rate(of.number(record, "heart_rate"))
    if "enhanced_altitude" in values:
        sample.altitude_m = of.number(record, "enhanced_altitude")
    elif "altitude" in values:
        sample.altitude_m = of.number(record, "altitude")
    if "calories" in values:
        sample.calories = of.amount(record, "calories")
    return sample


@define
class Summary:
    """What records add up to, as they come."""

    first: int
    last: int
    records: int = 0
    first_m: float | None = None
    last_m: float | None = None
    points: Points = field(factory=Points)
    """Where the device was, kept as long as it does not count the distance itself."""
    hearts: HeartRates = field(factory=HeartRates)
    climb: Climb = field(factory=Climb)
    calories: float | None = None
    paused_s: float = 0.0

    def add(self, sample: _Sample) -> None:
        self.records += 1
        if sample.distance_m is not None:
            self.first_m = sample.distance_m if self.first_m is None else self.first_m
            self.last_m = sample.distance_m
            if len(self.points):
                self.points = Points()
        elif sample.place is not None and self.first_m is None:
            time = None if sample.time is None else float(sample.time)
            self.points.add(0, time, sample.place)
        if sample.heart_bpm is not None:
            self.hearts.add(sample.heart_bpm)
        if sample.altitude_m is not None:
            self.climb.add(sample.altitude_m)
        if sample.calories is not None:
            self.calories = max(sample.calories, self.calories or 0)

    def distance(self) -> tuple[float | None, tuple[str, ...]]:
        """The metres that the device counted, or those from place to place without strays; and what
        is to be said of them."""
        if self.first_m is not None and self.last_m is not None and self.last_m >= self.first_m:
            return round(self.last_m - self.first_m, 2), ()
        points, remarks = sound(self.points)
        way = way_of(points)
        metres = round(way.by_lap[0], 2) if way.by_lap else None
        return metres, (*remarks, *way.remarks)


def summary_of(part: Part, times: array[int], after: int | None) -> Summary | None:
    """Sum up the records whose time is among `times` and later than `after`."""
    low, high = min(times), max(times)
    if after is not None:
        low = after + 1
    summary: Summary | None = None
    pauses = _Pauses(part)
    for message in messages(part, _RECORDS):
        time = of.seconds(message, "timestamp")
        if time is None or not low <= time <= high:
            continue
        if message.number == _EVENT:
            pauses.add(time, message)
            continue
        if summary is None:
            summary = Summary(first=time, last=time)
        summary.first = min(summary.first, time)
        summary.last = max(summary.last, time)
        summary.add(_sample_of(message, time))
    if summary is not None:
        summary.paused_s = pauses.within(summary.first, summary.last)
    return summary


def summary_without_times(part: Part) -> Summary:
    """Sum up all records, which need no time."""
    untimed = Summary(first=0, last=0)
    for message in messages(part, _RECORDS):
        if message.number == _RECORD:
            untimed.add(_sample_of(message, of.seconds(message, "timestamp")))
    return untimed


Window = tuple[int, int]
"""The first and the last second of a session or lap, in FIT seconds."""


@define
class Windows:
    """What the records add up to within windows that follow each other, such as the laps of a file.

    A record at the end of one and the beginning of the next is of the next.
    """

    starts: list[int]
    windows: list[Window]
    sums: dict[Window, Summary] = field(factory=dict)
    _last: tuple[int, float | None] = (-1, None)

    @classmethod
    def over(cls, windows: Iterable[Window]) -> Windows:
        ordered = sorted(set(windows))
        return cls([first for first, _ in ordered], ordered)

    def add(self, time: int, sample: _Sample) -> None:
        at = bisect_right(self.starts, time) - 1
        if at < 0 or time > self.windows[at][1]:
            return
        window = self.windows[at]
        summary = self.sums.get(window)
        if summary is None:
            summary = self.sums[window] = Summary(first=time, last=time)
            before, counted_m = self._last
            if before == at - 1:  # the leg from one lap into the next is of the next
                summary.first_m = counted_m
        summary.first = min(summary.first, time)
        summary.last = max(summary.last, time)
        summary.add(sample)
        self._last = at, summary.last_m


def sum_up_within(part: Part, levels: Sequence[Windows], names: Iterable[str]) -> None:
    """Adds each record to the windows of each level (sessions, laps) that it lies in, in one go, and
    notes how long the timer stood in each. Only what the values called `names` take is read."""
    pauses = _Pauses(part)
    for message in messages(part, _wanted_for(frozenset(names))):
        time = of.seconds(message, "timestamp")
        if time is None:
            continue
        if message.number == _EVENT:
            pauses.add(time, message)
        else:
            sample = _sample_of(message, time)
            for level in levels:
                level.add(time, sample)
    for level in levels:
        for (first, last), summary in level.sums.items():
            summary.paused_s = pauses.within(first, last)


@define
class _Pauses:
    """When the timer stood, from timer events."""

    part: Part
    spans: list[tuple[int, int | None]] = field(factory=list)

    def add(self, time: int, event: Message) -> None:
        if name_of("event", event.values.get("event")) != "timer":
            return
        kind = name_of("event_type", event.values.get("event_type"))
        open_since = self.spans[-1][0] if self.spans and self.spans[-1][1] is None else None
        if kind in _STOPS and open_since is None:
            if len(self.spans) >= _MOST_PAUSES:
                self.part.limit = f"{_MOST_PAUSES:,} pauses"
                return
            self.spans.append((time, None))
        elif kind == "start" and open_since is not None:
            self.spans[-1] = (open_since, time)

    def within(self, first: int, last: int) -> float:
        total = 0
        for begun, ended in self.spans:
            total += max(0, min(last, last if ended is None else ended) - max(first, begun))
        return float(min(total, last - first))
