"""Migrations are written by a script, from the tables."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, Double, MetaData

from fittrack_backend.storage.database import Database
from fittrack_backend.storage.migrations import HEAD
from fittrack_backend.storage.tables import Table
from tests.once import made_once
from tools import make_migration


@pytest.fixture(autouse=True)
def _migrated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """All revisions run once for what the script compares with, and not for each comparison."""
    by_revisions = make_migration._migrated

    def make(path: Path) -> None:
        path.mkdir()
        with by_revisions(str(path)) as connection:
            connection.commit()

    @contextmanager
    def copied(folder: str) -> Iterator[Connection]:
        shutil.copy(made_once("by-revisions", make) / "new.db", folder)
        database = Database(f"sqlite:///{folder}/new.db")
        with database.engine.connect() as connection:
            yield connection
        database.dispose()

    monkeypatch.setattr(make_migration, "_migrated", copied)


def test_the_tables_have_their_migrations() -> None:
    assert make_migration.differences(Table.metadata) == []


def with_another_column() -> MetaData:
    tables = MetaData()
    for one in Table.metadata.tables.values():
        one.to_metadata(tables)
    tables.tables["activities"].append_column(Column("max_speed_mps", Double()))
    return tables


def test_a_column_without_its_migration_is_noticed() -> None:
    ((kind, _, name, added),) = make_migration.differences(with_another_column())
    assert (kind, name, added.name) == ("add_column", "activities", "max_speed_mps")


def test_the_script_writes_the_migration_of_a_column(tmp_path: Path) -> None:
    written = make_migration.make("Speed of activities", with_another_column(), tmp_path)
    assert written == tmp_path / f"v{int(HEAD) + 1:04}_speed_of_activities.py"
    assert written is not None
    source = written.read_text(encoding="utf-8")
    assert f'down_revision = "{HEAD}"' in source
    assert 'batch_op.add_column(sa.Column("max_speed_mps", sa.Double(), nullable=True))' in source


def test_nothing_is_written_where_nothing_changed(tmp_path: Path) -> None:
    assert make_migration.make("Nothing", Table.metadata, tmp_path) is None
    assert list(tmp_path.iterdir()) == []
