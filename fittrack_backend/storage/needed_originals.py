"""Which originals an account's records need, and how many bytes these have: kept as records come and go."""

# ruff: noqa: S608 (SQL of texts of our own)
from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, text

from fittrack_backend.storage.following import Following
from fittrack_backend.storage.references import REFERENCES

_KEY = "account_id = {row}.account_id AND sha256 = {row}.{sha256}"
_SIZE = "coalesce((SELECT size_bytes FROM originals WHERE sha256 = {row}.sha256), 0)"

_BYTES = (
    "coalesce((SELECT CAST(sum(o.size_bytes) AS BIGINT) FROM needed_originals AS n "
    "JOIN originals AS o ON o.sha256 = n.sha256 WHERE n.account_id = accounts.id), 0)"
)
"""The bytes that an account is kept to need."""


def followings() -> list[Following]:
    """How they follow the records that need originals, and the originals."""
    return [*_needed(), _sized(), _changed_in_size()]


def _needed() -> Iterator[Following]:
    for table, sha256 in _references():
        key = _KEY.replace("{sha256}", sha256)
        yield Following(
            f"needed_originals_follow_{table}",
            table,
            ("account_id", sha256, "purged_at"),
            "{row}.purged_at IS NULL",
            gained=[
                "INSERT INTO needed_originals (account_id, sha256, record_count) "
                f"VALUES ({{row}}.account_id, {{row}}.{sha256}, 1) ON CONFLICT (sha256, account_id) "
                "DO UPDATE SET record_count = needed_originals.record_count + 1"
            ],
            lost=[
                f"UPDATE needed_originals SET record_count = record_count - 1 WHERE {key}",
                f"DELETE FROM needed_originals WHERE {key} AND record_count <= 0",
            ],
        )


def _sized() -> Following:
    account = "WHERE id = {row}.account_id"
    return Following(
        "original_bytes_follow_needed",
        "needed_originals",
        ("account_id", "sha256"),
        "1 = 1",
        gained=[f"UPDATE accounts SET original_bytes = original_bytes + {_SIZE} {account}"],
        lost=[f"UPDATE accounts SET original_bytes = original_bytes - {_SIZE} {account}"],
    )


def _changed_in_size() -> Following:
    of_account = "WHERE id IN (SELECT account_id FROM needed_originals WHERE sha256 = {row}.sha256)"
    change = (
        f"UPDATE accounts SET original_bytes = original_bytes %s {{row}}.size_bytes {of_account}"
    )
    return Following(
        "original_bytes_follow_originals",
        "originals",
        ("sha256", "size_bytes"),
        "1 = 1",
        gained=[change % "+"],
        lost=[change % "-"],
    )


def note_again(connection: Connection) -> None:
    """Finds out anew what everybody needs; no triggers may be there."""
    connection.execute(text("DELETE FROM needed_originals"))
    columns = "account_id, sha256, record_count"
    connection.execute(text(f"INSERT INTO needed_originals ({columns}) {fresh()}"))
    connection.execute(text(f"UPDATE accounts SET original_bytes = {_BYTES}"))


def fresh() -> str:
    """The query for what should be kept of each original, from the records."""
    each = " UNION ALL ".join(
        f"SELECT account_id, {sha256} AS sha256 FROM {table} WHERE purged_at IS NULL"
        for table, sha256 in _references()
    )
    return f"SELECT account_id, sha256, count(*) AS record_count FROM ({each}) AS r GROUP BY 1, 2"


def kept() -> str:
    """The query for what is kept of each original, with the same columns."""
    return "SELECT account_id, sha256, record_count FROM needed_originals"


def other_bytes() -> str:
    """The query for the names of accounts whose bytes are not those of what they are kept to need."""
    return f"SELECT username FROM accounts WHERE original_bytes <> {_BYTES}"


def _references() -> Iterator[tuple[str, str]]:
    for row, sha256 in REFERENCES:
        yield row.__tablename__, str(sha256.key)
