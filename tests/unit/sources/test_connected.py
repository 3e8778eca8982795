"""A source is its account's alone: nobody else sees or disconnects it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from fittrack_backend.errors import Problem
from fittrack_backend.settings import Limits, Settings
from fittrack_backend.sources import connected
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.folder.request import FolderSourceRequest
from fittrack_backend.sources.services import Services
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.sealed import Sealer
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


def connect_folder(
    database: Database, account_id: UUID, folder: Path, most: int = Limits().sources
) -> UUID:
    folder.mkdir(exist_ok=True)
    with database.session_of(account_id) as session:
        request = FolderSourceRequest(kind="folder", path=str(folder))
        services = Services(Settings(folder.parent), database, Sealer(b"k" * 32))
        source = connected.connect(
            session, request, allowed=AllowedFolders(), services=services, most=most
        )
        return source.id


def test_a_source_is_seen_and_disconnected_by_its_account_alone(
    database: Database, tmp_path: Path
) -> None:
    owner, stranger = an_account(database, "owner"), an_account(database, "stranger")
    source_id = connect_folder(database, owner, tmp_path / "watch")
    with database.session_of(stranger) as session:
        assert connected.list_all(session, PageAsked(10)).items == []
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


def test_no_more_are_connected_than_may_be(database: Database, tmp_path: Path) -> None:
    owner = an_account(database, "owner")
    first, _ = (connect_folder(database, owner, tmp_path / name, most=2) for name in "ab")
    with pytest.raises(Problem, match="has 2 connected sources, and may have 2") as caught:
        connect_folder(database, owner, tmp_path / "c", most=2)
    assert (caught.value.status, caught.value.slug) == (409, "limit-reached")
    with database.session_of(owner) as session:
        connected.disconnect(session, first)
        (past,) = connected.list_all(session, PageAsked(9), disconnected=True).items
        assert (past.id, past.state) == (first, "disconnected")
        (left,) = connected.list_all(session, PageAsked(9)).items
        assert left.id != first and left.state == "ready"
    connect_folder(database, owner, tmp_path / "c", most=2)
    with pytest.raises(Problem, match="may have 2"):
        connect_folder(database, owner, tmp_path / "a", most=2)
