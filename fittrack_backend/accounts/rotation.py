"""Refreshing a session: rotation, bound to who began it and confirmed by use.

A session has generations of token pairs. The same refresh token gets the same next pair however
often the attempt asks that asked first; another attempt revokes the session. The first use of a
token of a pair spends the refresh token before it; meeting that one again revokes the session, too.
"""

from __future__ import annotations

import datetime as dt
from typing import assert_never
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fittrack_backend.accounts import access, audit, problems, token_pairs
from fittrack_backend.accounts.rotation_rule import Ask, Standing, Verdict, decide
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.accounts.sessions import RevokedBecause
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
    attempt: str,
    rotate: bool = True,
    address: str | None = None,
) -> Grant:
    """The next pair, the same one for the same attempt until one of its tokens is used.

    Without `rotate` the pair stays, and only its access token is good for its whole lifetime again:
    for a client that cannot keep a new pair. Which requests get what is in `rotation_rule`.
    Raises problems 401: `not-signed-in`, `session-expired`, `session-revoked`, `token-spent`.
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
    standing = _standing(database, presented)
    ask = Ask(digest(attempt), rotate)
    match decide(standing, ask, now):
        case Verdict.NEXT_PAIR:
            granted = next_refresh_token(safeguards.server_key, refresh_token)
            access_token = access_token_of(safeguards.server_key, granted)
            event = _offer(database, presented, ask, access_token, granted, now)
        case Verdict.ACCESS_ONLY:
            granted = refresh_token
            access_token = access_token_of(safeguards.server_key, granted)
            token_pairs.renew_access(database, presented.pair_id, access_token, now)
            bound = standing.asked_by is not None
            event = audit.Event.ACCESS_RENEWED if bound else audit.Event.ACCESS_RENEWED_UNBOUND
        case Verdict.LATE:
            database.rollback()
            _record(database, audit.Event.TOKEN_LATE, presented, now, address)
            database.commit()
            raise problems.token_spent()
        case Verdict.REUSED:
            raise _end(database, presented, "token-reused", now, address)
        case Verdict.SECOND_HOLDER:
            raise _end(database, presented, "second-holder", now, address)
        case never:
            assert_never(never)
    token_pairs.mark_used(database, presented.pair_id, now)
    _record(database, event, presented, now, address)
    database.commit()
    return token_pairs.grant(access_token, granted, presented.session_id, presented.username, now)


def _standing(database: Session, presented: PairInSession) -> Standing:
    """What is on record now that the session is locked."""
    asked_by, asked_at = database.execute(
        select(TokenPairRow.asked_by, TokenPairRow.asked_at).where(
            TokenPairRow.id == presented.pair_id
        )
    ).one()
    spent_at = database.scalar(
        select(TokenPairRow.used_at).where(
            TokenPairRow.session_id == presented.session_id,
            TokenPairRow.generation == presented.generation + 1,
        )
    )
    return Standing(asked_by, asked_at, spent_at)


def _offer(
    database: Session,
    presented: PairInSession,
    ask: Ask,
    access_token: str,
    granted: str,
    now: dt.datetime,
) -> audit.Event:
    """Makes the next pair, or makes it good from now on; returns which of both it was."""
    token_pairs.bind(database, presented.pair_id, ask.attempt, now)
    generation = presented.generation + 1
    if token_pairs.renew(database, presented.session_id, generation, access_token, granted, now):
        return audit.Event.REFRESHED_AGAIN
    database.add(token_pairs.new_pair(presented.session_id, generation, access_token, granted, now))
    return audit.Event.REFRESHED


def _end(
    database: Session,
    presented: PairInSession,
    because: RevokedBecause,
    now: dt.datetime,
    address: str | None,
) -> Problem:
    """Revokes the session, since somebody else holds a copy of its tokens."""
    database.rollback()
    rows_changed(
        database,
        update(SessionRow)
        .where(SessionRow.id == presented.session_id, SessionRow.revoked_at.is_(None))
        .values(revoked_at=now, revoked_because=because),
    )
    _end_what_it_made(database, presented, now, address, audit.Event(because))
    database.commit()
    return problems.session_revoked(because)


def _end_what_it_made(
    database: Session,
    presented: PairInSession,
    now: dt.datetime,
    address: str | None,
    event: audit.Event,
) -> None:
    """Ends the tokens for scripts that a stolen session made, and records the theft with what is left."""
    whose, session_id = presented.account_id, presented.session_id
    tokens = access.end_tokens_made_by(database, whose, SessionRow.id == session_id, now)
    left = access.to_account(database, whose, now, current=session_id)
    audit.record(
        database,
        event,
        at=now,
        account_id=whose,
        address=address,
        detail=f"session {session_id}, pair {presented.generation}; {left.after_ending(tokens)}",
    )


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
