"""A source is its account's alone: nobody else sees or disconnects it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from fittrack_backend.errors import Problem
from fittrack_backend.sources import connected
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.folder.request import FolderSourceRequest
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import AccountRow
from tests.unit.migrated import migrated


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "test.db")
    yield database
    database.dispose()


def an_account(database: Database, name: str) -> UUID:
    with database.session() as session:
        row = AccountRow(
            id=uuid4(),
            username=name,
            username_key=name,
            password_hash="",
            created_at=dt.datetime.now(dt.UTC),
        )
        session.add(row)
        session.commit()
        return row.id


def connect_folder(database: Database, account_id: UUID, folder: Path) -> UUID:
    folder.mkdir(exist_ok=True)
    with database.session_of(account_id) as session:
        request = FolderSourceRequest(kind="folder", path=str(folder))
        return connected.connect(session, request, allowed=AllowedFolders()).id


def test_a_source_is_seen_and_disconnected_by_its_account_alone(
    database: Database, tmp_path: Path
) -> None:
    owner, stranger = an_account(database, "owner"), an_account(database, "stranger")
    source_id = connect_folder(database, owner, tmp_path / "watch")
    with database.session_of(stranger) as session:
        assert connected.list_all(session, limit=10, cursor=None).items == []
        for look in (connected.show, connected.disconnect):
            with pytest.raises(Problem) as caught:
                look(session, source_id)
            assert caught.value.status == 404
    with database.session_of(owner) as session:
        assert connected.show(session, source_id).id == source_id


def test_two_accounts_connect_the_same_folder_each_for_itself(
    database: Database, tmp_path: Path
) -> None:
    owner, stranger = an_account(database, "owner"), an_account(database, "stranger")
    folder = tmp_path / "watch"
    first = connect_folder(database, owner, folder)
    second = connect_folder(database, stranger, folder)
    assert first != second
    with pytest.raises(Problem) as caught:
        connect_folder(database, owner, folder)
    assert caught.value.status == 409
