"""Enrolling, confirming and removing a second factor; recovery codes."""

from __future__ import annotations

import datetime as dt

import pyotp
from attrs import field, frozen
from sqlalchemy import update

from fittrack_backend.accounts import (
    audit,
    codes,
    guessing,
    lifetimes,
    login,
    problems,
    totp_secrets,
)
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow, SessionRow

ISSUER = "FitTrack"


@frozen
class Enrollment:
    """A new secret. It counts only after a code has confirmed it."""

    secret: str = field(repr=False)
    otpauth_uri: str = field(repr=False)
    expires_at: dt.datetime


def start_enrollment(
    database: AccountSession, safeguards: Safeguards, *, username: str
) -> Enrollment:
    """Makes a secret, in place of one that was never confirmed. Raises `mfa-already-enabled`."""
    secret = pyotp.random_base32()
    expires_at = safeguards.clock() + lifetimes.ENROLLMENT
    pending = rows_changed(
        database,
        update(AccountRow)
        .where(AccountRow.totp_secret.is_(None))
        .values(
            pending_totp_secret=totp_secrets.sealed(safeguards.sealer, database.account_id, secret),
            pending_totp_expires_at=expires_at,
        ),
    )
    if not pending:
        database.rollback()
        raise problems.mfa_already_enabled()
    database.commit()
    address = pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)
    return Enrollment(secret, address, expires_at)


def confirm_enrollment(
    database: AccountSession, safeguards: Safeguards, code: str, *, address: str
) -> list[str]:
    """Turns the second factor on and returns its recovery codes.

    Raises `mfa-already-enabled` (409), `enrollment-expired` (410), `wrong-code` (403),
    `too-many-tries` (429).
    """
    now = safeguards.clock()
    account = login.load_account(database)
    if account.totp_secret is not None:
        raise problems.mfa_already_enabled()
    kept, expires_at = account.pending_totp_secret, account.pending_totp_expires_at
    if kept is None or expires_at is None or expires_at <= now:
        raise problems.enrollment_expired()
    secret = totp_secrets.opened(safeguards.sealer, account.id, kept)
    buckets = _code_buckets(database, account, address, now)
    guessing.count_guess(database, buckets, now)
    steps = codes.matching_steps(secret, code, now)
    if not steps:
        database.commit()
        raise problems.wrong_code(used=False, tries_remaining=None)
    guessing.take_back(database, buckets)
    enabled = rows_changed(
        database,
        update(AccountRow)
        .where(AccountRow.pending_totp_secret == kept)
        .values(
            totp_secret=kept,
            totp_enabled_at=now,
            totp_last_step=steps[0],
            pending_totp_secret=None,
            pending_totp_expires_at=None,
        ),
    )
    if not enabled:
        database.rollback()
        raise problems.enrollment_expired()
    recovery_codes = codes.replace_recovery_codes(database, account.id)
    audit.record(database, audit.Event.MFA_ENABLED, at=now, account_id=account.id, address=address)
    database.commit()
    return recovery_codes


def renew_recovery_codes(
    database: AccountSession, safeguards: Safeguards, code: str, *, address: str
) -> list[str]:
    """Replaces the recovery codes by ten new ones, after checking a code.

    Raises `mfa-not-enabled` (409), `wrong-code` (403), `too-many-tries` (429).
    """
    account = login.load_account(database)
    spend_code(database, safeguards, account, code, address)
    recovery_codes = codes.replace_recovery_codes(database, account.id)
    audit.record(
        database,
        audit.Event.RECOVERY_CODES_RENEWED,
        at=safeguards.clock(),
        account_id=account.id,
        address=address,
    )
    database.commit()
    return recovery_codes


def remove(
    database: AccountSession,
    safeguards: Safeguards,
    *,
    password: str,
    code: str,
    address: str,
) -> None:
    """Removes the second factor and its recovery codes, for the password and a code, which may be a recovery code.

    Both, however old the session is: the one in which the factor was enrolled is older than the factor, and a copy of
    it with the password would otherwise be all that the factor is to keep out. Raises `mfa-not-enabled` (409),
    `invalid-credentials` or `wrong-code` (403), `too-many-tries` (429).
    """
    account = login.load_account(database)
    if account.totp_secret is None:
        raise problems.mfa_not_enabled()
    password_buckets = login.check_password(
        database, safeguards, account, account.username, password, address, problems.wrong_password
    )
    guessing.take_back(database, password_buckets)
    database.commit()
    spend_code(database, safeguards, account, code, address)
    codes.take_away(database, account.id)
    audit.record(
        database,
        audit.Event.MFA_REMOVED,
        at=safeguards.clock(),
        account_id=account.id,
        address=address,
    )
    database.commit()


def is_newer_than(account: AccountRow, session: SessionRow) -> bool:
    """Whether the account's second factor was confirmed after the session was signed in."""
    return account.totp_enabled_at is not None and session.created_at <= account.totp_enabled_at


def spend_code(
    database: AccountSession, safeguards: Safeguards, account: AccountRow, code: str, address: str
) -> None:
    """Uses up a code from the authenticator, or a recovery code.

    A wrong code is recorded and committed before the problem is raised. After a right one the
    caller commits.
    """
    if account.totp_secret is None:
        raise problems.mfa_not_enabled()
    now = safeguards.clock()
    buckets = _code_buckets(database, account, address, now)
    guessing.count_guess(database, buckets, now)
    if codes.looks_like_totp(code):
        verdict = codes.use_totp(database, safeguards.sealer, account.id, code, now)
    else:
        verdict = codes.use_recovery_code(database, account.id, code, now)
    if verdict is not codes.Verdict.RIGHT:
        audit.record(
            database, audit.Event.CODE_REFUSED, at=now, account_id=account.id, address=address
        )
        database.commit()
        raise problems.wrong_code(used=verdict is codes.Verdict.USED, tries_remaining=None)
    guessing.take_back(database, buckets)


def _code_buckets(
    database: AccountSession, account: AccountRow, address: str, now: dt.datetime
) -> list[guessing.Bucket]:
    return guessing.buckets_for(
        database,
        "code",
        guessing.CODE_LIMIT,
        username_key=account.username_key,
        account_id=account.id,
        address=address,
        now=now,
    )
