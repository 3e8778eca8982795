"""Takes the points of a TCX or GPX file as they come, while its reader says which tracks there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol

from attrs import define, field

from fittrack_backend.readers.point_samples import PointColumns
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
