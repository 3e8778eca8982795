"""Statements are compiled once a process, and not once for each database that a test makes.

What a statement compiles to depends on the dialect alone, but SQLAlchemy keeps it with the engine: compiling took a
third of what tests of a sync took.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, create_engine, event

from fittrack_backend.storage import database

_connected: list[Engine] = []
"""The first engine for SQLite whose dialect knows its database: what the others share."""


def share() -> None:
    """From now on the databases of this process share what they have compiled."""
    vars(database)["create_engine"] = _make_engine


def _make_engine(*arguments: Any, **options: Any) -> Engine:
    engine = create_engine(*arguments, **options)
    if engine.dialect.name != "sqlite":
        return engine
    if not _connected:
        event.listen(engine, "first_connect", lambda *_: _connected.append(engine))
        return engine
    engine.dialect = engine.pool._dialect = _connected[0].dialect
    engine._compiled_cache = _connected[0]._compiled_cache
    return engine
