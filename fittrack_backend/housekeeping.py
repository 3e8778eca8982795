"""Removes what has served its time, so that no table grows for ever."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.purging import purge
from fittrack_backend.storage.tables import (
    AccessTokenRow,
    AuditRow,
    ChallengeRow,
    GuessRow,
    IdempotencyRow,
    InvitationRow,
    SessionRow,
    TokenPairRow,
)

ENDED_SESSIONS_KEPT = dt.timedelta(days=60)
"""How long a token of a session that ended is still answered with the reason."""
AUDIT_KEPT = dt.timedelta(days=400)
_DAY = dt.timedelta(days=1)


def tidy(database: Session, now: dt.datetime, audit_kept: dt.timedelta = AUDIT_KEPT) -> None:
    """Removes what is old by `now`, a time that can be trusted (`clock_watch`).

    These are ended sessions and access tokens, spent tokens, old challenges, guesses, invitations, keys and audit rows,
    and what was deleted too long ago to be restored. Several servers may do it at once.
    """
    long_ago = now - ENDED_SESSIONS_KEPT
    for statement in (
        delete(ChallengeRow).where(ChallengeRow.expires_at < now - _DAY),
        delete(GuessRow).where(GuessRow.window_started_at < now - _DAY),
        delete(InvitationRow).where(InvitationRow.expires_at < long_ago),
        delete(AccessTokenRow).where(
            or_(AccessTokenRow.expires_at < long_ago, AccessTokenRow.revoked_at < long_ago)
        ),
        delete(SessionRow).where(
            or_(SessionRow.expires_at < long_ago, SessionRow.revoked_at < long_ago)
        ),
        # A refresh token this old is beyond use even where its session is not.
        delete(TokenPairRow).where(
            TokenPairRow.access_expires_at < long_ago - _DAY, TokenPairRow.used_at < long_ago - _DAY
        ),
        delete(IdempotencyRow).where(IdempotencyRow.created_at < long_ago),
        delete(AuditRow).where(AuditRow.at < now - audit_kept),
    ):
        rows_changed(database, statement)
        database.commit()
    purge(database, now)
