"""Ids by their first digits: which ids begin so, and how many digits tell some ids from all others.

Ids are random, so that the first few digits mostly do. Both questions go to an index of account and id: the first reads
a range of it, the second the two neighbours of each id, however many there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import ColumnElement, ScalarSelect, and_, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow, SyncJobRow, WorkoutRow

LEAST_DIGITS = 6
"""So many are always shown: what is unique now mostly still is when more has come in."""
ALL_DIGITS = 32

RowClass = type[ActivityRow] | type[SyncJobRow] | type[WorkoutRow]
"""Rows whose tables have an index of account and id."""


@frozen
class IdQuestion:
    """Which ids a list is asked for, and whether it says how many of their digits are enough."""

    prefix: str | None = None
    """The first hexadecimal digits, without hyphens; None is any."""
    wants_digits: bool = False

    def condition(self, column: InstrumentedAttribute[UUID]) -> ColumnElement[bool]:
        """The condition for ids that begin so."""
        if self.prefix is None:
            return true()
        first, last = (UUID(hex=self.prefix.ljust(ALL_DIGITS, digit)) for digit in "0f")
        return and_(column >= first, column <= last)

    def digits(self, database: AccountSession, rows: RowClass, ids: Iterable[UUID]) -> int | None:
        """How many first digits tell each of these ids from all others of the account, at least `LEAST_DIGITS`; None
        where that was not asked, or there are none."""
        known = list(ids) if self.wants_digits else []
        if not known:
            return None
        query = select(rows.id, _before(rows), _after(rows)).where(rows.id.in_(known))
        needed = (_needed(found) for found in database.execute(query).all())
        return min(ALL_DIGITS, max(needed, default=LEAST_DIGITS))


ANY_ID = IdQuestion()


def _before(rows: RowClass) -> ScalarSelect[UUID]:
    other: Any = aliased(rows)
    return (
        select(other.id)
        .where(other.id < rows.id)
        .order_by(other.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _after(rows: RowClass) -> ScalarSelect[UUID]:
    other: Any = aliased(rows)
    return select(other.id).where(other.id > rows.id).order_by(other.id).limit(1).scalar_subquery()


def _needed(found: Sequence[UUID | None]) -> int:
    one, *neighbours = found
    assert one is not None
    return max(
        [LEAST_DIGITS, *(_shared(one, other) + 1 for other in neighbours if other is not None)]
    )


def _shared(one: UUID, other: UUID) -> int:
    """How many first digits both have."""
    return next(_different(one.hex, other.hex), ALL_DIGITS)


def _different(one: str, other: str) -> Iterator[int]:
    return (place for place in range(ALL_DIGITS) if one[place] != other[place])
