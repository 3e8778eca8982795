"""Devices that an account knows: those that have signed in to it before.

A device shows a secret of its own when it signs in. What is stored of it is its digest, with the
session that it began. Whoever guesses from the owner's address, or from many, does not have it, so the
owner's wrong guesses are counted by themselves.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.accounts.token_secrets import digest
from fittrack_backend.storage.tables import SessionRow

REMEMBERED = dt.timedelta(days=60)
_NOBODY = UUID(int=0)


def digest_of(device: str | None) -> str | None:
    """What is stored of a device's secret."""
    return None if device is None else digest(device)


def is_known(
    database: Session, account_id: UUID | None, device_hash: str | None, now: dt.datetime
) -> bool:
    """Whether the account was signed in to with this device; without an account it looks the same."""
    found = database.scalar(
        select(SessionRow.id)
        .where(
            SessionRow.account_id == (account_id or _NOBODY),
            SessionRow.device_hash == (device_hash or ""),
            SessionRow.last_used_at > now - REMEMBERED,
        )
        .limit(1)
    )
    return found is not None
