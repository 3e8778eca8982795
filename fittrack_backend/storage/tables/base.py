"""What all tables have in common. Ids are UUIDs, times are in UTC, digests are SHA-256 in hex."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey, Index, Uuid
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, mapped_column

from fittrack_backend.records.fields import Record, fields_of
from fittrack_backend.storage.columns import UtcDateTime, column_of


class Table(DeclarativeBase):
    """The base of all tables."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own convention
        dt.datetime: UtcDateTime(),
        UUID: Uuid(),
        list[str]: JSON(),
    }

    def __init_subclass__(cls, *, record: type[Record] | None = None) -> None:
        """A table of a `record` has a column for each of its fields, besides those written out."""
        for name, field in fields_of(record).items() if record is not None else ():
            if name not in cls.__annotations__:
                setattr(cls, name, column_of(field))
        super().__init_subclass__()

    @classmethod
    def column(cls, name: str) -> InstrumentedAttribute[Any]:
        """The column of that name, also one that follows from a record."""
        found: InstrumentedAttribute[Any] = getattr(cls, name)
        return found

    @classmethod
    def columns(cls, record: type[Record]) -> tuple[InstrumentedAttribute[Any], ...]:
        """The columns that hold a record's fields, in their order."""
        return tuple(cls.column(name) for name in fields_of(record))


def new_id() -> Mapped[UUID]:
    """A row's own id."""
    return mapped_column(primary_key=True, default=uuid4)


def of_account() -> Mapped[UUID]:
    """The account that a row goes with."""
    return mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)


def of_indexed_account() -> Mapped[UUID]:
    """The same, for a table with an index that begins with the account, such as `by_account_and_id`."""
    return mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))


def by_account_and_id(table: str) -> Index:
    """An index of what an account has, in which a range is what begins with the same digits."""
    return Index(f"ix_{table}_account_id_id", "account_id", "id")


def of_removal() -> Mapped[UUID | None]:
    """The removal that took a row away: it no longer counts, until that is restored."""
    return mapped_column(index=True)


def of_readers() -> Mapped[int]:
    """The version of the readers that derived a row (`records.reader_version`)."""
    return mapped_column(default=0, server_default="0")


def of_source() -> Mapped[UUID | None]:
    """The source that a row came from, which it outlives."""
    return mapped_column(ForeignKey("sources.id", ondelete="SET NULL"))
