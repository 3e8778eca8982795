"""Takes the points of a TCX or GPX file as they come, while its reader says which tracks there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from attrs import define, field, frozen

from fittrack_backend.readers.point_layouts import Layout, NotAlike, Run
from fittrack_backend.readers.point_samples import (
    LATITUDE,
    LONGITUDE,
    QUANTITIES,
    PointColumns,
    own_quantity,
)
from fittrack_backend.readers.point_values import positions_in
from fittrack_backend.records.activities import Recording


class TrackReader(Protocol):
    """The reader of a format: what it makes an activity of is a track."""

    @property
    def activities(self) -> Sequence[Recording]: ...

    @property
    def stretch(self) -> int:
        """Which stretch between pauses is being read."""
        ...

    def start(self, name: str, parent: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str, parent: str, text: str) -> None: ...

    def takes(self, layout: Layout) -> bool: ...

    def take(self, run: Run, parent: str) -> None: ...


@frozen
class PointValues:
    """Which columns of a layout are a point's time and place, and which elements give other values."""

    time: int | None
    lat: int | None
    lon: int | None
    lat_element: str
    lon_element: str
    others: tuple[tuple[str, int], ...]

    @property
    def are_of_one_column_each(self) -> bool:
        """Whether each value has a column of its own."""
        names = [(QUANTITIES.get(one) or own_quantity(one)).name for one, _ in self.others]
        return len(set(names)) == len(names)


@define
class PointListener:
    """Hands everything on to the reader of tracks, so that it is the one that says which there are."""

    point: ClassVar[str]
    """The element of a point."""

    _reader: TrackReader
    tracks: list[PointColumns] = field(factory=list, init=False)
    _track: PointColumns = field(factory=PointColumns, init=False)
    _in_point: bool = field(default=False, init=False)
    _in_extensions: bool = field(default=False, init=False)

    def end(self, name: str, parent: str, text: str) -> None:
        if name == self.point and self._in_point:
            self._track.finish_point(self._reader.stretch)
            self._in_point = False
        elif self._in_point:
            self._take(name, parent, text)
        self._reader.end(name, parent, text)
        self._note_finished()

    def takes(self, layout: Layout) -> bool:
        """Whether points of this layout are taken in by column."""
        values = self._values_of(layout)
        return values is not None and values.are_of_one_column_each and self._reader.takes(layout)

    def take(self, run: Run, parent: str) -> None:
        """Takes points in by column."""
        values = self._values_of(run.layout)
        if values is None:
            raise NotAlike
        placed = [
            None if one == (0.0, 0.0) else one
            for one in positions_in(run.numbers(values.lat), run.numbers(values.lon))
        ]
        columns = [
            (LATITUDE, values.lat_element, [None if one is None else one[0] for one in placed]),
            (LONGITUDE, values.lon_element, [None if one is None else one[1] for one in placed]),
            *((QUANTITIES.get(name), name, run.numbers(at)) for name, at in values.others),
        ]
        self._track.extend(self._reader.stretch, run.times(values.time), columns)
        self._reader.take(run, parent)

    def _values_of(self, layout: Layout) -> PointValues | None:
        """What the columns of a layout are; None where `_take` would go by their order."""
        raise NotImplementedError

    def _take(self, name: str, parent: str, text: str) -> None:
        """Takes an element of the point that is being read."""
        raise NotImplementedError

    def _begin_point(self) -> None:
        if self._in_point:
            self._track.drop_point()
        self._in_point, self._in_extensions = True, False

    def _note_finished(self) -> None:
        if len(self._reader.activities) > len(self.tracks):
            if self._in_point:
                self._track.drop_point()
                self._in_point = False
            self.tracks.append(self._track)
            self._track = PointColumns()
