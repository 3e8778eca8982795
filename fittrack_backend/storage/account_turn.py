"""One writer at a time on what an account has synced."""

from __future__ import annotations

from sqlalchemy import update

from fittrack_backend.errors import account_disabled
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow


def take_turn(database: AccountSession) -> None:
    """Waits until nobody else writes the account's records, and keeps others waiting until the commit.

    A sync's transactions do the same (`sync.claim`). A problem 403 for an account that was disabled
    since it was known who asks.
    """
    active = update(AccountRow).where(AccountRow.disabled_at.is_(None))
    if not rows_changed(database, active.values(founder=AccountRow.founder)):
        database.rollback()
        raise account_disabled()
