"""Short notes on the records of a file: those stored with the file, and those of a job's item.

The record itself is stored elsewhere. A note has what it takes to find it, and the day that decides
whether it is in a job's range.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from attrs import frozen

Json = dict[str, str | None]


@frozen
class HeldRecord:
    """A record that a file contains. A day of health data has a date instead of an id."""

    type: str
    id: UUID | None
    date: dt.date | None
    day: dt.date | None
    """The day that decides whether it is in a job's range; None for a record without a day."""

    def shown(self, outcome: str) -> ItemRecord:
        """The note that an item shows."""
        return ItemRecord(self.type, self.id, self.date, outcome)

    def to_json(self) -> Json:
        """As the database keeps it."""
        return {
            "type": self.type,
            "id": self.id.hex if self.id else None,
            "date": self.date.isoformat() if self.date else None,
            "day": self.day.isoformat() if self.day else None,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, str | None]) -> HeldRecord:
        """From what the database keeps."""
        return cls(kept["type"] or "", _id(kept["id"]), _date(kept["date"]), _date(kept["day"]))


@frozen
class ItemRecord:
    """A record of an item, and its outcome."""

    type: str
    id: UUID | None
    date: dt.date | None
    outcome: str

    def to_json(self) -> Json:
        """As the database keeps it."""
        return {
            "type": self.type,
            "id": self.id.hex if self.id else None,
            "date": self.date.isoformat() if self.date else None,
            "outcome": self.outcome,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, str | None]) -> ItemRecord:
        """From what the database keeps."""
        return cls(kept["type"] or "", _id(kept["id"]), _date(kept["date"]), kept["outcome"] or "")


def merged(records: Iterable[HeldRecord], more: Iterable[HeldRecord]) -> tuple[HeldRecord, ...]:
    """Each record once, even if two notes give it different days; the later note stays."""
    found: dict[tuple[str, UUID | None, dt.date | None], HeldRecord] = {}
    for one in (*records, *more):
        found[one.type, one.id, one.date] = one
    return tuple(found.values())


def _id(text: str | None) -> UUID | None:
    return UUID(text) if text else None


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
