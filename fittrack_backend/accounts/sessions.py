"""Sessions: begin, list, end."""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from attrs import frozen
from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Session

from fittrack_backend.accounts import access, audit, lifetimes, token_pairs
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.accounts.token_pairs import Grant
from fittrack_backend.accounts.token_secrets import REFRESH_PREFIX, access_token_of, new_secret
from fittrack_backend.errors import not_found
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.pages import Page, PageAsked, page_by_time
from fittrack_backend.storage.room import require_room
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow, SessionRow
from fittrack_common.sentences import counted

RevokedBecause = Literal[
    "signed-out", "revoked", "password-changed", "token-reused", "second-holder"
]


@frozen
class SessionView:
    """A session in a list."""

    id: UUID
    client_name: str | None
    created_at: dt.datetime
    last_used_at: dt.datetime
    expires_at: dt.datetime
    current: bool


def start_session(
    database: Session,
    safeguards: Safeguards,
    account: AccountRow,
    *,
    client_name: str | None,
    address: str | None,
    device_hash: str | None = None,
    detail: str | None = None,
) -> Grant:
    """Signs the account in. Adds to what the caller commits.

    Raises `limit-reached` (409), and rolls back, where the account has too many sessions: to end the oldest
    would sign somebody out who did nothing.
    """
    now = safeguards.clock()
    require_room(
        database,
        account.id,
        SessionRow,
        access.good_sessions(account.id, now),
        safeguards.limits.sessions,
        things="sessions",
        way_out="End one from where somebody is signed in; one that nobody uses ends by itself after "
        f"{lifetimes.in_words(lifetimes.SESSION)}.",
    )
    session = SessionRow(
        account_id=account.id,
        client_name=client_name,
        device_hash=device_hash,
        created_at=now,
        last_used_at=now,
        expires_at=now + lifetimes.SESSION,
        proved_at=now,
    )
    database.add(session)
    database.flush()
    refresh_token = new_secret(REFRESH_PREFIX)
    access_token = access_token_of(safeguards.server_key, refresh_token)
    database.add(token_pairs.new_pair(session.id, 1, access_token, refresh_token, now))
    audit.record(
        database,
        audit.Event.SIGNED_IN,
        at=now,
        account_id=account.id,
        address=address,
        detail=detail,
    )
    return token_pairs.grant(access_token, refresh_token, session.id, account.username, now)


def list_sessions(
    database: AccountSession,
    safeguards: Safeguards,
    asked: PageAsked,
    *,
    current: UUID | None,
) -> Page[SessionView]:
    """The account's sessions that are still good, newest use first; `current` is the one that asks."""
    query = select(SessionRow).where(access.session_works(safeguards.clock()))
    time = SessionRow.last_used_at
    page = page_by_time(database, query, time, asked, latest_first=True)
    return page.each(
        lambda row: SessionView(
            id=row.id,
            client_name=row.client_name,
            created_at=row.created_at,
            last_used_at=row.last_used_at,
            expires_at=row.expires_at,
            current=row.id == current,
        )
    )


def end_session(
    database: AccountSession,
    safeguards: Safeguards,
    session_id: UUID | None,
    *,
    current: UUID | None,
    address: str | None = None,
) -> None:
    """Revokes the session's tokens at once; `current` is the session that asks.

    The tokens for scripts that another session made end with it: whoever should not have the one should not have
    the others. Signing out ends nothing else.

    Raises a problem 404 for a session that is not the account's or has ended.
    """
    own = session_id == current
    ended = revoke_sessions(
        database,
        safeguards,
        SessionRow.id == session_id,
        because="signed-out" if own else "revoked",
        address=address,
    )
    if not ended:
        database.rollback()
        raise not_found("session", session_id)
    database.commit()


def revoke_sessions(
    database: AccountSession,
    safeguards: Safeguards,
    which: ColumnElement[bool],
    *,
    because: RevokedBecause,
    address: str | None = None,
) -> int:
    """Ends sessions of the account that are still good, and counts them. Does not commit.

    What they made ends with them, except where somebody signs out.
    """
    now = safeguards.clock()
    good = (access.session_works(now), which)
    tokens = 0
    if because != "signed-out":
        tokens = access.end_tokens_made_by(database, database.account_id, and_(*good), now)
    ended = rows_changed(
        database,
        update(SessionRow).where(*good).values(revoked_at=now, revoked_because=because),
    )
    if ended:
        event = audit.Event.SIGNED_OUT if because == "signed-out" else audit.Event.SESSION_REVOKED
        audit.record(
            database,
            event,
            at=now,
            account_id=database.account_id,
            address=address,
            detail=f"{counted(ended, 'session')}: {because}{_with(tokens)}",
        )
    return ended


def _with(tokens: int) -> str:
    return f", with {counted(tokens, 'access token')} made there" if tokens else ""
