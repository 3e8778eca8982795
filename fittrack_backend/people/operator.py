"""The operator's hand on a server's accounts: on the server itself, on its database, with no token.

It works while servers run on the same database, SQLite or PostgreSQL: what it changes, they read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from attrs import frozen
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from fittrack_backend.accounts import audit
from fittrack_backend.accounts.login import username_key
from fittrack_backend.os_errors import in_a_line
from fittrack_backend.people import disabling, erasing, factor_removing, granting, listing
from fittrack_backend.people.failures import NoSuchUser, OperatorError
from fittrack_backend.people.listing import UserView
from fittrack_backend.settings import Settings
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.migrations import HEAD, revision_of
from fittrack_backend.storage.originals_place import open_store
from fittrack_backend.storage.tables import AccountRow

T = TypeVar("T")


@frozen
class Operator:
    """What can be done. Users are named as they sign in; each method raises OperatorError."""

    settings: Settings
    database: Database

    def users(self) -> list[UserView]:
        """All accounts, the first one first."""
        with self.database.session() as session:
            return listing.list_users(session, self.settings)

    def user(self, username: str) -> UserView:
        """One account."""
        return self._do(username, lambda _session, _row: None)

    def disable(self, username: str) -> UserView:
        """Lets nobody use the account; its jobs end."""
        return self._do(username, lambda session, row: disabling.disable(session, row.id, _now()))

    def enable(self, username: str) -> UserView:
        """Lets its owner use it again."""
        return self._do(username, lambda session, row: disabling.enable(session, row.id, _now()))

    def remove_factor(self, username: str) -> UserView:
        """Lets its owner sign in with the password alone: who has lost the authenticator and the recovery codes, or
        whose factor somebody else enrolled."""
        return self._do(
            username, lambda session, row: factor_removing.remove_factor(session, row, _now())
        )

    def allow(self, username: str, folder: Path) -> UserView:
        """Gives it a folder of the server."""

        def give(session: Session, row: AccountRow) -> None:
            granting.allow(session, row.id, folder, self.settings, _now())

        return self._do(username, give)

    def disallow(self, username: str, folder: Path) -> UserView:
        """Takes the folder back."""
        return self._do(
            username, lambda session, row: granting.disallow(session, row.id, folder, _now())
        )

    def set_quota(self, username: str, quotas: Sequence[tuple[str, int | None]]) -> UserView:
        """Sets quotas of its own: `bytes`, `activities`, `uploads_a_day`. None is the server's, and
        NO_QUOTA none at all."""

        def set_them(session: Session, row: AccountRow) -> None:
            for name, limit in quotas:
                setattr(row, f"quota_{name}", limit)
            told = ", ".join(f"{name} {limit}" for name, limit in quotas)
            audit.record(session, audit.Event.QUOTA_SET, at=_now(), account_id=row.id, detail=told)
            session.commit()

        return self._do(username, set_them)

    def delete(self, username: str) -> None:
        """Deletes the account with all that it has."""
        with self.database.session() as session:
            account_id = find(session, username).id
        originals = open_store(self.settings.originals)
        erasing.erase(
            self.database, originals, self.settings, account_id, by="the operator", now=_now()
        )

    def _do(self, username: str, change: Callable[[Session, AccountRow], object]) -> UserView:
        with self.database.session() as session:
            row = find(session, username)
            change(session, row)
            session.refresh(row)
            return listing.view_of(session, row, self.settings)


@contextmanager
def operating(settings: Settings) -> Iterator[Operator]:
    """The operator of the server with these settings. Raises OperatorError where the database is not there,
    or not of this version."""
    database = Database(settings.database_url)
    try:
        if database.is_sqlite and not Path(database.url.database or "").is_file():
            raise OperatorError(
                "there is no data here yet", "start the server first: fittrack backend start"
            )
        with database.engine.connect() as connection:
            revision = revision_of(connection)
        if revision != HEAD:
            raise OperatorError(
                f"the database is of another version of FitTrack (revision {revision}, not {HEAD})",
                "use the version that the server runs, or start this one's server first",
            )
        yield Operator(settings, database)
    except SQLAlchemyError as error:
        reason = in_a_line(error)
        raise OperatorError(f"the database cannot be used: {reason}") from error
    finally:
        database.dispose()


def find(session: Session, username: str) -> AccountRow:
    """The account of that name, in whatever case it is written. Raises NoSuchUser."""
    found = session.scalar(
        select(AccountRow).where(AccountRow.username_key == username_key(username))
    )
    if found is None:
        raise NoSuchUser(f"there is no user {username!r}", "list them: fittrack backend users list")
    return found


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
