"""Migrations make the tables that the code declares, and a new database has them at once, on both databases."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from fittrack_backend.storage import kept_tables
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.migrations import HEAD, DatabaseTooNew, configuration
from fittrack_backend.storage.tables import Table
from tools.running import postgres

IN_SQLITE = {
    "columns": 'SELECT m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk FROM sqlite_master AS m, '
    "pragma_table_info(m.name) AS c WHERE m.type = 'table'",
    "unique keys": "SELECT m.name, i.origin, (SELECT group_concat(name) FROM "
    "(SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) FROM sqlite_master AS m, "
    "pragma_index_list(m.name) AS i WHERE m.type = 'table' AND i.origin <> 'c'",
    "foreign keys": 'SELECT m.name, f."table", f."from", f."to", f.on_update, f.on_delete '
    "FROM sqlite_master AS m, pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table'",
    "indexes": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "the rest": "SELECT type, name, sql FROM sqlite_master WHERE type NOT IN ('table', 'index')",
}
IN_POSTGRESQL = {
    "columns": "SELECT attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attcollation,"
    " attidentity, pg_get_expr(adbin, adrelid) FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid"
    " LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum"
    " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped",
    "keys": "SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint"
    " WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "types": "SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype <> 'c'",
}
"""All that tables are but the order of their columns, which no statement depends on."""
NAMED = re.compile(r"CONSTRAINT \"?(\w+)")


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Database]]:
    """Makes a new one."""
    made: list[Database] = []

    def make() -> Database:
        if request.param == "sqlite":
            url = f"sqlite:///{tmp_path / f'{len(made)}.db'}"
        else:
            url = postgres.new_database(request.getfixturevalue("postgres_server"))
        made.append(Database(url))
        return made[-1]

    yield make
    for one in made:
        one.dispose()


@pytest.fixture
def database(databases: Callable[[], Database]) -> Database:
    return databases()


@contextmanager
def brought_there_by_migrations(database: Database) -> Iterator[Connection]:
    """A new database that has gone through all of them."""
    with database.engine.connect() as connection:
        command.upgrade(configuration(connection), "head")
        yield connection


def test_the_migrations_make_the_declared_tables(database: Database) -> None:
    with brought_there_by_migrations(database) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Table.metadata) == []


def test_a_new_database_is_as_the_migrations_make_it(databases: Callable[[], Database]) -> None:
    old, new = databases(), databases()
    new.migrate()
    with brought_there_by_migrations(old) as migrated, new.engine.connect() as made:
        kept_tables.follow(migrated)
        assert {"activities", "activity_lines", "alembic_version"} <= rows_of(migrated).keys()
        assert shape(made) == shape(migrated)
        assert rows_of(made) == rows_of(migrated)
        assert kept_tables.are_kept(made)


def shape(connection: Connection) -> dict[str, list[str]]:
    is_sqlite = connection.dialect.name == "sqlite"
    asked = IN_SQLITE if is_sqlite else IN_POSTGRESQL
    found = {
        what: sorted(" ".join(str(tuple(row)).split()) for row in connection.execute(text(query)))
        for what, query in asked.items()
    }
    if is_sqlite:
        tables = connection.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        )
        # Their names alone: SQLite tells the rest of them, and whatever else is checked there would be missing here.
        found["names of keys"] = sorted(f"{name} {NAMED.findall(sql)}" for name, sql in tables)
        assert not connection.scalar(
            text("SELECT count(*) FROM sqlite_master WHERE sql LIKE '%CHECK%(%'")
        )
    assert all(found[what] for what in ("columns", "indexes"))
    return found


def rows_of(connection: Connection) -> dict[str, list[str]]:
    tables = inspect(connection).get_table_names()
    return {
        one: [str(tuple(row)) for row in connection.execute(text(f"SELECT * FROM {one}"))]
        for one in tables
    }


def test_the_known_head_is_the_newest_revision(database: Database) -> None:
    with database.engine.connect() as connection:
        script = ScriptDirectory.from_config(configuration(connection))
    assert script.get_heads() == [HEAD]


def test_migrating_at_once_and_again_is_harmless(database: Database) -> None:
    failures: list[Exception] = []

    def migrate() -> None:
        try:
            database.migrate()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=migrate) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    database.migrate()
    assert failures == []


def test_a_newer_database_is_left_alone(database: Database) -> None:
    database.migrate()
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match="newer version of FitTrack"):
        database.migrate()
