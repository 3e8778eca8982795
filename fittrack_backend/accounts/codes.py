"""Codes of second factors: TOTP (RFC 6238) and recovery codes. Each works once."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from enum import StrEnum
from hmac import compare_digest
from uuid import UUID

import pyotp
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from fittrack_backend.accounts import totp_secrets
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.sealed import Sealer
from fittrack_backend.storage.tables import AccountRow, ChallengeRow, RecoveryCodeRow

STEP_S = 30
"""The length of a time step (RFC 6238, section 4.1)."""
WINDOW_STEPS = 1
"""How many steps a code may be early or late (RFC 6238, section 5.2)."""
RECOVERY_CODES = 10
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no letter looks like a digit."""
_LOOKALIKES = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None, " ": None})
_GROUPS, _GROUP_LENGTH = 4, 4


class Verdict(StrEnum):
    """What a code turned out to be."""

    RIGHT = "right"
    WRONG = "wrong"
    USED = "used"


def matching_steps(secret: str, code: str, now: dt.datetime) -> list[int]:
    """The time steps around now that have this code, earliest first."""
    digits = code.replace(" ", "").replace("-", "")
    if not looks_like_totp(digits):
        return []
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP_S
    steps = range(current - WINDOW_STEPS, current + WINDOW_STEPS + 1)
    return [step for step in steps if compare_digest(totp.generate_otp(step), digits)]


def looks_like_totp(code: str) -> bool:
    """Six digits."""
    digits = code.replace(" ", "").replace("-", "")
    return len(digits) == 6 and digits.isascii() and digits.isdigit()


def use_totp(
    database: Session, sealer: Sealer, account_id: UUID, code: str, now: dt.datetime
) -> Verdict:
    """Spends the code, and with it all earlier ones. Does not commit.

    Two processes cannot both spend it: the step of the last code is compared and set at once. Raises
    `NotOpened` for a secret that was sealed with a key that is not here.
    """
    kept = database.scalar(select(AccountRow.totp_secret).where(AccountRow.id == account_id))
    secret = None if kept is None else totp_secrets.opened(sealer, account_id, kept)
    steps = matching_steps(secret, code, now) if secret is not None else []
    for step in steps:
        spent = rows_changed(
            database,
            update(AccountRow)
            .where(
                AccountRow.id == account_id,
                AccountRow.totp_secret == kept,
                or_(AccountRow.totp_last_step.is_(None), AccountRow.totp_last_step < step),
            )
            .values(totp_last_step=step),
        )
        if spent:
            return Verdict.RIGHT
    return Verdict.USED if steps else Verdict.WRONG


def use_recovery_code(database: Session, account_id: UUID, code: str, now: dt.datetime) -> Verdict:
    """Spends the recovery code. Does not commit."""
    this_code = (
        RecoveryCodeRow.account_id == account_id,
        RecoveryCodeRow.code_hash == _hash(account_id, code),
    )
    spent = rows_changed(
        database,
        update(RecoveryCodeRow)
        .where(*this_code, RecoveryCodeRow.used_at.is_(None))
        .values(used_at=now),
    )
    if spent:
        return Verdict.RIGHT
    known = database.scalar(select(RecoveryCodeRow.id).where(*this_code))
    return Verdict.USED if known is not None else Verdict.WRONG


def replace_recovery_codes(database: Session, account_id: UUID) -> list[str]:
    """Makes ten codes of 80 random bits; earlier ones stop working. Does not commit."""
    remove_recovery_codes(database, account_id)
    codes = [_new_code() for _ in range(RECOVERY_CODES)]
    database.add_all(
        RecoveryCodeRow(account_id=account_id, code_hash=_hash(account_id, code)) for code in codes
    )
    return codes


def remove_recovery_codes(database: Session, account_id: UUID) -> None:
    """Removes all codes. Does not commit."""
    rows_changed(database, delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == account_id))


def take_away(database: Session, account_id: UUID) -> None:
    """Removes the factor, its recovery codes and what was begun with it. Does not commit."""
    of_it = update(AccountRow).where(AccountRow.id == account_id)
    rows_changed(database, of_it.values(totp_secret=None, totp_enabled_at=None))
    remove_recovery_codes(database, account_id)
    rows_changed(database, delete(ChallengeRow).where(ChallengeRow.account_id == account_id))


def recovery_codes_remaining(database: Session, account_id: UUID) -> int:
    """How many were not used yet."""
    remaining = database.scalar(
        select(func.count())
        .select_from(RecoveryCodeRow)
        .where(RecoveryCodeRow.account_id == account_id, RecoveryCodeRow.used_at.is_(None))
    )
    return remaining or 0


def _new_code() -> str:
    characters = [secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP_LENGTH)]
    groups = range(0, len(characters), _GROUP_LENGTH)
    return "-".join("".join(characters[start : start + _GROUP_LENGTH]) for start in groups)


def _hash(account_id: UUID, code: str) -> str:
    typed = code.lower().translate(_LOOKALIKES)
    return hashlib.sha256(account_id.bytes + typed.encode(errors="backslashreplace")).hexdigest()
