"""A database session that is bound to one account: it reads and changes nothing of any other.

Code that serves an account's requests is handed an `AccountSession`, and names the account in none of
its queries. The session adds the condition to every statement itself, so no query can forget it:

- SELECT, UPDATE and DELETE of an `Owned` row get it, also in a join, a subquery or under an alias;
- a row that is added or changed must be the account's own, or a part of one that is;
- a prepared statement (`Prepared`) gets it once, with the account as a parameter;
- what cannot be bound is refused: a table instead of its rows' class, SQL as text, INSERT
  statements, and changes by a list of keys. (A table joined to a class would slip through, so the test below allows none.)

Code that serves no account yet (signing in) or all of them (the sync engine, housekeeping) uses an
ordinary session: `tests/unit/storage/test_scope.py` lists the modules that may.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    Row,
    Select,
    Uuid,
    bindparam,
    event,
)
from sqlalchemy.engine import ChunkedIteratorResult
from sqlalchemy.orm import LoaderCriteriaOption, ORMExecuteState, Session, with_loader_criteria

from fittrack_backend.storage.ownership import Owned


class OutsideTheAccount(Exception):
    """A statement that cannot be bound to the account, or a row that is not the account's."""


ACCOUNT = bindparam("account_id", type_=Uuid())
"""The account of the session that runs a prepared statement."""
_ROWS_OF_ACCOUNT = with_loader_criteria(
    Owned, lambda row: row.owner() == ACCOUNT, include_aliases=True
)


class Prepared:
    """A SELECT that is made and bound once, for what requests ask over and over: to make a statement and to bind it costs more
    than to run it.

    It names row classes, as all statements of an account do, and finds plain values: no session keeps what it found. Values that
    differ from one request to the next are parameters (`bindparam`).
    """

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement

    @cached_property
    def statement(self) -> Select[*tuple[Any, ...]]:
        """The statement, which finds rows of the account `ACCOUNT` alone. Raises OutsideTheAccount where it cannot be bound."""
        bound = self._statement.options(_ROWS_OF_ACCOUNT)
        if ACCOUNT.key not in bound.compile().params:
            raise OutsideTheAccount("A prepared statement must name row classes of an account.")
        return bound


def run_prepared(
    connection: Connection, prepared: Prepared, account_id: UUID, values: Mapping[str, object]
) -> CursorResult[*tuple[Any, ...]]:
    """What the statement finds of the account with these values."""
    return connection.execute(prepared.statement, {**values, "account_id": account_id})


class AccountSession(Session):
    """A session on the rows of one account."""

    def __init__(self, engine: Engine, account_id: UUID) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.account_id = account_id

    @cached_property
    def _own_rows(self) -> LoaderCriteriaOption:
        account_id = self.account_id
        # A lambda, as SQLAlchemy keeps the compiled statement and only puts in another account.
        return with_loader_criteria(
            Owned, lambda row: row.owner() == account_id, include_aliases=True
        )

    def prepared_row(self, prepared: Prepared, **values: object) -> Row[*tuple[Any, ...]] | None:
        """The row that the statement finds with these values, or None."""
        return self._run(prepared, values).one_or_none()

    def prepared_values(self, prepared: Prepared, **values: object) -> Sequence[Any]:
        """What stands in the first column of all rows that the statement finds with these values."""
        return self._run(prepared, values).scalars().all()

    def prepared_rows(
        self, prepared: Prepared, **values: object
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        """All rows that the statement finds with these values."""
        return self._run(prepared, values).all()

    def _run(
        self, prepared: Prepared, values: Mapping[str, object]
    ) -> CursorResult[*tuple[Any, ...]]:
        self.flush()  # as the session's own statements do: it sees what was changed in it
        return run_prepared(self.connection(), prepared, self.account_id, values)

    def driver_rows(self, query: Select[*tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """The rows as the database's driver gives them: SQLAlchemy would take most of a long list's time to make
        values of them. Bound to the account as any statement."""
        result = self.execute(query)
        assert isinstance(result, ChunkedIteratorResult)
        of_core = result.raw
        assert isinstance(of_core, CursorResult)
        assert of_core.cursor is not None
        rows = of_core.cursor.fetchall()
        of_core.close()
        return list(rows)


@event.listens_for(AccountSession, "do_orm_execute")
def _bind(state: ORMExecuteState) -> None:
    session = state.session
    assert isinstance(session, AccountSession)
    if not state.is_orm_statement:
        raise OutsideTheAccount("An account's statement must name row classes, not tables or text.")
    if state.is_insert and any(issubclass(one.class_, Owned) for one in state.all_mappers):
        raise OutsideTheAccount(
            "An account's row must be added to the session, not inserted by a statement."
        )
    if state.is_update and not isinstance(state.parameters, Mapping | None):
        raise OutsideTheAccount("An account's rows must be changed themselves, or by a condition.")
    state.statement = state.statement.options(session._own_rows)  # noqa: SLF001 (of this module)


@event.listens_for(AccountSession, "before_flush")
def _check_written(session: Session, _context: object, _instances: object) -> None:
    assert isinstance(session, AccountSession)
    for row in (*session.new, *session.dirty):
        if isinstance(row, Owned) and not row.belongs_to(session.account_id, session):
            raise OutsideTheAccount(f"A {type(row).__name__} belongs to another account.")
