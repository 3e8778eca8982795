"""TCX files (Garmin Training Center Database v2): activities with laps, and planned workouts."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

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
from fittrack_backend.readers.point_layouts import Layout, NotAlike, Run
from fittrack_backend.readers.sports import sport_of
from fittrack_backend.readers.tcx_laps import LapSaid, LapSums, computed_of, lap_record, sums_by_lap
from fittrack_backend.readers.tcx_measures import measure_of, measures_of
from fittrack_backend.readers.tcx_points import points_in, takes
from fittrack_backend.readers.tcx_workouts import WorkoutReader
from fittrack_backend.readers.track import (
    MOST_POINTS,
    Points,
    first_place,
    moment,
    places_of,
    sound,
    span_s,
    way_of,
)
from fittrack_backend.readers.xml_stream import TooMuch, stream
from fittrack_backend.records.activities import Recording
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
    reader, notes = stream(data, TcxReader)
    damage = list(notes)
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
class _Activity:
    sport: str | None
    id: dt.datetime | None = None
    name: str | None = None
    name_remarks: tuple[str, ...] = ()
    device_remarks: tuple[str, ...] = ()
    device: str | None = None
    clock_offset_s: int | None = None
    laps: list[LapSaid] = field(factory=list)
    points: Points = field(factory=Points)

    @property
    def has_something(self) -> bool:
        return any(lap.timer_s is not None for lap in self.laps) or any(
            time is not None for time in self.points.times
        )

    def record(self) -> Recording | None:
        points, remarks = sound(self.points)
        times = [time for time in points.times if time is not None]
        first = moment(min(times)) if times else None
        start = self._start(first)
        if start is None:
            return None
        way = way_of(points)
        lat, lon = first_place(points)
        sums = sums_by_lap(points, way)
        begins = {
            lap: time
            for lap, time in zip(reversed(points.laps), reversed(points.times), strict=True)
            if time is not None
        }
        laps = tuple(
            lap_record(
                lap,
                index,
                plausible_time(
                    _near(lap.start, first) or (moment(begins[index]) if index in begins else None)
                )
                or start,
                sums.get(index, LapSums(None, None, None)),
            )
            for index, lap in enumerate(self.laps)
        )
        hearts, climb = HeartRates(), Climb()
        for lap in laps:
            hearts.add(lap.avg_hr_bpm, lap.timer_s or 0.0)
            hearts.add_max(lap.max_hr_bpm)
        climb.add_all(points.altitudes_m)
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
            elapsed_s=max((s for s in (timer, span_s(times)) if s is not None), default=None),
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
            computed=computed_of(self.laps),
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


def _sum(values: list[float | None] | list[int | None]) -> float | None:
    some = [value for value in values if value is not None]
    return round(float(sum(some)), 3) if some else None


@define
class TcxReader:
    """Listens to the elements; `activity` is the one that is being read, `planned` reads workouts."""

    point: ClassVar[str] = "Trackpoint"

    activities: list[Recording] = field(factory=list)
    activity: _Activity | None = None
    undated: bool = False
    planned: WorkoutReader = field(factory=WorkoutReader)
    courses: int = 0
    _begun: int = 0
    _lap: LapSaid | None = None
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
            self._lap = LapSaid(start=parse_time(attributes.get("StartTime", "")))
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

    def takes(self, layout: Layout) -> bool:
        """Whether points of this layout are taken in by column."""
        return takes(layout)

    def take(self, run: Run, parent: str) -> None:
        """Takes points in by column. Raises NotAlike where they stand in no lap, or are too many."""
        activity = self.activity
        if (
            activity is None
            or self._lap is None
            or parent != "Track"
            or len(activity.points) + len(run) > MOST_POINTS
        ):
            raise NotAlike
        activity.points.extend(points_in(run, self.stretch, len(activity.laps) - 1))

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
        self, activity: _Activity, lap: LapSaid, name: str, parent: str, text: str
    ) -> None:
        if parent == "Trackpoint":
            self._take_in_point(name, text)
        elif parent == "Position":
            self._take_in_position(name, text)
        elif name == "Trackpoint":
            activity.points.add(
                self.stretch,
                self._time,
                self._position,
                self._altitude_m,
                self._heart_bpm,
                len(activity.laps) - 1,
                self._counted_m,
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

    def _take_measure(self, lap: LapSaid, name: str, parent: str, text: str) -> None:
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

    def _take_heart_rate(self, lap: LapSaid, parent: str, bpm: int | None) -> None:
        if parent == "AverageHeartRateBpm":
            lap.avg_hr = bpm
        elif parent == "MaximumHeartRateBpm":
            lap.max_hr = bpm
        elif parent == "HeartRateBpm":
            self._heart_bpm = bpm
