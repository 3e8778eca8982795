"""Access tokens for scripts: with only the rights that they need, until they expire."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID, uuid4

from attrs import field, frozen
from sqlalchemy import select, update

from fittrack_backend.accounts import access, audit, token_secrets
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.errors import not_found
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.pages import Page, PageAsked, page_by_time
from fittrack_backend.storage.room import require_room
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccessTokenRow


@frozen
class CreatedAccessToken:
    """A new token with its secret: the only time that it is shown."""

    id: UUID
    name: str
    scopes: list[str]
    session_id: UUID | None
    created_at: dt.datetime
    expires_at: dt.datetime | None
    last_used_at: dt.datetime | None
    token: str = field(repr=False)


def create(
    database: AccountSession,
    safeguards: Safeguards,
    *,
    name: str,
    scopes: Sequence[str],
    expires_in_days: int | None,
    session_id: UUID | None = None,
    address: str | None = None,
) -> CreatedAccessToken:
    """A new token of the account, made by the session. Raises a problem 409 where it has too many."""
    now = safeguards.clock()
    require_room(
        database,
        database.account_id,
        AccessTokenRow,
        access.good_tokens(database.account_id, now),
        safeguards.limits.access_tokens,
        things="access tokens",
        way_out="Revoke one that nothing uses any more.",
    )
    secret = token_secrets.new_secret(token_secrets.SCRIPT_PREFIX)
    row = AccessTokenRow(
        id=uuid4(),
        account_id=database.account_id,
        name=name,
        token_hash=token_secrets.digest(secret),
        scopes=sorted(set(scopes)),
        session_id=session_id,
        created_at=now,
        expires_at=None if expires_in_days is None else now + dt.timedelta(days=expires_in_days),
    )
    database.add(row)
    audit.record(
        database,
        audit.Event.ACCESS_TOKEN_CREATED,
        at=now,
        account_id=database.account_id,
        address=address,
        detail=f"access token {row.id}: {' '.join(row.scopes)}",
    )
    database.commit()
    return CreatedAccessToken(
        id=row.id,
        name=row.name,
        scopes=row.scopes,
        session_id=row.session_id,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=None,
        token=secret,
    )


def list_all(
    database: AccountSession, safeguards: Safeguards, asked: PageAsked
) -> Page[AccessTokenRow]:
    """The account's tokens that still work, newest first."""
    query = select(AccessTokenRow).where(access.token_works(safeguards.clock()))
    time = AccessTokenRow.created_at
    return page_by_time(database, query, time, asked, latest_first=True)


def revoke(
    database: AccountSession,
    safeguards: Safeguards,
    access_token_id: UUID,
    *,
    address: str | None = None,
) -> None:
    """Stops the token at once. Raises a problem 404 for one that is not the account's or was
    revoked."""
    now = safeguards.clock()
    revoked = rows_changed(
        database,
        update(AccessTokenRow)
        .where(
            AccessTokenRow.id == access_token_id,
            AccessTokenRow.revoked_at.is_(None),
        )
        .values(revoked_at=now),
    )
    if not revoked:
        database.rollback()
        raise not_found("access token", access_token_id)
    audit.record(
        database,
        audit.Event.ACCESS_TOKEN_REVOKED,
        at=now,
        account_id=database.account_id,
        address=address,
        detail=f"access token {access_token_id}",
    )
    database.commit()
