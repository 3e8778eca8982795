"""TCX files (Garmin Training Center Database v2): activities with laps, and planned workouts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from attrs import define, field

from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.readers.measures import (
    DEVICE_LIMIT,
    NAME_LIMIT,
    Climb,
    HeartRates,
    clean_text,
    heart_rate,
    left_out_of,
    not_negative,
    offset_of,
    parse_number,
    parse_time,
    plausible_time,
    position,
)
from fittrack_backend.readers.sports import sport_of
from fittrack_backend.readers.tcx_measures import measure_of, measures_of
from fittrack_backend.readers.tcx_workouts import WorkoutReader
from fittrack_backend.readers.track import (
    MOST_POINTS,
    Point,
    Way,
    first_place,
    moment,
    places_of,
    sound,
    span_s,
    way_of,
)
from fittrack_backend.readers.xml_stream import TooMuch, stream
from fittrack_backend.records.activities import Lap, Recording
from fittrack_backend.records.as_json import sparse
from fittrack_backend.records.positions import Position

_MOST_ACTIVITIES = 1_000
_MOST_LAPS = 20_000
_NOTHING = "there is no activity or workout in it"
_ONLY_COURSES = "it holds only courses, no recorded activity"


def read_tcx(data: bytes) -> FileContents:
    """Read the activities and planned workouts of a TCX file; NothingToSave when there are none.

    Each `Activity` element is one activity, those within a `MultiSportSession` too. Distance,
    time and calories are the laps' sums, heart rates their mean weighted by time; elapsed time
    runs from the first trackpoint to the last; the ascent is summed up from altitudes. A damaged
    file gives the activities of which something was read before the break.
    """
    reader = TcxReader()
    damage = list(stream(data, reader))
    reader.finish()
    if reader.undated:
        damage.append("an activity was left out: nothing says when it took place")
    damage += reader.planned.left_out
    if not reader.activities and not reader.planned.workouts:
        nothing = _ONLY_COURSES if reader.courses else _NOTHING
        raise NothingToSave("; ".join([*damage, nothing]), damaged=bool(damage))
    return FileContents(
        format="tcx",
        activities=tuple(reader.activities),
        workouts=tuple(reader.planned.workouts),
        damage=tuple(damage),
    )


@define
class _Lap:
    """What a lap says about itself."""

    start: dt.datetime | None
    timer_s: float | None = None
    distance_m: float | None = None
    calories: float | None = None
    avg_hr: int | None = None
    max_hr: int | None = None
    measures: dict[str, object] = field(factory=dict)


@define
class _Sums:
    """What the points of a lap say."""

    elapsed_s: float | None
    counted_m: float | None
    way_m: float | None
    hearts: HeartRates = field(factory=HeartRates)
    climb: Climb = field(factory=Climb)

    @property
    def distance_m(self) -> float | None:
        """What the device counted; the way from point to point where it did not count."""
        return self.counted_m or self.way_m


def _sums_by_lap(points: Sequence[Point], way: Way) -> dict[int, _Sums]:
    found: dict[int, _Sums] = {}
    counted_before = 0.0
    for lap, group in groupby(points, key=lambda point: point.lap):
        of_lap = list(group)
        counts = [point.counted_m for point in of_lap if point.counted_m is not None]
        # A count that starts anew in each lap is one of the lap alone.
        begin = counted_before if counts and counts[0] >= counted_before else 0.0
        counted = not_negative(counts[-1] - begin) if counts else None
        counted_before = counts[-1] if counts else counted_before
        sums = _Sums(span_s(of_lap), counted, way.by_lap.get(lap))
        for point in of_lap:
            sums.hearts.add(point.heart_bpm)
            sums.climb.add(point.altitude_m)
        found[lap] = sums
    return found


def _lap_record(lap: _Lap, index: int, start: dt.datetime, sums: _Sums) -> Lap:
    """What the lap says about itself; what it lacks or gives as 0 comes from its points."""
    return sparse(
        Lap,
        {
            "index": index,
            "start_time": start,
            "elapsed_s": sums.elapsed_s,
            "timer_s": lap.timer_s or sums.elapsed_s or lap.timer_s,
            "distance_m": _rounded(lap.distance_m or sums.distance_m or lap.distance_m),
            "calories_kcal": None if lap.calories is None else round(lap.calories),
            "avg_hr_bpm": lap.avg_hr or sums.hearts.mean,
            "max_hr_bpm": lap.max_hr or sums.hearts.maximum,
            "ascent_m": sums.climb.ascent_m(),
            **lap.measures,
        },
    )


def _computed(laps: Sequence[_Lap]) -> tuple[str, ...]:
    """The values that are worked out from points since a lap does not say them. A TCX file never gives the
    ascent nor the time with pauses."""
    given = {
        "distance_m": all(lap.distance_m for lap in laps),
        "timer_s": all(lap.timer_s for lap in laps),
        "avg_hr_bpm": all(lap.avg_hr for lap in laps),
        "max_hr_bpm": all(lap.max_hr for lap in laps),
    }
    lacking = [name for name, is_given in given.items() if not laps or not is_given]
    return (*lacking, "elapsed_s", "ascent_m")


@define
class _Activity:
    sport: str | None
    id: dt.datetime | None = None
    name: str | None = None
    name_remarks: tuple[str, ...] = ()
    device_remarks: tuple[str, ...] = ()
    device: str | None = None
    clock_offset_s: int | None = None
    laps: list[_Lap] = field(factory=list)
    points: list[Point] = field(factory=list)

    @property
    def has_something(self) -> bool:
        return any(lap.timer_s is not None for lap in self.laps) or any(
            point.time is not None for point in self.points
        )

    def record(self) -> Recording | None:
        points, remarks = sound(self.points)
        times = [point.time for point in points if point.time is not None]
        first = moment(min(times)) if times else None
        start = self._start(first)
        if start is None:
            return None
        way = way_of(points)
        lat, lon = first_place(points)
        sums = _sums_by_lap(points, way)
        begins = {point.lap: point.time for point in reversed(points) if point.time is not None}
        laps = tuple(
            _lap_record(
                lap,
                index,
                plausible_time(
                    _near(lap.start, first) or (moment(begins[index]) if index in begins else None)
                )
                or start,
                sums.get(index, _Sums(None, None, None)),
            )
            for index, lap in enumerate(self.laps)
        )
        hearts, climb = HeartRates(), Climb()
        for lap in laps:
            hearts.add(lap.avg_hr_bpm, lap.timer_s or 0.0)
            hearts.add_max(lap.max_hr_bpm)
        for point in points:
            climb.add(point.altitude_m)
        timer = _sum([lap.timer_s for lap in laps])
        calories = _sum([lap.calories_kcal for lap in laps])
        sport, sub_sport = sport_of(self.sport)
        return Recording(
            clock_offset_s=self.clock_offset_s,
            start_lat=lat,
            start_lon=lon,
            start_time=start,
            sport=sport,
            sub_sport=sub_sport,
            name=self.name,
            distance_m=_sum([lap.distance_m for lap in laps]),
            timer_s=timer,
            elapsed_s=max((s for s in (timer, span_s(points)) if s is not None), default=None),
            calories_kcal=None if calories is None else round(calories),
            avg_hr_bpm=hearts.mean,
            max_hr_bpm=hearts.maximum,
            ascent_m=climb.ascent_m(),
            laps=laps,
            measures=measures_of(laps),
            device=self.device,
            summed_up=False,
            samples=len(points),
            places=places_of(points),
            computed=_computed(self.laps),
            remarks=(*remarks, *way.remarks, *self.name_remarks, *self.device_remarks),
        )

    def _start(self, first: dt.datetime | None) -> dt.datetime | None:
        lap_start = self.laps[0].start if self.laps else None
        return plausible_time(_near(self.id, first) or _near(lap_start, first) or first)


def _near(time: dt.datetime | None, first: dt.datetime | None) -> dt.datetime | None:
    """A time that the points do not contradict: a clock that was not set yet wrote it, if they are of
    another day."""
    if time is None or first is None:
        return time
    return time if abs(time - first) <= dt.timedelta(days=1) else None


def _rounded(metres: float | None) -> float | None:
    return None if metres is None else round(metres, 3)


def _sum(values: list[float | None] | list[int | None]) -> float | None:
    some = [value for value in values if value is not None]
    return round(float(sum(some)), 3) if some else None


@define
class TcxReader:
    """Listens to the elements; `activity` is the one that is being read, `planned` reads workouts."""

    activities: list[Recording] = field(factory=list)
    activity: _Activity | None = None
    undated: bool = False
    planned: WorkoutReader = field(factory=WorkoutReader)
    courses: int = 0
    _begun: int = 0
    _lap: _Lap | None = None
    stretch: int = 0
    """Changes where the recording paused."""
    _time: float | None = None
    _position: Position | None = None
    _lat: float | None = None
    _altitude_m: float | None = None
    _counted_m: float | None = None
    _heart_bpm: int | None = None

    def start(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        if name == "Activity":
            if self._begun >= _MOST_ACTIVITIES:
                raise TooMuch(f"there are more than {_MOST_ACTIVITIES:,} activities in it")
            self._begun += 1
            if self.activity is not None and self.activity.has_something:
                self.finish_activity()  # its end is missing
            self.activity = _Activity(sport=attributes.get("Sport"))
            self.stretch = 0
            self._lap = None
        elif self.activity is None:
            self.courses += name == "Course"
            self.planned.start(name, attributes)
        elif name == "Lap":
            if len(self.activity.laps) >= _MOST_LAPS:
                raise TooMuch(f"an activity has more than {_MOST_LAPS:,} laps")
            # A lap goes on where the one before ended: only within a lap a new track is a pause.
            self.stretch = max(0, self.stretch - 1)
            self._lap = _Lap(start=parse_time(attributes.get("StartTime", "")))
            self.activity.laps.append(self._lap)
        elif name == "Trackpoint":
            if len(self.activity.points) >= MOST_POINTS:
                raise TooMuch(f"an activity has more than {MOST_POINTS:,} points")
            self._time = self._position = self._lat = None
            self._altitude_m = self._counted_m = self._heart_bpm = None

    def end(self, name: str, parent: str, text: str) -> None:
        if self.activity is None:
            self.planned.end(name, parent, text)
        elif name == "Activity":
            self.finish_activity()
        elif parent == "Activity":
            self._take_about(self.activity, name, text)
        elif name == "Name" and parent == "Creator":
            self.activity.device = clean_text(text, DEVICE_LIMIT)
            self.activity.device_remarks = left_out_of(text, DEVICE_LIMIT, "device's name")
        elif self._lap is not None:
            self._take_in_lap(self.activity, self._lap, name, parent, text)

    def finish(self) -> None:
        """There is no more: an activity whose end is missing counts as far as it goes."""
        if self.activity is not None and self.activity.has_something:
            self.finish_activity()
        self.planned.finish()

    def finish_activity(self) -> None:
        """The activity that is being read is complete, or as complete as it gets."""
        if self.activity is not None:
            record = self.activity.record()
            if record is None:
                self.undated = True
            else:
                self.activities.append(record)
        self.activity = self._lap = None

    def _take_about(self, activity: _Activity, name: str, text: str) -> None:
        if name == "Id":
            activity.id = parse_time(text)
            activity.clock_offset_s = offset_of(text)
        elif name == "Notes":
            first_line = text.strip().partition("\n")[0]
            activity.name = clean_text(first_line, NAME_LIMIT)
            activity.name_remarks = left_out_of(first_line, NAME_LIMIT, "name")
        elif name == "Lap":
            self._lap = None

    def _take_in_lap(
        self, activity: _Activity, lap: _Lap, name: str, parent: str, text: str
    ) -> None:
        if parent == "Trackpoint":
            self._take_in_point(name, text)
        elif parent == "Position":
            self._take_in_position(name, text)
        elif name == "Trackpoint":
            activity.points.append(
                Point(
                    self.stretch,
                    self._time,
                    self._position,
                    self._altitude_m,
                    self._heart_bpm,
                    len(activity.laps) - 1,
                    self._counted_m,
                )
            )
        elif name == "Track":
            self.stretch += 1  # the next one in this lap comes after a pause
        elif parent == "Lap":
            if name == "TotalTimeSeconds":
                lap.timer_s = not_negative(parse_number(text))
            elif name == "DistanceMeters":
                lap.distance_m = not_negative(parse_number(text))
            elif name == "Calories":
                lap.calories = not_negative(parse_number(text))
            else:
                self._take_measure(lap, name, parent, text)
        elif parent == "LX":
            self._take_measure(lap, name, parent, text)
        elif name == "Value":
            self._take_heart_rate(lap, parent, heart_rate(parse_number(text)))

    def _take_measure(self, lap: _Lap, name: str, parent: str, text: str) -> None:
        found = measure_of(name, parent, text)
        if found is not None:
            lap.measures[found[0]] = found[1]

    def _take_in_point(self, name: str, text: str) -> None:
        if name == "Time":
            time = parse_time(text)
            self._time = None if time is None else time.timestamp()
        elif name == "AltitudeMeters":
            self._altitude_m = parse_number(text)
        elif name == "DistanceMeters":
            self._counted_m = not_negative(parse_number(text))

    def _take_in_position(self, name: str, text: str) -> None:
        if name == "LatitudeDegrees":
            self._lat = parse_number(text)
        elif name == "LongitudeDegrees":
            self._position = position(self._lat, parse_number(text))

    def _take_heart_rate(self, lap: _Lap, parent: str, bpm: int | None) -> None:
        if parent == "AverageHeartRateBpm":
            lap.avg_hr = bpm
        elif parent == "MaximumHeartRateBpm":
            lap.max_hr = bpm
        elif parent == "HeartRateBpm":
            self._heart_bpm = bpm
