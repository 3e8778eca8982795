"""Which account a row belongs to: each table declares it, and `scope` uses it."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, column, inspect, select
from sqlalchemy.orm import DeclarativeBase, Session


class Owned:
    """A row that belongs to an account."""

    OWNER: ClassVar[str] = "account_id"
    """The column with the account's id."""

    @classmethod
    def owner(cls) -> ColumnElement[UUID]:
        """Whose a row is, as SQL."""
        if cls is Owned:  # SQLAlchemy asks this class too when it looks at the condition
            return column(cls.OWNER, Uuid())
        found: ColumnElement[UUID] = getattr(cls, cls.OWNER)
        return found

    def belongs_to(self, account_id: UUID, session: Session) -> bool:
        """Whether this row is the account's; `session` is bound to that account."""
        return bool(getattr(self, self.OWNER) == account_id)


class PartOfOwned(Owned):
    """A part of another row: it belongs to whoever that row belongs to."""

    WHOLE: ClassVar[tuple[str, type[DeclarativeBase]]]
    """The column that names the other row, and that row's table."""

    @classmethod
    def owner(cls) -> ColumnElement[UUID]:
        key, whole = cls.WHOLE
        assert issubclass(whole, Owned)
        found = select(whole.owner()).where(inspect(whole).primary_key[0] == getattr(cls, key))
        return found.correlate(cls).scalar_subquery()

    def belongs_to(self, account_id: UUID, session: Session) -> bool:
        key, whole = self.WHOLE
        return session.get(whole, getattr(self, key)) is not None
