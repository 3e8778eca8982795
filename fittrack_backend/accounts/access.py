"""What lets somebody into an account besides a password, and taking it away."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from attrs import frozen
from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.tables import AccessTokenRow, AccountRow, InvitationRow, SessionRow
from fittrack_common.sentences import counted


@frozen
class Access:
    """What lets somebody in: `sessions` other than the one that asks, tokens for scripts, invitations that were
    not used, and when the second factor was confirmed, if there is one and that is known."""

    sessions: int
    access_tokens: int
    invitations: int
    mfa_enabled: bool
    mfa_enabled_at: dt.datetime | None

    def after_ending(self, access_tokens: int) -> str:
        """What was ended and what is left, for people: `1 access token ended; left: no other session, …`."""
        return f"{_counted(access_tokens, 'access token')} ended; left: {self._in_words()}"

    def _in_words(self) -> str:
        factor = "a second factor" if self.mfa_enabled else "no second factor"
        if self.mfa_enabled_at is not None:
            factor += f" of {self.mfa_enabled_at:%Y-%m-%d}"
        return ", ".join(
            (
                _counted(self.sessions, "other session"),
                _counted(self.access_tokens, "access token"),
                _counted(self.invitations, "invitation"),
                factor,
            )
        )


def to_account(
    database: Session, account_id: UUID, now: dt.datetime, *, current: UUID | None
) -> Access:
    """What lets somebody into the account, besides the session that asks."""
    account = database.execute(
        select(AccountRow.totp_secret.is_not(None), AccountRow.totp_enabled_at).where(
            AccountRow.id == account_id
        )
    ).one()
    sessions = select(func.count()).where(*good_sessions(account_id, now), SessionRow.id != current)
    tokens = select(func.count()).where(*good_tokens(account_id, now))
    invitations = select(func.count()).where(*open_invitations(account_id, now))
    return Access(
        sessions=database.scalar(sessions) or 0,
        access_tokens=database.scalar(tokens) or 0,
        invitations=database.scalar(invitations) or 0,
        mfa_enabled=account[0],
        mfa_enabled_at=account[1],
    )


def end_tokens_made_by(
    database: Session, account_id: UUID, sessions: ColumnElement[bool], now: dt.datetime
) -> int:
    """Ends the tokens for scripts that these sessions of the account made, and counts them. Does not commit."""
    makers = select(SessionRow.id).where(SessionRow.account_id == account_id, sessions)
    return _end_tokens(database, account_id, AccessTokenRow.session_id.in_(makers), now)


def end_all_tokens(database: Session, account_id: UUID, now: dt.datetime) -> int:
    """Ends all tokens for scripts of the account, and counts them. Does not commit."""
    return _end_tokens(database, account_id, AccessTokenRow.id.is_not(None), now)


def end_invitations(database: Session, account_id: UUID, now: dt.datetime) -> int:
    """Ends the account's invitations that were not used, and counts them. Does not commit."""
    return rows_changed(
        database,
        update(InvitationRow).where(*open_invitations(account_id, now)).values(expires_at=now),
    )


def session_works(now: dt.datetime) -> ColumnElement[bool]:
    """The condition for sessions that still work, whoever's they are."""
    return and_(SessionRow.revoked_at.is_(None), SessionRow.expires_at > now)


def token_works(now: dt.datetime) -> ColumnElement[bool]:
    """The condition for tokens for scripts that still work, whoever's they are."""
    has_time = or_(AccessTokenRow.expires_at.is_(None), AccessTokenRow.expires_at > now)
    return and_(AccessTokenRow.revoked_at.is_(None), has_time)


def good_sessions(account_id: UUID, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """The condition for the account's sessions that still work."""
    return SessionRow.account_id == account_id, session_works(now)


def good_tokens(account_id: UUID, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """The condition for the account's tokens for scripts that still work."""
    return AccessTokenRow.account_id == account_id, token_works(now)


def open_invitations(account_id: UUID, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """The condition for the account's invitations that were not used and still work."""
    return (
        InvitationRow.created_by == account_id,
        InvitationRow.used_at.is_(None),
        InvitationRow.expires_at > now,
    )


def _end_tokens(
    database: Session, account_id: UUID, which: ColumnElement[bool], now: dt.datetime
) -> int:
    return rows_changed(
        database,
        update(AccessTokenRow).where(*good_tokens(account_id, now), which).values(revoked_at=now),
    )


def _counted(number: int, what: str) -> str:
    return counted(number, what) if number else f"no {what}"
