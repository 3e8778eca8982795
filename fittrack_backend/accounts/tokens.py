"""Tokens of sessions: who asks, and rotation confirmed by use.

A session has generations of token pairs. Both tokens of a pair follow from the refresh token of
the pair before it by HMAC under the server's key, so that the same refresh token gets the same
pair however often it asks, while the database holds nothing but hashes. The first use of a
token of a pair spends the refresh token before it; meeting that one again revokes the session.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import logging
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Literal
from uuid import UUID, uuid4

from attrs import field, frozen
from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from fittrack_backend.accounts import audit, problems
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.errors import Problem, not_found
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.pages import Key, Page, after, decode_cursor, make_page, order_by
from fittrack_backend.storage.tables import (
    AccessTokenRow,
    AccountRow,
    SessionRow,
    TokenPairRow,
)

ACCESS_LIFETIME = dt.timedelta(minutes=15)
SESSION_LIFETIME = dt.timedelta(days=60)
"""From the last use of the session."""
ACCESS_PREFIX = "fta_"
REFRESH_PREFIX = "ftr_"
SCRIPT_PREFIX = "ftp_"
_NOTED_EVERY = dt.timedelta(minutes=1)

RevokedBecause = Literal["signed-out", "revoked", "password-changed", "token-reused"]

_log = logging.getLogger("fittrack.accounts")


@frozen
class Caller:
    """Who asks: a person's session, or a script's access token with its scopes."""

    account_id: UUID
    username: str
    session_id: UUID | None = None
    scopes: frozenset[str] | None = None
    """None for a session, which may do everything."""

    def require(self, scope: str | None) -> None:
        """Raises a problem 403 unless the caller has the scope; None asks for a session."""
        if self.scopes is None:
            return
        if scope is None:
            raise Problem(
                Kind.SESSION_REQUIRED,
                "This takes a signed-in session; an access token for scripts is not enough.",
            )
        if scope not in self.scopes:
            raise Problem(
                Kind.INSUFFICIENT_SCOPE,
                f"This takes an access token with the scope {scope!r}.",
            )


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
class SessionView:
    """A session in a list."""

    id: UUID
    client_name: str | None
    created_at: dt.datetime
    last_used_at: dt.datetime
    expires_at: dt.datetime
    current: bool


def new_secret(prefix: str) -> str:
    """A token with 256 random bits; the prefix tells people and scanners what it is."""
    return prefix + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is stored of a random secret."""
    return hashlib.sha256(secret.encode("utf-8", "backslashreplace")).hexdigest()


def start_session(
    database: Session,
    safeguards: Safeguards,
    account: AccountRow,
    *,
    client_name: str | None,
    address: str | None,
    detail: str | None = None,
) -> Grant:
    """Signs the account in. Adds to what the caller commits."""
    now = safeguards.clock()
    session = SessionRow(
        id=uuid4(),
        account_id=account.id,
        client_name=client_name,
        created_at=now,
        last_used_at=now,
        expires_at=now + SESSION_LIFETIME,
        revoked_at=None,
        revoked_because=None,
    )
    database.add(session)
    database.flush()
    refresh_token = new_secret(REFRESH_PREFIX)
    access_token = _access_token(safeguards, refresh_token)
    database.add(_pair(session.id, 1, access_token, refresh_token, now))
    audit.record(
        database,
        audit.Event.SIGNED_IN,
        at=now,
        account_id=account.id,
        address=address,
        detail=detail,
    )
    return _grant(access_token, refresh_token, session.id, account.username, now)


def authenticate(database: Session, safeguards: Safeguards, token: str | None) -> Caller:
    """Who holds this access token.

    Notes the first use of a pair, and the last use once a minute. Raises problems 401:
    `not-signed-in`, `token-expired`, `session-expired`, `session-revoked`.
    """
    if token is None:
        raise problems.not_signed_in()
    if token.startswith(SCRIPT_PREFIX):
        return _authenticate_script(database, safeguards, token)
    found = _find(database, TokenPairRow.access_hash == digest(token))
    if found is None:
        raise problems.not_signed_in("The access token is not known here.")
    now = safeguards.clock()
    _refuse_ended(found, now)
    if found.access_expires_at <= now:
        raise problems.access_token_expired("The access token has expired. Refresh it.")
    if found.used_at is None or abs(now - found.last_used_at) >= _NOTED_EVERY:
        _note(database, lambda: _use_session(database, found, now))
    return Caller(found.account_id, found.username, session_id=found.session_id)


def refresh(
    database: Session,
    safeguards: Safeguards,
    refresh_token: str,
    *,
    rotate: bool = True,
    address: str | None = None,
    asker_is_gone: Callable[[], bool] = lambda: False,
) -> Grant:
    """The next pair, the same one until one of its tokens is used.

    Without `rotate` the pair stays, and only its access token is good for another 15 minutes:
    for a client that cannot keep a new pair. A spent refresh token revokes the session, unless
    whoever sent it has hung up: a request of a killed process may arrive after its successor's.
    Raises problems 401: `not-signed-in`, `session-expired`, `session-revoked`.
    """
    now = safeguards.clock()
    presented = _find(database, TokenPairRow.refresh_hash == digest(refresh_token))
    if presented is None:
        raise problems.not_signed_in("The refresh token is not known here. Sign in again.")
    _refuse_ended(presented, now)
    # From here on the session is locked: one refresh of it at a time.
    if not _extend_session(database, presented.session_id, now):
        database.rollback()
        raise problems.session_revoked(_why_revoked(database, presented.session_id))
    successor = database.execute(
        select(TokenPairRow.id, TokenPairRow.used_at).where(
            TokenPairRow.session_id == presented.session_id,
            TokenPairRow.generation == presented.generation + 1,
        )
    ).one_or_none()
    _mark_used(database, presented.pair_id, now)
    if rotate:
        event = audit.Event.REFRESHED if successor is None else audit.Event.REFRESHED_AGAIN
        granted = _derived(safeguards, "refresh", REFRESH_PREFIX, refresh_token)
        access_token = _access_token(safeguards, granted)
        good = successor is None or _renew(database, successor.id, access_token, granted, now)
        if successor is None:
            generation = presented.generation + 1
            database.add(_pair(presented.session_id, generation, access_token, granted, now))
    else:
        event = audit.Event.ACCESS_RENEWED
        granted = refresh_token
        access_token = _access_token(safeguards, granted)
        good = successor is None or successor.used_at is None
        if good:
            _renew_access(database, presented.pair_id, access_token, now)
    if not good:
        raise _met_again(database, presented, now, address, asker_is_gone)
    _record(database, event, presented, now, address)
    database.commit()
    return _grant(access_token, granted, presented.session_id, presented.username, now)


def list_sessions(
    database: Session, safeguards: Safeguards, caller: Caller, *, limit: int, cursor: str | None
) -> Page[SessionView]:
    """The caller's sessions that are still good, newest use first."""
    keys = (Key(SessionRow.last_used_at, descending=True), Key(SessionRow.id, descending=True))
    query = (
        select(SessionRow)
        .where(
            SessionRow.account_id == caller.account_id,
            SessionRow.revoked_at.is_(None),
            SessionRow.expires_at > safeguards.clock(),
        )
        .order_by(*order_by(keys))
        .limit(limit + 1)
    )
    if cursor is not None:
        query = query.where(after(keys, decode_cursor(cursor, dt.datetime, UUID)))
    views = [
        SessionView(
            id=row.id,
            client_name=row.client_name,
            created_at=row.created_at,
            last_used_at=row.last_used_at,
            expires_at=row.expires_at,
            current=row.id == caller.session_id,
        )
        for row in database.scalars(query)
    ]
    return make_page(views, limit, lambda view: (view.last_used_at, view.id))


def end_session(
    database: Session,
    safeguards: Safeguards,
    caller: Caller,
    session_id: UUID | None,
    *,
    address: str | None = None,
) -> None:
    """Revokes the session's tokens at once. Raises a problem 404 for a session that is not the
    caller's or has ended."""
    own = session_id == caller.session_id
    ended = revoke_sessions(
        database,
        safeguards,
        caller.account_id,
        SessionRow.id == session_id,
        because="signed-out" if own else "revoked",
        address=address,
    )
    if not ended:
        database.rollback()
        raise not_found("session", session_id)
    database.commit()


def revoke_sessions(
    database: Session,
    safeguards: Safeguards,
    account_id: UUID,
    which: ColumnElement[bool],
    *,
    because: RevokedBecause,
    address: str | None = None,
) -> int:
    """Ends sessions of the account that are still good, and counts them. Does not commit."""
    now = safeguards.clock()
    ended = rows_changed(
        database,
        update(SessionRow)
        .where(
            SessionRow.account_id == account_id,
            SessionRow.revoked_at.is_(None),
            SessionRow.expires_at > now,
            which,
        )
        .values(revoked_at=now, revoked_because=because),
    )
    if ended:
        event = audit.Event.SIGNED_OUT if because == "signed-out" else audit.Event.SESSION_REVOKED
        audit.record(
            database,
            event,
            at=now,
            account_id=account_id,
            address=address,
            detail=f"{ended} session{'s'[: ended != 1]}: {because}",
        )
    return ended


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


_PAIRS_IN_SESSIONS = (
    select(
        TokenPairRow.id,
        TokenPairRow.generation,
        TokenPairRow.access_expires_at,
        TokenPairRow.used_at,
        SessionRow.id,
        SessionRow.last_used_at,
        SessionRow.expires_at,
        SessionRow.revoked_at,
        SessionRow.revoked_because,
        AccountRow.id,
        AccountRow.username,
    )
    .join(SessionRow, SessionRow.id == TokenPairRow.session_id)
    .join(AccountRow, AccountRow.id == SessionRow.account_id)
)


def _find(database: Session, which: ColumnElement[bool]) -> PairInSession | None:
    row = database.execute(_PAIRS_IN_SESSIONS.where(which)).one_or_none()
    return None if row is None else PairInSession(*row)


def _refuse_ended(found: PairInSession, now: dt.datetime) -> None:
    if found.revoked_at is not None:
        raise problems.session_revoked(found.revoked_because)
    if found.expires_at <= now:
        raise problems.session_expired()


def _authenticate_script(database: Session, safeguards: Safeguards, token: str) -> Caller:
    found = database.execute(
        select(
            AccessTokenRow.id,
            AccessTokenRow.scopes,
            AccessTokenRow.expires_at,
            AccessTokenRow.last_used_at,
            AccessTokenRow.revoked_at,
            AccountRow.id.label("account_id"),
            AccountRow.username,
        )
        .join(AccountRow, AccountRow.id == AccessTokenRow.account_id)
        .where(AccessTokenRow.token_hash == digest(token))
    ).one_or_none()
    if found is None or found.revoked_at is not None:
        raise problems.not_signed_in("The access token is not known here, or was revoked.")
    now = safeguards.clock()
    if found.expires_at is not None and found.expires_at <= now:
        raise problems.access_token_expired("The access token has expired. Create another one.")
    if found.last_used_at is None or abs(now - found.last_used_at) >= _NOTED_EVERY:
        use = update(AccessTokenRow).where(AccessTokenRow.id == found.id).values(last_used_at=now)
        _note(database, lambda: rows_changed(database, use))
    return Caller(found.account_id, found.username, scopes=frozenset(found.scopes))


def _note(database: Session, write: Callable[[], object]) -> None:
    """Writes what is good to know; a full or locked disk keeps nobody from reading."""
    try:
        write()
        database.commit()
    except OperationalError as error:
        database.rollback()
        _log.warning("the use of a token could not be noted: %s", error.orig)


def _use_session(database: Session, found: PairInSession, now: dt.datetime) -> None:
    """Of many requests that start with a new pair at once, one writes: the others find it done."""
    unused = select(TokenPairRow.id).where(
        TokenPairRow.id == found.pair_id, TokenPairRow.used_at.is_(None)
    )
    long_ago = or_(
        SessionRow.last_used_at <= now - _NOTED_EVERY, SessionRow.last_used_at >= now + _NOTED_EVERY
    )
    if _extend_session(database, found.session_id, now, or_(long_ago, unused.exists())):
        _mark_used(database, found.pair_id, now)


def _extend_session(
    database: Session, session_id: UUID, now: dt.datetime, *conditions: ColumnElement[bool]
) -> bool:
    return bool(
        rows_changed(
            database,
            update(SessionRow)
            .where(SessionRow.id == session_id, SessionRow.revoked_at.is_(None), *conditions)
            .values(last_used_at=now, expires_at=now + SESSION_LIFETIME),
        )
    )


def _mark_used(database: Session, pair_id: UUID, now: dt.datetime) -> None:
    rows_changed(
        database,
        update(TokenPairRow)
        .where(TokenPairRow.id == pair_id, TokenPairRow.used_at.is_(None))
        .values(used_at=now),
    )


def _renew(
    database: Session, pair_id: UUID, access_token: str, refresh_token: str, now: dt.datetime
) -> bool:
    """Makes the unused pair good from now on; False when it was used meanwhile."""
    return bool(
        rows_changed(
            database,
            update(TokenPairRow)
            .where(TokenPairRow.id == pair_id, TokenPairRow.used_at.is_(None))
            .values(
                # The same as before, except when the server's key was replaced.
                access_hash=digest(access_token),
                refresh_hash=digest(refresh_token),
                access_expires_at=now + ACCESS_LIFETIME,
            ),
        )
    )


def _renew_access(database: Session, pair_id: UUID, access_token: str, now: dt.datetime) -> None:
    rows_changed(
        database,
        update(TokenPairRow)
        .where(TokenPairRow.id == pair_id)
        .values(access_hash=digest(access_token), access_expires_at=now + ACCESS_LIFETIME),
    )


def _met_again(
    database: Session,
    presented: PairInSession,
    now: dt.datetime,
    address: str | None,
    asker_is_gone: Callable[[], bool],
) -> Problem:
    database.rollback()
    if asker_is_gone():
        return problems.not_signed_in("This refresh token is spent.")
    rows_changed(
        database,
        update(SessionRow)
        .where(SessionRow.id == presented.session_id, SessionRow.revoked_at.is_(None))
        .values(revoked_at=now, revoked_because="token-reused"),
    )
    _record(database, audit.Event.TOKEN_REUSED, presented, now, address)
    database.commit()
    return problems.session_revoked("token-reused")


def _record(
    database: Session,
    event: audit.Event,
    presented: PairInSession,
    now: dt.datetime,
    address: str | None,
) -> None:
    audit.record(
        database,
        event,
        at=now,
        account_id=presented.account_id,
        address=address,
        detail=f"session {presented.session_id}, pair {presented.generation}",
    )


def _why_revoked(database: Session, session_id: UUID) -> str | None:
    return database.scalar(select(SessionRow.revoked_because).where(SessionRow.id == session_id))


def _pair(
    session_id: UUID, generation: int, access_token: str, refresh_token: str, now: dt.datetime
) -> TokenPairRow:
    return TokenPairRow(
        session_id=session_id,
        generation=generation,
        access_hash=digest(access_token),
        refresh_hash=digest(refresh_token),
        access_expires_at=now + ACCESS_LIFETIME,
        used_at=None,
    )


def _grant(
    access_token: str, refresh_token: str, session_id: UUID, username: str, now: dt.datetime
) -> Grant:
    return Grant(
        access_token=access_token,
        refresh_token=refresh_token,
        expires_in=int(ACCESS_LIFETIME.total_seconds()),
        expires_at=now + ACCESS_LIFETIME,
        refresh_expires_at=now + SESSION_LIFETIME,
        session_id=session_id,
        username=username,
    )


def _access_token(safeguards: Safeguards, refresh_token: str) -> str:
    """The access token of the pair that this refresh token belongs to."""
    return _derived(safeguards, "access", ACCESS_PREFIX, refresh_token)


def _derived(safeguards: Safeguards, purpose: str, prefix: str, refresh_token: str) -> str:
    message = f"fittrack token {purpose}\0{refresh_token}".encode("utf-8", "backslashreplace")
    code = hmac.digest(safeguards.server_key, message, "sha256")
    return prefix + urlsafe_b64encode(code).decode().rstrip("=")
