"""Removing the second factor of an account whose owner has no code left."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from fittrack_backend.accounts import audit, codes
from fittrack_backend.people.failures import OperatorError
from fittrack_backend.storage.tables import AccountRow


def remove_factor(session: Session, account: AccountRow, now: dt.datetime) -> None:
    """Signing in asks for the password alone from then on; the owner is told. Raises OperatorError where there is none."""
    if account.totp_secret is None:
        raise OperatorError(f"{account.username} has no second factor")
    codes.take_away(session, account.id)
    audit.record(
        session, audit.Event.MFA_REMOVED, at=now, account_id=account.id, detail="by the operator"
    )
    session.commit()
