"""Brings a database to the tables that this version needs, at start.

A new one gets them as the code declares them. One of an older version goes through the revisions that it lacks, with
Alembic; they are modules of this package, so that they are there in a wheel too. Both lead to the same tables
(`tests/integration/test_lifecycle_migrations.py`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    PrimaryKeyConstraint,
    String,
    insert,
    inspect,
    text,
)
from sqlalchemy import Table as AnyTable

from fittrack_backend.storage import kept_tables
from fittrack_backend.storage.tables import Table

if TYPE_CHECKING:
    from alembic.config import Config

VERSIONS = Path(__file__).parent / "versions"
HEAD = max(path.stem for path in VERSIONS.glob("v*.py"))[1:5]
"""The revision that this version needs: the newest module's, `v0001_initial` and so on."""

_REVISIONS = AnyTable(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own."""

_log = logging.getLogger("fittrack")
_ADVISORY_LOCK = 0x4669745472616B  # "FitTrak"


class DatabaseTooNew(Exception):
    """A newer version of FitTrack has changed the tables; this one must not touch them."""


def migrate(engine: Engine, on_upgrade: Callable[[], None] = lambda: None) -> None:
    """Makes the tables, or runs the revisions that are missing, in one transaction, one process at a time. What follows by
    triggers is made anew.

    `on_upgrade` is called before tables that hold something are changed, which takes the longer the more they hold. Raises `DatabaseTooNew` for a revision that this version does not know.
    """
    with engine.connect() as connection:
        if revision_of(connection) == HEAD:
            return
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # The driver starts transactions before changes of data alone, not of tables.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        elif engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        match revision_of(connection):
            case None:
                _make_all(connection)
            case present if present != HEAD:
                _upgrade(connection, present, on_upgrade)
        connection.commit()


def configuration(connection: Connection) -> Config:
    """Alembic's configuration, for this connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _make_all(connection: Connection) -> None:
    Table.metadata.create_all(connection, checkfirst=False)
    _REVISIONS.create(connection)
    connection.execute(insert(_REVISIONS).values(version_num=HEAD))
    kept_tables.follow(connection)


def _upgrade(connection: Connection, present: str, on_upgrade: Callable[[], None]) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = configuration(connection)
    known = {revision.revision for revision in ScriptDirectory.from_config(config).walk_revisions()}
    if present not in known:
        raise DatabaseTooNew(
            f"The database was changed by a newer version of FitTrack (revision {present}). "
            "Start that version instead."
        )
    _log.info("upgrading the database; with many activities this takes minutes")
    on_upgrade()
    # A table that is made anew would lose its triggers, or could not be made while they name it.
    kept_tables.let_go(connection)
    command.upgrade(config, "head")
    kept_tables.follow(connection)


def revision_of(connection: Connection) -> str | None:
    """The revision that the tables are at; None where there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision
