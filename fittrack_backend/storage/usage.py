"""How much an account has, and the most that it may have."""

from __future__ import annotations

from uuid import UUID

from attrs import frozen
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from fittrack_backend.settings import Quota
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import NO_QUOTA, AccountRow, ActivitySumsRow, NeededOriginalRow


@frozen
class Usage:
    """What counts towards a quota."""

    bytes: int
    """Of the original files that its records need, each once, whoever else has them too."""
    activities: int
    """Those that are there; what was deleted does not count."""


def of(session: Session, account_id: UUID) -> Usage:
    """What the account has now."""
    return Usage(bytes_of(session, account_id), activities_of(session, account_id))


def bytes_of(session: Session, account_id: UUID) -> int:
    """The size of the original files that the account's records need, each once."""
    return session.scalar(select(AccountRow.original_bytes).where(AccountRow.id == account_id)) or 0


def counts_already(session: Session, account_id: UUID, sha256: str) -> bool:
    """Whether an original counts towards the account's bytes."""
    row = NeededOriginalRow
    needed = row.sha256 == sha256, row.account_id == account_id
    return session.scalar(select(row.sha256).where(*needed)) is not None


def activities_of(session: Session, account_id: UUID) -> int:
    """How many activities of the account are neither deleted nor merged into others, as kept by month."""
    count = select(func.sum(ActivitySumsRow.activity_count)).where(
        ActivitySumsRow.account_id == account_id, ActivitySumsRow.span == "month"
    )
    return int(session.scalar(count) or 0)


@frozen
class UsageView:
    """How much an account has, and the most that it may have; None is no limit."""

    original_bytes: int
    activities: int
    quota_bytes: int | None
    quota_activities: int | None
    quota_uploads_a_day: int | None


def shown(database: AccountSession, default: Quota) -> UsageView:
    """The account's own usage, as the contract shows it."""
    used = of(database, database.account_id)
    quota = quota_of(database.get_one(AccountRow, database.account_id), default)
    return UsageView(
        used.bytes, used.activities, quota.bytes, quota.activities, quota.uploads_a_day
    )


def quota_of(account: AccountRow, default: Quota) -> Quota:
    """The account's own quota where it has one, and else the server's."""
    return Quota(
        _limit(account.quota_bytes, default.bytes),
        _limit(account.quota_activities, default.activities),
        _limit(account.quota_uploads_a_day, default.uploads_a_day),
    )


def _limit(own: int | None, default: int | None) -> int | None:
    if own is None:
        return default
    return None if own == NO_QUOTA else own
