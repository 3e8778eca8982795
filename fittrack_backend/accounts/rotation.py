"""Refreshing a session: rotation, confirmed by use.

A session has generations of token pairs. The same refresh token gets the same next pair however
often it asks. The first use of a token of a pair spends the refresh token before it; meeting that
one again revokes the session.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fittrack_backend.accounts import audit, problems, token_pairs
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.accounts.token_pairs import Grant, PairInSession
from fittrack_backend.accounts.token_secrets import access_token_of, digest, next_refresh_token
from fittrack_backend.errors import Problem
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.tables import SessionRow, TokenPairRow


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

    Without `rotate` the pair stays, and only its access token is good for its whole lifetime again:
    for a client that cannot keep a new pair. A spent refresh token revokes the session, unless
    whoever sent it has hung up: a request of a killed process may arrive after its successor's.
    Raises problems 401: `not-signed-in`, `session-expired`, `session-revoked`.
    """
    now = safeguards.clock()
    presented = token_pairs.find(database, TokenPairRow.refresh_hash == digest(refresh_token))
    if presented is None:
        raise problems.not_signed_in("The refresh token is not known here. Sign in again.")
    token_pairs.refuse_ended(presented, now)
    # From here on the session is locked: one refresh of it at a time.
    if not token_pairs.extend_session(database, presented.session_id, now):
        database.rollback()
        raise problems.session_revoked(_why_revoked(database, presented.session_id))
    successor = database.execute(
        select(TokenPairRow.id, TokenPairRow.used_at).where(
            TokenPairRow.session_id == presented.session_id,
            TokenPairRow.generation == presented.generation + 1,
        )
    ).one_or_none()
    token_pairs.mark_used(database, presented.pair_id, now)
    if rotate:
        event = audit.Event.REFRESHED if successor is None else audit.Event.REFRESHED_AGAIN
        granted = next_refresh_token(safeguards.server_key, refresh_token)
        access_token = access_token_of(safeguards.server_key, granted)
        good = successor is None or token_pairs.renew(
            database, successor.id, access_token, granted, now
        )
        if successor is None:
            generation = presented.generation + 1
            database.add(
                token_pairs.new_pair(presented.session_id, generation, access_token, granted, now)
            )
    else:
        event = audit.Event.ACCESS_RENEWED
        granted = refresh_token
        access_token = access_token_of(safeguards.server_key, granted)
        good = successor is None or successor.used_at is None
        if good:
            token_pairs.renew_access(database, presented.pair_id, access_token, now)
    if not good:
        raise _met_again(database, presented, now, address, asker_is_gone)
    _record(database, event, presented, now, address)
    database.commit()
    return token_pairs.grant(access_token, granted, presented.session_id, presented.username, now)


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
