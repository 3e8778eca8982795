"""The tables of accounts: who may sign in, and who did."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from fittrack_backend.storage.ownership import Owned, PartOfOwned
from fittrack_backend.storage.tables.base import Table, new_id, of_account

NO_QUOTA = -1
"""In a column of a quota: without a limit, whatever the server's is."""


class AccountRow(Owned, Table):
    __tablename__ = "accounts"
    OWNER = "id"
    id: Mapped[UUID] = new_id()
    username: Mapped[str] = mapped_column(String(64))
    username_key: Mapped[str] = mapped_column(String(64), unique=True)
    """The user name in lower case: the same name in another case is the same account."""
    password_hash: Mapped[str]
    founder: Mapped[bool | None] = mapped_column(unique=True)
    """True for the first account, which needed no invitation; null for all others, so that the
    database itself lets only one be the first."""
    created_at: Mapped[dt.datetime]
    time_zone: Mapped[str | None] = mapped_column(String(64))
    """The IANA zone of days for which no file or position gives one."""
    totp_secret: Mapped[str | None]
    """Sealed (`accounts/totp_secrets.py`), as is the one that waits to be confirmed."""
    totp_enabled_at: Mapped[dt.datetime | None]
    """When the second factor was confirmed; null also for one that was confirmed before this was kept."""
    totp_last_step: Mapped[int | None] = mapped_column(BigInteger)
    """The time step of the last code that was accepted: it and older ones are spent."""
    pending_totp_secret: Mapped[str | None]
    pending_totp_expires_at: Mapped[dt.datetime | None]
    security_events: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many events of the audit trail its owner is told of: the `number` of the last one."""
    disabled_at: Mapped[dt.datetime | None]
    """Since when nobody may use it."""
    deleting_since: Mapped[dt.datetime | None]
    """Since when it is being deleted: what is left of it goes, whatever interrupts that."""
    quota_bytes: Mapped[int | None] = mapped_column(BigInteger)
    """The account's own quota: None is the server's, and NO_QUOTA none."""
    quota_activities: Mapped[int | None] = mapped_column(BigInteger)
    quota_uploads_a_day: Mapped[int | None] = mapped_column(BigInteger)
    original_bytes: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    """The size of the originals that its records need (`NeededOriginalRow`), which triggers keep."""


class FolderGrantRow(Owned, Table):
    """A folder of the server that the operator lets an account connect, with all that is in it."""

    __tablename__ = "folder_grants"
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    path: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    """Its real path when it was given."""
    given_at: Mapped[dt.datetime]


class RecoveryCodeRow(Owned, Table):
    __tablename__ = "recovery_codes"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[dt.datetime | None]

    __table_args__ = (UniqueConstraint("account_id", "code_hash"),)


class InvitationRow(Owned, Table):
    __tablename__ = "invitations"
    OWNER = "created_by"
    id: Mapped[UUID] = new_id()
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_by: Mapped[UUID] = of_account()
    expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]


class ChallengeRow(Owned, Table):
    __tablename__ = "challenges"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    client_name: Mapped[str | None] = mapped_column(String(100))
    device_hash: Mapped[str | None] = mapped_column(String(64))
    expires_at: Mapped[dt.datetime]
    tries_remaining: Mapped[int]
    answered_at: Mapped[dt.datetime | None]


class SessionRow(Owned, Table):
    __tablename__ = "sessions"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    client_name: Mapped[str | None] = mapped_column(String(100))
    device_hash: Mapped[str | None] = mapped_column(String(64))
    """The digest of the secret of the device that began it: the account knows the device by it."""
    created_at: Mapped[dt.datetime]
    last_used_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]
    proved_at: Mapped[dt.datetime | None]
    """When its owner last proved to be there: by signing in, with a password or with a code."""
    revoked_at: Mapped[dt.datetime | None]
    revoked_because: Mapped[str | None] = mapped_column(String(40))


class TokenPairRow(PartOfOwned, Table):
    """One generation of a session's tokens (rotation, confirmed by use)."""

    __tablename__ = "token_pairs"
    WHOLE = ("session_id", SessionRow)
    id: Mapped[UUID] = new_id()
    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("sessions.id", ondelete="CASCADE"), index=True
    )
    generation: Mapped[int]
    access_hash: Mapped[str] = mapped_column(String(64), unique=True)
    refresh_hash: Mapped[str] = mapped_column(String(64), unique=True)
    access_expires_at: Mapped[dt.datetime]
    used_at: Mapped[dt.datetime | None]
    """When one token of the pair was first used: from then on the pair before it is spent."""
    asked_by: Mapped[str | None] = mapped_column(String(64))
    """The digest of the attempt that asked first for the next pair with this one's refresh token."""
    asked_at: Mapped[dt.datetime | None]

    __table_args__ = (UniqueConstraint("session_id", "generation"),)


class AccessTokenRow(Owned, Table):
    __tablename__ = "access_tokens"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    name: Mapped[str] = mapped_column(String(100))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    scopes: Mapped[list[str]]
    session_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("sessions.id", ondelete="SET NULL", name="fk_access_tokens_session"), index=True
    )
    """The session that made it; null once that is forgotten, and for tokens from before this was kept."""
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
    """Sign-ins, refreshes, revocations, and what changes who gets in."""

    __tablename__ = "audit"
    id: Mapped[UUID] = new_id()
    at: Mapped[dt.datetime] = mapped_column(index=True)
    account_id: Mapped[UUID | None]
    event: Mapped[str] = mapped_column(String(60))
    address: Mapped[str | None] = mapped_column(String(100))
    detail: Mapped[str | None]
    number: Mapped[int | None]
    """Counts what the account's owner is told of; null for all else."""
    request_id: Mapped[str | None] = mapped_column(String(32))
    notify_at: Mapped[dt.datetime | None]
    """When it is to be handed to the operator's command next; null when that was done."""

    __table_args__ = (
        Index("ix_audit_account_address", "account_id", "address", "event", "at"),
        Index("ix_audit_account_at", "account_id", "at", "id"),
    )
