"""The trackpoints of TCX files as columns, with Garmin's and others' extensions."""

from __future__ import annotations

from attrs import define, field

from fittrack_backend.readers.measures import parse_number, parse_time, position
from fittrack_backend.readers.point_layouts import Layout
from fittrack_backend.readers.point_listener import PointListener, PointValues
from fittrack_backend.readers.point_samples import (
    LATITUDE,
    LONGITUDE,
    QUANTITIES,
    PointColumns,
    numbered,
)
from fittrack_backend.readers.tcx import TcxReader
from fittrack_backend.readers.xml_stream import stream
from fittrack_backend.records.samples import Recorded

_EXTENSIONS = "Extensions"


def read_tcx_samples(data: bytes) -> tuple[Recorded, ...]:
    """The trackpoints of each activity of a TCX file that `read_tcx` finds, in the same order."""
    listener, _ = stream(data, _Listener)
    listener.finish()
    return numbered(listener.tracks)


@define
class _Listener(PointListener):
    point = "Trackpoint"

    _reader: TcxReader = field(factory=TcxReader)
    _lat: float | None = None

    def start(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        self._reader.start(name, parent, attributes)
        if name == "Activity":
            self._note_finished()
            self._track = PointColumns()
            self._in_point = False
        elif name == "Trackpoint":
            self._begin_point()
            self._lat = None
        elif name == _EXTENSIONS:
            self._in_extensions = True

    def finish(self) -> None:
        """There is no more."""
        self._reader.finish()
        self._note_finished()

    def _values_of(self, layout: Layout) -> PointValues | None:
        if sum(one.name == _EXTENSIONS for one in layout.elements) > 1:
            return None
        others = []
        for one in layout.elements:
            if one.column is None or one.name == _EXTENSIONS:
                continue
            if _EXTENSIONS in one.path[1:-1]:
                others.append((one.name, one.column))
            elif one.name == "Time" and one.parent != "Trackpoint":
                return None
            elif one.name == "Value" and one.parent in QUANTITIES:
                others.append((one.parent, one.column))
            elif one.name in QUANTITIES and one.parent == "Trackpoint":
                others.append((one.name, one.column))
        return PointValues(
            layout.column("Time"),
            layout.column("Position", "LatitudeDegrees"),
            layout.column("Position", "LongitudeDegrees"),
            "LatitudeDegrees",
            "LongitudeDegrees",
            tuple(others),
        )

    def _take(self, name: str, parent: str, text: str) -> None:
        if name == _EXTENSIONS:
            self._in_extensions = False
        elif self._in_extensions:
            self._track.take(name, text)
        elif parent == "Position":
            if name == "LatitudeDegrees":
                self._lat = parse_number(text)
            elif name == "LongitudeDegrees":
                self._take_position(parse_number(text))
        elif name == "Time":
            time = parse_time(text)
            if time is not None:
                self._track.set_time(time.timestamp())
        elif name == "Value":
            if parent in QUANTITIES:
                self._track.take(parent, text)
        elif name in QUANTITIES and parent == "Trackpoint":
            self._track.take(name, text)

    def _take_position(self, lon: float | None) -> None:
        placed = position(self._lat, lon)
        if placed is not None and placed != (0.0, 0.0):
            self._track.put(LATITUDE, "LatitudeDegrees", placed[0])
            self._track.put(LONGITUDE, "LongitudeDegrees", placed[1])
