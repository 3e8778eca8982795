"""A list as a source: a file with a JSON object a line, `name`, `version` and `gpx`."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, ClassVar, Literal

from attrs import frozen

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.kinds import SourceKind
from fittrack_backend.sources.port import (
    Found,
    Gone,
    Interrupted,
    NewSource,
    NotOffered,
    NotThere,
    Page,
    SavedSource,
    SourceUnavailable,
    Stamp,
)
from fittrack_backend.sources.request import SourceRequest

_PAGE = 2


class ListSourceRequest(SourceRequest):
    """A list of activities on the server's machine."""

    PROBLEMS = (Kind.FOLDER_NOT_FOUND,)
    EXAMPLE: ClassVar[dict[str, str]] = {"kind": "list", "list": "/training/list"}

    kind: Literal["list"]
    list: str

    def checked(self, allowed: AllowedFolders) -> NewSource:
        """The list, when it is there."""
        if not Path(self.list).is_file():
            raise Problem(Kind.FOLDER_NOT_FOUND, f"There is no list {self.list}.")
        identity = self.list.encode()
        return NewSource(identity, identity, Path(self.list).name, f"the list {self.list}")


@frozen
class OpenedLine:
    """A line's content; its size is known only now."""

    file: BinaryIO
    size: int
    stamp: Stamp
    modified_at: dt.datetime | None = None
    damage: str | None = None
    tells_of: bytes | None = None

    def has_changed(self) -> bool:
        """What was read of the list stays as it is."""
        return False


@frozen
class ListSource:
    """The list; keys are the names of its lines, stamps their versions."""

    path: Path

    @classmethod
    def of(cls, saved: SavedSource) -> ListSource:
        """The list as it was saved."""
        return cls(Path(saved.settings.decode()))

    def scan(self, known: Collection[bytes], stopped: Callable[[], bool]) -> Iterator[Page]:
        """Some lines a page; the last one tells what is gone."""
        lines = self._lines()
        names = list(lines)
        for start in range(0, len(names), _PAGE):
            if stopped():
                raise Interrupted
            some = [(name.encode(), name, lines[name]) for name in names[start : start + _PAGE]]
            yield Page(
                [
                    Found(key, name, Stamp(line["version"]))
                    for key, name, line in some
                    if "gpx" in line
                ],
                [
                    NotOffered(key, name, "the line has no content", failed=True)
                    for key, name, line in some
                    if "gpx" not in line
                ],
            )
        there = {name.encode() for name in names}
        yield Page(gone=[Gone(key, "no longer on the list") for key in known if key not in there])

    @contextmanager
    def open(self, key: bytes) -> Iterator[OpenedLine]:
        """Opens a line's content."""
        try:
            line = self._lines()[key.decode()]
        except (SourceUnavailable, KeyError) as error:
            raise NotThere from error
        content = line["gpx"].encode()
        yield OpenedLine(io.BytesIO(content), len(content), Stamp(line["version"]))

    def for_opening(self, key: bytes) -> ListSource:
        """Itself: it is small."""
        return self

    def check(self) -> None:
        """Raises SourceUnavailable when there is no list."""
        self._lines()

    def _lines(self) -> dict[str, dict[str, str]]:
        try:
            lines = [json.loads(line) for line in self.path.read_text().splitlines()]
        except FileNotFoundError as error:
            raise SourceUnavailable(f"the list {self.path} is not there") from error
        return {line["name"]: line for line in lines}


KIND = SourceKind(ListSourceRequest, ListSource.of)
