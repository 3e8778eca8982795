"""Limits on guessing, in the database: they hold across processes and restarts.

A guess is counted before it is looked at, and taken back when it was right, so that any number
of guesses at once gets no more than the limit. Windows are short. An address from which the account
was signed in before has a window of its own, and so has a device that signed in before, wherever it
is: nobody can be locked out for good, not even by somebody who guesses all the time behind the same
address. Strangers have one window for all of them together, however many addresses they have.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
import math
from collections.abc import Sequence
from uuid import UUID

from attrs import frozen
from sqlalchemy import case, delete, or_, select, update
from sqlalchemy.orm import Session

from fittrack_backend.accounts import audit, devices, lifetimes
from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.storage.database import insert_if_absent, rows_changed
from fittrack_backend.storage.tables import AuditRow, GuessRow
from fittrack_common.sentences import counted

ADDRESS_REMEMBERED = dt.timedelta(days=90)
_CLOCK_SKEW = dt.timedelta(minutes=1)
_NOBODY = UUID(int=0)


@frozen
class Limit:
    """How many wrong guesses a window allows; it starts with the first one."""

    tries: int
    window: dt.timedelta


PASSWORD_LIMIT = Limit(tries=10, window=dt.timedelta(minutes=5))
"""Wrong passwords for one account."""
CODE_LIMIT = Limit(tries=10, window=dt.timedelta(minutes=15))
"""Wrong codes for one account, over all its challenges: of a million codes, three are right."""
ADDRESS_LIMIT = Limit(tries=50, window=dt.timedelta(minutes=5))
"""Wrong guesses of one kind from one address, whichever accounts they are for."""


@frozen
class Bucket:
    """A counter of guesses, with its limit."""

    key: str
    limit: Limit


def forget(database: Session, username_key: str) -> None:
    """Removes the counters of an account that is no more."""
    owner = _owner(username_key)
    rows_changed(
        database,
        delete(GuessRow).where(GuessRow.key.contains(f":account:{owner}")),
    )


def _owner(username_key: str) -> str:
    return hashlib.sha256(username_key.encode(errors="backslashreplace")).hexdigest()


def buckets_for(
    database: Session,
    kind: str,
    limit: Limit,
    *,
    username_key: str,
    account_id: UUID | None,
    address: str,
    now: dt.datetime,
    device_hash: str | None = None,
) -> list[Bucket]:
    """Where a guess at the account's secret counts; without an account it looks the same.

    That of a device which the account knows counts there alone, and not for its address.
    """
    owner = _owner(username_key)
    network = _network(address)
    if devices.is_known(database, account_id, device_hash, now):
        return [Bucket(f"{kind}:account:{owner}:device:{device_hash}", limit)]
    known = database.scalar(
        select(AuditRow.id)
        .where(
            AuditRow.account_id == (account_id or _NOBODY),
            AuditRow.address == address,
            AuditRow.event == audit.Event.SIGNED_IN,
            AuditRow.at > now - ADDRESS_REMEMBERED,
        )
        .limit(1)
    )
    key = f"{kind}:account:{owner}" if known is None else f"{kind}:account:{owner}:{network}"
    return [Bucket(key, limit), *address_buckets(kind, address)]


def address_buckets(kind: str, address: str) -> list[Bucket]:
    """Where a guess counts that is not at the secret of one account."""
    return [Bucket(f"{kind}:address:{_network(address)}", ADDRESS_LIMIT)]


def count_guess(database: Session, buckets: Sequence[Bucket], now: dt.datetime) -> None:
    """Counts a guess in all buckets, or in none and raises a problem 429 when one is full.

    Does not commit: a guess is only counted once the caller does.
    """
    for bucket in sorted(buckets, key=lambda one: one.key):
        if not _count(database, bucket, now):
            started = database.scalar(
                select(GuessRow.window_started_at).where(GuessRow.key == bucket.key)
            )
            database.rollback()
            raise _too_many_tries((started or now) + bucket.limit.window - now)


def take_back(database: Session, buckets: Sequence[Bucket]) -> None:
    """Uncounts a guess that was right. Does not commit."""
    for bucket in sorted(buckets, key=lambda one: one.key):
        database.execute(
            update(GuessRow)
            .where(GuessRow.key == bucket.key, GuessRow.count > 0)
            .values(count=GuessRow.count - 1)
            .execution_options(synchronize_session=False)
        )


def _count(database: Session, bucket: Bucket, now: dt.datetime) -> bool:
    # A window from the future is left over from a clock that was wrong.
    over = or_(
        GuessRow.window_started_at <= now - bucket.limit.window,
        GuessRow.window_started_at > now + _CLOCK_SKEW,
    )
    count_in_window = (
        update(GuessRow)
        .where(GuessRow.key == bucket.key, or_(over, GuessRow.count < bucket.limit.tries))
        .values(
            count=case((over, 1), else_=GuessRow.count + 1),
            window_started_at=case((over, now), else_=GuessRow.window_started_at),
        )
    )
    if rows_changed(database, count_in_window):
        return True
    first = {"key": bucket.key, "window_started_at": now, "count": 1}
    return insert_if_absent(database, GuessRow, first) or bool(
        rows_changed(database, count_in_window)
    )


def _network(address: str) -> str:
    """The address; of IPv6 the network, since one customer has all of it."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False).network_address)
    return str(parsed)


def _too_many_tries(wait: dt.timedelta) -> Problem:
    seconds = math.ceil(wait.total_seconds())
    if seconds < 60:
        how_long = counted(seconds, "second")
    else:
        how_long = lifetimes.in_words(dt.timedelta(minutes=math.ceil(seconds / 60)))
    return Problem(
        Kind.TOO_MANY_TRIES,
        f"Too many wrong tries. Wait {how_long}, then try again.",
        headers={"Retry-After": str(seconds)},
    )
