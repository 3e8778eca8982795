"""Signing in: a password, then a second factor where the account has one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal
from uuid import UUID

from attrs import frozen
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fittrack_backend.accounts import audit, codes, devices, guessing, lifetimes, problems, sessions
from fittrack_backend.accounts.guessing import Bucket
from fittrack_backend.accounts.safeguards import Safeguards
from fittrack_backend.accounts.token_pairs import Grant
from fittrack_backend.errors import Problem, account_disabled, not_found
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow, ChallengeRow

CHALLENGE_TRIES = 5

Method = Literal["totp", "recovery_code"]


@frozen
class Challenge:
    """The password was right; a code is needed."""

    challenge_id: UUID
    methods: list[Method]
    expires_at: dt.datetime
    tries_remaining: int
    kind: Literal["mfa_challenge"] = "mfa_challenge"


def login(
    database: Session,
    safeguards: Safeguards,
    username: str,
    password: str,
    *,
    client_name: str | None,
    address: str,
    device: str | None = None,
) -> Grant | Challenge:
    """A pair of tokens, or a challenge where the account has a second factor.

    `device` is the secret of the device, which the account knows if it has signed in with it. An
    unknown user and a wrong password cost the same and say the same. Raises problems
    `invalid-credentials` (401), `account-disabled` (403), `limit-reached` (409) and `too-many-tries` (429).
    """
    account = find_account(database, username)
    device_hash = devices.digest_of(device)
    buckets = check_password(
        database,
        safeguards,
        account,
        username,
        password,
        address,
        problems.invalid_credentials,
        device_hash=device_hash,
    )
    assert account is not None
    _keep_hash_current(database, safeguards, account, password)
    guessing.take_back(database, buckets)
    _refuse_disabled(database, account)
    result: Grant | Challenge
    if account.totp_secret is None:
        with _taking_back_if_refused(database, buckets):
            result = sessions.start_session(
                database,
                safeguards,
                account,
                client_name=client_name,
                address=address,
                device_hash=device_hash,
            )
    else:
        result = _challenge(database, safeguards, account, client_name, device_hash)
    database.commit()
    return result


def answer_challenge(
    database: Session,
    safeguards: Safeguards,
    challenge_id: UUID,
    *,
    method: str,
    code: str,
    address: str,
) -> Grant:
    """A pair of tokens for the right code.

    Raises problems: `not-found` (404), `limit-reached` (409, the code was not used then),
    `challenge-expired` (410), `wrong-code` (401, with `tries_remaining`), `too-many-tries` (429).
    """
    now = safeguards.clock()
    found = database.execute(
        select(ChallengeRow, AccountRow)
        .join(AccountRow)
        .where(ChallengeRow.id == challenge_id)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise not_found("challenge", challenge_id)
    challenge, account = found
    _refuse_finished(challenge, now)
    buckets = guessing.buckets_for(
        database,
        "code",
        guessing.CODE_LIMIT,
        username_key=account.username_key,
        account_id=account.id,
        address=address,
        now=now,
        device_hash=challenge.device_hash,
    )
    guessing.count_guess(database, buckets, now)
    tries_remaining = _take_try(database, challenge_id, now)
    if method == "recovery_code":
        verdict = codes.use_recovery_code(database, account.id, code, now)
    else:
        verdict = codes.use_totp(database, safeguards.sealer, account.id, code, now)
    if verdict is not codes.Verdict.RIGHT:
        audit.record(
            database,
            audit.Event.CODE_REFUSED,
            at=now,
            account_id=account.id,
            address=address,
            detail=f"{method}: {verdict}",
        )
        database.commit()
        raise problems.wrong_code(
            used=verdict is codes.Verdict.USED, tries_remaining=tries_remaining
        )
    guessing.take_back(database, buckets)
    _refuse_disabled(database, account)
    rows_changed(
        database,
        update(ChallengeRow).where(ChallengeRow.id == challenge_id).values(answered_at=now),
    )
    if method == "recovery_code":
        audit.record(
            database,
            audit.Event.RECOVERY_CODE_USED,
            at=now,
            account_id=account.id,
            address=address,
        )
    with _taking_back_if_refused(database, buckets):
        grant = sessions.start_session(
            database,
            safeguards,
            account,
            client_name=challenge.client_name,
            address=address,
            device_hash=challenge.device_hash,
            detail=method,
        )
    database.commit()
    return grant


def find_account(database: Session, username: str) -> AccountRow | None:
    """The account of that name, in whatever case it is written."""
    wanted = select(AccountRow).where(AccountRow.username_key == username_key(username))
    return database.scalar(wanted.execution_options(populate_existing=True))


def load_account(database: AccountSession) -> AccountRow:
    """The account of somebody who is signed in, as it is now."""
    return database.get_one(AccountRow, database.account_id, populate_existing=True)


def username_key(username: str) -> str:
    """Equal for names that differ in case alone."""
    return username.strip().casefold()


def check_password(
    database: Session,
    safeguards: Safeguards,
    account: AccountRow | None,
    username: str,
    password: str,
    address: str,
    refusal: Callable[[], Problem],
    *,
    device_hash: str | None = None,
) -> list[Bucket]:
    """Checks the password and returns where the guess was counted, to be taken back.

    The guess is committed before the hash is computed, so that many at once do not get past the
    limit. Raises what `refusal` makes, or `too-many-tries` (429).
    """
    now = safeguards.clock()
    buckets = guessing.buckets_for(
        database,
        "password",
        guessing.PASSWORD_LIMIT,
        username_key=username_key(username),
        account_id=account.id if account else None,
        address=address,
        now=now,
        device_hash=device_hash,
    )

    def count() -> None:
        guessing.count_guess(database, buckets, now)
        database.commit()

    stored = account.password_hash if account else None
    if safeguards.passwords.matches(stored, password, first=count):
        return buckets
    audit.record(
        database,
        audit.Event.PASSWORD_REFUSED,
        at=now,
        account_id=account.id if account else None,
        address=address,
    )
    database.commit()
    raise refusal()


@contextmanager
def _taking_back_if_refused(database: Session, buckets: list[Bucket]) -> Iterator[None]:
    """Whoever knew the password or the code did not guess, even where there is no room for a session."""
    try:
        yield
    except Problem:
        guessing.take_back(database, buckets)
        database.commit()
        raise


def _keep_hash_current(
    database: Session, safeguards: Safeguards, account: AccountRow, password: str
) -> None:
    old = account.password_hash
    if not safeguards.passwords.is_outdated(old):
        return
    new = safeguards.passwords.hash(password)
    rows_changed(
        database,
        update(AccountRow)
        .where(AccountRow.id == account.id, AccountRow.password_hash == old)
        .values(password_hash=new),
    )


def _refuse_disabled(database: Session, account: AccountRow) -> None:
    """Only for somebody who has proved that the account is theirs."""
    if account.disabled_at is not None:
        database.commit()
        raise account_disabled()


def _refuse_finished(challenge: ChallengeRow, now: dt.datetime) -> None:
    if challenge.answered_at is not None:
        raise problems.challenge_expired("This sign-in was completed already.")
    if challenge.expires_at <= now:
        raise problems.challenge_expired(
            f"This sign-in took longer than {lifetimes.in_words(lifetimes.CHALLENGE)}."
        )
    if challenge.tries_remaining <= 0:
        raise problems.challenge_expired("All tries of this sign-in are used up.")


def _take_try(database: Session, challenge_id: UUID, now: dt.datetime) -> int:
    """How many tries remain after this one. Locks the challenge until the caller commits."""
    taken = rows_changed(
        database,
        update(ChallengeRow)
        .where(
            ChallengeRow.id == challenge_id,
            ChallengeRow.tries_remaining > 0,
            ChallengeRow.answered_at.is_(None),
            ChallengeRow.expires_at > now,
        )
        .values(tries_remaining=ChallengeRow.tries_remaining - 1),
    )
    if not taken:
        database.rollback()
        raise problems.challenge_expired("All tries of this sign-in are used up.")
    remaining = database.scalar(
        select(ChallengeRow.tries_remaining).where(ChallengeRow.id == challenge_id)
    )
    assert remaining is not None
    return remaining


def _challenge(
    database: Session,
    safeguards: Safeguards,
    account: AccountRow,
    client_name: str | None,
    device_hash: str | None,
) -> Challenge:
    expires_at = safeguards.clock() + lifetimes.CHALLENGE
    row = ChallengeRow(
        account_id=account.id,
        client_name=client_name,
        device_hash=device_hash,
        expires_at=expires_at,
        tries_remaining=CHALLENGE_TRIES,
    )
    database.add(row)
    database.flush()
    methods: list[Method] = ["totp"]
    if codes.recovery_codes_remaining(database, account.id):
        methods.append("recovery_code")
    return Challenge(row.id, methods, expires_at, CHALLENGE_TRIES)
