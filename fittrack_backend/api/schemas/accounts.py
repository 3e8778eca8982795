"""Accounts and their second factors."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, SecretStr

from fittrack_backend import patterns
from fittrack_backend.accounts.audit import Event
from fittrack_backend.api.schemas.base import Schema
from fittrack_backend.api.schemas.credentials import Code, NewPassword, Password, Username
from fittrack_backend.request_schema import RequestSchema

AccountEventKind = StrEnum("AccountEventKind", {one.name: one.value for one in Event})  # type: ignore[misc]
AccountEventKind.__doc__ = "What happened to an account."
TimeZone = Annotated[
    str,
    Field(
        min_length=1,
        max_length=64,
        pattern=patterns.TIME_ZONE,
        description="An IANA time zone that the server knows. It gives the local time of activities that have "
        "none of their own.",
        examples=["Europe/Berlin"],
    ),
]


class Registration(RequestSchema):
    """A new account. The first one registers freely, the others by invitation."""

    username: Username
    password: NewPassword
    invitation: SecretStr | None = Field(
        default=None, max_length=128, description="The invitation's code, after the first account."
    )
    time_zone: TimeZone | None = None


class AccountChange(RequestSchema):
    """What is to change of an account."""

    time_zone: TimeZone


class Account(Schema):
    """An account and what protects it."""

    id: UUID
    username: str
    created_at: dt.datetime
    mfa_enabled: bool = Field(description="Whether signing in asks for a second factor.")
    recovery_codes_remaining: int = Field(description="Recovery codes that were not used yet.")
    time_zone: str | None = Field(
        description="The IANA zone of activities that have no local time of their own; null is UTC.",
        examples=["Europe/Berlin"],
    )


class AccountUsage(Schema):
    """How much an account has, and the most that it may have."""

    original_bytes: int = Field(
        description="The size of the original files that its records need, each once."
    )
    activities: int = Field(description="Activities that were not deleted.")
    quota_bytes: int | None = Field(description="The most of `original_bytes`.")
    quota_activities: int | None = Field(description="The most activities.")
    quota_uploads_a_day: int | None = Field(description="The most uploads in a day.")


class Invitation(Schema):
    """An invitation to register, shown once; it works once."""

    code: str
    expires_at: dt.datetime


class PasswordChange(RequestSchema):
    """The old password proves who asks; every other session ends."""

    current_password: Password
    new_password: NewPassword
    everything: bool = Field(
        default=False,
        description="End all access tokens for scripts, too, and invitations that were not used.",
    )


class RemainingAccess(Schema):
    """What lets somebody into the account, besides the session that asks."""

    sessions: int = Field(description="Other sessions.")
    access_tokens: int = Field(description="Access tokens for scripts.")
    invitations: int = Field(description="Invitations that were not used.")
    mfa_enabled: bool = Field(description="Whether signing in asks for a second factor.")
    mfa_enabled_at: dt.datetime | None = Field(
        description="When the second factor was confirmed; null where there is none or that is not known."
    )


class PasswordChanged(Schema):
    """What the change of password ended, and what is left."""

    ended_sessions: int
    ended_access_tokens: int
    ended_invitations: int
    remaining: RemainingAccess


class TotpEnrollment(Schema):
    """A TOTP secret that waits to be confirmed with a code (RFC 6238)."""

    secret: str = Field(description="Base32, for typing into an authenticator.")
    otpauth_uri: str = Field(description="The same as an `otpauth://` address, for a QR code.")
    expires_at: dt.datetime


class TotpConfirmation(RequestSchema):
    """A code that shows that the authenticator holds the secret."""

    code: Code


class TotpRemoval(RequestSchema):
    """Removing the second factor takes the password and a code of that factor."""

    password: Password
    code: Code


class RecoveryCodesRenewal(RequestSchema):
    """New recovery codes take a code of the second factor, or one of the old recovery codes."""

    code: Code


class RecoveryCodes(Schema):
    """Codes that sign in when the authenticator is lost; each works once, shown once."""

    recovery_codes: list[str]


class AccountEvent(Schema):
    """Something that happened to the account."""

    id: UUID
    at: dt.datetime
    event: AccountEventKind
    address: str | None = Field(description="Where the request came from.")
    detail: str | None = Field(description="What it was about, for people.")
    number: int | None = Field(
        description="Counts the security events, which the account's owner is told of; null for all else."
    )
    request_id: str | None = Field(
        description="The request that did it, as in its `X-Request-Id`; null for what is older than this member."
    )


class AccountEventList(Schema):
    items: list[AccountEvent]
    next_cursor: str | None


class ImportResult(Schema):
    """What an import brought."""

    activities: int = Field(description="New ones, also deleted and merged ones.")
    recordings: int = Field(description="New ones.")
    days: int = Field(description="New days of health.")
    workouts: int = Field(description="New planned workouts.")
    sources: int = Field(description="New sources. They are disconnected.")
    sync_jobs: int = Field(description="New jobs, with their items.")
    originals: int = Field(description="Original files that the server did not have.")
    unchanged: int = Field(description="Records that the account had already.")
    missing: int = Field(description="Original files that were lost before the export was made.")
    has_new_ids: bool = Field(
        description="Whether all came with other ids, since another account of this server has some of them."
    )
    passed_over: list[str] = Field(
        description="Entries of a newer version of the export, which this server does not know."
    )
