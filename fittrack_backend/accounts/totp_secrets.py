"""TOTP secrets as they are kept: sealed, each for its own account."""

from __future__ import annotations

import logging
from uuid import UUID

from sqlalchemy.orm import Session

from fittrack_backend.storage.sealed import Sealer, is_sealed
from fittrack_backend.storage.sealing_again import seal_again
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
    columns = (AccountRow.totp_secret, AccountRow.pending_totp_secret)
    found = [
        seal_again(database, sealer, AccountRow.id, column, opened=opened, sealed=sealed)
        for column in columns
    ]
    done, lost = sum(one.done for one in found), sum(one.lost for one in found)
    database.commit()
    if done:
        _log.info("%d TOTP secrets were sealed with the server's key in force", done)
    if lost:
        _log.error(
            "%d TOTP secrets were sealed with a key that is not here. Those who have them sign in "
            "with a recovery code, until the former key is in the key file with .old at its end",
            lost,
        )
