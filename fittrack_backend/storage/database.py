"""The connection to the database: SQLite in the data folder, or any database by its URL."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import CursorResult, Engine, Executable, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.orm import Session

from fittrack_backend.storage.account_reads import AccountReads
from fittrack_backend.storage.json_text import from_json_text, json_text
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import Table

SQLITE_BUSY_TIMEOUT_S = 30
SYNCHRONOUS = "FULL"
"""A commit in SQLite waits until it is on the disk."""
POOL_SIZE = 10
POOL_OVERFLOW = 50
REQUESTS_AT_ONCE = 40
"""So many requests hold a connection at a time. Fewer than there are connections: a request changes
threads on its way and keeps its connection, and whoever has a thread must not wait for one."""


class Database:
    """An engine, and sessions on it.

    Both kinds of database behave alike: each statement sees what was committed before it, and a
    transaction starts with the first statement that writes. On SQLite it then has the only right
    to write (`BEGIN IMMEDIATE`), so that it never fails half-way because another one writes.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        if self.url.drivername in ("postgres", "postgresql"):
            self.url = self.url.set(drivername="postgresql+psycopg")
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = self._make_engine()

    def _make_engine(self) -> Engine:
        if not self.is_sqlite:
            return create_engine(
                self.url,
                pool_pre_ping=True,
                connect_args={"application_name": application_name(this_process())},
                pool_size=POOL_SIZE,
                max_overflow=POOL_OVERFLOW,
                hide_parameters=True,
                json_serializer=json_text,
                json_deserializer=from_json_text,
            )
        if self.url.database in (None, "", ":memory:"):
            raise ValueError("the database must be a file: several connections share it")
        engine = create_engine(
            self.url,
            hide_parameters=True,
            json_serializer=json_text,
            json_deserializer=from_json_text,
            connect_args={"timeout": SQLITE_BUSY_TIMEOUT_S, "isolation_level": "IMMEDIATE"},
            pool_size=POOL_SIZE,
            max_overflow=POOL_OVERFLOW,
        )
        event.listen(engine, "connect", _prepare_sqlite)
        return engine

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that takes a connection when it first needs one, and gives it back at the
        end. What was not committed is rolled back."""
        with self.new_session() as session:
            yield session

    @contextmanager
    def session_of(self, account_id: UUID) -> Iterator[AccountSession]:
        """As `session`, for the rows of one account alone."""
        with self.new_session_of(account_id) as session:
            yield session

    def new_session(self) -> Session:
        """As `session`, for who closes it."""
        return Session(self.engine, expire_on_commit=False)

    def new_session_of(self, account_id: UUID) -> AccountSession:
        """As `session_of`, for who closes it."""
        return AccountSession(self.engine, account_id)

    def reads_of(self, account_id: UUID) -> AccountReads:
        """What is read of one account by prepared statements, each on a connection of the pool."""
        return AccountReads(self.engine, account_id)

    def migrate(self, on_upgrade: Callable[[], None] = lambda: None) -> None:
        """Brings the tables to the state that this version needs. Safe to run by several
        processes at once. `on_upgrade` is called before tables of an older version are changed."""
        from fittrack_backend.storage.migrations import migrate

        migrate(self.engine, on_upgrade)

    def dispose(self) -> None:
        """Closes all connections."""
        self.engine.dispose()


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    for setting in (
        "journal_mode = WAL",
        f"synchronous = {SYNCHRONOUS}",
        "foreign_keys = ON",
        f"busy_timeout = {SQLITE_BUSY_TIMEOUT_S * 1000}",
    ):
        connection.execute(f"PRAGMA {setting}")
    # SQLite's own knows the letters of ASCII only.
    connection.create_function("lower", 1, _lower, deterministic=True)


def _lower(value: str | int | float | bytes | None) -> str | int | float | bytes | None:
    return value.lower() if isinstance(value, str) else value


@cache
def this_process() -> str:
    """The name of this process among all that share a database; made at first use, so that each fork has its own."""
    return uuid4().hex


def application_name(process: str) -> str:
    """What PostgreSQL calls a process's connections."""
    return f"fittrack {process}"


def end_connections(session: Session, process: str) -> None:
    """Ends another process's connections to PostgreSQL, with what they hold of rows and locks."""
    query = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE application_name = :name AND usename = current_user"
    )
    session.execute(query, {"name": application_name(process)})


def close_sessions(among: Iterable[object]) -> None:
    """Closes the sessions that are among these values: each gives its connection back."""
    for one in among:
        if isinstance(one, Session):
            one.close()


def check_readable(session: Session) -> None:
    """Raises the database's error when it cannot be read."""
    session.execute(text("SELECT 1 FROM accounts LIMIT 1"))


def insert_if_absent(session: Session, table: type[Table], values: Mapping[str, object]) -> bool:
    """Inserts the row unless one with the same unique key is there. Returns whether it did."""
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    statement = insert(table).values(**values).on_conflict_do_nothing()
    return rows_changed(session, statement) == 1


def rows_changed(session: Session, statement: Executable) -> int:
    """Runs an INSERT, UPDATE or DELETE and counts the rows that it touched."""
    # The count is only kept on request for INSERT.
    options = {"synchronize_session": False, "preserve_rowcount": True}
    result = session.execute(statement, execution_options=options)
    return cast("CursorResult[Any]", result).rowcount


def is_away(error: BaseException | None) -> bool:
    """Whether the error is that PostgreSQL cannot be reached, restarts or takes no more connections.

    What failed of it can be done again later, with the same result.
    """
    if not isinstance(error, DBAPIError) or not hasattr(error.orig, "sqlstate"):
        return False  # SQLite's errors have none
    state: str | None = getattr(error.orig, "sqlstate")  # noqa: B009 (mypy: PostgreSQL's alone)
    if state is None:
        return isinstance(error, OperationalError | InterfaceError)
    return state.startswith(_AWAY)


_AWAY = ("08", "25P03", "40001", "40P01", "53300", "57P")
"""SQLSTATEs, or how they begin: connection lost, ended while idle in a transaction, lost a race,
too many connections, shut down or starting."""


def is_disk_full(error: BaseException | None) -> bool:
    """Whether the error, or its cause, is that no space is left."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        original = getattr(error, "orig", None)
        if getattr(original, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return True
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return True
        if getattr(original, "sqlstate", None) == "53100":  # PostgreSQL: disk_full
            return True
        error = error.__cause__ or error.__context__
    return False
