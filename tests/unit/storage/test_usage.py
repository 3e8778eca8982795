"""How much counts towards a quota: each original that a record needs, once, found without a look at each record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import insert

from fittrack_backend.storage import usage
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import AccountRow, CollectedItemRow, OriginalRow
from tests.unit.migrated import migrated, with_a_source
from tests.unit.storage.test_statements_stay_small import plans
from tests.unit.stored_activities import NOW, stored_activity

SIZES = {"live": 1, "purged": 10, "both": 100, "others": 1000, "waits": 10_000, "no one's": 100_000}
"""Originals by who needs them, each of a size that shows in a sum."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "fittrack.db")
    yield database
    database.dispose()


@pytest.fixture
def account_id(database: Database) -> UUID:
    mine, source_id = with_a_source(database, NOW)
    other = uuid4()
    with database.session() as session:
        values = {"id": other, "username": "b", "username_key": "b", "password_hash": "-"}
        session.execute(insert(AccountRow).values(**values, created_at=NOW))
        for name, size in SIZES.items():
            session.add(OriginalRow(sha256=name, size_bytes=size, file_format="fit", stored_at=NOW))
        for number, (owner, sha256, purged_at) in enumerate(
            (
                (mine, "live", None),
                (mine, "live", None),
                (mine, "purged", NOW),
                (mine, "both", NOW),
                (mine, "both", None),
                (mine, "waits", NOW),
                (other, "purged", None),
                (other, "others", None),
            )
        ):
            start = NOW + dt.timedelta(hours=number)
            activity, recording = stored_activity(
                owner, source_id if owner == mine else None, start, sha256, number
            )
            recording.purged_at = purged_at
            session.add_all((activity, recording))
        session.add(
            CollectedItemRow(
                **{"account_id": mine, "source_id": source_id, "key": b"k", "name": "k"},
                **{"sha256": "waits", "size": SIZES["waits"], "collected_at": NOW},
                is_archive=False,
            )
        )
        session.commit()
    return mine


def test_each_original_that_a_record_needs_counts_once(
    database: Database, account_id: UUID
) -> None:
    with database.session() as session:
        held = usage.bytes_of(session, account_id)
    assert held == sum(SIZES[one] for one in ("live", "both", "waits"))


def test_nothing_is_looked_at_for_it(database: Database, account_id: UUID) -> None:
    with database.session() as session, plans() as found:
        usage.bytes_of(session, account_id)
    assert found == ["SEARCH accounts USING INDEX sqlite_autoindex_accounts_1 (id=?)"]
