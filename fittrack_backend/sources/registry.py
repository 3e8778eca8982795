"""Which sources an account has: connect, list, show, disconnect."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from uuid import UUID, uuid4

from attrs import frozen
from sqlalchemy import select, update

from fittrack_backend.errors import Problem, invalid, not_found
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.storable import text
from fittrack_backend.sources.folder import display_name, os_reason
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.pages import Key, Page, after, decode_cursor, make_page, order_by
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AccountRow, SourceRow, SyncLockRow

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


def connect_folder(
    session: AccountSession, *, path: str, name: str | None, own_folder: Path
) -> SourceView:
    """Connects a folder that the server can read; one that was disconnected keeps its id.

    Problems: 422 `validation` for a path that is not absolute, `not-a-folder`,
    `folder-not-readable` or `folder-not-allowed`; 404 `folder-not-found`; 409 `source-exists`.
    """
    root = _checked(path, own_folder)
    shown = display_name(root)
    named = text(name, _LONGEST_NAME) or text(_name_of(shown), _LONGEST_NAME) or shown
    now = dt.datetime.now(dt.UTC)
    # Connecting twice at once would make two sources of one folder.
    rows_changed(
        session,
        update(AccountRow)
        .where(AccountRow.id == session.account_id)
        .values(username_key=AccountRow.username_key),
    )
    query = select(SourceRow).where(SourceRow.path_bytes == root)
    row = session.scalars(query.with_for_update()).first()
    if row is not None and row.disconnected_at is None:
        session.rollback()
        raise Problem(
            Kind.SOURCE_EXISTS,
            f"The folder {shown} is already connected as {row.name!r}.",
            members={"source_id": str(row.id)},
        )
    if row is None:
        row = SourceRow(
            id=uuid4(),
            account_id=session.account_id,
            kind="folder",
            path=shown,
            path_bytes=root,
        )
        session.add(row)
    row.name, row.connected_at, row.disconnected_at, row.last_sync_at = named, now, None, None
    session.commit()
    return _view(row)


def _name_of(path: str) -> str:
    return path.rstrip("/\\").replace("\\", "/").rpartition("/")[2]


def _checked(path: str, own_folder: Path) -> bytes:
    """The folder's real path in bytes."""
    if "\0" in path or any("\ud800" <= c <= "\udfff" for c in path):
        raise invalid("body.path", "This is not a path.")
    if not Path(path).is_absolute():
        raise invalid(
            "body.path", f"The path must be absolute, as the server sees it; {path!r} is not."
        )
    try:
        real = Path(path).resolve(strict=True)
        if not real.is_dir():
            raise Problem(Kind.NOT_A_FOLDER, f"{path} is not a folder.")
        with os.scandir(real) as entries:
            next(entries, None)
    except FileNotFoundError as error:
        raise Problem(Kind.FOLDER_NOT_FOUND, f"There is no folder {path}.") from error
    except NotADirectoryError as error:
        raise Problem(Kind.NOT_A_FOLDER, f"{path} is not a folder.") from error
    except (OSError, RuntimeError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else "its links go in a circle"
        raise Problem(
            Kind.FOLDER_NOT_READABLE,
            f"The server cannot read {path}: {reason}.",
        ) from error
    own = own_folder.resolve()
    if real == own or own in real.parents:
        raise Problem(
            Kind.FOLDER_NOT_ALLOWED,
            f"{path} belongs to the server's own data.",
        )
    return os.fsencode(real)


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


def disconnect(session: AccountSession, source_id: UUID) -> None:
    """Disconnects a source; what came from it stays. A problem 409 while a job runs on it."""
    _find(session, source_id)
    session.rollback()
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
    session.commit()


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
