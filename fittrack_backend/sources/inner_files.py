"""Files in archives: how they are named, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from attrs import frozen

LEVEL = b"\0/"
"""Between the paths of an archive and of what is in it: no file's name holds a NUL."""
NUMBER = b"\0#"
"""Behind a path that stands in an archive more than once, with its number."""


@frozen
class Limits:
    """What an archive may cost. Sizes in bytes."""

    file_bytes: int
    """Of one inner file, unpacked."""
    entries: int = 200_000
    """Of one archive: whole exports have 25,000 and more."""
    depth: int = 3
    """Of archives in each other."""
    growth: int = 200
    """How many times an inner file may grow: what a device writes grows ten to thirty times."""
    nested_growth: int = 20
    """How many times an archive within an archive may grow: it is compressed already."""
    nested_bytes: int = 4 << 30
    """Of all archives within one archive, unpacked: they are put into temporary files."""


class ArchiveError(Exception):
    """An archive, or a file in one, cannot be read; the message says why, without a full stop."""


@frozen
class Unpacked:
    """What was compressed, up to where it is damaged; the damage in words, None for none."""

    data: bytes
    damage: str | None = None


@frozen
class Inner:
    """A file in an archive.

    `path` is the way to it from the archive, `name` the same for people. `size` in bytes is what the
    archive says of it; `problem` is set where it cannot be opened.
    """

    path: bytes
    name: str
    size: int
    problem: str | None = None


class Container(Protocol):
    """What has files in it: an archive, or a table, whose rows they are."""

    def inner(self) -> Iterator[Inner]:
        """Every file in it."""
        ...

    def read(self, path: bytes) -> Unpacked:
        """The bytes of a file in it. ArchiveError where it cannot be read."""
        ...

    def tells_of(self, path: bytes) -> bytes | None:
        """The path of another file in it of which this one tells; of a row, from where its table lies. None for none."""
        ...

    def close(self) -> None:
        """Closes what was opened here; the file itself stays open."""
        ...


def display(path: bytes) -> str:
    """A path as text: bytes that are not UTF-8 are those of old DOS programs."""
    parts = []
    for part in path.split(LEVEL):
        raw, _, number = part.partition(NUMBER)
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp437")
        parts.append(f"{name} ({number.decode()})" if number else name)
    return "/".join(parts)
