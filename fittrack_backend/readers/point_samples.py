"""The points of TCX and GPX files as columns: which element is which, whoever wrote it."""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Iterable, Mapping, Sequence

from attrs import define, field, frozen

from fittrack_backend.readers.measures import parse_number
from fittrack_backend.readers.point_layouts import NotAlike
from fittrack_backend.records.samples import (
    DEVELOPER_PREFIX,
    FIRST_COLUMNS,
    FIRST_SAMPLE,
    SEGMENTS,
    Column,
    Kind,
    Recorded,
    Samples,
)

_MOST_OWN_COLUMNS = 200
"""Elements that nobody knows, by name; a hostile file has a new name in each point."""
_NAME_LIMIT = 60
_NOT_IN_NAMES = re.compile(r"[\W_]+")


@frozen
class Quantity:
    """What an element's number is: the column's name, its unit, and whether whole numbers are usual."""

    name: str
    unit: str | None = None
    is_whole: bool = False


_HEART_RATE = Quantity("hr_bpm", "bpm", is_whole=True)
_CADENCE = Quantity("cadence_rpm", "rpm")
_POWER = Quantity("power_w", "W", is_whole=True)
_TEMPERATURE = Quantity("temperature_c", "C")
ALTITUDE = Quantity("altitude_m", "m")
DISTANCE = Quantity("distance_m", "m")
_SPEED = Quantity("speed_m_s", "m/s")
LATITUDE = Quantity("lat_deg", "deg")
LONGITUDE = Quantity("lon_deg", "deg")

QUANTITIES: Mapping[str, Quantity] = {
    # TCX: a trackpoint, and Garmin's ActivityExtension (TPX)
    "AltitudeMeters": ALTITUDE,
    "DistanceMeters": DISTANCE,
    "HeartRateBpm": _HEART_RATE,
    "Cadence": _CADENCE,
    "RunCadence": _CADENCE,
    "Speed": _SPEED,
    "Watts": _POWER,
    # GPX: a trackpoint
    "ele": ALTITUDE,
    "speed": _SPEED,
    "course": Quantity("course_deg", "deg"),
    "magvar": Quantity("magnetic_variation_deg", "deg"),
    "geoidheight": Quantity("geoid_height_m", "m"),
    "sat": Quantity("satellites", is_whole=True),
    "hdop": Quantity("hdop"),
    "vdop": Quantity("vdop"),
    "pdop": Quantity("pdop"),
    "ageofdgpsdata": Quantity("age_of_dgps_data_s", "s"),
    # GPX: Garmin's TrackPointExtension and PowerExtension, Cluetrust's GPX data, Strava and others
    "hr": _HEART_RATE,
    "heartrate": _HEART_RATE,
    "cad": _CADENCE,
    "cadence": _CADENCE,
    "atemp": _TEMPERATURE,
    "temp": _TEMPERATURE,
    "temperature": _TEMPERATURE,
    "wtemp": Quantity("water_temperature_c", "C"),
    "depth": Quantity("depth_m", "m"),
    "Depth": Quantity("depth_m", "m"),
    "Temperature": _TEMPERATURE,
    "bearing": Quantity("bearing_deg", "deg"),
    "distance": DISTANCE,
    "verticalSpeed": Quantity("vertical_speed_m_s", "m/s"),
    "power": _POWER,
    "PowerInWatts": _POWER,
}
"""By the element's name without its namespace: writers differ in that more than in the names."""


@define
class _PointColumn:
    quantity: Quantity
    element: str
    developer: bool
    values: list[float | None] = field(factory=list)

    def finished(self, count: int) -> Column:
        values = self.values + [None] * (count - len(self.values))
        is_whole = self.quantity.is_whole and all(
            value is None or value.is_integer() for value in values
        )
        kind: Kind = "int" if is_whole else "float"
        return Column(
            self.quantity.name,
            kind,
            [None if one is None else int(one) for one in values] if is_whole else values,
            self.quantity.unit,
            self.element,
            self.developer,
        )


@define
class PointColumns:
    """Takes in the points of one track; of several elements for one column in a point the first counts."""

    _times: array[float] = field(factory=lambda: array("d"))
    _columns: dict[str, _PointColumn] = field(factory=dict)
    _own: int = 0
    _time: float = math.nan
    _stretch: int | None = None
    _begins: list[int] = field(factory=list)

    def set_time(self, seconds: float) -> None:
        """When the point that is being read was, in seconds since 1970."""
        self._time = seconds

    def take(self, element: str, text: str) -> None:
        """What an element of the point says, where it is a number."""
        value = parse_number(text)
        if value is not None:
            self.put(QUANTITIES.get(element), element, value)

    def put(self, quantity: Quantity | None, element: str, value: float) -> None:
        """A number of the point; one without a quantity is kept under the file's own name."""
        column = self._column(quantity, element)
        if column is None:
            return
        missing = len(self._times) - len(column.values)
        if missing < 0:
            return
        column.values += [None] * missing
        column.values.append(value)

    def extend(
        self,
        stretch: int,
        times: Sequence[float | None],
        values: Iterable[tuple[Quantity | None, str, Sequence[float | None]]],
    ) -> None:
        """Takes in the next points: their times, and what `put` takes of each by quantity, each of which stands there once.

        Raises NotAlike where which columns of the file's own are kept depends on the order of all values.
        """
        for quantity, element, column in values:
            if any(value is not None for value in column):
                into = self._column(quantity, element)
                if into is None:
                    raise NotAlike
                into.values += [None] * (len(self._times) - len(into.values))
                into.values += column
        self._begin(stretch)
        self._times.extend(math.nan if one is None else one for one in times)

    def _column(self, quantity: Quantity | None, element: str) -> _PointColumn | None:
        developer = quantity is None
        if quantity is None:
            quantity = own_quantity(element)
        column = self._columns.get(quantity.name)
        if column is None:
            if developer:
                self._own += 1
                if self._own > _MOST_OWN_COLUMNS:
                    return None
            column = self._columns[quantity.name] = _PointColumn(quantity, element, developer)
        return column

    def drop_point(self) -> None:
        """The end of the point that was being read is missing: nothing is certain of it."""
        for column in self._columns.values():
            del column.values[len(self._times) :]
        self._time = math.nan

    def finish_point(self, stretch: int) -> None:
        """The point is complete. It is of this stretch, which changes where the recording paused."""
        self._begin(stretch)
        self._times.append(self._time)
        self._time = math.nan

    def _begin(self, stretch: int) -> None:
        if stretch != self._stretch:
            self._stretch = stretch
            self._begins.append(len(self._times))

    def others(self) -> dict[str, Samples]:
        """The segments, where a pause makes several."""
        if len(self._begins) < 2:
            return {}
        times = array("d", (self._times[first] for first in self._begins))
        return {SEGMENTS: Samples(times, (Column(FIRST_SAMPLE, "int", list(self._begins)),))}

    def samples(self) -> Samples:
        """All points."""
        count = len(self._times)
        finished = [one.finished(count) for one in self._columns.values()]
        known = sorted(
            (one for one in finished if one.name in FIRST_COLUMNS),
            key=lambda one: FIRST_COLUMNS.index(one.name),
        )
        others = [one for one in finished if one.name not in FIRST_COLUMNS]
        return Samples(
            self._times,
            (*known, *sorted(others, key=lambda one: (one.developer, one.name))),
        )


def own_quantity(element: str) -> Quantity:
    """What the file calls by a name of its own."""
    slug = _NOT_IN_NAMES.sub("_", element[:_NAME_LIMIT].casefold()).strip("_")
    return Quantity(f"{DEVELOPER_PREFIX}{slug}")


def numbered(tracks: Sequence[PointColumns]) -> tuple[Recorded, ...]:
    """What the recordings hold, which are numbered in their order."""
    return tuple(
        Recorded(number, track.samples(), others=track.others())
        for number, track in enumerate(tracks)
    )
