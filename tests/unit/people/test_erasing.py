"""Deleting an account deletes all of it, whichever tables there are, and nothing of anybody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    Float,
    Integer,
    LargeBinary,
    String,
    Table,
    Uuid,
    delete,
    func,
    select,
)
from sqlalchemy.orm import Session

from fittrack_backend.people import erasing
from fittrack_backend.people.disabling import enable
from fittrack_backend.people.failures import OperatorError
from fittrack_backend.settings import Settings
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.tables import (
    AccountRow,
    ActivityLineRow,
    ActivityNameRow,
    ActivitySumsRow,
    AuditRow,
    NeededOriginalRow,
    OriginalRow,
    SyncLockRow,
)
from fittrack_backend.storage.tables import Table as Declared
from tests.unit.migrated import migrated

NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
OWNED = {row.__tablename__ for row in erasing.owned_tables()}  # type: ignore[attr-defined]
TABLES = [
    table
    for table in Declared.metadata.sorted_tables
    if table.name in OWNED or table is OriginalRow.__table__
]

KEPT = {
    row.__tablename__
    for row in (ActivityLineRow, ActivityNameRow, ActivitySumsRow, NeededOriginalRow)
}
"""Triggers fill them."""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = migrated(tmp_path / "fittrack.db")
    yield database
    database.dispose()


def value_of(table: Table, name: str, made: dict[str, dict[str, Any]], mark: str) -> Any:
    """Something for a column: the account's rows where it names one, and else what no other account has."""
    column = table.c[name]
    for key in column.foreign_keys:
        if key.column.table is not table:
            return made[key.column.table.name][key.column.name]
    if name in ("account_id", "created_by"):
        return made["accounts"]["id"]
    if (table.name, name) == ("activities", "name"):
        return mark  # from which a table follows
    if column.nullable:
        return None
    kind: Any = column.type
    kind = getattr(kind, "impl", kind)
    for of, value in (
        (Uuid, uuid4()),
        (Boolean, False),
        (Date, NOW.date()),
        ((Integer, BigInteger), 1),
        (Float, 1.0),
        (LargeBinary, mark.encode()),
        (String, mark[: getattr(kind, "length", None) or 100]),
        (JSON, []),
    ):
        if isinstance(kind, of):
            return value
    return NOW


def fill(session: Session, mark: str) -> dict[str, dict[str, Any]]:
    """A row of an account in every table, whatever the tables are."""
    made: dict[str, dict[str, Any]] = {}
    for table in TABLES:
        if table.name in ("originals", *KEPT):
            continue
        row = {name: value_of(table, name, made, mark) for name in table.columns.keys()}  # noqa: SIM118
        made[table.name] = row
        session.connection().execute(
            table.insert().values({name: _plain(table, name, value) for name, value in row.items()})
        )
    return made


def _plain(table: Table, name: str, value: Any) -> Any:
    """What the column's own type can write."""
    kind = type(table.c[name].type).__name__
    if kind in ("Records", "Places", "Texts"):
        return ()
    if kind == "OneRecord":
        column = table.c[name]
        return None if column.nullable else column.type.record()  # type: ignore[attr-defined]
    return value


def counts(session: Session) -> dict[str, int]:
    return {
        table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES
    }


def test_all_of_an_account_goes_and_nothing_of_another(database: Database, tmp_path: Path) -> None:
    originals = OriginalsInFolder(tmp_path / "originals")
    with database.session() as session:
        mine, other = fill(session, "mine"), fill(session, "other")
        for sha256 in ("mine", "other"):
            row = OriginalRow(sha256=sha256, size_bytes=1, file_format="fit", stored_at=NOW)
            session.add(row)
        before = counts(session)
        assert all(before.values()), "a table has no row, so nothing is shown of it"
        session.execute(  # originals go when nobody's sync may be about to need them
            delete(SyncLockRow).where(SyncLockRow.job_id == other["sync_jobs"]["id"])
        )
        session.commit()
    account_id: UUID = mine["accounts"]["id"]
    erasing.erase(database, originals, Settings(tmp_path), account_id, by="the operator", now=NOW)
    with database.session() as session:
        after = counts(session)
        left = session.scalars(select(AuditRow).where(AuditRow.account_id.is_(None))).all()
        assert [(one.event, one.detail) for one in left] == [("account-deleted", "by the operator")]
        assert session.get(AccountRow, other["accounts"]["id"]) is not None
    assert after.pop("audit") == before.pop("audit")
    assert (before.pop("sync_locks"), after.pop("sync_locks")) == (2, 0)
    assert after == {name: count // 2 for name, count in before.items()}


def test_what_was_interrupted_is_finished_by_the_server(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    originals = OriginalsInFolder(tmp_path / "originals")
    with database.session() as session:
        account_id: UUID = fill(session, "mine")["accounts"]["id"]
        session.commit()
    deleted = erasing._delete_some
    done: list[type[Owned]] = []

    def dies(session: Session, row: type[Owned], account_id: UUID) -> bool:
        done.append(row)
        if len(done) > 5:
            raise KeyboardInterrupt
        return deleted(session, row, account_id)

    monkeypatch.setattr(erasing, "_delete_some", dies)
    monkeypatch.setattr(erasing, "_STOPPING_S", 0)
    with pytest.raises(KeyboardInterrupt):
        erasing.erase(database, originals, Settings(tmp_path), account_id, by="its owner", now=NOW)
    with database.session() as session, pytest.raises(OperatorError, match="is being deleted"):
        enable(session, account_id, NOW)
    monkeypatch.setattr(erasing, "_delete_some", deleted)
    erasing.finish_all(database, originals, Settings(tmp_path), NOW)
    with database.session() as session:
        assert session.get(AccountRow, account_id) is not None, "it may still be at work"
    erasing.finish_all(database, originals, Settings(tmp_path), NOW + dt.timedelta(minutes=2))
    with database.session() as session:
        found = {name: count for name, count in counts(session).items() if count}
    assert found == {"audit": 1}
