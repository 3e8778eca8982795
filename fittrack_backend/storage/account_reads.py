"""Reads of one account by prepared statements alone, for what clients ask little of and often.

Such a read takes less time than a change of threads. SQLite's need none: with a write-ahead log a reader waits for no writer.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Row

from fittrack_backend.storage.scope import Prepared, run_prepared


class AccountReads:
    """What is read of one account; on a connection that it takes for each statement."""

    def __init__(self, engine: Engine, account_id: UUID) -> None:
        self._engine = engine
        self.account_id = account_id

    def prepared_row(self, prepared: Prepared, **values: object) -> Row[*tuple[Any, ...]] | None:
        """The row that the statement finds with these values, or None."""
        with self._engine.connect() as connection:
            return run_prepared(connection, prepared, self.account_id, values).one_or_none()
