"""An empty database with all tables, or with an account and its folder; copied rather than migrated anew for each test."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import insert

from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import AccountRow, SourceRow
from tests import postgres_databases
from tests.once import made_once
from tests.thorough import ON_POSTGRES


def migrated(path: Path) -> Database:
    """A database at `path`, as `Database.migrate` leaves it."""
    shutil.copy(made_once("empty.db", _migrate), path)
    return Database(f"sqlite:///{path}")


def migrated_anywhere(path: Path) -> Database:
    """The same, in PostgreSQL where tests are to run on that."""
    return Database(postgres_databases.new_url()) if ON_POSTGRES else migrated(path)


def _migrate(path: Path) -> None:
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.dispose()  # the last connection moves what is in the write-ahead log into the file


def with_a_source(database: Database, at: dt.datetime, username: str = "a") -> tuple[UUID, UUID]:
    """An account and its folder, made at that time: their ids."""
    account_id, source_id = uuid4(), uuid4()
    with database.session() as session:
        named = {"username": username, "username_key": username, "password_hash": "-"}
        session.execute(insert(AccountRow).values(id=account_id, **named, created_at=at))
        source = {"id": source_id, "account_id": account_id, "kind": "folder", "name": "watch"}
        session.execute(insert(SourceRow).values(**source, connected_at=at))
        session.commit()
    return account_id, source_id
