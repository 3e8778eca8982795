"""What record messages add up to: for activities that no session message sums up."""

from __future__ import annotations

from array import array

from attrs import define, field

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.profile import name_of, number_of, wanted
from fittrack_backend.readers.fit.wire import Message, messages
from fittrack_backend.readers.measures import Climb, HeartRates, heart_rate, position
from fittrack_backend.records.positions import haversine_m

_RECORD, _EVENT = number_of("record"), number_of("event")
_RECORD_TIMES = wanted({"record": ("timestamp",)})
_RECORDS = wanted(
    {
        "record": (
            "timestamp",
            "position_lat",
            "position_long",
            "distance",
            "altitude",
            "enhanced_altitude",
            "heart_rate",
            "calories",
        ),
        "event": ("timestamp", "event", "event_type"),
    }
)
_MOST_PAUSES = 20_000
_MOST_RECORDS = 2_000_000
_STRAY_S = 14 * 86_400
"""A record further than this from the file's median time has a damaged time."""
_STOPS = frozenset({"stop", "stop_all", "stop_disable", "stop_disable_all"})
_SEMICIRCLE_DEGREES = 180 / 2**31


def record_times(part: Part) -> array[int]:
    """The times of the records, without those that a damaged byte put elsewhere."""
    times = array("I")
    for message in messages(part, _RECORD_TIMES):
        time = of.seconds(message, "timestamp")
        if time is not None and len(times) < _MOST_RECORDS:
            times.append(time)
    if not times:
        return times
    median = sorted(times)[len(times) // 2]
    return array("I", (time for time in times if abs(time - median) <= _STRAY_S))


@define
class Summary:
    """What records add up to, as they come."""

    first: int
    last: int
    records: int = 0
    first_m: float | None = None
    last_m: float | None = None
    walked_m: float = 0.0
    here: tuple[float, float] | None = None
    hearts: HeartRates = field(factory=HeartRates)
    climb: Climb = field(factory=Climb)
    calories: float | None = None
    paused_s: float = 0.0

    def add(self, record: Message) -> None:
        self.records += 1
        distance = of.amount(record, "distance")
        if distance is not None:
            self.first_m = distance if self.first_m is None else self.first_m
            self.last_m = distance
        self._move(record)
        self.hearts.add(heart_rate(of.number(record, "heart_rate")))
        altitude = of.number(record, "enhanced_altitude")
        self.climb.add(of.number(record, "altitude") if altitude is None else altitude)
        calories = of.amount(record, "calories")
        if calories is not None:
            self.calories = max(calories, self.calories or 0)

    def _move(self, record: Message) -> None:
        lat, lon = of.number(record, "position_lat"), of.number(record, "position_long")
        if lat is None or lon is None:
            return
        there = position(lat * _SEMICIRCLE_DEGREES, lon * _SEMICIRCLE_DEGREES)
        if there is not None:
            if self.here is not None:
                self.walked_m += haversine_m(self.here, there)
            self.here = there

    @property
    def distance_m(self) -> float | None:
        if self.first_m is not None and self.last_m is not None and self.last_m >= self.first_m:
            return round(self.last_m - self.first_m, 2)
        return round(self.walked_m, 2) if self.here is not None else None


def summary_of(part: Part, times: array[int], after: int | None) -> Summary | None:
    """Sum up the records whose time is among `times` and later than `after`."""
    low, high = min(times), max(times)
    if after is not None:
        low = after + 1
    summary: Summary | None = None
    pauses = _Pauses()
    for message in messages(part, _RECORDS):
        time = of.seconds(message, "timestamp")
        if time is None or not low <= time <= high:
            continue
        if message.number == _EVENT:
            pauses.add(time, message)
            continue
        if summary is None:
            summary = Summary(first=time, last=time)
        if summary.records >= _MOST_RECORDS:
            continue
        summary.first = min(summary.first, time)
        summary.last = max(summary.last, time)
        summary.add(message)
    if summary is not None:
        summary.paused_s = pauses.within(summary.first, summary.last)
    return summary


def summary_without_times(part: Part) -> Summary:
    """Sum up all records, which need no time."""
    untimed = Summary(first=0, last=0)
    for message in messages(part, _RECORDS):
        if message.number == _RECORD and untimed.records < _MOST_RECORDS:
            untimed.add(message)
    return untimed


@define
class _Pauses:
    """When the timer stood, from timer events."""

    spans: list[tuple[int, int | None]] = field(factory=list)

    def add(self, time: int, event: Message) -> None:
        if name_of("event", event.values.get("event")) != "timer":
            return
        kind = name_of("event_type", event.values.get("event_type"))
        open_since = self.spans[-1][0] if self.spans and self.spans[-1][1] is None else None
        if kind in _STOPS and open_since is None and len(self.spans) < _MOST_PAUSES:
            self.spans.append((time, None))
        elif kind == "start" and open_since is not None:
            self.spans[-1] = (open_since, time)

    def within(self, first: int, last: int) -> float:
        total = 0
        for begun, ended in self.spans:
            total += max(0, min(last, last if ended is None else ended) - max(first, begun))
        return float(min(total, last - first))
