"""Statements are compiled once a process, and not once for each database that it opens.

What a statement compiles to depends on the dialect alone, but SQLAlchemy keeps it with the engine: compiling took a
third of what tests of a sync took.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dbos._sys_db_sqlite import SQLiteSystemDatabase
from sqlalchemy import Engine, create_engine, event

from fittrack_backend.storage import database


def share() -> None:
    """From now on the databases in SQLite of this process, and of its forks, share what they have compiled; so do
    those that DBOS has."""
    vars(database)["create_engine"] = _sharing(create_engine)
    jobs: Any = SQLiteSystemDatabase
    jobs._create_engine = _sharing(jobs._create_engine)  # noqa: SLF001


def _sharing(make: Callable[..., Engine]) -> Callable[..., Engine]:
    connected: list[Engine] = []
    """The first engine for SQLite whose dialect knows its database: what the others share."""

    def make_sharing(*arguments: Any, **options: Any) -> Engine:
        engine = make(*arguments, **options)
        if engine.dialect.name != "sqlite":
            return engine
        if not connected:
            event.listen(engine, "first_connect", lambda *_: connected.append(engine))
            return engine
        engine.dialect = engine.pool._dialect = connected[0].dialect  # noqa: SLF001
        engine._compiled_cache = connected[0]._compiled_cache  # noqa: SLF001
        return engine

    return make_sharing
