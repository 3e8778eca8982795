"""The secrets of sources as they are kept: sealed, each for its own account."""

from __future__ import annotations

import logging
from uuid import UUID

from sqlalchemy.orm import Session

from fittrack_backend.storage.sealed import Sealer
from fittrack_backend.storage.sealing_again import seal_again
from fittrack_backend.storage.tables import SourceRow

_PURPOSE = "source"

_log = logging.getLogger("fittrack.sources")


def sealed(sealer: Sealer, account_id: UUID, secret: str) -> str:
    """A source's secret as the database keeps it."""
    return sealer.seal(secret, account_id, _PURPOSE)


def opened(sealer: Sealer, account_id: UUID, kept: str) -> str:
    """The secret that the database keeps. Raises `NotOpened`."""
    return sealer.open(kept, account_id, _PURPOSE)


def seal_all_again(database: Session, sealer: Sealer) -> None:
    """Seals with the key in force what a former one has sealed.

    Several servers may do it at once. The log says what was done, and what no key opens.
    """
    found = seal_again(
        database, sealer, SourceRow.account_id, SourceRow.secret, opened=opened, sealed=sealed
    )
    database.commit()
    if found.done:
        _log.info("%d keys of sources were sealed with the server's key in force", found.done)
    if found.lost:
        _log.error(
            "%d keys of sources were sealed with a key that is not here. Their owners have to bring them again, "
            "unless the former key comes back in the key file with .old at its end",
            found.lost,
        )
