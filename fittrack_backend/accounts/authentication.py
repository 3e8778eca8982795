"""Who asks: the check of the access token that came with a request."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from sqlalchemy import or_, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from fittrack_backend.accounts import problems, token_pairs
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.accounts.token_pairs import PairInSession
from fittrack_backend.accounts.token_secrets import SCRIPT_PREFIX, digest
from fittrack_backend.accounts.verified import Verified
from fittrack_backend.errors import account_disabled
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.tables import AccessTokenRow, AccountRow, SessionRow, TokenPairRow

_NOTED_EVERY = dt.timedelta(minutes=1)

_log = logging.getLogger("fittrack.accounts")


def authenticate(database: Session, safeguards: Safeguards, token: str) -> Verified:
    """Who holds this access token, and how long that is so if nothing changes.

    Notes the first use of a pair, and the last use once a minute. Raises problems: 401
    `not-signed-in`, `token-expired`, `session-expired`, `session-revoked`; 403 `account-disabled`.
    """
    if token.startswith(SCRIPT_PREFIX):
        return _authenticate_script(database, safeguards, token)
    found = token_pairs.find_by_access(database, digest(token))
    if found is None:
        raise problems.not_signed_in("The access token is not known here.")
    now = safeguards.clock()
    token_pairs.refuse_ended(found, now)
    if found.access_expires_at <= now:
        raise problems.access_token_expired("The access token has expired. Refresh it.")
    if found.used_at is None or abs(now - found.last_used_at) >= _NOTED_EVERY:
        _note(database, lambda: _use_session(database, found, now))
    caller = Caller(
        found.account_id,
        found.username,
        session_id=found.session_id,
        security_events=found.security_events,
    )
    until = now if found.used_at is None else found.last_used_at + _NOTED_EVERY
    return Verified(caller, now, min(until, found.access_expires_at, found.expires_at))


def _authenticate_script(database: Session, safeguards: Safeguards, token: str) -> Verified:
    found = database.execute(
        select(
            AccessTokenRow.id,
            AccessTokenRow.scopes,
            AccessTokenRow.expires_at,
            AccessTokenRow.last_used_at,
            AccessTokenRow.revoked_at,
            AccountRow.id.label("account_id"),
            AccountRow.username,
            AccountRow.disabled_at,
        )
        .join(AccountRow)
        .where(AccessTokenRow.token_hash == digest(token))
    ).one_or_none()
    if found is None or found.revoked_at is not None:
        raise problems.not_signed_in("The access token is not known here, or was revoked.")
    now = safeguards.clock()
    if found.expires_at is not None and found.expires_at <= now:
        raise problems.access_token_expired("The access token has expired. Create another one.")
    if found.disabled_at is not None:
        raise account_disabled()
    if found.last_used_at is None or abs(now - found.last_used_at) >= _NOTED_EVERY:
        use = update(AccessTokenRow).where(AccessTokenRow.id == found.id).values(last_used_at=now)
        _note(database, lambda: rows_changed(database, use))
    caller = Caller(
        found.account_id,
        found.username,
        scopes=frozenset(found.scopes),
        access_token_id=found.id,
    )
    until = now if found.last_used_at is None else found.last_used_at + _NOTED_EVERY
    return Verified(caller, now, min(until, found.expires_at or until))


def _use_session(database: Session, found: PairInSession, now: dt.datetime) -> None:
    """Of many requests that start with a new pair at once, one writes: the others find it done."""
    unused = select(TokenPairRow.id).where(
        TokenPairRow.id == found.pair_id, TokenPairRow.used_at.is_(None)
    )
    long_ago = or_(
        SessionRow.last_used_at <= now - _NOTED_EVERY, SessionRow.last_used_at >= now + _NOTED_EVERY
    )
    if token_pairs.extend_session(database, found.session_id, now, or_(long_ago, unused.exists())):
        token_pairs.mark_used(database, found.pair_id, now)


def _note(database: Session, write: Callable[[], object]) -> None:
    """Writes what is good to know; a full or locked disk keeps nobody from reading."""
    try:
        write()
        database.commit()
    except OperationalError as error:
        database.rollback()
        _log.warning("the use of a token could not be noted: %s", error.orig)
