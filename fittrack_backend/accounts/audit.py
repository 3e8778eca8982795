"""The trail of sign-ins, refreshes and what changes who gets in. It never holds a secret.

Some events concern the security of the account: its owner is told of them. They are numbered, so that a client can
tell from one number whether there are any that it has not shown yet.
"""

from __future__ import annotations

import datetime as dt
from contextvars import ContextVar
from enum import StrEnum
from uuid import UUID

from attrs import define
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fittrack_backend.notices import message, outbox
from fittrack_backend.storage import counted
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.pages import Page, PageAsked, page_by_time
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow, AuditRow


@define
class RequestTrail:
    """What the trail and the answer of one request have in common."""

    request_id: str
    """A client knows its own events by it."""
    mark: str | None = None
    """How far the security events of the account that asks have come: its id, a colon, the last number."""

    def reached(self, account_id: UUID, number: int) -> None:
        """Notes the last number of the account that asks, or signs in."""
        self.mark = f"{account_id}:{number}"

    def is_of(self, account_id: UUID) -> bool:
        """Whether this account asks; the holder of a spent token, say, is told nothing."""
        return self.mark is not None and self.mark.startswith(f"{account_id}:")


REQUEST: ContextVar[RequestTrail | None] = ContextVar("fittrack_request", default=None)
"""The request at hand, if there is one."""


class Event(StrEnum):
    """What happened."""

    REGISTERED = "registered"
    INVITED = "invited"
    SIGNED_IN = "signed-in"
    PASSWORD_REFUSED = "password-refused"  # noqa: S105 - a name, not a password
    CODE_REFUSED = "code-refused"
    RECOVERY_CODE_USED = "recovery-code-used"
    PROVED = "proved"
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


TOLD = frozenset(
    {
        Event.INVITED,
        Event.SIGNED_IN,
        Event.RECOVERY_CODE_USED,
        Event.SECOND_HOLDER,
        Event.TOKEN_REUSED,
        Event.SESSION_REVOKED,
        Event.PASSWORD_CHANGED,
        Event.MFA_ENABLED,
        Event.MFA_REMOVED,
        Event.RECOVERY_CODES_RENEWED,
        Event.ACCESS_TOKEN_CREATED,
        Event.ACCESS_TOKEN_REVOKED,
    }
)
"""What an owner is told of: somebody got in, or something changed about who does. Guesses are not among it, or
a stranger could bury the rest under them."""


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
    number, request = None, REQUEST.get()
    if event in TOLD and account_id is not None:
        number = _next_number(database, account_id)
        if request is not None and (event is Event.SIGNED_IN or request.is_of(account_id)):
            request.reached(account_id, number)
    row = AuditRow(
        at=at,
        account_id=account_id,
        event=event,
        address=address,
        detail=detail,
        number=number,
        request_id=None if request is None else request.request_id,
        notify_at=None if number is None else at,
    )
    database.add(row)
    if number is not None and account_id is not None:
        told = message.of_security(event.value, detail, address)
        outbox.put(database, account_id, told, at)
    counted.count(database, "security_events", event.value)


def list_events(
    database: AccountSession, asked: PageAsked, *, beyond: int | None
) -> Page[AuditRow]:
    """The account's trail, newest first; with `beyond` the numbered events alone with a higher number."""
    query = select(AuditRow)
    if beyond is not None:
        query = query.where(AuditRow.number > beyond)
    return page_by_time(database, query, AuditRow.at, asked, latest_first=True)


def _next_number(database: Session, account_id: UUID) -> int:
    this_account = AccountRow.id == account_id
    rows_changed(
        database,
        update(AccountRow)
        .where(this_account)
        .values(security_events=AccountRow.security_events + 1),
    )
    number = database.scalar(select(AccountRow.security_events).where(this_account))
    assert number is not None
    return number
