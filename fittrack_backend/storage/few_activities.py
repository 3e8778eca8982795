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
    """The same question; where few activities have a name with its text, or a value as it says, it says which these are. In the
    order of a value, those that have it as asked are next to each other anyway."""
    if wanted.search and (found := activity_names.ids(database, wanted.search, FEW)) is not None:
        return evolve(wanted, among=tuple(found))
    for name, condition in wanted.values().items():
        some = select(ActivityRow.id).where(condition).limit(FEW + 1)
        of_it = select(func.count()).select_from(some.subquery())
        if name != sort and (database.scalar(of_it) or 0) <= FEW:
            return evolve(wanted, among=tuple(database.scalars(some)))
    return wanted
