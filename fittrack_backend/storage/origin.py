"""Where a record came from, and how it compares with what was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal, Protocol, TypeVar
from uuid import UUID

from attrs import frozen

from fittrack_backend.records.fields import Record, fields_of

RecordOutcome = Literal["new", "merged", "updated", "unchanged", "skipped"]
"""`skipped`: its owner removed it, or the activity that it is of."""

R = TypeVar("R", bound=Record)
T = TypeVar("T")
PARAMETERS = 500
"""How many values go into one `IN (…)`."""


@frozen
class Origin:
    """The file that a record was read from; `path` is relative to its source's folder.

    `tells_of` is the path there of another file of which it tells, such as the one that a row of a table names.
    """

    source_id: UUID
    path: bytes
    name: str
    file_format: str
    sha256: str
    damage: str | None
    tells_of: bytes | None = None

    def file(self) -> dict[str, object]:
        """How a record's row names the file."""
        return {
            "source_id": self.source_id,
            "file_name": self.name,
            "file_format": self.file_format,
            "file_sha256": self.sha256,
        }

    def columns(self) -> dict[str, object]:
        """How the row of a record that one file holds names it."""
        return {"path": self.path, **self.file()}


PLACE = ("source_id", "path", "file_name", "file_format", "file_sha256")
"""The names of an origin's columns."""


class HasOrigin(Protocol):
    """A row that names its file."""

    @property
    def source_id(self) -> UUID | None: ...
    @property
    def path(self) -> bytes: ...
    @property
    def file_name(self) -> str: ...


@frozen
class Holder:
    """The file that holds a record: the first one that it was read from."""

    source_id: UUID | None
    path: bytes
    name: str

    @classmethod
    def of(cls, row: HasOrigin) -> Holder:
        """The holder of a record, from the record's row."""
        return cls(row.source_id, row.path, row.file_name)

    def is_file(self, origin: Origin) -> bool:
        """Whether it is the same file."""
        return self.source_id == origin.source_id and self.path == origin.path


@frozen
class Taken:
    """What became of one record of a file; `twin_of` names another file that has it too, and `why`
    says why it was skipped. `changed` names the fields that have another value than they had."""

    id: UUID | None
    date: dt.date | None
    outcome: RecordOutcome
    twin_of: str | None = None
    why: str | None = None
    changed: tuple[str, ...] = ()


def changes(record: Record, values: Mapping[str, object]) -> tuple[str, ...]:
    """The names of those of these values that the record has not; where they are held together, of those within."""
    names: list[str] = []
    for name, value in values.items():
        before = getattr(record, name)
        if before != value:
            names += _within(before, value) or [name]
    return tuple(names)


def _within(before: object, after: object) -> list[str]:
    held = next((one for one in (before, after) if isinstance(one, Record)), None)
    if held is None:
        return []
    return [
        name
        for name in fields_of(type(held))
        if getattr(before, name, None) != getattr(after, name, None)
    ]


def differs(record: Record, values: Mapping[str, object]) -> bool:
    """Whether the record has another value than these."""
    return any(getattr(record, name) != value for name, value in values.items())


def portions(values: Collection[T]) -> Iterator[Sequence[T]]:
    """The values in portions that fit into a statement."""
    ordered = list(values)
    for start in range(0, len(ordered), PARAMETERS):
        yield ordered[start : start + PARAMETERS]
