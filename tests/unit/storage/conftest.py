"""What tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fittrack_backend.storage.database import Database
from tests import postgres_databases
from tests.unit.migrated import migrated


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with all tables, of each kind."""
    if request.param == "sqlite":
        database = migrated(tmp_path / "fittrack.db")
    else:
        database = Database(postgres_databases.new_url())
    yield database
    database.dispose()
