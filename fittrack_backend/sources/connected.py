"""Which sources an account has: connect, list, show, disconnect."""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

from attrs import frozen
from sqlalchemy import delete, select, update

from fittrack_backend.errors import Problem, not_found
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.storable import text
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.sources.request import SourceRequest
from fittrack_backend.storage import leaving, removals
from fittrack_backend.storage.account_turn import take_turn
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.pages import Key, Page, after, decode_cursor, make_page, order_by
from fittrack_backend.storage.removals import RemovalView
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    AccountRow,
    AskedDaysRow,
    RemovalRow,
    SourceRow,
    StandingRow,
    SyncLockRow,
)

_LONGEST_NAME = 100


@frozen
class SourceView:
    """A source as the contract shows it."""

    id: UUID
    kind: str
    name: str
    path: str | None
    connected_at: dt.datetime
    last_sync_at: dt.datetime | None


def connect(
    session: AccountSession, request: SourceRequest, *, allowed: AllowedFolders
) -> SourceView:
    """Connects a source; one that was disconnected keeps its id.

    Problems: what the kind's request says in `checked`; 409 `source-exists`.
    """
    kind = next(name for name, one in KINDS.items() if isinstance(request, one.request))
    new = request.checked(allowed)
    name = text(request.name, _LONGEST_NAME) or text(new.name, _LONGEST_NAME) or kind
    now = dt.datetime.now(dt.UTC)
    # Connecting twice at once would make two sources of one.
    rows_changed(
        session,
        update(AccountRow)
        .where(AccountRow.id == session.account_id)
        .values(username_key=AccountRow.username_key),
    )
    query = select(SourceRow).where(
        SourceRow.kind == kind,
        SourceRow.identity == new.identity,
    )
    row = session.scalars(query.with_for_update()).first()
    if row is not None and row.disconnected_at is None:
        session.rollback()
        raise Problem(
            Kind.SOURCE_EXISTS,
            f"{new.title[:1].upper()}{new.title[1:]} is already connected as {row.name!r}.",
            members={"source_id": str(row.id)},
        )
    if row is None:
        row = SourceRow(id=uuid4(), account_id=session.account_id, kind=kind, identity=new.identity)
        session.add(row)
    row.path, row.settings = new.path, new.settings
    row.name, row.connected_at, row.disconnected_at, row.last_sync_at = name, now, None, None
    session.commit()
    return _view(row)


def list_all(session: AccountSession, *, limit: int, cursor: str | None) -> Page[SourceView]:
    """The account's sources in the order in which they were connected."""
    keys = (Key(SourceRow.connected_at), Key(SourceRow.id))
    query = select(SourceRow).where(SourceRow.disconnected_at.is_(None))
    if cursor is not None:
        query = query.where(after(keys, decode_cursor(cursor, dt.datetime, UUID)))
    rows = session.scalars(query.order_by(*order_by(keys)).limit(limit + 1)).all()
    return make_page([_view(row) for row in rows], limit, lambda one: (one.connected_at, one.id))


def show(session: AccountSession, source_id: UUID) -> SourceView:
    """One source; a problem 404 when it is not the account's, or not connected."""
    return _view(_find(session, source_id))


def disconnect(session: AccountSession, source_id: UUID, *, forget: bool = False) -> None:
    """Disconnects a source; what came from it stays. A problem 409 while a job runs on it.

    To `forget` it also takes away what came from it alone, and may follow later. Doing so again changes
    nothing.
    """
    if forget:
        _forget(session, source_id)
        return
    _find(session, source_id)
    session.rollback()
    _disconnect(session, source_id)
    session.commit()


def preview_forgetting(session: AccountSession, source_id: UUID) -> RemovalView:
    """What forgetting a source would take away; a problem 404 when the account never had it."""
    _find_any(session, source_id)
    return removals.preview(session, leaving.of_source(session, source_id))


def _forget(session: AccountSession, source_id: UUID) -> None:
    take_turn(session)
    name = _find_any(session, source_id).name
    _disconnect(session, source_id)
    alone = leaving.of_source(session, source_id)
    is_forgotten = removals.active(session, RemovalRow.source_id == source_id) is not None
    if not is_forgotten or alone.takes_something:
        why = f"its source {name} was forgotten"
        removals.remove(session, alone, why=why, source_id=source_id)
        for row in (StandingRow, AskedDaysRow):
            rows_changed(session, delete(row).where(row.source_id == source_id))
    session.commit()


def restore(session: AccountSession, source_id: UUID) -> RemovalView:
    """Brings back what forgetting a source took away; connecting it is another matter.

    A problem 404 when the account never had it, or when nothing of it can be restored.
    """
    take_turn(session)
    _find_any(session, source_id)
    found = removals.restore_all(session, RemovalRow.source_id == source_id)
    if found is None:
        session.rollback()
        raise Problem(
            Kind.NOTHING_TO_RESTORE, "The source was not forgotten, or longer ago than 30 days."
        )
    session.commit()
    return found


def _find_any(session: AccountSession, source_id: UUID) -> SourceRow:
    """The source's row, connected or not."""
    row = session.get(SourceRow, source_id)
    if row is None:
        raise not_found("source", source_id)
    return row


def _disconnect(session: AccountSession, source_id: UUID) -> None:
    # Writing first takes the lock, so that no job can start in between.
    rows_changed(
        session,
        update(SourceRow)
        .where(SourceRow.id == source_id, SourceRow.disconnected_at.is_(None))
        .values(disconnected_at=dt.datetime.now(dt.UTC)),
    )
    lock = session.scalars(select(SyncLockRow).where(SyncLockRow.source_id == source_id)).first()
    if lock is not None:
        session.rollback()
        raise Problem(
            Kind.SYNC_CONFLICT,
            f"Job {lock.job_id} is syncing this source; cancel it first, or wait until it ends.",
            members={"job_id": str(lock.job_id)},
        )


def _find(session: AccountSession, source_id: UUID) -> SourceRow:
    row = session.get(SourceRow, source_id)
    if row is None or row.disconnected_at is not None:
        raise not_found("source", source_id)
    return row


def _view(row: SourceRow) -> SourceView:
    return SourceView(
        id=row.id,
        kind=row.kind,
        name=row.name,
        path=row.path,
        connected_at=row.connected_at,
        last_sync_at=row.last_sync_at,
    )
