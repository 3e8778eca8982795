"""GPX files (1.0 and 1.1): one activity per track with times."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from attrs import define, field

from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.readers.gpx_points import (
    HEART_RATES,
    first_offset,
    has_times,
    points_in,
    takes,
)
from fittrack_backend.readers.measures import (
    DEVICE_LIMIT,
    NAME_LIMIT,
    Climb,
    HeartRates,
    clean_text,
    heart_rate,
    left_out_of,
    offset_of,
    parse_number,
    parse_time,
    plausible_time,
    position,
)
from fittrack_backend.readers.point_layouts import Layout, NotAlike, Run
from fittrack_backend.readers.sports import sport_of
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

_MOST_TRACKS = 1_000


def read_gpx(data: bytes) -> FileContents:
    """Read the tracks of a GPX file as activities; NothingToSave when none has times.

    GPX holds positions only, so all is summed up. Within a segment the distance is the great
    circles' from point to point, without points that cannot be true (`records.strays`). A pause ends a segment: the timer's time is that within
    segments, the elapsed time that from the first point to the last.
    """
    reader, notes = stream(data, GpxReader)
    damage = list(notes)
    reader.finish_track()
    if not reader.activities:
        is_damaged = bool(damage) or bool(reader.with_nonsense)
        raise NothingToSave("; ".join([*damage, reader.why_nothing()]), damaged=is_damaged)
    damage += reader.left_out()
    return FileContents(format="gpx", activities=tuple(reader.activities), damage=tuple(damage))


@define
class _Track:
    name: str | None = None
    name_remarks: tuple[str, ...] = ()
    type: str | None = None
    segments: int = 0
    clock_offset_s: int | None = None
    points: Points = field(factory=Points)
    has_nonsense: bool = False
    """Whether a point has a time that cannot be one: not a date, or before 1990 or after 2099."""

    def record(self, device: str | None) -> Recording | None:
        points, remarks = sound(self.points)
        times = [time for time in points.times if time is not None]
        start = plausible_time(moment(min(times))) if times else None
        elapsed = span_s(times)
        if start is None or elapsed is None:
            return None
        hearts, climb = HeartRates(), Climb()
        hearts.add_all(points.heart_bpms)
        climb.add_all(points.altitudes_m)
        way = way_of(points)
        sport, sub_sport = sport_of(self.type)
        lat, lon = first_place(points)
        return Recording(
            clock_offset_s=self.clock_offset_s,
            start_lat=lat,
            start_lon=lon,
            start_time=start,
            sport=sport,
            sub_sport=sub_sport,
            name=self.name,
            distance_m=round(way.by_lap[0], 2) if way.by_lap else None,
            timer_s=round(min(_timer_s(points), elapsed), 3),
            elapsed_s=elapsed,
            avg_hr_bpm=hearts.mean,
            max_hr_bpm=hearts.maximum,
            ascent_m=climb.ascent_m(),
            laps=(),
            device=device,
            summed_up=True,
            samples=len(points),
            places=places_of(points),
            remarks=(*remarks, *way.remarks, *self.name_remarks),
        )


def _timer_s(points: Points) -> float:
    """The time within segments."""
    return sum(span_s(segment.times) or 0.0 for _, segment in points.by(points.stretches))


@define
class GpxReader:
    point: ClassVar[str] = "trkpt"

    activities: list[Recording] = field(factory=list)
    without_points: int = 0
    without_times: int = 0
    with_nonsense: int = 0
    _device: str | None = None
    _device_remarks: tuple[str, ...] = ()
    _routes: int = 0
    _tracks: int = 0
    _track: _Track | None = None
    _position: Position | None = None
    _time: dt.datetime | None = None
    _altitude_m: float | None = None
    _heart_bpm: int | None = None

    def start(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        if name == "trkpt":
            if self._track is not None and len(self._track.points) >= MOST_POINTS:
                raise TooMuch(f"a track has more than {MOST_POINTS:,} points")
            self._time = self._altitude_m = self._heart_bpm = None
            self._position = position(
                parse_number(attributes.get("lat", "")), parse_number(attributes.get("lon", ""))
            )
        elif name == "trk":
            if self._tracks >= _MOST_TRACKS:
                raise TooMuch(f"there are more than {_MOST_TRACKS:,} tracks in it")
            self._tracks += 1
            self.finish_track()  # one whose end is missing
            self._track = _Track()
        elif name in ("rte", "wpt"):
            self._routes += 1
        elif name == "gpx" and not parent:
            creator = attributes.get("creator", "")
            self._device = clean_text(creator, DEVICE_LIMIT)
            self._device_remarks = left_out_of(creator, DEVICE_LIMIT, "device's name")

    def end(self, name: str, parent: str, text: str) -> None:
        track = self._track
        if track is None:
            return
        if parent == "trkpt":
            if name == "time":
                self._time = parse_time(text)
                track.has_nonsense |= self._time is None
                if track.clock_offset_s is None:
                    track.clock_offset_s = offset_of(text)
            elif name == "ele":
                self._altitude_m = parse_number(text)
        elif name == "trkpt":
            time = None if self._time is None else self._time.timestamp()
            track.points.add(
                track.segments, time, self._position, self._altitude_m, self._heart_bpm
            )
        elif name in HEART_RATES:
            self._heart_bpm = heart_rate(parse_number(text))
        elif name == "trkseg":
            track.segments += 1
        elif name == "trk":
            self.finish_track()
        elif parent == "trk":
            if name == "name":
                track.name = clean_text(text, NAME_LIMIT)
                track.name_remarks = left_out_of(text, NAME_LIMIT, "name")
            elif name == "type":
                track.type = text

    def takes(self, layout: Layout) -> bool:
        """Whether points of this layout are taken in by column."""
        return takes(layout)

    def take(self, run: Run, parent: str) -> None:
        """Takes points in by column. Raises NotAlike where they stand in no segment, or are too many."""
        track = self._track
        if track is None or parent != "trkseg" or len(track.points) + len(run) > MOST_POINTS:
            raise NotAlike
        points = points_in(run, track.segments)
        track.points.extend(points)
        if has_times(run.layout):
            track.has_nonsense |= None in points.times
            if track.clock_offset_s is None:
                track.clock_offset_s = first_offset(run)

    @property
    def stretch(self) -> int:
        """Which segment is being read, from 0."""
        return 0 if self._track is None else self._track.segments

    def finish_track(self) -> None:
        """The track that is being read is complete, or as complete as it gets."""
        track, self._track = self._track, None
        if track is None:
            return
        record = track.record(self._device)
        if record is None:
            self.without_points += not track.points
            self.with_nonsense += track.has_nonsense
            self.without_times += bool(track.points) and not track.has_nonsense
        else:
            self.activities.append(record)

    def left_out(self) -> list[str]:
        """What became of no activity although it is a track, and why, and what else is not kept; in sentences."""
        return [
            f"{_tracks(count)} left out: {why}"
            for count, why in (
                (self.without_points, "no points"),
                (self.without_times, "no times"),
                (self.with_nonsense, "times that make no sense"),
            )
            if count
        ] + [*self._device_remarks]

    def why_nothing(self) -> str:
        """Why there is no activity, for people."""
        if self.with_nonsense:
            return "the times of its points make no sense"
        if self.without_times:
            return "its points have no times, so nothing says when they were recorded"
        if self.without_points:
            return "its track has no points"
        if self._routes:
            return "it holds only routes or waypoints, no recorded track"
        return "there is no track in it"


def _tracks(count: int) -> str:
    return "a track was" if count == 1 else f"{count} tracks were"
