"""The tables. Ids are UUIDs, times are in UTC, digests are SHA-256 in hex."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, mapped_column

from fittrack_backend.records.activities import ActivityDetail
from fittrack_backend.records.days import DayPart
from fittrack_backend.records.fields import Record, fields_of
from fittrack_backend.records.health import DailyHealth
from fittrack_backend.records.workouts import PlannedStep, WorkoutDetail
from fittrack_backend.storage.columns import OneRecord, Records, UtcDateTime, column_of
from fittrack_backend.storage.ownership import Owned, PartOfOwned


class Table(DeclarativeBase):
    """The base of all tables."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own convention
        dt.datetime: UtcDateTime(),
        UUID: Uuid(),
        dict[str, Any]: JSON(),
        list[str]: JSON(),
        list[dict[str, Any]]: JSON(),
    }

    def __init_subclass__(cls, *, record: type[Record] | None = None) -> None:
        """A table of a `record` has a column for each of its fields, besides those written out."""
        for name, field in fields_of(record).items() if record is not None else ():
            if name not in cls.__annotations__:
                setattr(cls, name, column_of(field))
        super().__init_subclass__()

    @classmethod
    def column(cls, name: str) -> InstrumentedAttribute[Any]:
        """The column of that name, also one that follows from a record."""
        found: InstrumentedAttribute[Any] = getattr(cls, name)
        return found

    @classmethod
    def columns(cls, record: type[Record]) -> tuple[InstrumentedAttribute[Any], ...]:
        """The columns that hold a record's fields, in their order."""
        return tuple(cls.column(name) for name in fields_of(record))


def _id() -> Mapped[UUID]:
    return mapped_column(primary_key=True, default=uuid4)


def _account() -> Mapped[UUID]:
    return mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)


def _source() -> Mapped[UUID | None]:
    return mapped_column(ForeignKey("sources.id", ondelete="SET NULL"))


# Accounts


class AccountRow(Owned, Table):
    __tablename__ = "accounts"
    OWNER = "id"
    id: Mapped[UUID] = _id()
    username: Mapped[str] = mapped_column(String(64))
    username_key: Mapped[str] = mapped_column(String(64), unique=True)
    """The user name in lower case: the same name in another case is the same account."""
    password_hash: Mapped[str]
    founder: Mapped[bool | None] = mapped_column(unique=True)
    """True for the first account, which needed no invitation; null for all others, so that the
    database itself lets only one be the first."""
    created_at: Mapped[dt.datetime]
    totp_secret: Mapped[str | None]
    totp_last_step: Mapped[int | None] = mapped_column(BigInteger)
    """The time step of the last code that was accepted: it and older ones are spent."""
    pending_totp_secret: Mapped[str | None]
    pending_totp_expires_at: Mapped[dt.datetime | None]


class RecoveryCodeRow(Owned, Table):
    __tablename__ = "recovery_codes"
    id: Mapped[UUID] = _id()
    account_id: Mapped[UUID] = _account()
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[dt.datetime | None]

    __table_args__ = (UniqueConstraint("account_id", "code_hash"),)


class InvitationRow(Owned, Table):
    __tablename__ = "invitations"
    OWNER = "created_by"
    id: Mapped[UUID] = _id()
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_by: Mapped[UUID] = _account()
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]


class ChallengeRow(Owned, Table):
    __tablename__ = "challenges"
    id: Mapped[UUID] = _id()
    account_id: Mapped[UUID] = _account()
    client_name: Mapped[str | None] = mapped_column(String(100))
    expires_at: Mapped[dt.datetime]
    tries_remaining: Mapped[int]
    answered_at: Mapped[dt.datetime | None]


class SessionRow(Owned, Table):
    __tablename__ = "sessions"
    id: Mapped[UUID] = _id()
    account_id: Mapped[UUID] = _account()
    client_name: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[dt.datetime]
    last_used_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]
    revoked_because: Mapped[str | None] = mapped_column(String(40))


class TokenPairRow(PartOfOwned, Table):
    """One generation of a session's tokens (rotation, confirmed by use)."""

    __tablename__ = "token_pairs"
    WHOLE = ("session_id", SessionRow)
    id: Mapped[UUID] = _id()
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    generation: Mapped[int]
    access_hash: Mapped[str] = mapped_column(String(64), unique=True)
    refresh_hash: Mapped[str] = mapped_column(String(64), unique=True)
    access_expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]
    """When one token of the pair was first used: from then on the pair before it is spent."""

    __table_args__ = (UniqueConstraint("session_id", "generation"),)


class AccessTokenRow(Owned, Table):
    __tablename__ = "access_tokens"
    id: Mapped[UUID] = _id()
    account_id: Mapped[UUID] = _account()
    name: Mapped[str] = mapped_column(String(100))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]]
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime | None]
    last_used_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]


class GuessRow(Table):
    """How often somebody guessed wrong: per account and per address, kept across restarts."""

    __tablename__ = "guesses"
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    window_started_at: Mapped[dt.datetime]
    count: Mapped[int]


class AuditRow(Owned, Table):
    """Sign-ins, refreshes, revocations."""

    __tablename__ = "audit"
    id: Mapped[UUID] = _id()
    at: Mapped[dt.datetime] = mapped_column(index=True)
    account_id: Mapped[UUID | None]
    event: Mapped[str] = mapped_column(String(60))
    address: Mapped[str | None] = mapped_column(String(100))
    detail: Mapped[str | None]

    __table_args__ = (Index("ix_audit_account_address", "account_id", "address", "event", "at"),)


# Sources and syncing


class SourceRow(Owned, Table):
    __tablename__ = "sources"
    id: Mapped[UUID] = _id()
    account_id: Mapped[UUID] = _account()
    kind: Mapped[str] = mapped_column(String(20))
    identity: Mapped[bytes] = mapped_column(LargeBinary)
    """Equal for the same source of an account, in the kind's own form."""
    settings: Mapped[bytes] = mapped_column(LargeBinary)
    """All that its kind needs to reach it, in the kind's own form."""
    name: Mapped[str] = mapped_column(String(100))
    path: Mapped[str | None]
    connected_at: Mapped[dt.datetime]
    last_sync_at: Mapped[dt.datetime | None]
    disconnected_at: Mapped[dt.datetime | None]
    """A disconnected source keeps its row: connected again, it still knows its files."""
    remembered: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What its last scan wanted to be given at the next one, in the kind's own form."""


class SourceFileRow(PartOfOwned, Table):
    """What is known of a file since it was last read: enough to tell that it is unchanged."""

    __tablename__ = "source_files"
    WHOLE = ("source_id", SourceRow)
    id: Mapped[UUID] = _id()
    source_id: Mapped[UUID] = mapped_column(
        ForeignKey("sources.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[bytes] = mapped_column(LargeBinary)
    """What its source knows it by."""
    name: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    stamp: Mapped[str | None]
    """What its source tells by that it is unchanged; None: only reading it tells."""
    sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    file_format: Mapped[str | None] = mapped_column(String(3))
    types: Mapped[list[str]]
    """The types of data that the file can hold."""
    taken: Mapped[list[str]]
    """The types for which its content was read completely."""
    outcome: Mapped[str] = mapped_column(String(10))
    """How the last reading ended: `failed` ones are what is missing."""
    reason: Mapped[str | None]
    twin_of: Mapped[str | None]
    records: Mapped[list[dict[str, Any]]]
    gone_at: Mapped[dt.datetime | None]

    __table_args__ = (UniqueConstraint("source_id", "key"),)


class SyncJobRow(Owned, Table):
    __tablename__ = "sync_jobs"
    id: Mapped[UUID] = _id()
    account_id: Mapped[UUID] = _account()
    state: Mapped[str] = mapped_column(String(10))
    types: Mapped[list[str]]
    source_ids: Mapped[list[str]]
    since: Mapped[dt.date | None]
    until: Mapped[dt.date | None]
    full: Mapped[bool]
    attempt: Mapped[int]
    scanned: Mapped[bool]
    """Whether every file of this attempt has its item."""
    created_at: Mapped[dt.datetime]
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
    reason: Mapped[str | None]
    last_sequence: Mapped[int]
    counts: Mapped[dict[str, Any]]
    """How many items stand where: by type ("" where it is not known), then by outcome."""
    executor: Mapped[str | None] = mapped_column(String(64), index=True)
    """The server that does it, and goes on with it after a crash."""

    __table_args__ = (Index("ix_sync_jobs_account_created", "account_id", "created_at", "id"),)


class SyncLockRow(PartOfOwned, Table):
    """One job at a time on a source and type."""

    __tablename__ = "sync_locks"
    WHOLE = ("source_id", SourceRow)
    source_id: Mapped[UUID] = mapped_column(
        ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True
    )
    type: Mapped[str] = mapped_column(String(20), primary_key=True)
    job_id: Mapped[UUID] = mapped_column(ForeignKey("sync_jobs.id", ondelete="CASCADE"))


class IdempotencyRow(Owned, Table):
    __tablename__ = "idempotency_keys"
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    operation: Mapped[str] = mapped_column(String(200), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request_sha256: Mapped[str] = mapped_column(String(64))
    job_id: Mapped[UUID]
    created_at: Mapped[dt.datetime]


class SyncItemRow(PartOfOwned, Table):
    __tablename__ = "sync_items"
    WHOLE = ("job_id", SyncJobRow)
    id: Mapped[UUID] = _id()
    job_id: Mapped[UUID] = mapped_column(ForeignKey("sync_jobs.id", ondelete="CASCADE"))
    source_id: Mapped[UUID]
    key: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str]
    type: Mapped[str | None] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(String(10))
    sequence: Mapped[int | None]
    reason: Mapped[str | None]
    twin_of: Mapped[str | None]
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    finished_at: Mapped[dt.datetime | None]
    records: Mapped[list[dict[str, Any]]]

    __table_args__ = (
        UniqueConstraint("job_id", "source_id", "key"),
        Index("ix_sync_items_job_sequence", "job_id", "sequence"),
        Index("ix_sync_items_job_outcome", "job_id", "outcome"),
    )


# What was synced


class OriginalRow(Table):
    __tablename__ = "originals"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    file_format: Mapped[str] = mapped_column(String(3))
    stored_at: Mapped[dt.datetime]


class ActivityRow(Owned, Table, record=ActivityDetail):
    __tablename__ = "activities"
    id: Mapped[UUID] = _id()
    account_id: Mapped[UUID] = _account()
    start_time: Mapped[dt.datetime]
    source_id: Mapped[UUID | None] = _source()
    path: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (UniqueConstraint("account_id", "start_time", "sport"),)


class HealthPartRow(Owned, Table):
    """What one file says of a day; a day's totals are derived from all its parts."""

    __tablename__ = "health_parts"
    id: Mapped[UUID] = _id()
    account_id: Mapped[UUID] = _account()
    file_sha256: Mapped[str] = mapped_column(String(64), index=True)
    date: Mapped[dt.date] = mapped_column(index=True)
    data: Mapped[DayPart] = mapped_column(OneRecord(DayPart))

    __table_args__ = (UniqueConstraint("account_id", "file_sha256", "date"),)


class HealthDayRow(Owned, Table, record=DailyHealth):
    __tablename__ = "health_days"
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    date: Mapped[dt.date] = mapped_column(primary_key=True)


class WorkoutRow(Owned, Table, record=WorkoutDetail):
    __tablename__ = "workouts"
    id: Mapped[UUID] = _id()
    account_id: Mapped[UUID] = _account()
    content_key: Mapped[str] = mapped_column(String(64))
    """The digest of name, sport and steps."""
    name: Mapped[str | None]
    steps: Mapped[tuple[PlannedStep, ...]] = mapped_column(Records(PlannedStep))
    source_id: Mapped[UUID | None] = _source()
    path: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (UniqueConstraint("account_id", "content_key"),)
