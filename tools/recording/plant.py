"""What no request brings about is written into the database of the recorded backend."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

_A_THOUSAND = (
    "WITH RECURSIVE numbers(number) AS "
    "(SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 1000) "
)
_NEW_ID = "lower(hex(randomblob(16)))"
_HASH = "lower(hex(randomblob(32)))"
_OF_THE_SESSION = "FROM sessions, numbers WHERE id = ?"
_COPIES = {
    "sessions": f"{_A_THOUSAND}INSERT INTO sessions (id, account_id, created_at, last_used_at, expires_at) "
    f"SELECT {_NEW_ID}, account_id, created_at, last_used_at, expires_at {_OF_THE_SESSION}",
    "access tokens": f"{_A_THOUSAND}INSERT INTO access_tokens (id, account_id, name, token_hash, scopes, created_at) "
    f"SELECT {_NEW_ID}, account_id, 'nightly', {_HASH}, '[\"read\"]', created_at {_OF_THE_SESSION}",
    "invitations": f"{_A_THOUSAND}INSERT INTO invitations (id, created_by, code_hash, expires_at) "
    f"SELECT {_NEW_ID}, account_id, {_HASH}, expires_at {_OF_THE_SESSION}",
}
"""How a thousand of each are made of somebody's session."""


def a_thousand(data_dir: Path, things: str, session_id: str) -> None:
    """As many sessions, access tokens or invitations as an account may have at least, of a session's account."""
    _execute(data_dir, _COPIES[things], session_id)


def forget_proof(data_dir: Path, session_id: str) -> None:
    """Nobody has proved lately that the session is theirs."""
    _execute(data_dir, "UPDATE sessions SET proved_at = NULL WHERE id = ?", session_id)


def no_uploads_today(data_dir: Path, account_id: str) -> None:
    """The account has uploaded as much as it may for today."""
    _execute(data_dir, "UPDATE accounts SET quota_uploads_a_day = 0 WHERE id = ?", account_id)


def _execute(data_dir: Path, statement: str, id: str) -> None:
    with closing(sqlite3.connect(data_dir / "fittrack.db")) as database, database:
        database.execute(statement, [id.replace("-", "")])
