"""The trail of sign-ins, refreshes and revocations. It never holds a secret."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from fittrack_backend.storage.tables import AuditRow


class Event(StrEnum):
    """What happened."""

    REGISTERED = "registered"
    INVITED = "invited"
    SIGNED_IN = "signed-in"
    PASSWORD_REFUSED = "password-refused"  # noqa: S105 - a name, not a password
    CODE_REFUSED = "code-refused"
    RECOVERY_CODE_USED = "recovery-code-used"
    REFRESHED = "refreshed"
    REFRESHED_AGAIN = "refreshed-again"
    ACCESS_RENEWED = "access-renewed"
    ACCESS_RENEWED_UNBOUND = "access-renewed-unbound"
    """By a client that could write nothing down, or by one that says so."""
    TOKEN_LATE = "token-late"  # noqa: S105
    """A spent token came within seconds of being spent: refused, and nothing ended."""
    TOKEN_REUSED = "token-reused"  # noqa: S105
    SECOND_HOLDER = "second-holder"
    SIGNED_OUT = "signed-out"
    SESSION_REVOKED = "session-revoked"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105
    MFA_ENABLED = "mfa-enabled"
    MFA_REMOVED = "mfa-removed"
    RECOVERY_CODES_RENEWED = "recovery-codes-renewed"
    ACCOUNT_DISABLED = "account-disabled"
    ACCOUNT_ENABLED = "account-enabled"
    ACCOUNT_DELETED = "account-deleted"
    FOLDER_GIVEN = "folder-given"
    FOLDER_TAKEN = "folder-taken"
    QUOTA_SET = "quota-set"
    ACCESS_TOKEN_CREATED = "access-token-created"  # noqa: S105
    ACCESS_TOKEN_REVOKED = "access-token-revoked"  # noqa: S105


def record(
    database: Session,
    event: Event,
    *,
    at: dt.datetime,
    account_id: UUID | None,
    address: str | None = None,
    detail: str | None = None,
) -> None:
    """Adds the event to what the caller commits."""
    row = AuditRow(at=at, account_id=account_id, event=event, address=address, detail=detail)
    database.add(row)
