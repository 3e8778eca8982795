"""Databases in the PostgreSQL server of the run, each a copy of one that has all tables and nothing in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from dbos import DBOS

from fittrack_backend.storage.database import Database
from tests.once import POSTGRES, made_once
from tools.running import postgres

_TEMPLATE = "tables"


def server_url() -> str:
    """The URL of the server, which ends with the run (tests/conftest.py); skips where its programs are not installed."""
    if missing := postgres.missing_programs():
        pytest.skip(f"PostgreSQL is not on the PATH: no {', '.join(missing)}")
    return made_once(POSTGRES, _start).read_text()


def new_url() -> str:
    """The URL of a new database with all tables."""
    return postgres.new_database(server_url(), _TEMPLATE)


def _start(kept: Path) -> None:
    kept.write_text(url := postgres.start())
    _make_all_tables(postgres.new_database(url, name=_TEMPLATE))


def _make_all_tables(url: str) -> None:
    database = Database(url)
    database.migrate()
    database.dispose()
    DBOS.migrate(url)
