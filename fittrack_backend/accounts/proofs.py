"""A fresh proof of who is at the client: what sensitive steps ask for again.

A session may be a copy: whoever reads the store of a command line has its tokens, and has neither the password nor
the second factor. So what would outlive the session, or lock its owner out, takes one of these within
`lifetimes.PROOF`. One is enough, also where the account has both: the session has shown both, and a copy has neither.

A code proves nothing in a session that is older than the factor: whoever holds that session without the password could
have enrolled the factor in it.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from fittrack_backend.accounts import (
    audit,
    codes,
    guessing,
    lifetimes,
    login,
    problems,
    second_factor,
)
from fittrack_backend.accounts.caller import Caller
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import SessionRow

Method = Literal["password", "totp", "recovery_code"]

_CLOCK_SKEW = dt.timedelta(minutes=1)
"""A proof from further in the future is left over from a clock that was wrong."""


def require(database: AccountSession, safeguards: Safeguards, caller: Caller) -> None:
    """Returns where the caller's session has a fresh proof.

    Raises problems 403: `session-required` for an access token for scripts, which can have none, and
    `proof-needed`, with the `methods` that will do.
    """
    caller.require(None)
    session = _session(database, caller.session_id)
    age = None if session.proved_at is None else safeguards.clock() - session.proved_at
    if age is None or not -_CLOCK_SKEW <= age < lifetimes.PROOF:
        raise problems.proof_needed(_methods(database, session))


def give(
    database: AccountSession,
    safeguards: Safeguards,
    caller: Caller,
    *,
    method: str,
    secret: str,
    address: str,
) -> dt.datetime:
    """Takes a password or a code, and returns until when it is a proof.

    Raises problems 403: `proof-needed` for a method that proves nothing here, with those that do,
    `invalid-credentials`, `wrong-code`; and `too-many-tries` (429).
    """
    account = login.load_account(database)
    session = _session(database, caller.session_id)
    methods = _methods(database, session)
    if method not in methods:
        raise problems.proof_needed(methods)
    if method == "password":
        buckets = login.check_password(
            database,
            safeguards,
            account,
            account.username,
            secret,
            address,
            problems.wrong_password,
        )
        guessing.take_back(database, buckets)
    else:
        second_factor.spend_code(database, safeguards, account, secret, address)
    now = safeguards.clock()
    session.proved_at = now
    audit.record(
        database,
        audit.Event.PROVED,
        at=now,
        account_id=account.id,
        address=address,
        detail=f"session {session.id}: {method}",
    )
    database.commit()
    return now + lifetimes.PROOF


def _session(database: AccountSession, session_id: UUID | None) -> SessionRow:
    return database.scalars(select(SessionRow).where(SessionRow.id == session_id)).one()


def _methods(database: AccountSession, session: SessionRow) -> list[Method]:
    account = login.load_account(database)
    found: list[Method] = ["password"]
    if account.totp_secret is not None and not second_factor.is_newer_than(account, session):
        found.append("totp")
        if codes.recovery_codes_remaining(database, account.id):
            found.append("recovery_code")
    return found
