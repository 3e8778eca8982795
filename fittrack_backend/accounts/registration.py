"""Accounts: the first one freely, others by invitation; the password."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from attrs import field, frozen
from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from fittrack_backend.accounts import (
    access,
    audit,
    guessing,
    lifetimes,
    login,
    problems,
    sessions,
    time_zones,
    token_secrets,
)
from fittrack_backend.accounts.access import Access
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.storage.account_reads import AccountReads
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.room import require_room
from fittrack_backend.storage.scope import AccountSession, Prepared
from fittrack_backend.storage.tables import (
    AccountRow,
    ChallengeRow,
    InvitationRow,
    RecoveryCodeRow,
    SessionRow,
)

INVITATION_PREFIX = "fti_"


@frozen
class AccountView:
    """An account, as its owner sees it."""

    id: UUID
    username: str
    created_at: dt.datetime
    mfa_enabled: bool
    recovery_codes_remaining: int
    time_zone: str | None


@frozen
class PasswordChanged:
    """What a change of password ended, and what still lets somebody in besides the session that asked."""

    ended_sessions: int
    ended_access_tokens: int
    ended_invitations: int
    remaining: Access


@frozen
class InvitationView:
    """An invitation, the one time that it is shown."""

    code: str = field(repr=False)
    expires_at: dt.datetime


def register(
    database: Session,
    safeguards: Safeguards,
    username: str,
    password: str,
    *,
    invitation: str | None,
    time_zone: str | None = None,
    address: str,
) -> AccountView:
    """A new account. The database lets only one be the first, and an invitation work once.

    Raises `invitation-required` or `invalid-invitation` (403), `username-taken` (409),
    `too-many-tries` (429), `validation` (422) for a time zone that is not known.
    """
    time_zones.check(time_zone)
    is_first = database.scalar(select(AccountRow.id).limit(1)) is None
    if not is_first:
        _check_invitation(database, safeguards, invitation, address)
    password_hash = safeguards.passwords.hash(password)
    now = safeguards.clock()
    account = AccountRow(
        id=uuid4(),
        username=username,
        username_key=login.username_key(username),
        password_hash=password_hash,
        founder=True if is_first else None,
        created_at=now,
        time_zone=time_zone,
    )
    if not is_first:
        _use_invitation(database, invitation or "", now)
    try:
        database.add(account)
        database.flush()
    except IntegrityError as error:
        database.rollback()
        raise (problems.invitation_required() if is_first else problems.username_taken()) from error
    audit.record(database, audit.Event.REGISTERED, at=now, account_id=account.id, address=address)
    database.commit()
    return AccountView(
        account.id,
        username,
        now,
        mfa_enabled=False,
        recovery_codes_remaining=0,
        time_zone=time_zone,
    )


def invite(
    database: AccountSession, safeguards: Safeguards, *, address: str | None = None
) -> InvitationView:
    """A code with which one account can be registered while it lasts. Raises a problem 409 where too many
    wait to be used."""
    now = safeguards.clock()
    require_room(
        database,
        database.account_id,
        InvitationRow,
        access.open_invitations(database.account_id, now),
        safeguards.limits.invitations,
        things="invitations that nobody has used",
        way_out=f"Each ends by itself after {lifetimes.in_words(lifetimes.INVITATION)}.",
    )
    code = token_secrets.new_secret(INVITATION_PREFIX)
    database.add(
        InvitationRow(
            code_hash=token_secrets.digest(code),
            created_by=database.account_id,
            expires_at=now + lifetimes.INVITATION,
        )
    )
    audit.record(
        database, audit.Event.INVITED, at=now, account_id=database.account_id, address=address
    )
    database.commit()
    return InvitationView(code, now + lifetimes.INVITATION)


_SHOWN = Prepared(
    select(
        AccountRow.id,
        AccountRow.username,
        AccountRow.created_at,
        AccountRow.totp_secret.is_not(None),
        select(func.count()).where(RecoveryCodeRow.used_at.is_(None)).scalar_subquery(),
        AccountRow.time_zone,
    )
)


def show(database: AccountSession | AccountReads) -> AccountView:
    """The account."""
    row = database.prepared_row(_SHOWN)
    assert row is not None
    return AccountView(*row)


def change_password(
    database: AccountSession,
    safeguards: Safeguards,
    *,
    current: UUID | None,
    current_password: str,
    new_password: str,
    everything: bool = False,
    address: str,
) -> PasswordChanged:
    """Sets a new password, and ends every sign-in under way and every session but `current`.

    With them, and with `current`, end the tokens for scripts that they made; with `everything` all tokens for
    scripts, and invitations that were not used. Raises `invalid-credentials` (403) and `too-many-tries` (429).
    """
    account = login.load_account(database)
    old_hash = account.password_hash
    buckets = login.check_password(
        database,
        safeguards,
        account,
        account.username,
        current_password,
        address,
        problems.wrong_password,
    )
    new_hash = safeguards.passwords.hash(new_password)
    guessing.take_back(database, buckets)
    changed = rows_changed(
        database,
        update(AccountRow)
        .where(AccountRow.password_hash == old_hash)
        .values(password_hash=new_hash),
    )
    if not changed:
        database.rollback()
        raise problems.wrong_password()
    rows_changed(database, delete(ChallengeRow))
    now = safeguards.clock()
    if everything:
        tokens = access.end_all_tokens(database, account.id, now)
    else:
        good = access.session_works(now)
        tokens = access.end_tokens_made_by(database, account.id, good, now)
    invitations = access.end_invitations(database, account.id, now) if everything else 0
    ended = sessions.revoke_sessions(
        database,
        safeguards,
        SessionRow.id != current,
        because="password-changed",
        address=address,
    )
    remaining = access.to_account(database, account.id, now, current=current)
    audit.record(
        database,
        audit.Event.PASSWORD_CHANGED,
        at=now,
        account_id=account.id,
        address=address,
        detail=remaining.after_ending(tokens),
    )
    database.commit()
    return PasswordChanged(ended, tokens, invitations, remaining)


def _check_invitation(
    database: Session, safeguards: Safeguards, invitation: str | None, address: str
) -> None:
    if invitation is None:
        raise problems.invitation_required()
    now = safeguards.clock()
    buckets = guessing.address_buckets("invitation", address)
    guessing.count_guess(database, buckets, now)
    valid = database.scalar(select(InvitationRow.id).where(*_good(invitation, now)))
    if valid is None:
        database.commit()
        raise problems.invalid_invitation()
    database.rollback()


def _good(invitation: str, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    """The condition for the invitation while it works: not one of an account that was disabled."""
    disabled = select(AccountRow.id).where(AccountRow.disabled_at.is_not(None))
    return (
        InvitationRow.code_hash == token_secrets.digest(invitation),
        InvitationRow.used_at.is_(None),
        InvitationRow.expires_at > now,
        InvitationRow.created_by.not_in(disabled),
    )


def _use_invitation(database: Session, invitation: str, now: dt.datetime) -> None:
    used = rows_changed(
        database,
        update(InvitationRow).where(*_good(invitation, now)).values(used_at=now),
    )
    if not used:
        database.rollback()
        raise problems.invalid_invitation()
