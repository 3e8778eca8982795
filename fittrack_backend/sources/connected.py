"""Which sources an account has: connect, list, show, disconnect."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Literal
from uuid import UUID, uuid4

from attrs import field, frozen
from sqlalchemy import Row, Select, delete, select, update

from fittrack_backend.errors import Problem, invalid, not_found
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.storable import text
from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.garmin.request import follows_deletions, settings_of, try_key
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.sources.port import NewSource
from fittrack_backend.sources.request import SourceRequest
from fittrack_backend.sources.secrets import sealed
from fittrack_backend.sources.services import Services
from fittrack_backend.sources.upload import UPLOAD, UploadSourceRequest
from fittrack_backend.storage import leaving, removals
from fittrack_backend.storage.account_turn import take_turn
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.file_versions import has_found_since
from fittrack_backend.storage.pages import Page, PageAsked, page_by_time
from fittrack_backend.storage.removals import RemovalView
from fittrack_backend.storage.removed import RESTORABLE
from fittrack_backend.storage.room import require_room
from fittrack_backend.storage.scheduled_sources import drop_source
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    AskedDaysRow,
    RemovalRow,
    SourceRow,
    StandingRow,
    SyncLockRow,
)

GARMIN = "garmin"
WARN_BEFORE = dt.timedelta(days=7)
"""So long before a key ends, its owner hears of it; Garmin's e-mail comes at the same time."""
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
    state: Literal["ready", "needs_key", "disconnected"]
    key_ends_on: dt.date | None
    follow_deletions: bool | None
    watched: bool


def connect(
    session: AccountSession,
    request: SourceRequest,
    *,
    allowed: AllowedFolders,
    services: Services | None = None,
    most: int,
) -> SourceView:
    """Connects a source; one that was disconnected keeps its id.

    Problems: what the kind's request says in `checked` and `tried`; 409 `source-exists`, and `limit-reached` where `most`
    are connected. `services` are for kinds with a key.
    """
    kind = next(name for name, one in KINDS.items() if isinstance(request, one.request))
    new = request.checked(allowed)
    name = text(request.name, _LONGEST_NAME) or text(new.name, _LONGEST_NAME) or kind
    now = dt.datetime.now(dt.UTC)
    if new.secret is not None:
        _check_not_connected(session, session.scalars(_same(kind, new)).first(), new)
        session.rollback()  # nobody waits for the database while a service is asked
        assert services is not None, "a service is asked whether it takes the key"
        request.tried(services)
    # Connecting twice at once would make two sources of one.
    take_turn(session)
    row = session.scalars(_same(kind, new).with_for_update()).first()
    _check_not_connected(session, row, new)
    require_room(
        session,
        session.account_id,
        SourceRow,
        (SourceRow.is_connected(),),
        most,
        things="connected sources",
        way_out="Disconnect one first: what came from it stays.",
    )
    if row is None:
        row = SourceRow(id=uuid4(), account_id=session.account_id, kind=kind, identity=new.identity)
        session.add(row)
    row.path, row.settings = new.path, new.settings
    if new.secret is not None and services is not None:
        _keep_secret(session, row, services, new.secret, new.secret_ends_on)
    row.watched_at = now if new.watched else None
    row.name, row.connected_at, row.disconnected_at, row.last_sync_at = name, now, None, None
    session.commit()
    return _view(row)


def uploads(session: AccountSession, *, most: int) -> UUID:
    """The account's source of uploads, which the first one connects. A problem 409 `limit-reached`, as `connect`."""
    query = select(SourceRow.id).where(SourceRow.kind == UPLOAD, SourceRow.is_connected())
    while (found := session.scalar(query)) is None:
        request = UploadSourceRequest(kind=UPLOAD)
        try:
            return connect(session, request, allowed=AllowedFolders(), most=most).id
        except Problem as problem:
            if problem.kind is not Kind.SOURCE_EXISTS:
                raise
    return found


def _same(kind: str, new: NewSource) -> Select[SourceRow]:
    return select(SourceRow).where(SourceRow.kind == kind, SourceRow.identity == new.identity)


def _check_not_connected(session: AccountSession, row: SourceRow | None, new: NewSource) -> None:
    if row is None or row.disconnected_at is not None:
        return
    session.rollback()
    raise Problem(
        Kind.SOURCE_EXISTS,
        f"{new.title[:1].upper()}{new.title[1:]} is already connected as {row.name!r}.",
        members={"source_id": str(row.id)},
    )


def _keep_secret(
    session: AccountSession,
    row: SourceRow,
    services: Services,
    secret: str,
    ends_on: dt.date | None,
) -> None:
    row.secret = sealed(services.sealer, session.account_id, secret)
    row.secret_ends_on, row.secret_refused_at = ends_on, None


def list_all(
    session: AccountSession, asked: PageAsked, *, disconnected: bool = False
) -> Page[SourceView]:
    """The account's sources, or those that it had, in the order in which they were connected."""
    since = SourceRow.disconnected_at
    query = select(SourceRow).where(since.is_not(None) if disconnected else since.is_(None))
    time = SourceRow.connected_at
    page = page_by_time(session, query, time, asked, latest_first=False)
    return page.each(_view)


def show(session: AccountSession, source_id: UUID) -> SourceView:
    """One source; a problem 404 when it is not the account's, or not connected."""
    return _view(_find(session, source_id))


@frozen
class Change:
    """What is to be changed of a source; None leaves it as it is. A key comes with the last day on which it is good."""

    name: str | None = None
    key: str | None = field(default=None, repr=False)
    key_ends_on: dt.date | None = None
    follow_deletions: bool | None = None


def change(
    session: AccountSession, source_id: UUID, wanted: Change, *, services: Services
) -> SourceView:
    """Changes a source; a new key is tried before it takes the place of the one before.

    Problems: 404 when it is not the account's, or not connected; 422 for what its kind does not have, and `key-refused`; 503
    `service-away`.
    """
    kind = _find(session, source_id).kind
    if kind != GARMIN:
        for member in ("key", "key_ends_on", "follow_deletions"):
            if getattr(wanted, member) is not None:
                raise invalid(f"body.{member}", f"A source of the kind {kind} has none.")
    if wanted.key is not None:
        session.rollback()  # nobody waits for the database while a service is asked
        try_key(wanted.key, services)
    take_turn(session)
    row = _find(session, source_id)
    if wanted.name is not None:
        row.name = text(wanted.name, _LONGEST_NAME) or row.name
    if wanted.key is not None:
        _keep_secret(session, row, services, wanted.key, wanted.key_ends_on)
    elif wanted.key_ends_on is not None:
        row.secret_ends_on = wanted.key_ends_on
    if wanted.follow_deletions is not None:
        row.settings = settings_of(follow_deletions=wanted.follow_deletions)
    session.commit()
    return _view(row)


def watch(session: AccountSession, source_id: UUID, *, watched: bool) -> SourceView:
    """Lets syncs start when something changes in a source's folder, or ends that.

    Problems: 404 when it is not the account's, or not connected; 422 for a source without a folder.
    """
    row = _find(session, source_id)
    if watched and KINDS[row.kind].folder(row.settings) is None:
        raise invalid("body.watched", "Only a folder can be watched.")
    row.watched_at = dt.datetime.now(dt.UTC) if watched else None
    session.commit()
    return _view(row)


def warnings_of(sources: Iterable[SourceRow | Row[*tuple[Any, ...]]], today: dt.date) -> list[str]:
    """What the owner of these sources should see to, in sentences: keys that were refused, or that end soon."""
    found = []
    for row in sources:
        ends_on = row.secret_ends_on
        if row.secret_refused_at is not None:
            found.append(f"Garmin refuses the key of {row.name}; {new_key(row.id)}")
        elif ends_on is not None and ends_on - today <= WARN_BEFORE:
            when = f"ended on {ends_on}" if ends_on < today else f"ends on {ends_on}"
            found.append(f"The key of {row.name} {when}; {new_key(row.id)}")
    return found


def new_key(source_id: UUID) -> str:
    """What to do about a key that is no longer good."""
    return f"make a new one at Garmin, then: fittrack source change {source_id} --new-key"


def disconnect(session: AccountSession, source_id: UUID, *, forget: bool = False) -> None:
    """Disconnects a source; what came from it stays. A problem 409 while a job runs on it.

    To `forget` it also takes away what came from it alone, and may follow later. Doing so again takes away what it was
    found to hold since.
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
    source = _find_any(session, source_id)
    name = source.name
    _disconnect(session, source_id)
    alone = leaving.of_source(session, source_id)
    before = removals.active(session, RemovalRow.source_id == source_id)
    if (
        before is None
        or alone.takes_something
        or has_found_since(session, source_id, before.removed_at)
    ):
        why = f"its source {name} was forgotten"
        removals.remove(session, alone, why=why)
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
            Kind.NOTHING_TO_RESTORE,
            f"The source was not forgotten, or longer ago than {RESTORABLE.days} days.",
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
        .where(SourceRow.id == source_id, SourceRow.is_connected())
        .values(disconnected_at=dt.datetime.now(dt.UTC), secret=None, secret_ends_on=None),
    )
    lock = session.scalars(select(SyncLockRow).where(SyncLockRow.source_id == source_id)).first()
    if lock is not None:
        session.rollback()
        raise Problem(
            Kind.SYNC_CONFLICT,
            f"Job {lock.job_id} is syncing this source; cancel it first, or wait until it ends.",
            members={"job_id": str(lock.job_id)},
        )
    drop_source(session, source_id)


def _find(session: AccountSession, source_id: UUID) -> SourceRow:
    row = session.get(SourceRow, source_id)
    if row is None or row.disconnected_at is not None:
        raise not_found("source", source_id)
    return row


def _state(row: SourceRow) -> Literal["ready", "needs_key", "disconnected"]:
    if row.disconnected_at is not None:
        return "disconnected"
    return "ready" if row.secret_refused_at is None else "needs_key"


def _view(row: SourceRow) -> SourceView:
    return SourceView(
        id=row.id,
        kind=row.kind,
        name=row.name,
        path=row.path,
        connected_at=row.connected_at,
        last_sync_at=row.last_sync_at,
        state=_state(row),
        key_ends_on=row.secret_ends_on,
        follow_deletions=follows_deletions(row.settings) if row.kind == GARMIN else None,
        watched=row.watched_at is not None,
    )
