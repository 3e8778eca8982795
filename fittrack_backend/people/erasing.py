"""Deleting an account with all that it has.

What goes follows from the tables themselves: every row that declares the account as its owner
(`storage/ownership.py`), part by part, parts before what they are parts of, the account's own row last. So
a new table cannot be forgotten. Nobody gets in from the first moment on, and what interrupts it is gone on with: by the
same command again, or by the server's housekeeping.

What stays: the originals that another account has too; in the audit, that an account was deleted, when and by
whom, without its name; and copies of pages and blocks, which databases and disks do not overwrite.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, inspect, select, tuple_, update
from sqlalchemy.orm import Session

from fittrack_backend.accounts import audit, guessing
from fittrack_backend.errors import Problem
from fittrack_backend.people.disabling import DISABLED, end_jobs
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.settings import Settings
from fittrack_backend.storage.database import Database, rows_changed
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.purging import purge_originals, remove_leftovers
from fittrack_backend.storage.tables import AccountRow, AuditRow, SyncJobRow, Table
from fittrack_backend.sync.workflows import delete_workflows

_AT_ONCE = 2_000
"""Rows in one transaction: others write in between."""
_STOPPING_S = 1.5
"""How long a job that was ended may take to notice; what it has in hand would come in after the rest went."""

_STRAYS_LOOKED_FOR = dt.timedelta(days=2)
"""How long after a deletion the server looks for what a job had stored and not filed: not while any job runs."""

By = Literal["its owner", "the operator"]


def begin(session: Session, account_id: UUID, now: dt.datetime) -> bool:
    """Lets nobody in any more, and ends its jobs; whether there were any. Commits."""
    rows_changed(
        session,
        update(AccountRow)
        .where(AccountRow.id == account_id)
        .values(disabled_at=now, deleting_since=now),
    )
    ended = end_jobs(session, account_id, DISABLED)
    session.commit()
    return bool(ended)


def erase(
    database: Database,
    originals: OriginalStore,
    settings: Settings,
    account_id: UUID,
    *,
    by: By,
    now: dt.datetime,
) -> None:
    """Deletes the account and all that it has. May be done again, and finds what is left."""
    with database.session() as session:
        if begin(session, account_id, now):
            time.sleep(_STOPPING_S)
        jobs = list(
            session.scalars(select(SyncJobRow.id).where(SyncJobRow.account_id == account_id))
        )
        session.rollback()
    delete_workflows(settings, jobs)
    with database.session() as session:
        for row in owned_tables():
            if row is not AccountRow:
                while _delete_some(session, row, account_id):
                    session.commit()
                session.commit()
        account = session.get(AccountRow, account_id)
        if account is not None:
            guessing.forget(session, account.username_key)
            audit.record(
                session,
                audit.Event.ACCOUNT_DELETED,
                at=now,
                account_id=None,
                detail=f"by {by}",
            )
            session.delete(account)
        session.commit()
        purge_originals(session, originals)
        _remove_strays(session, originals)


def erase_own(
    database: Database,
    originals: OriginalStore,
    settings: Settings,
    account_id: UUID,
    now: dt.datetime,
) -> None:
    """Deletes an account as its owner asks. A problem 409 for the first one while there are others: nobody
    could be invited any more."""
    with database.session() as session:
        _check_own(session, account_id)
    erase(database, originals, settings, account_id, by="its owner", now=now)


def _check_own(session: Session, account_id: UUID) -> None:
    if not session.get_one(AccountRow, account_id).founder:
        return
    others = select(AccountRow.id).where(AccountRow.id != account_id).limit(1)
    if session.scalar(others) is not None:
        raise Problem(
            Kind.FIRST_ACCOUNT,
            "This is the first account of the server, and there are others. Its operator can delete it, with: "
            "fittrack backend users delete",
        )


def finish_all(
    database: Database, originals: OriginalStore, settings: Settings, now: dt.datetime
) -> None:
    """Goes on with deletions that were interrupted, and with what a running job kept from going."""
    with database.session() as session:
        long_enough = now - dt.timedelta(minutes=1)
        left = list(
            session.scalars(select(AccountRow.id).where(AccountRow.deleting_since < long_enough))
        )
    for account_id in left:
        erase(database, originals, settings, account_id, by="its owner", now=now)
    with database.session() as session:
        deleted = select(AuditRow.id).where(
            AuditRow.event == audit.Event.ACCOUNT_DELETED,
            AuditRow.account_id.is_(None),
            AuditRow.at > now - _STRAYS_LOOKED_FOR,
        )
        if session.scalar(deleted.limit(1)) is not None:
            _remove_strays(session, originals)


def _remove_strays(session: Session, originals: OriginalStore) -> None:
    """Removes originals that no row tells of: a job that was ended had stored them, and not yet filed."""
    stored = [one.sha256 for one in originals.kept()]
    for some in portions(stored):
        remove_leftovers(session, originals, some)


def owned_tables() -> Iterator[type[Owned]]:
    """The tables whose rows are somebody's, what is a part of something before that."""
    classes = {mapper.local_table: mapper.class_ for mapper in Table.registry.mappers}
    for table in reversed(Table.metadata.sorted_tables):
        if issubclass(classes[table], Owned):
            yield classes[table]


def _delete_some(session: Session, row: type[Owned], account_id: UUID) -> bool:
    """Deletes a portion of the account's rows; tells whether there may be more."""
    key = inspect(row).primary_key
    some = select(*key).where(row.owner() == account_id).limit(_AT_ONCE)
    found = [tuple(one) for one in session.execute(some)]
    if found:
        rows_changed(session, delete(row).where(tuple_(*key).in_(found)))
    return len(found) == _AT_ONCE
