"""Whose right to be here has ended since it was checked: for those who stay longer than a request."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from fittrack_backend.accounts import access
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.tables import AccessTokenRow, AccountRow, SessionRow


def ended(
    database: Session, safeguards: Safeguards, callers: Collection[Caller]
) -> frozenset[Caller]:
    """Those whose session or access token was revoked, has expired or is gone, or whose account
    was disabled.

    A session goes on when its access token expires, since that can be refreshed.
    """
    sessions = {one.session_id for one in callers if one.session_id is not None}
    tokens = {one.access_token_id for one in callers if one.access_token_id is not None}
    now = safeguards.clock()
    good: set[UUID] = set()
    for ids, row, works in (
        (sessions, SessionRow, access.session_works(now)),
        (tokens, AccessTokenRow, access.token_works(now)),
    ):
        query = select(row.id).join(AccountRow).where(AccountRow.disabled_at.is_(None), works)
        for some in portions(ids):
            good.update(database.scalars(query.where(row.id.in_(some))))
    return frozenset(one for one in callers if not {one.session_id, one.access_token_id} & good)
