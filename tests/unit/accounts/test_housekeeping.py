"""What has served its time goes, and nothing goes before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from fittrack_backend.housekeeping import tidy
from fittrack_backend.storage.tables import (
    AccessTokenRow,
    AccountRow,
    AuditRow,
    ChallengeRow,
    GuessRow,
    IdempotencyRow,
    InvitationRow,
    SessionRow,
    Table,
    TokenPairRow,
)
from tests.unit.accounts.world import World

MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
MOMENT = dt.timedelta(seconds=1)
Make = Callable[[UUID, dt.datetime], list[Table]]


def a_session(account_id: UUID, *, expires: dt.datetime, revoked: dt.datetime | None) -> SessionRow:
    return SessionRow(
        id=uuid4(),
        account_id=account_id,
        created_at=expires,
        last_used_at=expires,
        expires_at=expires,
        revoked_at=revoked,
    )


def a_token(
    account_id: UUID, *, expires: dt.datetime | None, revoked: dt.datetime | None
) -> AccessTokenRow:
    return AccessTokenRow(
        account_id=account_id,
        name="a script",
        token_hash="t",
        scopes=["read"],
        created_at=MADE,
        expires_at=expires,
        revoked_at=revoked,
    )


def a_spent_pair(account_id: UUID, at: dt.datetime) -> list[Table]:
    session = a_session(account_id, expires=at + dt.timedelta(days=365), revoked=None)
    pair = TokenPairRow(
        session_id=session.id,
        generation=1,
        access_hash="a",
        refresh_hash="r",
        access_expires_at=at,
        used_at=at,
    )
    return [session, pair]


KEPT_DAYS: dict[str, tuple[type[Table], int, Make]] = {
    "a challenge": (
        ChallengeRow,
        1,
        lambda account, at: [ChallengeRow(account_id=account, expires_at=at, tries_remaining=5)],
    ),
    "a count of guesses": (
        GuessRow,
        1,
        lambda _account, at: [GuessRow(key="k", window_started_at=at, count=3)],
    ),
    "an invitation": (
        InvitationRow,
        60,
        lambda account, at: [InvitationRow(code_hash="h", created_by=account, expires_at=at)],
    ),
    "an access token that expired": (
        AccessTokenRow,
        60,
        lambda account, at: [a_token(account, expires=at, revoked=None)],
    ),
    "an access token that was revoked": (
        AccessTokenRow,
        60,
        lambda account, at: [a_token(account, expires=None, revoked=at)],
    ),
    "a session that expired": (
        SessionRow,
        60,
        lambda account, at: [a_session(account, expires=at, revoked=None)],
    ),
    "a session that was revoked": (
        SessionRow,
        60,
        lambda account, at: [
            a_session(account, expires=at + dt.timedelta(days=59), revoked=at),
        ],
    ),
    "a spent pair of tokens": (TokenPairRow, 61, a_spent_pair),
    "an idempotency key": (
        IdempotencyRow,
        60,
        lambda account, at: [
            IdempotencyRow(
                account_id=account,
                operation="start_sync",
                key="k",
                request_sha256="",
                job_id=uuid4(),
                created_at=at,
            )
        ],
    ),
    "a line of the audit trail": (
        AuditRow,
        400,
        lambda account, at: [AuditRow(at=at, account_id=account, event="signed-in")],
    ),
}


@pytest.mark.parametrize("what", KEPT_DAYS)
def test_old_rows_go_when_their_time_is_over(world: World, what: str) -> None:
    table, days, make = KEPT_DAYS[what]
    began = world.clock.now
    account = AccountRow(
        id=uuid4(), username="a", username_key="a", password_hash="", created_at=began
    )
    world.session.add(account)
    world.session.flush()
    for row in make(account.id, began):
        world.session.add(row)
        world.session.flush()
    world.session.commit()
    tidy(world.session, began + dt.timedelta(days=days) - MOMENT)
    assert world.session.scalars(select(table)).all()
    tidy(world.session, began + dt.timedelta(days=days) + MOMENT)
    assert not world.session.scalars(select(table)).all()
