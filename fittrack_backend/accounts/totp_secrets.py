"""TOTP secrets as they are kept: sealed, each for its own account."""

from __future__ import annotations

import logging
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.sealed import NotOpened, Sealer, is_sealed
from fittrack_backend.storage.tables import AccountRow

_PURPOSE = "totp"

_log = logging.getLogger("fittrack.accounts")


def sealed(sealer: Sealer, account_id: UUID, secret: str) -> str:
    """The secret as the database keeps it."""
    return sealer.seal(secret, account_id, _PURPOSE)


def opened(sealer: Sealer, account_id: UUID, kept: str) -> str:
    """The secret that the database keeps, also as versions before this one kept it: as it is.

    Raises `NotOpened`.
    """
    return sealer.open(kept, account_id, _PURPOSE) if is_sealed(kept) else kept


def seal_all(database: Session, sealer: Sealer) -> None:
    """Seals with the key in force whatever is not: secrets of older versions, and of a former key.

    Several servers may do it at once. The log says what was done, and what no key opens.
    """
    done, lost = 0, 0
    columns = (AccountRow.totp_secret, AccountRow.pending_totp_secret)
    for account_id, *kept in database.execute(select(AccountRow.id, *columns)).all():
        for column, secret in zip(columns, kept, strict=True):
            if secret is None or sealer.is_current(secret):
                continue
            try:
                again = sealed(sealer, account_id, opened(sealer, account_id, secret))
            except NotOpened:
                lost += 1
                continue
            unchanged = (AccountRow.id == account_id, column == secret)
            done += rows_changed(
                database, update(AccountRow).where(*unchanged).values({column: again})
            )
    database.commit()
    if done:
        _log.info("%d TOTP secrets were sealed with the server's key in force", done)
    if lost:
        _log.error(
            "%d TOTP secrets were sealed with a key that is not here. Those who have them sign in "
            "with a recovery code, until the former key is in the key file with .old at its end",
            lost,
        )
