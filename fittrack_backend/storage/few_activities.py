"""What few activities have is looked up, and these are put in order; what more of them have is met often enough in the list's own order."""

from __future__ import annotations

from attrs import evolve
from sqlalchemy import func, select

from fittrack_backend.storage import activity_names
from fittrack_backend.storage.activity_filter import ActivityFilter
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import ActivityRow

FEW = 1_000
"""So many are looked up one by one; more are a good part of a list."""


def narrowed(database: AccountSession, wanted: ActivityFilter, sort: str) -> ActivityFilter:
    """The same question; where few activities have something that is asked for, it says which these are. What an index has in the
    order of the list is found by that, whether few have it or many."""
    if wanted.search and (found := activity_names.ids(database, wanted.search, FEW)) is not None:
        return evolve(wanted, among=tuple(found))
    for condition in wanted.beside_the_order(sort):
        some = select(ActivityRow.id).where(condition).limit(FEW + 1)
        if (database.scalar(select(func.count()).select_from(some.subquery())) or 0) <= FEW:
            return evolve(wanted, among=tuple(database.scalars(some)))
    return wanted
