"""Sealing with the key in force what the database keeps otherwise: after a change of the server's key, or an upgrade."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from attrs import frozen
from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.sealed import NotOpened, Sealer

Turn = Callable[[Sealer, UUID, str], str]
"""Opens or seals a text for an account."""


@frozen
class SealedAgain:
    """How many secrets were sealed again, and how many no key here opens."""

    done: int
    lost: int


def seal_again(
    database: Session,
    sealer: Sealer,
    account_id: InstrumentedAttribute[UUID],
    secret: InstrumentedAttribute[str] | InstrumentedAttribute[str | None],
    *,
    opened: Turn,
    sealed: Turn,
) -> SealedAgain:
    """Seals the secrets in a column, each for the account in the other. Does not commit.

    Several servers may do it at once: what was changed meanwhile stays as it is.
    """
    done, lost = 0, 0
    table = secret.class_
    query = select(table.id, account_id, secret).where(secret.is_not(None))
    for row_id, owner, kept in database.execute(query).all():
        if sealer.is_current(kept):
            continue
        try:
            again = sealed(sealer, owner, opened(sealer, owner, kept))
        except NotOpened:
            lost += 1
            continue
        unchanged = (table.id == row_id, secret == kept)
        done += rows_changed(database, update(table).where(*unchanged).values({secret: again}))
    return SealedAgain(done, lost)
