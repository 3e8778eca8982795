"""A table or a list of an export, as an archive whose files are its rows."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from fittrack_backend.export_tables.tables import Rows
from fittrack_backend.sources.inner_files import (
    LEVEL,
    ArchiveError,
    Container,
    Inner,
    Unpacked,
    display,
)

_GONE = "it is not in the table any more"


@frozen
class TableRows:
    """The rows of one table."""

    _rows: Rows

    def inner(self) -> Iterator[Inner]:
        """Every row."""
        for row in self._rows.rows():
            yield Inner(row.key, display(row.key), row.size)

    def read(self, path: bytes) -> Unpacked:
        """The original of a row. ArchiveError where it is not there any more."""
        try:
            return Unpacked(self._rows.read(path))
        except KeyError as error:
            raise ArchiveError(_GONE) from error

    def tells_of(self, path: bytes) -> bytes | None:
        """The path of the file that the row names, from where the table lies; None for none."""
        try:
            file = self._rows.file_of(path)
        except KeyError as error:
            raise ArchiveError(_GONE) from error
        return None if file is None else file.encode()

    def close(self) -> None:
        """Nothing is open."""


def told_by(outer: bytes, container: Container, inner: bytes) -> bytes | None:
    """Of which file the one at `inner` in a container tells, by its path from where `outer`, the container's own, begins.
    A row names files from where its table lies."""
    told = container.tells_of(inner)
    if told is None:
        return None
    return beside(outer, told) if isinstance(container, TableRows) else outer + LEVEL + told


def beside(path: bytes, name: bytes | str) -> bytes:
    """The path of what is called so where the file at a path lies."""
    folder, separator, _ = path.rpartition(b"/")
    return folder + separator + (name.encode() if isinstance(name, str) else name)
