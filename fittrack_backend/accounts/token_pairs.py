"""Pairs of tokens: the generations of a session, as they are stored and as they are handed out."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, cast
from uuid import UUID

from attrs import field, frozen
from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from fittrack_backend.accounts import lifetimes, problems
from fittrack_backend.accounts.token_secrets import digest
from fittrack_backend.errors import account_disabled
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.tables import AccountRow, SessionRow, TokenPairRow


@frozen
class Grant:
    """A pair of tokens, as it is handed out."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in: int
    """Seconds until the access token expires."""
    expires_at: dt.datetime
    refresh_expires_at: dt.datetime
    session_id: UUID
    username: str
    kind: Literal["token_grant"] = "token_grant"
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the scheme's name (RFC 6750)


@frozen
class PairInSession:
    """A generation of tokens, with the session and the account that it belongs to."""

    pair_id: UUID
    generation: int
    access_expires_at: dt.datetime
    used_at: dt.datetime | None
    session_id: UUID
    last_used_at: dt.datetime
    expires_at: dt.datetime
    revoked_at: dt.datetime | None
    revoked_because: str | None
    account_id: UUID
    username: str
    disabled_at: dt.datetime | None
    security_events: int
    """The number of the last event that the account's owner is told of."""


_PAIRS, _SESSIONS, _ACCOUNTS = (
    cast(SqlTable, row.__table__).c for row in (TokenPairRow, SessionRow, AccountRow)
)
_PAIRS_IN_SESSIONS = (
    select(
        _PAIRS.id,
        _PAIRS.generation,
        _PAIRS.access_expires_at,
        _PAIRS.used_at,
        _SESSIONS.id,
        _SESSIONS.last_used_at,
        _SESSIONS.expires_at,
        _SESSIONS.revoked_at,
        _SESSIONS.revoked_because,
        _ACCOUNTS.id,
        _ACCOUNTS.username,
        _ACCOUNTS.disabled_at,
        _ACCOUNTS.security_events,
    )
    .join(SessionRow.__table__, _SESSIONS.id == _PAIRS.session_id)
    .join(AccountRow.__table__, _ACCOUNTS.id == _SESSIONS.account_id)
)
_BY_ACCESS = _PAIRS_IN_SESSIONS.where(_PAIRS.access_hash == bindparam("access_hash"))


def find(database: Session, which: ColumnElement[bool]) -> PairInSession | None:
    """The pair that the condition names, with its session and account."""
    row = database.execute(_PAIRS_IN_SESSIONS.where(which)).one_or_none()
    if row is None:
        return None
    values: tuple[Any, ...] = tuple(row)
    return PairInSession(*values)


def find_by_access(database: Session, access_hash: str) -> PairInSession | None:
    """The pair whose access token has this digest. Each request asks this, so nothing of the statement is made anew."""
    row = database.connection().execute(_BY_ACCESS, {"access_hash": access_hash}).one_or_none()
    if row is None:
        return None
    values: tuple[Any, ...] = tuple(row)
    return PairInSession(*values)


def refuse_ended(found: PairInSession, now: dt.datetime) -> None:
    """Raises problems: 401 `session-revoked` and `session-expired`, 403 `account-disabled`."""
    if found.revoked_at is not None:
        raise problems.session_revoked(found.revoked_because)
    if found.expires_at <= now:
        raise problems.session_expired()
    if found.disabled_at is not None:
        raise account_disabled()


def extend_session(
    database: Session, session_id: UUID, now: dt.datetime, *conditions: ColumnElement[bool]
) -> bool:
    """Notes the session's use, where it is not revoked and the conditions hold; whether it did.

    Locks the session until the caller commits.
    """
    return bool(
        rows_changed(
            database,
            update(SessionRow)
            .where(SessionRow.id == session_id, SessionRow.revoked_at.is_(None), *conditions)
            .values(last_used_at=now, expires_at=now + lifetimes.SESSION),
        )
    )


def mark_used(database: Session, pair_id: UUID, now: dt.datetime) -> None:
    """The first use of a token of the pair, which spends the refresh token before it."""
    rows_changed(
        database,
        update(TokenPairRow)
        .where(TokenPairRow.id == pair_id, TokenPairRow.used_at.is_(None))
        .values(used_at=now),
    )


def bind(database: Session, pair_id: UUID, attempt: str, now: dt.datetime) -> None:
    """Notes whose attempt, by its digest, asked first for the pair after this one."""
    rows_changed(
        database,
        update(TokenPairRow)
        .where(TokenPairRow.id == pair_id, TokenPairRow.asked_by.is_(None))
        .values(asked_by=attempt, asked_at=now),
    )


def renew(
    database: Session,
    session_id: UUID,
    generation: int,
    access_token: str,
    refresh_token: str,
    now: dt.datetime,
) -> bool:
    """Makes a pair that is there good from now on; False when there is none."""
    return bool(
        rows_changed(
            database,
            update(TokenPairRow)
            .where(TokenPairRow.session_id == session_id, TokenPairRow.generation == generation)
            .values(
                # The same as before, except when the server's key was replaced.
                access_hash=digest(access_token),
                refresh_hash=digest(refresh_token),
                access_expires_at=now + lifetimes.ACCESS_TOKEN,
            ),
        )
    )


def renew_access(database: Session, pair_id: UUID, access_token: str, now: dt.datetime) -> None:
    """Gives the pair a new access token in place of its own."""
    rows_changed(
        database,
        update(TokenPairRow)
        .where(TokenPairRow.id == pair_id)
        .values(access_hash=digest(access_token), access_expires_at=now + lifetimes.ACCESS_TOKEN),
    )


def new_pair(
    session_id: UUID, generation: int, access_token: str, refresh_token: str, now: dt.datetime
) -> TokenPairRow:
    """The row of a new generation, to be added."""
    return TokenPairRow(
        session_id=session_id,
        generation=generation,
        access_hash=digest(access_token),
        refresh_hash=digest(refresh_token),
        access_expires_at=now + lifetimes.ACCESS_TOKEN,
    )


def grant(
    access_token: str, refresh_token: str, session_id: UUID, username: str, now: dt.datetime
) -> Grant:
    """The pair as it is handed out now."""
    return Grant(
        access_token=access_token,
        refresh_token=refresh_token,
        expires_in=int(lifetimes.ACCESS_TOKEN.total_seconds()),
        expires_at=now + lifetimes.ACCESS_TOKEN,
        refresh_expires_at=now + lifetimes.SESSION,
        session_id=session_id,
        username=username,
    )
