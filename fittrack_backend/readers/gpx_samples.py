"""The trackpoints of GPX files as columns, with Garmin's, Cluetrust's, Strava's and others' extensions."""

from __future__ import annotations

from attrs import define, field

from fittrack_backend.readers.gpx import GpxReader
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
from fittrack_backend.readers.xml_stream import stream
from fittrack_backend.records.samples import Recorded

_EXTENSIONS = "extensions"


def read_gpx_samples(data: bytes) -> tuple[Recorded, ...]:
    """The trackpoints of each track of a GPX file that `read_gpx` finds, in the same order."""
    listener, _ = stream(data, _Listener)
    listener.finish()
    return numbered(listener.tracks)


@define
class _Listener(PointListener):
    point = "trkpt"

    _reader: GpxReader = field(factory=GpxReader)

    def start(self, name: str, parent: str, attributes: dict[str, str]) -> None:
        self._reader.start(name, parent, attributes)
        if name == "trk":
            self._note_finished()
            self._track = PointColumns()
        elif name == "trkpt":
            self._begin_point()
            self._take_position(attributes)
        elif name == _EXTENSIONS:
            self._in_extensions = True

    def finish(self) -> None:
        """There is no more."""
        self._reader.finish_track()
        self._note_finished()

    def _values_of(self, layout: Layout) -> PointValues | None:
        if sum(one.name == _EXTENSIONS for one in layout.elements) > 1:
            return None
        return PointValues(
            layout.column("time"),
            layout.attributes.get("lat"),
            layout.attributes.get("lon"),
            "lat",
            "lon",
            tuple(
                (one.name, one.column)
                for one in layout.elements
                if one.column is not None
                and one.path[1:] not in (("time",), (_EXTENSIONS,))
                and (_EXTENSIONS in one.path[1:-1] or one.name in QUANTITIES)
            ),
        )

    def _take(self, name: str, parent: str, text: str) -> None:
        if name == _EXTENSIONS:
            self._in_extensions = False
        elif name == "time" and parent == "trkpt":
            time = parse_time(text)
            if time is not None:
                self._track.set_time(time.timestamp())
        elif self._in_extensions or name in QUANTITIES:
            self._track.take(name, text)

    def _take_position(self, attributes: dict[str, str]) -> None:
        placed = position(
            parse_number(attributes.get("lat", "")), parse_number(attributes.get("lon", ""))
        )
        if placed is not None and placed != (0.0, 0.0):
            self._track.put(LATITUDE, "lat", placed[0])
            self._track.put(LONGITUDE, "lon", placed[1])
