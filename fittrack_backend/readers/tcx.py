"""TCX files (Garmin Training Center Database v2): activities with laps."""

from __future__ import annotations

import datetime as dt

from attrs import define, field

from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.readers.measures import (
    DEVICE_LIMIT,
    NAME_LIMIT,
    Climb,
    HeartRates,
    clean_text,
    heart_rate,
    not_negative,
    parse_number,
    parse_time,
    plausible_time,
)
from fittrack_backend.readers.sports import sport_of
from fittrack_backend.readers.xml_stream import stream
from fittrack_backend.records.activities import Lap, Recording

_MOST_ACTIVITIES = 1_000
_MOST_LAPS = 20_000


def read_tcx(data: bytes) -> FileContents:
    """Read the activities of a TCX file; NothingToSave when there is none.

    Each `Activity` element is one activity, those within a `MultiSportSession` too. Distance,
    time and calories are the laps' sums, heart rates their mean weighted by time; elapsed time
    runs from the first trackpoint to the last; the ascent is summed up from altitudes. A damaged
    file gives the activities of which something was read before the break.
    """
    reader = _Reader()
    damage = list(stream(data, reader))
    if reader.activity is not None and reader.activity.has_something:
        reader.finish_activity()
    if reader.undated:
        damage.append("an activity was left out: there is no telling when it took place")
    if not reader.activities:
        raise NothingToSave(
            "; ".join([*damage, "there is no activity in it"]), damaged=bool(damage)
        )
    return FileContents(format="tcx", activities=tuple(reader.activities), damage=tuple(damage))


@define
class _Span:
    """A stretch of trackpoints."""

    first: dt.datetime | None = None
    last: dt.datetime | None = None

    def add(self, time: dt.datetime | None) -> None:
        if time is not None:
            self.first = time if self.first is None else min(self.first, time)
            self.last = time if self.last is None else max(self.last, time)

    @property
    def seconds(self) -> float | None:
        if self.first is None or self.last is None:
            return None
        return round((self.last - self.first).total_seconds(), 3)


@define
class _Lap:
    start: dt.datetime | None
    timer_s: float | None = None
    distance_m: float | None = None
    calories: float | None = None
    avg_hr: int | None = None
    max_hr: int | None = None
    span: _Span = field(factory=_Span)
    hearts: HeartRates = field(factory=HeartRates)
    climb: Climb = field(factory=Climb)
    first_m: float | None = None
    last_m: float | None = None

    @property
    def has_something(self) -> bool:
        return self.timer_s is not None or self.span.first is not None

    @property
    def own_distance_m(self) -> float | None:
        if self.distance_m is not None or self.first_m is None or self.last_m is None:
            return self.distance_m
        return not_negative(self.last_m - self.first_m)

    @property
    def own_timer_s(self) -> float | None:
        return self.span.seconds if self.timer_s is None else self.timer_s

    def record(self, index: int, activity_start: dt.datetime) -> Lap:
        start = plausible_time(self.start or self.span.first) or activity_start
        return Lap(
            index=index,
            start_time=start,
            elapsed_s=self.span.seconds,
            timer_s=self.own_timer_s,
            distance_m=self.own_distance_m,
            calories_kcal=None if self.calories is None else round(self.calories),
            avg_hr_bpm=self.avg_hr or self.hearts.mean,
            max_hr_bpm=self.max_hr or self.hearts.maximum,
            ascent_m=self.climb.ascent_m(),
        )


@define
class _Activity:
    sport: str | None
    id: dt.datetime | None = None
    notes: str | None = None
    device: str | None = None
    laps: list[_Lap] = field(factory=list)
    span: _Span = field(factory=_Span)
    climb: Climb = field(factory=Climb)

    @property
    def has_something(self) -> bool:
        return any(lap.has_something for lap in self.laps)

    def record(self) -> Recording | None:
        first_lap = self.laps[0].start if self.laps else None
        start = plausible_time(self.id or first_lap or self.span.first)
        if start is None:
            return None
        laps = tuple(lap.record(index, start) for index, lap in enumerate(self.laps))
        hearts = HeartRates()
        for lap in laps:
            hearts.add(lap.avg_hr_bpm, lap.timer_s or 0.0)
            hearts.add_max(lap.max_hr_bpm)
        timer = _sum([lap.timer_s for lap in laps])
        calories = _sum([lap.calories_kcal for lap in laps])
        sport, sub_sport = sport_of(self.sport)
        return Recording(
            start_time=start,
            sport=sport,
            sub_sport=sub_sport,
            name=self.notes,
            distance_m=_sum([lap.distance_m for lap in laps]),
            timer_s=timer,
            elapsed_s=max((s for s in (timer, self.span.seconds) if s is not None), default=None),
            calories_kcal=None if calories is None else round(calories),
            avg_hr_bpm=hearts.mean,
            max_hr_bpm=hearts.maximum,
            ascent_m=self.climb.ascent_m(),
            laps=laps,
            device=self.device,
            summed_up=False,
        )


def _sum(values: list[float | None] | list[int | None]) -> float | None:
    some = [value for value in values if value is not None]
    return round(float(sum(some)), 3) if some else None


@define
class _Reader:
    """Listens to the elements; `activity` is the one that is being read."""

    activities: list[Recording] = field(factory=list)
    activity: _Activity | None = None
    undated: bool = False
    _lap: _Lap | None = None
    _time: dt.datetime | None = None
    _altitude: float | None = None

    def start(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        if name == "Activity":
            self.activity = _Activity(sport=attributes.get("Sport"))
            self._lap = None
        elif self.activity is None:
            return
        elif name == "Lap" and len(self.activity.laps) < _MOST_LAPS:
            self._lap = _Lap(start=parse_time(attributes.get("StartTime", "")))
            self.activity.laps.append(self._lap)
        elif name == "Trackpoint":
            self._time = self._altitude = None

    def end(self, name: str, parent: str, text: str) -> None:
        if self.activity is None:
            return
        if name == "Activity":
            self.finish_activity()
        elif parent == "Activity":
            self._take_about(self.activity, name, text)
        elif name == "Name" and parent == "Creator":
            self.activity.device = clean_text(text, DEVICE_LIMIT)
        elif self._lap is not None:
            self._take_in_lap(self.activity, self._lap, name, parent, text)

    def finish_activity(self) -> None:
        """The activity that is being read is complete, or as complete as it gets."""
        if self.activity is not None and len(self.activities) < _MOST_ACTIVITIES:
            record = self.activity.record()
            if record is None:
                self.undated = True
            else:
                self.activities.append(record)
        self.activity = self._lap = None

    def _take_about(self, activity: _Activity, name: str, text: str) -> None:
        if name == "Id":
            activity.id = parse_time(text)
        elif name == "Notes":
            activity.notes = clean_text(text.strip().partition("\n")[0], NAME_LIMIT)
        elif name == "Lap":
            self._lap = None

    def _take_in_lap(
        self, activity: _Activity, lap: _Lap, name: str, parent: str, text: str
    ) -> None:
        if parent == "Trackpoint":
            self._take_in_point(lap, name, text)
        elif name == "Trackpoint":
            activity.span.add(self._time)
            lap.span.add(self._time)
            activity.climb.add(self._altitude)
            lap.climb.add(self._altitude)
        elif parent == "Lap":
            if name == "TotalTimeSeconds":
                lap.timer_s = not_negative(parse_number(text))
            elif name == "DistanceMeters":
                lap.distance_m = not_negative(parse_number(text))
            elif name == "Calories":
                lap.calories = not_negative(parse_number(text))
        elif name == "Value":
            self._take_heart_rate(lap, parent, heart_rate(parse_number(text)))

    def _take_in_point(self, lap: _Lap, name: str, text: str) -> None:
        if name == "Time":
            self._time = parse_time(text)
        elif name == "AltitudeMeters":
            self._altitude = parse_number(text)
        elif name == "DistanceMeters":
            distance = not_negative(parse_number(text))
            lap.first_m = distance if lap.first_m is None else lap.first_m
            lap.last_m = distance if distance is not None else lap.last_m

    @staticmethod
    def _take_heart_rate(lap: _Lap, parent: str, bpm: int | None) -> None:
        if parent == "AverageHeartRateBpm":
            lap.avg_hr = bpm
        elif parent == "MaximumHeartRateBpm":
            lap.max_hr = bpm
        elif parent == "HeartRateBpm":
            lap.hearts.add(bpm)
